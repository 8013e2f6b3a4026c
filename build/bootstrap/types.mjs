// The type files of the oldest Electron that product code must run on, for a second pass of the type check.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkIntegrity } from './hash.mjs';
import { cacheDir } from './places.mjs';
import { npm, run } from './run.mjs';
import { SetUpError, say } from './say.mjs';

const oldest = Object.freeze({
  version: '33.4.11',
  integrity: 'sha512-xmdAs5QWRkInC7TpXGNvzo/7exojubk+72jn1oJL7keNeIlw7xNglf8TGtJtkR4rWC5FJq0oXiIXPS9BcK2Irg==',
});

/**
 * Writes a tsconfig that extends the project's and takes `electron` from the oldest version's types.
 * @param {string} root
 * @returns {Promise<{ config: string, version: string }>} absolute path of the tsconfig
 * @throws {SetUpError} when the types can neither be found in the cache nor be fetched
 */
export async function oldestTypes(root) {
  const cached = join(cacheDir(), `electron-${oldest.version}.d.ts`);
  if (!existsSync(cached)) {
    await mkdir(cacheDir(), { recursive: true });
    const folder = await mkdtemp(join(cacheDir(), 'types-'));
    try {
      say(`fetching the types of Electron ${oldest.version} with npm pack`);
      const packed = await npm(
        ['pack', `electron@${oldest.version}`, '--pack-destination', folder, '--ignore-scripts', '--silent'],
        { cwd: root, capture: true },
      );
      const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
      if (packed.code !== 0 || !tarball) {
        throw new SetUpError(
          `npm pack electron@${oldest.version} failed: ${packed.stderr.trim() || `exit ${packed.code}`}`,
        );
      }
      await checkIntegrity(join(folder, tarball), oldest.integrity);
      const { code, stderr } = await run(
        'tar',
        ['-xzf', join(folder, tarball), '-C', folder, 'package/electron.d.ts'],
        { capture: true },
      );
      if (code !== 0) throw new SetUpError(`tar could not unpack ${tarball}: ${stderr.trim()}`);
      await rename(join(folder, 'package', 'electron.d.ts'), cached);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  // Inside the project, so that its reference to Node's types is found.
  const place = join(root, 'out', 'types');
  await mkdir(place, { recursive: true });
  await copyFile(cached, join(place, 'electron.d.ts'));
  const config = join(place, 'tsconfig.json');
  const paths = { electron: ['./electron.d.ts'], 'electron/*': ['./electron.d.ts'] };
  await writeFile(config, JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { paths } }));
  return { config, version: oldest.version };
}
