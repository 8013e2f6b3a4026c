// npm test [-- GROUP…]: sets up what is missing, runs everything that CI runs, goes on after a failed group, and ends
// with one plain line "N passed, N failed".
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { inRoot, oldestTypes, groups as packages, prepare, root, run, say } from './bootstrap/index.mjs';
import { closing, count, fromPlaywright, fromVitest, sum, withExit } from './suite/count.mjs';
import { command, names } from './suite/modules.mjs';

/** @typedef {import('./suite/count.mjs').Count} Count */
/** @typedef {import('./bootstrap/index.mjs').Prepared} Prepared */

const node = process.execPath;
const tool = (/** @type {string[]} */ ...parts) => inRoot('node_modules', ...parts);
const report = (/** @type {string} */ name) => inRoot('out', 'test', `${name}.json`);

/** The report a runner wrote. A runner that wrote none gives an empty one: its exit code then counts. @param {string} file */
async function read(file) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
}

/** One test that is a program's exit code. @param {string} file @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function program(file, args, env) {
  const { code } = await run(file, args, { cwd: root, env });
  return code === 0 ? count(1, 0) : count(0, 1);
}

/** vitest on some projects under some Node. @param {string} name @param {string} runtime @param {string[]} projects @param {NodeJS.ProcessEnv} env */
async function vitest(name, runtime, projects, env) {
  const file = report(name);
  await rm(file, { force: true });
  const chosen = projects.flatMap((project) => ['--project', project]);
  const args = [
    'run',
    '--passWithNoTests',
    ...chosen,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const { code } = await run(runtime, [tool('vitest', 'vitest.mjs'), ...args], { cwd: root, env });
  return withExit(fromVitest(await read(file)), code);
}

/** @type {Record<string, { about: string, needs: { build?: boolean, display?: boolean }, run: (set: Prepared) => Promise<Count> }>} */
const groups = {
  lint: {
    about: 'format and lint',
    needs: {},
    run: (set) => program(tool('.bin', 'biome'), ['ci', '--colors=off', '.'], set.env),
  },
  types: {
    about: 'types, against the newest and the oldest Electron',
    needs: {},
    run: async (set) => {
      const tsc = tool('typescript', 'bin', 'tsc');
      const newest = await program(node, [tsc, '--noEmit', '-p', root], set.env);
      const commands = await program(node, [tsc, '--noEmit', '-p', inRoot('build')], set.env);
      const { config, version } = await oldestTypes(root);
      say(`types again, against Electron ${version}`);
      return sum([newest, commands, await program(node, [tsc, '--noEmit', '-p', config], set.env)]);
    },
  },
  unit: {
    about: `unit tests under Node ${process.versions.node}`,
    needs: {},
    run: (set) => vitest('unit', node, [], set.env),
  },
  electron: {
    about: "unit tests of electron/ and shared/ under Electron's Node",
    needs: {},
    run: (set) =>
      vitest('electron', set.electronPath, ['electron', 'shared'], { ...set.env, ELECTRON_RUN_AS_NODE: '1' }),
  },
  e2e: {
    about: 'the app, driven in the real Electron',
    needs: { build: true, display: true },
    run: async (set) => {
      if (!existsSync(inRoot('tests', 'e2e'))) return count(0, 0);
      await rm(report('e2e'), { force: true });
      const { code } = await run(node, [tool('@playwright', 'test', 'cli.js'), 'test', '--pass-with-no-tests'], {
        cwd: root,
        env: set.env,
      });
      return withExit(fromPlaywright(await read(report('e2e'))), code);
    },
  },
  fault: {
    about: 'fault runs, a few',
    needs: { build: true, display: true },
    run: async (set) => sum(await each(names('fault'), (name) => fault(name, set.env))),
  },
  bench: {
    about: 'benches, short, with their self-checks',
    needs: { build: true, display: true },
    run: async (set) => sum(await each(names('bench'), (name) => bench(name, set.env))),
  },
};

/** One after the other: they measure. @template T @param {string[]} list @param {(name: string) => Promise<T>} work */
async function each(list, work) {
  const done = [];
  for (const name of list) done.push(await work(name));
  return done;
}

/** @param {string} name @param {NodeJS.ProcessEnv} env @returns {Promise<Count>} */
async function fault(name, env) {
  let last = '';
  const { code } = await run(node, [inRoot('build', 'fault.mjs'), name, '--short', '--json', '--seed', '1'], {
    cwd: root,
    env,
    capture: true,
    onStart: (child) => child.stderr?.pipe(process.stderr),
  }).then((ended) => {
    last = ended.stdout.trim().split('\n').at(-1) ?? '';
    return ended;
  });
  const skipped = last.startsWith('{') ? JSON.parse(last).skipped : undefined;
  if (code === 0 && skipped) return count(0, 0, [`fault ${name}: ${skipped}`]);
  return code === 0 ? count(1, 0) : count(0, 1);
}

/** A bench counts two: it runs, and its figure rises with a delay in the product. @param {string} name @param {NodeJS.ProcessEnv} env @returns {Promise<Count>} */
async function bench(name, env) {
  const ended = await run(node, [inRoot('build', 'bench.mjs'), name, '--short', '--self-check', '--json'], {
    cwd: root,
    env,
    capture: true,
    onStart: (child) => child.stderr?.pipe(process.stderr),
  });
  const last = ended.stdout.trim().split('\n').at(-1) ?? '';
  const result = last.startsWith('{') ? JSON.parse(last) : undefined;
  if (!result) return count(0, 2);
  say(
    `bench ${name}: ${result.ratio} (short), with ${result.selfCheck?.delayMs} ms in the product ${result.selfCheck?.ratio}`,
  );
  return result.selfCheck?.rises ? count(2, 0) : count(1, 1);
}

await command(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !groups[name]);
  if (unknown.length > 0) {
    process.stderr.write(`there is no group ${unknown.join(', ')}. There are: ${Object.keys(groups).join(', ')}\n`);
    return 2;
  }
  const chosen = asked.length > 0 ? Object.keys(groups).filter((name) => asked.includes(name)) : Object.keys(groups);
  const needs = chosen.map((name) => groups[name]?.needs ?? {});
  const servers = chosen.some((name) => !['lint', 'types'].includes(name));
  await mkdir(inRoot('out', 'test'), { recursive: true });

  // A build that fails is found by every group that needs it; the others must run all the same.
  /** @type {Error | undefined} */
  let unbuilt;
  const set = await prepare({
    display: needs.some((need) => need.display),
    groups: servers ? /** @type {(keyof typeof packages)[]} */ (['wordpress', 'pdf', 'trace']) : [],
    build: needs.some((need) => need.build),
    onBuildFailure: (error) => {
      unbuilt = error;
    },
  });
  // Tests that need a group which could not be had skip themselves by name.
  set.env.TOASOAN_MISSING_PACKAGES = set.missing.join(',');

  /** @type {Count[]} */
  const counts = [];
  for (const name of chosen) {
    const group = groups[name];
    if (!group) continue;
    process.stdout.write(`\n== ${name}: ${group.about}\n`);
    let counted;
    try {
      if (unbuilt && group.needs.build) throw unbuilt;
      counted = await group.run(set);
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
      counted = count(0, 1);
    }
    process.stdout.write(`== ${name}: ${closing(counted)}\n`);
    counts.push(counted);
  }
  set.end();

  const all = sum(counts);
  if (all.skipped.length > 0) process.stdout.write(`\nskipped:\n${all.skipped.map((name) => `  ${name}\n`).join('')}`);
  if (set.missing.length > 0)
    process.stdout.write(`system packages missing: ${set.missing.flatMap((name) => packages[name]).join(' ')}\n`);
  process.stdout.write(`\n${closing(all)}\n`);
  return all.failed > 0 ? 1 : 0;
});
