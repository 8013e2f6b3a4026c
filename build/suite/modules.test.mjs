import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { load, names, whole, words } from './modules.mjs';

test('benches are files and folders with an index, nothing else', async () => {
  const root = await mkdtemp(join(tmpdir(), 'toasoan-modules-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const name of ['save', 'contestants']) await mkdir(join(root, 'tests', 'bench', name), { recursive: true });
  for (const name of ['typing.ts', 'save/index.ts', 'contestants/lexical.ts', 'notes.md', 'words.test.ts']) {
    await writeFile(join(root, 'tests', 'bench', name), '');
  }
  expect(names('bench', root)).toEqual(['save', 'typing']);
  expect(names('fault', root)).toEqual([]);
});

test('an unknown name is refused with those there are', async () => {
  await expect(load('bench', '../../etc')).rejects.toThrow('there is no bench ../../etc');
});

test('words of a command line', () => {
  expect(words(['kill', '--runs', '3', '--seed=7', '--json'], ['runs', 'seed'])).toEqual({
    options: { runs: '3', seed: '7', json: true },
    rest: ['kill'],
  });
  expect(() => words(['--runs'], ['runs'])).toThrow('--runs needs a value');
  expect(whole('3', 1, 'runs')).toBe(3);
  expect(whole(undefined, 1, 'runs')).toBe(1);
  for (const bad of ['x', '-1', '1.5']) expect(() => whole(bad, 1, 'runs')).toThrow('--runs takes a whole number');
});
