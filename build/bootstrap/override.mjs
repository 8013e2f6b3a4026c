// Source 1: an Electron that the person names by ELECTRON_OVERRIDE_DIST_PATH.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';
import { SetUpError } from './say.mjs';

/** The executable inside an Electron `dist` folder. @param {string} dist @param {string} [platform] */
export function executable(dist, platform = process.platform) {
  if (platform === 'darwin') return join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(dist, platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * @param {string} dist value of ELECTRON_OVERRIDE_DIST_PATH
 * @returns {Promise<{ dist: string, electronPath: string, version: string }>}
 * @throws {SetUpError} when no working Electron is there: who names one does not want another taken silently
 */
export async function override(dist) {
  const electronPath = executable(dist);
  if (!existsSync(electronPath)) {
    throw new SetUpError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${electronPath}. Correct it or unset it.`,
    );
  }
  const noted = (await readFile(join(dist, 'version'), 'utf8').catch(() => '')).trim().replace(/^v/, '');
  if (noted) return { dist, electronPath, version: noted };
  const asked = await run(electronPath, ['-p', 'process.versions.electron'], {
    capture: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const version = asked.stdout.trim();
  if (asked.code !== 0 || !/^\d+\./.test(version)) {
    throw new SetUpError(
      `ELECTRON_OVERRIDE_DIST_PATH names ${electronPath}, which does not run: ${asked.stderr.trim()}`,
    );
  }
  return { dist, electronPath, version };
}
