import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whenChanged } from './bundle.mjs';

let root = '';
let built = 0;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'toasoan-bundle-'));
  built = 0;
  await writeFile(join(root, 'a.ts'), 'one');
});
afterEach(() => rm(root, { recursive: true, force: true }));
const job = () => ({
  root,
  sources: ['a.ts'],
  stamp: join(root, 'stamp'),
  product: join(root, 'product'),
  work: async () => {
    built += 1;
    await writeFile(join(root, 'product'), '');
  },
});

test('nothing is built twice from the same sources', async () => {
  expect(await whenChanged(job())).toBe(true);
  expect(await whenChanged(job())).toBe(false);
  expect(built).toBe(1);
});

test('a changed source and a lost product are built again', async () => {
  await whenChanged(job());
  await writeFile(join(root, 'a.ts'), 'three');
  expect(await whenChanged(job())).toBe(true);
  await rm(join(root, 'product'));
  expect(await whenChanged(job())).toBe(true);
});

test('two at once build once', async () => {
  await Promise.all([whenChanged(job()), whenChanged(job())]);
  expect(built).toBe(1);
});

test('a failed build is tried again', async () => {
  const failing = {
    ...job(),
    work: async () => {
      throw new Error('no');
    },
  };
  await expect(whenChanged(failing)).rejects.toThrow('no');
  expect(await whenChanged(job())).toBe(true);
});
