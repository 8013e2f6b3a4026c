// Where the bootstrap reads and writes. Nothing of what it fetches lies inside the checkout, so that a fresh clone
// on the same machine does not fetch again.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project root, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The cache folder for what was fetched (Electron copies, type files, remembered tries).
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} absolute path; it need not exist yet
 */
export function cacheDir(env = process.env) {
  const base = env.XDG_CACHE_HOME || (process.platform === 'win32' && env.LOCALAPPDATA) || join(homedir(), '.cache');
  return join(base, 'toasoan');
}

/**
 * A path inside the project.
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return join(root, ...parts);
}
