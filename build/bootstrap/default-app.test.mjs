import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheDir } from './places.mjs';
import { copy, isRegistryCopy } from './registry.mjs';
import { run } from './run.mjs';

const dist = join(cacheDir(), `electron-${copy.version}-registry-copy`);
const there = await isRegistryCopy(dist);
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toasoan-default-app-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** @param {string[]} args */
const electron = (...args) => run(join(dist, 'electron'), [...root, ...args], { cwd: folder, capture: true });

// The app ends while it loads, before a display is needed.
const APP = `import { app } from 'electron';
  console.log(JSON.stringify([app.getName(), app.getVersion(), app.getAppPath(), process.defaultApp, globalThis.before ?? null]));
  process.exit(0);`;

test.skipIf(!there)('the stand-in prints the version (needs the registry copy of Electron)', async () => {
  const { stdout, code } = await electron('--version');
  expect([stdout, code]).toEqual([`v${copy.version}\n`, 0]);
});

test.skipIf(!there)(
  'the stand-in gives an app its own name, version and path (needs the registry copy of Electron)',
  async () => {
    await writeFile(
      join(folder, 'package.json'),
      '{"name":"a","productName":"Thử","version":"9.8.7","type":"module","main":"m.js"}',
    );
    await writeFile(join(folder, 'm.js'), APP);
    const { stdout } = await electron(folder);
    expect(JSON.parse(stdout)).toEqual(['Thử', '9.8.7', folder, true, null]);
  },
);

test.skipIf(!there)('the stand-in loads -r modules before the app (needs the registry copy of Electron)', async () => {
  await writeFile(join(folder, 'package.json'), '{"name":"a","version":"1.0.0","type":"module"}');
  await writeFile(join(folder, 'index.js'), APP);
  await writeFile(join(folder, 'first.cjs'), "globalThis.before = 'yes'; process.argv.splice(1, 2);");
  const { stdout } = await electron('-r', join(folder, 'first.cjs'), folder);
  expect(JSON.parse(stdout).at(-1)).toBe('yes');
});

test.skipIf(!there)(
  'the stand-in refuses a missing app, an unbuilt one and none with a word (needs the registry copy of Electron)',
  async () => {
    await writeFile(join(folder, 'package.json'), '{"name":"a","main":"out/main.js"}');
    for (const [args, words] of /** @type {const} */ ([
      [[join(folder, 'nowhere')], 'there is no app'],
      [[folder], 'was it built?'],
      [[], 'usage'],
    ])) {
      const { code, stderr } = await electron(...args);
      expect(code).toBe(1);
      expect(stderr).toContain(words);
    }
  },
);
