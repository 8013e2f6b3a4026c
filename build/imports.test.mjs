// The import rule of the house (who may know whom) as biome.json holds it.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inRoot } from './bootstrap/places.mjs';
import { run } from './bootstrap/run.mjs';

/** Whether biome refuses an import, by file and specifier. @param {readonly (readonly [string, string])[]} imports */
async function refused(imports) {
  const folder = await mkdtemp(join(tmpdir(), 'toasoan-imports-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(inRoot('biome.json'), join(folder, 'biome.json'));
  /** @type {string[]} */
  const files = [];
  for (const [at, [place, line]] of imports.entries()) {
    const file = join(place, `i${at}.ts`);
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${line}\n`);
    files.push(file);
  }
  const biome = inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
    '.',
  ];
  const { stdout } = await run(process.execPath, [biome, ...args], { cwd: folder, capture: true });
  /** @type {{ location: { path: string | { file: string } } }[]} */
  const diagnostics = JSON.parse(stdout).diagnostics;
  const named = new Set(diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file)));
  return files.map((file) => [...named].some((one) => one.endsWith(file)));
}

test('what may not be imported is refused', async () => {
  const wrong = /** @type {const} */ ([
    ['shared/body', "import fs from 'node:fs';"],
    ['shared/body', "import { app } from 'electron';"],
    ['shared/body', "import React from 'react';"],
    ['shared/body', "import { x } from '../../electron/store';"],
    ['renderer/editor', "import { x } from '../../electron/ipc/router';"],
    ['renderer/editor', "import fs from 'node:fs';"],
    ['electron/shell', "import { x } from '../../renderer/ui';"],
    ['electron/shell', "import { ipcMain } from 'electron';"],
    ['electron/office', "import { ipcMain } from 'electron';"],
    ['electron/store', "import { app } from 'electron';"],
    ['electron/sync', "import { app } from 'electron';"],
    ['electron/sync', "import { x } from '../print';"],
    ['electron/print', "import { x } from '../intake/docx';"],
    ['electron/intake', "import { x } from '../store';"],
    ['electron/office', "import { x } from '../sync';"],
  ]);
  expect((await refused(wrong)).map((is, at) => [is, ...(wrong[at] ?? [])])).toEqual(
    wrong.map((line) => [true, ...line]),
  );
});

test('what may be imported is not refused', async () => {
  const right = /** @type {const} */ ([
    ['shared/body', "import { z } from 'zod';"],
    ['renderer/editor', "import { x } from '../../shared/channels';"],
    ['electron/ipc', "import { ipcMain } from 'electron';"],
    ['electron/shell', "import { app } from 'electron';"],
    ['electron/sync', "import type { x } from '../store/contract';"],
    ['electron/sync', "import { x } from '../../shared/print';"],
    ['electron/print', "import fs from 'node:fs';"],
  ]);
  expect((await refused(right)).map((is, at) => [is, ...(right[at] ?? [])])).toEqual(
    right.map((line) => [false, ...line]),
  );
});
