// Sets up whatever is missing and hands back an Electron that works here. The only door of this folder.
import { buildApp } from './bundle.mjs';
import { dependencies } from './dependencies.mjs';
import { hasDisplay, virtualDisplay } from './display.mjs';
import { electron } from './electron.mjs';
import { root } from './places.mjs';
import { SetUpError } from './say.mjs';
import { needsCopy, sqliteCopy } from './sqlite.mjs';
import { systemLibraries, systemPackages } from './system.mjs';

export { bundle } from './bundle.mjs';
export { dependencies } from './dependencies.mjs';
export { fingerprint } from './hash.mjs';
export { cacheDir, inRoot, root } from './places.mjs';
export { copy as registryCopy, isRegistryCopy } from './registry.mjs';
export { atEnd, npm, run } from './run.mjs';
export { SetUpError, say, setQuiet, warn } from './say.mjs';
export { groups, systemPackages } from './system.mjs';
export { oldestTypes } from './types.mjs';

/**
 * @typedef {object} Prepared
 * @property {string} electronPath the executable
 * @property {string} dist the folder it lies in (for electron-builder's electronDist see registryCopy)
 * @property {string[]} args to put before the app's path: `--no-sandbox` for root, else none
 * @property {NodeJS.ProcessEnv} env to start it with: DISPLAY of the display to use, ELECTRON_OVERRIDE_DIST_PATH so that
 *   programs started from here (Playwright, vitest) find the same Electron
 * @property {import('./electron.mjs').Source} source
 * @property {string} version
 * @property {'own' | 'virtual' | 'none'} display
 * @property {import('./system.mjs').Group[]} missing groups of system packages that could not be had
 * @property {() => void} end ends the virtual display; also done when this process ends
 */

/**
 * @param {{ build?: boolean, groups?: import('./system.mjs').Group[], display?: boolean, env?: NodeJS.ProcessEnv,
 *   onBuildFailure?: (error: Error) => void }} [options]
 *   `build`: also build the app (default false); `groups`: system packages that tests want; `display`: false when no
 *   window will be opened (default true); `onBuildFailure`: told of a failed build instead of a throw
 * @returns {Promise<Prepared>}
 * @throws {import('./say.mjs').SetUpError} with words for the person
 */
export async function prepare(options = {}) {
  const env = options.env ?? process.env;
  await dependencies(root);
  const found = await electron(root, env);
  await sqliteCopy(root, needsCopy(found));
  const own = hasDisplay(env);
  const window = options.display ?? true;
  const missing = options.groups?.length ? await systemPackages(options.groups) : [];
  if (window) await systemLibraries(found.electronPath, { display: !own, env });
  const virtual = !own && window ? virtualDisplay() : undefined;
  // Awaited below; a failed build must not leave this rejection unheard.
  virtual?.catch(() => {});
  if (options.build) {
    try {
      await buildApp(root);
    } catch (error) {
      if (!options.onBuildFailure || !(error instanceof SetUpError)) throw error;
      options.onBuildFailure(error);
    }
  }
  const screen = await virtual;
  return {
    electronPath: found.electronPath,
    dist: found.dist,
    args: process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: { ...env, ELECTRON_OVERRIDE_DIST_PATH: found.dist, ...(screen ? { DISPLAY: screen.name } : {}) },
    source: found.source,
    version: found.version,
    display: own ? 'own' : screen ? 'virtual' : 'none',
    missing,
    end: () => screen?.end(),
  };
}
