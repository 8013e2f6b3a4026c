// npm run fault -- [NAME…] [--runs N] [--seed S] [--short] [--json]: the seeded fault runs and the fuzzer.
import { mkdir, writeFile } from 'node:fs/promises';
import { inRoot, prepare, root } from './bootstrap/index.mjs';
import { command, load, names, whole, words } from './suite/modules.mjs';

await command(async () => {
  const { options, rest } = words(process.argv.slice(2), ['runs', 'seed']);
  const short = options.short === true;
  const runs = whole(options.runs, short ? 15 : 200, 'runs');
  const seed = whole(options.seed, Math.floor(Math.random() * 2 ** 31), 'seed');
  const set = await prepare({ build: true, groups: ['trace'] });
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  let clean = true;
  for (const name of rest.length > 0 ? rest : names('fault')) {
    say(`fault ${name}: ${runs} runs, seed ${seed}`);
    const fault = await load('fault', name);
    const result = await fault({
      runs,
      seed,
      short,
      electron: { path: set.electronPath, args: set.args, env: set.env },
      root,
      say,
    });
    for (const failure of result.failures) {
      const log = inRoot('out', 'fault', `${name}-${failure.seed}.log`);
      await mkdir(inRoot('out', 'fault'), { recursive: true });
      await writeFile(log, failure.log);
      say(`fault ${name}: seed ${failure.seed} is not clean, log in ${log}`);
      say(`  again: npm run fault -- ${name} --runs 1 --seed ${failure.seed}`);
    }
    // Nothing run and nothing said about it would pass unseen.
    const empty = result.runs === 0 && !result.skipped;
    if (empty) say(`fault ${name}: did not run at all`);
    clean &&= result.failures.length === 0 && !empty;
    const line = { fault: name, seed, runs: result.runs, failed: result.failures.length, skipped: result.skipped };
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(line)}\n`
        : `${name}: ${result.runs} runs, ${result.failures.length} not clean, seed ${seed}${result.skipped ? `, skipped: ${result.skipped}` : ''}\n`,
    );
  }
  set.end();
  return clean ? 0 : 1;
});
