import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { official } from './official.mjs';
import { setQuiet } from './say.mjs';

setQuiet(true);

let root = '';
/** @type {NodeJS.ProcessEnv} */
let env;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'toasoan-official-'));
  env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(root, 'cache') };
  await mkdir(join(root, 'node_modules', 'electron'), { recursive: true });
  await writeFile(join(root, 'node_modules', 'electron', 'package.json'), '{"version":"45.0.0"}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Stands in for the electron package's install.js; counts its starts. @param {string} script */
const installer = (script) =>
  writeFile(
    join(root, 'node_modules', 'electron', 'install.js'),
    `const fs = require('fs'), path = require('path');
     fs.appendFileSync(path.join(__dirname, 'starts'), 'x');
     ${script}`,
  );
const starts = async () =>
  (await readFile(join(root, 'node_modules', 'electron', 'starts'), 'utf8').catch(() => '')).length;
const INSTALLS = `fs.mkdirSync(path.join(__dirname, 'dist'), { recursive: true });
  fs.writeFileSync(path.join(__dirname, 'dist', 'version'), 'v45.0.0');
  fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '');
  fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');`;

test('what install-electron brought is taken and not fetched again', async () => {
  await installer(INSTALLS);
  const path = join(root, 'node_modules', 'electron', 'dist', 'electron');
  expect(await official(root, { env })).toMatchObject({ electronPath: path, version: '45.0.0' });
  expect(await official(root, { env })).toMatchObject({ electronPath: path });
  expect(await starts()).toBe(1);
});

test('an Electron of another version than the package is not taken', async () => {
  await installer(INSTALLS.replace('v45.0.0', 'v44.0.0'));
  expect(await official(root, { env })).toHaveProperty('failed');
});

test('a failed try is remembered for a day, for the same mirror only', async () => {
  await installer("console.error('Error: getaddrinfo ENOTFOUND'); process.exit(1)");
  const now = Date.UTC(2026, 0, 1);
  expect(await official(root, { env, now })).toEqual({ failed: 'Error: getaddrinfo ENOTFOUND' });
  expect(await official(root, { env, now: now + 23 * 3600_000 })).toHaveProperty('failed');
  expect(await starts()).toBe(1);
  await official(root, { env, now: now + 25 * 3600_000 });
  expect(await starts()).toBe(2);
  await official(root, { env: { ...env, ELECTRON_MIRROR: 'http://127.0.0.1:1/' }, now: now + 25 * 3600_000 });
  expect(await starts()).toBe(3);
  await official(root, { env, now: now + 25 * 3600_000, again: true });
  expect(await starts()).toBe(4);
});

test('a download that brings nothing is ended', async () => {
  await installer('setInterval(() => {}, 1000)');
  expect(await official(root, { env, silence: 600 })).toEqual({ failed: 'no byte arrived within 0.6 s' });
});

test('checksums from elsewhere cannot replace those of the package', async () => {
  await installer(
    `if (Object.keys(process.env).some((name) => /remote_checksums/i.test(name))) process.exit(1); ${INSTALLS}`,
  );
  const got = await official(root, {
    env: { ...env, electron_use_remote_checksums: '1', npm_config_electron_use_remote_checksums: '1' },
  });
  expect(got).toHaveProperty('electronPath');
});
