import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRoot } from './places.mjs';
import { functionOffset, needsCopy, patched, sqliteCopy } from './sqlite.mjs';

const prebuild = await readFile(inRoot('node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node'));
const SYMBOL = 'node_api_module_get_api_version_v1';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'toasoan-sqlite-'));
  const prebuilds = join(root, 'node_modules', 'better-sqlite3', 'prebuilds');
  await mkdir(prebuilds, { recursive: true });
  await cp(inRoot('node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node'), join(prebuilds, 'linux-x64.node'));
});
afterEach(() => rm(root, { recursive: true, force: true }));
const place = () => join(root, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');

test('the copy differs from the prebuild in the one constant only', () => {
  const copy = patched(prebuild);
  const differing = [...copy.keys()].filter((at) => copy[at] !== prebuild[at]);
  const at = functionOffset(prebuild, SYMBOL);
  expect(differing).toEqual([at + 5, at + 6, at + 7, at + 8]);
  expect(copy.readUInt32LE(at + 5)).toBe(0x7fffffff);
  expect(prebuild.readUInt32LE(at + 5)).toBe(10);
});

test('a function that does more than return 10 is refused', () => {
  const other = Buffer.from(prebuild);
  other[functionOffset(prebuild, SYMBOL) + 5] = 11;
  expect(() => patched(other)).toThrow('does not just return 10');
});

test('a copy of the copy is refused', () => {
  expect(() => patched(patched(prebuild))).toThrow('does not just return 10');
});

test('bytes that are no ELF object, and one cut short, are refused', () => {
  expect(() => patched(Buffer.alloc(4096))).toThrow('no 64-bit ELF');
  expect(() => patched(prebuild.subarray(0, 4096))).toThrow('section table');
});

test('an ELF object without the function is refused', () => {
  expect(() => functionOffset(prebuild, 'node_api_no_such_function')).toThrow('no node_api_no_such_function');
});

test('the copy is made once, kept, and removed when it is not needed', async () => {
  expect(await sqliteCopy(root, false)).toBe('absent');
  expect(await sqliteCopy(root, true)).toBe('made');
  expect((await readFile(place())).equals(patched(prebuild))).toBe(true);
  expect(await sqliteCopy(root, true)).toBe('kept');
  expect(await sqliteCopy(root, false)).toBe('removed');
  await expect(readFile(place())).rejects.toThrow('ENOENT');
});

test('the copy is made anew when the package was updated', async () => {
  await sqliteCopy(root, true);
  await writeFile(join(root, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node'), prebuild);
  expect(await sqliteCopy(root, true)).toBe('made');
});

test('what a person compiled on purpose is neither replaced nor removed', async () => {
  await mkdir(join(place(), '..'), { recursive: true });
  await writeFile(place(), 'own');
  expect(await sqliteCopy(root, true)).toBe('kept');
  expect(await sqliteCopy(root, false)).toBe('absent');
  expect(await readFile(place(), 'utf8')).toBe('own');
});

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the copy is needed with the registry copy of Electron or a Node with Node-API 9, else not (linux-x64)',
  () => {
    expect(needsCopy({ source: 'registry', napi: '10' })).toBe(true);
    expect(needsCopy({ source: 'official', napi: '9' })).toBe(true);
    expect(needsCopy({ source: 'official', napi: '10' })).toBe(false);
  },
);
