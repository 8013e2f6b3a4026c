// The packages of the lockfile, installed when they are missing or the lockfile changed.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locked } from './lock.mjs';
import { npm } from './run.mjs';
import { SetUpError, say } from './say.mjs';

/**
 * Whether what lies in node_modules is what the lockfile asks for, by npm's own note of what it installed.
 * Packages for other platforms (optional ones) may be absent.
 * @param {string} lock text of package-lock.json
 * @param {string} hidden text of node_modules/.package-lock.json
 */
export function agrees(lock, hidden) {
  const wanted = JSON.parse(lock).packages;
  const present = JSON.parse(hidden).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const got = present[path];
    if (got ? got.version !== entry.version : !entry.optional && !entry.peer) return false;
  }
  return Object.keys(present).every((path) => wanted[path] !== undefined);
}

/**
 * Makes node_modules follow package-lock.json.
 * @param {string} root project root
 * @returns {Promise<boolean>} true when something was installed
 * @throws {SetUpError} when npm fails
 */
export async function dependencies(root) {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.toasoan-stamp');
  const fresh = async () => (await readFile(stamp, 'utf8').catch(() => '')) === hash;
  if (await fresh()) return false;
  return locked(join(root, 'out', '.lock-dependencies'), async () => {
    if (await fresh()) return false;
    const hidden = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
    const there = hidden !== undefined && agrees(lock, hidden);
    if (!there) await install(root, lock);
    await writeFile(stamp, hash);
    return !there;
  });
}

/**
 * `npm ci`; where that refuses, `npm install` followed by a check that just what the lockfile names was installed.
 * `npm ci` refuses a whole lockfile when the registry has not every platform's form of an optional package, as small
 * registries often do not (seen: 26 missing ones, none of them for this platform).
 * @param {string} root
 * @param {string} lock text of package-lock.json
 */
async function install(root, lock) {
  say('installing the packages of package-lock.json');
  const common = ['--no-audit', '--no-fund', '--loglevel=error'];
  const strict = await npm(['ci', ...common], { cwd: root, capture: true });
  if (strict.code === 0) return;
  say('npm ci refused; installing with npm install, to be compared with the lockfile');
  const loose = await npm(['install', '--no-save', ...common], { cwd: root, capture: true });
  const hidden = await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
  if (loose.code === 0 && hidden !== undefined && agrees(lock, hidden)) return;
  const said = (/** @type {string} */ text) => text.trim().split('\n').slice(0, 12).join('\n');
  throw new SetUpError(
    `The packages could not be installed. npm ci said:\n${said(strict.stderr)}\n` +
      (loose.code === 0
        ? 'npm install brought other packages than package-lock.json names: run npm install and look at what changed there.'
        : `npm install said:\n${said(loose.stderr)}\nThe packages come from the registry that npm is set to (npm config get registry).`),
  );
}
