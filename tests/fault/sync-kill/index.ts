import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { FaultContext, FaultResult } from '../../../build/contracts';
import { between, random } from '../../bench/support/random';
import { startFaulty } from '../../real/faulty';
import { type Newsroom, openNewsroom } from '../../real/newsroom';
import { missingPackages, startWordpress, type Wordpress } from '../../real/wordpress';
import { program } from '../support/program';

/** Most requests of one publishing: the moment of the kill is one of them. */
const REQUESTS = 14;
/** Kills of one order before it is let through. */
const LIVES = 3;

/**
 * The program is killed, or its line cut, at random requests to a real WordPress, before or after the site has done its
 * part, several times for one article; afterwards there is one visible post, one picture, no draft.
 */
export default async function syncKill({ runs, seed, short, root, say }: FaultContext): Promise<FaultResult> {
  const missing = missingPackages();
  if (missing.length > 0) return { runs: 0, failures: [], skipped: `${missing.join(', ')} not installed` };
  const count = short ? Math.min(runs, 4) : runs;
  const worker = await program(root, 'electron/store/worker.ts', 'store-worker-sync');
  const publisher = await program(root, 'tests/real/publisher.ts', 'sync-publisher');
  const wp = await startWordpress();
  const failures: { seed: number; log: string }[] = [];
  let kills = 0;
  try {
    for (let run = 0; run < count; run++) {
      const lines: string[] = [];
      try {
        kills += await one(wp, worker, publisher, seed + run, lines);
      } catch (error) {
        failures.push({
          seed: seed + run,
          log: [String(error instanceof Error ? error.stack : error), ...lines].join('\n'),
        });
      }
    }
  } finally {
    await wp.stop();
  }
  say(`sync-kill: killed ${kills} times in ${count} runs`);
  if (count > 0 && kills === 0) failures.push({ seed, log: 'nothing was ever killed' });
  return { runs: count, failures };
}

async function one(wp: Wordpress, worker: string, publisher: string, seed: number, lines: string[]): Promise<number> {
  const next = random(seed);
  await wp.reset();
  const portal = await startFaulty(wp.url);
  const asleep = await openNewsroom(worker, {}, { asleep: true });
  let again: Newsroom | null = null;
  let kills = 0;
  try {
    const photo = await asleep.picture([between(next, 0, 255), 9, 9]);
    const target = await asleep.target(
      { kind: 'wordpress', url: portal.url, user: 'editor', finalStatus: 'publish' },
      wp.passwords.editor,
    );
    const id = await asleep.article({
      title: 'Giết ngẫu nhiên',
      category: 'Thời sự',
      keywords: ['thử'],
      featured: photo.sha256,
    });
    const order = await asleep.order(id, target.id);
    await asleep.leave();

    for (let life = 0; life < LIVES; life++) {
      const at = between(next, 0, REQUESTS);
      const how = (['hold', 'hang', 'lose'] as const)[between(next, 0, 2)] ?? 'hold';
      const child = spawn(process.execPath, [publisher, asleep.folder, worker], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
      child.stderr.on('data', (piece: Buffer) => lines.push(piece.toString('utf8')));
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      let asked = 0;
      // Killed at the chosen request, or when the article is through before it.
      portal.held = () => child.kill('SIGKILL');
      portal.fate = (seen) => {
        lines.push(`life ${life} request ${asked} ${seen.method} ${seen.route}`);
        if (asked++ !== at) {
          const last = seen.method === 'POST' && /\/posts\/\d+$/.test(seen.route) && asked <= at;
          return last ? 'hold' : 'pass';
        }
        lines.push(`  ${how}`);
        if (how !== 'hold') setImmediate(() => child.kill('SIGKILL'));
        return how;
      };
      await ended;
      kills++;
    }
    portal.fate = () => 'pass';
    again = await openNewsroom(worker, {}, { folder: asleep.folder });
    const done = await again.reached(order.id, 'done', 'needs_you');
    const posts = (await wp.posts()).map(({ status, slug }) => `${status} ${slug}`);
    const files = (await wp.posts('attachment')).map(({ slug }) => slug);
    const wanted = JSON.stringify(['done', [`publish giet-ngau-nhien-${id.slice(0, 8)}`], [photo.sha256]]);
    const found = JSON.stringify([done.state, posts, files]);
    if (found !== wanted) throw new Error(`found ${found}\nwanted ${wanted}`);
  } finally {
    await again?.leave();
    await asleep.leave();
    rmSync(asleep.folder, { recursive: true, force: true });
    await portal.stop();
  }
  return kills;
}
