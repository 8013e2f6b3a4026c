// npm run bench -- NAME [--json] [--short] [--self-check]: one benchmark, in the real Electron.
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { inRoot, prepare, root, say } from './bootstrap/index.mjs';
import { command, load, names, words } from './suite/modules.mjs';

/** The delay of the self-check (ms): the figure must rise with it. */
const DELAY = 20;

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? Number(sorted[half]) : (Number(sorted[half - 1]) + Number(sorted[half])) / 2;
}

await command(async () => {
  const { options, rest } = words(process.argv.slice(2), []);
  const [name] = rest;
  if (!name) {
    process.stdout.write(
      `usage: npm run bench -- NAME [--json] [--short] [--self-check]\n${names('bench').join('\n')}\n`,
    );
    return 2;
  }
  const set = await prepare({ build: true });
  const bench = await load('bench', name);
  const context = {
    short: options.short === true,
    delayMs: 0,
    electron: { path: set.electronPath, args: set.args, env: set.env },
    root,
    say: (/** @type {string} */ line) => process.stderr.write(`${line}\n`),
  };
  const result = await bench(context);
  if (!Number.isFinite(result.ratio)) throw new Error(`bench ${name} gave no ratio`);
  const about = {
    bench: name,
    ...result,
    short: context.short,
    runtime: { electron: set.version, source: set.source, node: process.versions.node },
    versions: JSON.parse(await readFile(inRoot('package.json'), 'utf8')).version,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
  };
  let rises = true;
  if (options['self-check'] === true) {
    // A delay of 20 ms in a figure of whole seconds drowns in a short run's noise: such a bench names a longer one.
    const delayMs = (context.short && bench.selfCheckMs) || DELAY;
    const plain = [result.ratio];
    const slowed = [(await bench({ ...context, delayMs })).ratio];
    // Another program on the machine can hide one rise: then three pairs decide by their medians.
    while (median(slowed) <= median(plain) && plain.length < 3) {
      plain.push((await bench(context)).ratio);
      slowed.push((await bench({ ...context, delayMs })).ratio);
    }
    rises = median(slowed) > median(plain);
    Object.assign(about, { selfCheck: { delayMs, ratio: median(slowed), pairs: plain.length, rises } });
    if (!rises) say(`bench ${name}: ${plain} did not rise with ${delayMs} ms put into the product (${slowed})`);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(about)}\n`);
  else for (const [key, value] of Object.entries(about)) process.stdout.write(`${key}: ${JSON.stringify(value)}\n`);
  set.end();
  return rises ? 0 : 1;
});
