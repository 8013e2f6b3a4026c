import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locked } from './lock.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toasoan-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('two holders come one after the other', async () => {
  /** @type {string[]} */
  const log = [];
  const work = (/** @type {string} */ name) => async () => {
    log.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} out`);
  };
  await Promise.all([locked(join(folder, 'l'), work('a')), locked(join(folder, 'l'), work('b'))]);
  expect(log.map((line) => line.split(' ')[1])).toEqual(['in', 'out', 'in', 'out']);
});

test('the lock of a process that died is taken over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  await mkdir(join(folder, 'l'));
  await writeFile(join(folder, 'l', 'pid'), String(dead));
  expect(await locked(join(folder, 'l'), async () => 'done')).toBe('done');
});

test('the lock is free again after failed work', async () => {
  await expect(
    locked(join(folder, 'l'), async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(existsSync(join(folder, 'l'))).toBe(false);
});
