// Source 2: the official Electron, by the electron package's own `install-electron` (which honours ELECTRON_MIRROR
// and compares with the checksums that came inside the package).
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** A download that brings no byte for this long is given up (ms): a closed network often just says nothing. */
const SILENCE = 10_000;
/** How long a failed try is remembered (ms), so that warm starts do not wait for it again. */
const REMEMBER = 24 * 3600_000;

/** @param {string} root */
function packageDir(root) {
  return join(root, 'node_modules', 'electron');
}

/**
 * The official Electron if it is already unpacked in node_modules.
 * @param {string} root
 * @returns {Promise<{ dist: string, electronPath: string, version: string } | undefined>}
 */
export async function installedOfficial(root) {
  const folder = packageDir(root);
  const read = (/** @type {string} */ file) => readFile(join(folder, file), 'utf8').catch(() => '');
  const [about, inside, found] = await Promise.all([read('package.json'), read('path.txt'), read('dist/version')]);
  if (!about || !inside) return undefined;
  const { version } = JSON.parse(about);
  const electronPath = join(folder, 'dist', inside);
  if (found.trim().replace(/^v/, '') !== version || !existsSync(electronPath)) return undefined;
  return { dist: join(folder, 'dist'), electronPath, version };
}

/** Bytes in a folder, all depths. @param {string} folder @returns {Promise<number>} */
async function weight(folder) {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
  }
  return sum;
}

/**
 * Downloads the official Electron, unless a try failed not long ago.
 * @param {string} root
 * @param {{ env?: NodeJS.ProcessEnv, now?: number, again?: boolean, silence?: number }} [options]
 *   `again` ignores a remembered failure; `now` and `silence` in ms
 * @returns {Promise<{ dist: string, electronPath: string, version: string } | { failed: string }>}
 */
export async function official(root, options = {}) {
  const env = options.env ?? process.env;
  const now = options.now ?? Date.now();
  const there = await installedOfficial(root);
  if (there) return there;
  const { version } = JSON.parse(await readFile(join(packageDir(root), 'package.json'), 'utf8'));
  const about = `${version} ${env.ELECTRON_MIRROR ?? ''} ${env.ELECTRON_CUSTOM_DIR ?? ''}`;
  const note = join(cacheDir(env), 'official-failed.json');
  const last = JSON.parse(await readFile(note, 'utf8').catch(() => '{}'));
  if (!options.again && last.about === about && now - last.at < REMEMBER) {
    return { failed: `${last.reason} (tried ${new Date(last.at).toISOString()}, remembered for a day in ${note})` };
  }

  say(`fetching Electron ${version} from its own site`);
  const reason = await download(root, env, options.silence ?? SILENCE);
  const got = await installedOfficial(root);
  if (got) {
    await rm(note, { force: true });
    return got;
  }
  await mkdir(cacheDir(env), { recursive: true });
  await writeFile(note, JSON.stringify({ about, at: now, reason }));
  return { failed: reason };
}

/**
 * Runs install-electron; ends it when nothing arrives. Progress is seen as growth of its temporary folder.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {number} silence ms
 * @returns {Promise<string>} why it failed, if it failed
 */
async function download(root, env, silence) {
  const temporary = await mkdtemp(join(tmpdir(), 'toasoan-electron-'));
  const quiet = new AbortController();
  // Remote checksums would replace those of the package, which are the ones we trust.
  const own = Object.entries(env).filter(([name]) => !/electron_use_remote_checksums$/i.test(name));
  /** @type {NodeJS.ProcessEnv} */
  const childEnv = { ...Object.fromEntries(own), TMPDIR: temporary, TMP: temporary, TEMP: temporary };
  childEnv.ELECTRON_GET_NO_PROGRESS = '1';
  delete childEnv.ELECTRON_OVERRIDE_DIST_PATH;
  let before = -1;
  let since = Date.now();
  const unpacked = join(packageDir(root), 'dist');
  const watch = setInterval(async () => {
    const size = (await weight(temporary)) + (await weight(unpacked));
    if (size !== before) [before, since] = [size, Date.now()];
    else if (Date.now() - since > silence) quiet.abort();
  }, 500);
  try {
    const script = join(packageDir(root), 'install.js');
    const ended = await run(process.execPath, [script], {
      cwd: root,
      env: childEnv,
      capture: true,
      signal: quiet.signal,
    });
    if (quiet.signal.aborted) return `no byte arrived within ${silence / 1000} s`;
    if (ended.code === 0) return 'install-electron ended without an Electron';
    const said = ended.stderr.split('\n').filter((line) => /error|code|ENOTFOUND|ECONN/i.test(line));
    return (said[0] ?? ended.stderr.split('\n')[0] ?? '').trim() || `install-electron ended with ${ended.code}`;
  } finally {
    clearInterval(watch);
    await rm(temporary, { recursive: true, force: true });
  }
}
