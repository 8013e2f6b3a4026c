import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultContext, FaultResult } from '../../../build/contracts';
import { openCore } from '../../../electron/store/core';
import { random } from '../../bench/support/random';
import { parsed, wrongs } from '../support/ledger';
import { program } from '../support/program';
import { Disk } from './disk';
import { type Event, parseTrace, WATCHED } from './trace';

/** Steps of the script that is traced: some dozen write-backs of the log. */
const STEPS = 220;

/**
 * The power goes at random points of a traced script. SIGKILL never loses what the system holds in memory; this does: the disk
 * is built again from what was synced and a random part of the rest. Everything acknowledged is there, without a recovery.
 * The same with `synchronous=OFF` must lose something, or the test could not see a loss.
 */
export default async function powerCut({ runs, seed, root, say }: FaultContext): Promise<FaultResult> {
  const child = await program(root, 'tests/fault/power-cut/child.ts', 'power-cut-child');
  const safe = await traced(child, seed, 'FULL');
  if (safe === null) return { runs: 0, failures: [], skipped: 'strace is not installed' };
  const lost = await losses(safe, runs, seed);
  say(`power-cut: ${safe.events.length} writes, syncs and names; ${runs} points, ${lost.length} with a loss`);
  const failures = [...lost];
  const unsafe = await traced(child, seed, 'OFF');
  if (unsafe === null) throw new Error('strace went away');
  const seen = await losses(unsafe, Math.max(runs, 10), seed);
  say(`power-cut with synchronous=OFF: ${seen.length} of ${Math.max(runs, 10)} points with a loss`);
  if (seen.length === 0) failures.push({ seed, log: 'with synchronous=OFF nothing was lost: the test is blind' });
  return { runs, failures };
}

interface Traced {
  readonly folder: string;
  readonly events: readonly Event[];
}

/** Runs the script under strace. Null: there is no strace. @throws when the script fails */
async function traced(child: string, seed: number, synchronous: 'FULL' | 'OFF'): Promise<Traced | null> {
  const place = mkdtempSync(join(tmpdir(), 'toasoan-power-'));
  const folder = join(place, 'store');
  const log = join(place, 'trace');
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      // Data whole and in hexadecimal: the disk is built from it.
      const args = ['-xx', '-s', '200000', '-o', log, '-e', `trace=${WATCHED}`, '-e', 'signal=none'];
      const run = spawn(
        'strace',
        [...args, process.execPath, child, folder, String(seed), String(STEPS), synchronous],
        {
          stdio: ['ignore', 'ignore', 'inherit'],
          env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        },
      );
      run.on('error', (error) => ('code' in error && error.code === 'ENOENT' ? resolve(null) : reject(error)));
      run.on('close', resolve);
    });
    if (code === null) return null;
    if (code !== 0) throw new Error(`the traced script ended with ${code}`);
    return { folder, events: parseTrace(readFileSync(log, 'latin1'), folder) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Cuts the power at `count` random points. */
async function losses(
  { folder, events }: Traced,
  count: number,
  seed: number,
): Promise<{ seed: number; log: string }[]> {
  const next = random(seed);
  const points = Array.from({ length: count }, () => Math.floor(next() * events.length)).sort((a, b) => a - b);
  const failures: { seed: number; log: string }[] = [];
  const disk = new Disk(folder);
  let told = '';
  let at = 0;
  for (const [index, point] of points.entries()) {
    for (; at <= point; at++) {
      const event = events[at];
      if (!event) break;
      disk.apply(event);
      if (event.kind === 'told') told += event.text;
    }
    const place = mkdtempSync(join(tmpdir(), 'toasoan-cut-'));
    try {
      disk.cut(folder, place, random(seed + index));
      const wrong = found(place, told);
      if (wrong.length > 0) failures.push({ seed, log: [`point ${point} of ${events.length}`, ...wrong].join('\n') });
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  return failures;
}

function found(place: string, told: string): string[] {
  try {
    const core = openCore(place);
    try {
      const notices = core.takeChanges().filter(({ kind }) => kind === 'notice');
      const wrong = wrongs(core, place, parsed(told));
      return notices.length > 0 ? [...wrong, `a recovery was needed: ${JSON.stringify(notices)}`] : wrong;
    } finally {
      core.close();
    }
  } catch (error) {
    return [String(error instanceof Error ? error.stack : error)];
  }
}
