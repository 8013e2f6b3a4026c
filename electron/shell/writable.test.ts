import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writable } from './writable';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'writable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder that is missing is made and taken, and nothing is left in it', () => {
  const wanted = join(folder, 'a', 'b');
  expect(writable(wanted)).toBe(wanted);
  expect(readdirSync(wanted)).toEqual([]);
});

test('where nothing can be written another one is given', () => {
  writeFileSync(join(folder, 'file'), '');
  const given = writable(join(folder, 'file', 'inside'), folder);
  expect(dirname(given)).toBe(folder);
  expect(existsSync(given)).toBe(true);
});
