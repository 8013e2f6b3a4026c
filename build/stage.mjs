// Lays out the folder that is packaged: the built bundles, and of each native package only what this platform runs on.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inRoot, SetUpError } from './bootstrap/index.mjs';

/**
 * Packages that stay outside the bundles (electron.vite.config.ts) because they hold native code: the files of each that
 * run, and the package of this platform where there is one.
 * @type {Record<string, (machine: Machine) => { files: string[], binary?: string }>}
 * @typedef {{ platform: string, arch: string }} Machine
 */
const NATIVE = {
  'better-sqlite3': ({ platform, arch }) => ({ files: ['lib', `prebuilds/${platform}-${arch}.node`, 'LICENSE'] }),
  '@napi-rs/image': (machine) => ({ files: ['index.js', 'LICENSE'], binary: `@napi-rs/image-${triple(machine)}` }),
  '@myriaddreamin/typst-ts-node-compiler': (machine) => ({
    files: ['index.js', 'index-napi.js', 'LICENSE'],
    binary: `@myriaddreamin/typst-ts-node-compiler-${triple(machine)}`,
  }),
};

/** @param {Machine} machine */
function triple({ platform, arch }) {
  const libc = platform === 'linux' ? '-gnu' : platform === 'win32' ? '-msvc' : '';
  return `${platform}-${arch}${libc}`;
}

/**
 * @param {string} to folder to make; what lies there is thrown away
 * @param {{ machine?: Machine, sqliteCopy?: boolean }} [options] `sqliteCopy`: take the copy of better-sqlite3's binary
 *   that the bootstrap made for the registry's Electron (tests only)
 * @throws {SetUpError} when a bundle asks for a package that is not staged, or a platform's binary is not installed
 */
export async function stage(to, { machine = process, sqliteCopy = false } = {}) {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const part of ['main', 'preload', 'renderer']) {
    await cp(inRoot('out', part), join(to, 'out', part), { recursive: true });
  }
  for (const name of await imported(join(to, 'out', 'main'))) {
    if (!NATIVE[name]) throw new SetUpError(`out/main asks for the package ${name}, which is not packaged`);
  }
  /** @type {Record<string, string>} */
  const dependencies = {};
  for (const [name, parts] of Object.entries(NATIVE)) {
    const { files, binary } = parts(machine);
    if (name === 'better-sqlite3' && sqliteCopy) files.push('build/Release/better_sqlite3.node');
    const version = await place(to, name, files, binary);
    dependencies[name] = version;
    if (!binary) continue;
    const [file] = (await readdir(inRoot('node_modules', binary)).catch(() => [])).filter((one) =>
      one.endsWith('.node'),
    );
    if (!file) throw new SetUpError(`${binary} is not installed: package for ${machine.platform} on that platform`);
    await place(to, binary, [file, 'LICENSE']);
  }
  const { name, productName, version, description, author, license, main } = await json(inRoot('package.json'));
  await write(join(to, 'package.json'), {
    name,
    productName,
    version,
    description,
    author,
    license,
    type: 'module',
    main,
    dependencies,
  });
}

/** Copies some files of a package, with a package.json that promises no more than that. @returns {Promise<string>} version
 * @param {string} to @param {string} name @param {string[]} files @param {string} [binary] */
async function place(to, name, files, binary) {
  const from = inRoot('node_modules', name);
  const target = join(to, 'node_modules', name);
  const about = await json(join(from, 'package.json'));
  await mkdir(target, { recursive: true });
  for (const file of files) {
    // A licence may be called otherwise or lie in the parent package; code may not be missing.
    const copied = cp(join(from, file), join(target, file), { recursive: true });
    if (file === 'LICENSE') await copied.catch(() => undefined);
    else await copied;
  }
  const { version, license, main, exports } = about;
  const needs = binary ? { [binary]: version } : undefined;
  await write(join(target, 'package.json'), { name, version, license, main, exports, dependencies: needs });
  return version;
}

/** Packages that the bundles of a folder ask for at run time. @param {string} folder */
async function imported(folder) {
  const names = new Set();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.js')) continue;
    const code = await readFile(join(folder, file), 'utf8');
    for (const [, name = ''] of code.matchAll(/(?:from|import\(|import|require\()\s*["'`]([@a-z][^"'`\s]*)["'`]/g)) {
      if (name.startsWith('node:') || builtinModules.includes(name) || name === 'electron') continue;
      // A word in a text may look like an import: only what is really installed counts.
      if (installed(name)) names.add(name);
    }
  }
  return names;
}

const require = createRequire(import.meta.url);
/** @param {string} name */
function installed(name) {
  try {
    return Boolean(dirname(require.resolve(`${name}/package.json`)));
  } catch {
    return false;
  }
}

/** @param {string} file @returns {Promise<any>} */
async function json(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** @param {string} file @param {unknown} value */
function write(file, value) {
  return writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
