// npm run bench -- NAME [--json] [--short] [--self-check]: one benchmark, in the real Electron.
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { inRoot, prepare, root, say } from './bootstrap/index.mjs';
import { command, load, names, words } from './suite/modules.mjs';

/** The delay of the self-check (ms): the figure must rise with it. */
const DELAY = 20;

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
    const delayed = await bench({ ...context, delayMs: DELAY });
    rises = delayed.ratio > result.ratio;
    Object.assign(about, { selfCheck: { delayMs: DELAY, ratio: delayed.ratio, rises } });
    if (!rises)
      say(`bench ${name}: ${result.ratio} did not rise with ${DELAY} ms put into the product (${delayed.ratio})`);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(about)}\n`);
  else for (const [key, value] of Object.entries(about)) process.stdout.write(`${key}: ${JSON.stringify(value)}\n`);
  set.end();
  return rises ? 0 : 1;
});
