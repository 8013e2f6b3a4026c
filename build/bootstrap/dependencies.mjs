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
    if (!there) {
      say('installing the packages of package-lock.json (npm ci)');
      const { code } = await npm(['ci', '--no-audit', '--no-fund'], { cwd: root });
      if (code !== 0) {
        throw new SetUpError(
          'npm ci failed, its message stands above. The packages come from the registry that npm is set to\n' +
            '(npm config get registry); with it reachable, run the command again.',
        );
      }
    }
    await writeFile(stamp, hash);
    return !there;
  });
}
