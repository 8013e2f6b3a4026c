import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchContext, BenchResult } from '../../build/contracts';
import { dataFolder } from './support/folder';
import { median, rounded } from './support/stats';
import { at, timedStart } from './support/timed';

/**
 * From process spawn to the editor ready for the first key, on a library of 10,000 articles, against from spawn to the first
 * paint of a bare Electron window. No driver is attached to either; each has its own profile, warmed by one start that is not
 * counted; they take turns. Both times are taken here, when the line comes out of the process's pipe.
 */
export default async function start(context: BenchContext): Promise<BenchResult> {
  const { electron, root, short, say, delayMs } = context;
  const library = { articles: short ? 200 : 10_000, words: 600, revisions: 3, long: 0 };
  const rounds = short ? 5 : 15;
  const folder = await dataFolder(library, say);
  const profile = await mkdtemp(join(tmpdir(), 'toasoan-bench-bare-'));
  const common = ['--force-device-scale-factor=1', '--disable-component-update'];
  const hook = join(root, 'tests', 'bench', 'support', 'start-hook.cjs');
  const bare = async () => {
    const main = join(root, 'tests', 'bench', 'contestants', 'window', 'main.cjs');
    const marks = await timedStart(electron, [main, `--user-data-dir=${profile}`, ...common], {}, 'painted');
    return at(marks, 'painted').ms;
  };
  const product = async (warm = true) => {
    const args = ['-r', hook, root, `--user-data-dir=${folder.path}`, ...common];
    const marks = await timedStart(electron, args, { TOASOAN_DELAY: String(delayMs) }, 'shell');
    const shell = at(marks, 'shell');
    // The product says itself when it is ready: what it says must be so. (On its very first start here the page does not
    // remember yet which article was open last.)
    if (warm && !(Number(shell.editable) > 100))
      throw new Error('"ready" came before the last article stood in the editor');
    return { ready: at(marks, 'ready').ms, shell: shell.ms };
  };
  try {
    await bare();
    await product(false);
    const bares: number[] = [];
    const products: { ready: number; shell: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      bares.push(await bare());
      const one = await product();
      products.push(one);
      say(
        `start: bare ${bares.at(-1)?.toFixed()} ms, ready ${one.ready.toFixed()} ms, shell ${one.shell.toFixed()} ms`,
      );
    }
    const bareMs = median(bares);
    const readyMs = median(products.map(({ ready }) => ready));
    const shellMs = median(products.map(({ shell }) => shell));
    return {
      ratio: rounded(readyMs / bareMs),
      shell: rounded(shellMs / bareMs),
      atMost: { ratio: 1.6, shell: 2 },
      medianMs: { bare: rounded(bareMs), ready: rounded(readyMs), shell: rounded(shellMs) },
      rounds,
      library,
    };
  } finally {
    await folder.end();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

// Main stands still before each call; past 200 ms the window would show a skeleton first and be measured by that.
start.selfCheckMs = 80;
