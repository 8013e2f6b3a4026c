// The benches and the fault runs: found by name, bundled, run in a process of their own choice of Electron.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, root, SetUpError } from '../bootstrap/index.mjs';

/**
 * Names under tests/KIND: every NAME.ts and every NAME/index.ts. Other folders (contestants, fixtures) have no
 * index.ts, other files live in folders.
 * @param {'bench' | 'fault'} kind
 * @param {string} [base] project root
 * @returns {string[]} sorted
 */
export function names(kind, base = root) {
  const folder = join(base, 'tests', kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return existsSync(join(folder, entry.name, 'index.ts')) ? [entry.name] : [];
      return /^[a-z][a-z0-9-]*\.ts$/.test(entry.name) ? [entry.name.slice(0, -3)] : [];
    })
    .sort();
}

/**
 * @param {'bench' | 'fault'} kind
 * @param {string} name one of `names(kind)`
 * @returns {Promise<any>} the module's default export
 * @throws {SetUpError} when there is no such name, or it has no default function
 */
export async function load(kind, name) {
  if (!names(kind).includes(name)) {
    throw new SetUpError(`there is no ${kind} ${name}. There are: ${names(kind).join(', ') || 'none yet'}`);
  }
  const entry = existsSync(join(root, 'tests', kind, `${name}.ts`)) ? `${name}.ts` : `${name}/index.ts`;
  const file = await bundle(root, `tests/${kind}/${entry}`, `out/${kind}/${name}.mjs`);
  const loaded = await import(pathToFileURL(file).href);
  if (typeof loaded.default !== 'function') throw new SetUpError(`tests/${kind}/${entry} has no default function`);
  return loaded.default;
}

/**
 * Words of a command line: `--name value`, `--flag`, and the rest.
 * @param {readonly string[]} argv
 * @param {readonly string[]} valued names that take a value
 * @returns {{ options: Record<string, string | true>, rest: string[] }}
 * @throws {SetUpError} when a value is missing
 */
export function words(argv, valued) {
  /** @type {Record<string, string | true>} */
  const options = {};
  /** @type {string[]} */
  const rest = [];
  for (let at = 0; at < argv.length; at++) {
    const word = /** @type {string} */ (argv[at]);
    if (!word.startsWith('--')) {
      rest.push(word);
      continue;
    }
    const [name, joined] = word.slice(2).split('=', 2);
    if (!valued.includes(/** @type {string} */ (name))) options[/** @type {string} */ (name)] = true;
    else {
      const value = joined ?? argv[++at];
      if (value === undefined) throw new SetUpError(`--${name} needs a value`);
      options[/** @type {string} */ (name)] = value;
    }
  }
  return { options, rest };
}

/**
 * A whole number given on the command line.
 * @param {string | true | undefined} given
 * @param {number} otherwise
 * @param {string} name for the message
 */
export function whole(given, otherwise, name) {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 0) throw new SetUpError(`--${name} takes a whole number, not ${given}`);
  return value;
}

/** Runs a command's main function: a SetUpError is told without a stack. @param {() => Promise<number>} main */
export async function command(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
