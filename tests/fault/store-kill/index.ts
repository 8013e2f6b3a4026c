import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultContext, FaultResult } from '../../../build/contracts';
import { openCore } from '../../../electron/store/core';
import { between, random } from '../../bench/support/random';
import { type Entry, parsed, wrongs } from '../support/ledger';
import { program } from '../support/program';

/** Lives of one folder: each begins with what the kill before has left. */
const LIVES = 2;

/** The store's process is killed at random moments while it saves, lists, copies and checks; nothing acknowledged is lost. */
export default async function storeKill({ runs, seed, root, say }: FaultContext): Promise<FaultResult> {
  const child = await program(root, 'tests/fault/store-kill/child.ts', 'store-kill-child');
  const worker = await program(root, 'electron/store/worker.ts', 'store-worker');
  const failures: { seed: number; log: string }[] = [];
  let acknowledged = 0;
  for (let run = 0; run < runs; run++) {
    const next = random(seed + run);
    const folder = mkdtempSync(join(tmpdir(), 'toasoan-store-kill-'));
    const entries: Entry[] = [];
    const lines: string[] = [];
    for (let life = 0; life < LIVES; life++) {
      const output = await lived(
        [child, folder, worker, String(between(next, 0, 2 ** 31))],
        between(next, 1, 150),
        next() * 6,
      );
      entries.push(...parsed(output.text));
      lines.push(`life ${life}: ${output.text.split('\n').length} lines`, output.errors);
    }
    try {
      const core = openCore(folder);
      const wrong = wrongs(core, folder, entries);
      const told = core.takeChanges().filter(({ kind }) => kind === 'notice');
      if (told.length > 0) wrong.push(`a kill must not need a recovery: ${JSON.stringify(told)}`);
      core.close();
      acknowledged += entries.filter(({ done }) => done).length;
      if (wrong.length > 0) failures.push({ seed: seed + run, log: [...wrong, ...lines].join('\n') });
    } catch (error) {
      failures.push({
        seed: seed + run,
        log: [String(error instanceof Error ? error.stack : error), ...lines].join('\n'),
      });
    }
    rmSync(folder, { recursive: true, force: true });
  }
  say(`store-kill: ${acknowledged} acknowledged writes were held against the store`);
  if (runs > 0 && acknowledged < runs) failures.push({ seed, log: `only ${acknowledged} writes were acknowledged` });
  return { runs, failures };
}

/** One life: killed `after` lines were told and a moment more. */
function lived(args: readonly string[], after: number, moreMs: number): Promise<{ text: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    let text = '';
    let errors = '';
    let dying = false;
    process_.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (dying || text.split('\n').length <= after) return;
      dying = true;
      setTimeout(() => process_.kill('SIGKILL'), moreMs);
    });
    process_.stderr.setEncoding('utf8').on('data', (piece: string) => {
      errors += piece;
    });
    process_.on('error', reject);
    process_.on('close', () => {
      if (dying) resolve({ text, errors });
      else reject(new Error(`the store ended by itself: ${errors}`));
    });
  });
}
