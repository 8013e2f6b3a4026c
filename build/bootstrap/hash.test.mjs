import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkIntegrity, checkSha256, digest, fingerprint } from './hash.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toasoan-hash-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file passes its own hashes and no other', async () => {
  const file = join(folder, 'a');
  await writeFile(file, 'tòa soạn');
  const integrity = `sha512-${await digest(file, 'sha512', 'base64')}`;
  const sha256 = await digest(file, 'sha256', 'hex');
  await checkIntegrity(file, integrity);
  await checkSha256(file, sha256);
  await writeFile(file, 'tòa soan');
  await expect(checkIntegrity(file, integrity)).rejects.toThrow('not what was expected');
  await expect(checkSha256(file, sha256)).rejects.toThrow('not what was expected');
});

test('a fingerprint changes with a source and not with a test', async () => {
  await writeFile(join(folder, 'a.ts'), 'one');
  await writeFile(join(folder, 'a.test.ts'), 'one');
  const before = await fingerprint(folder, ['.']);
  await writeFile(join(folder, 'a.test.ts'), 'another');
  expect(await fingerprint(folder, ['.'])).toBe(before);
  await writeFile(join(folder, 'b.ts'), '');
  const more = await fingerprint(folder, ['.']);
  expect(more).not.toBe(before);
  await utimes(join(folder, 'b.ts'), 1, 1);
  expect(await fingerprint(folder, ['.'])).not.toBe(more);
});

test('a name that does not exist counts as absent', async () => {
  expect(await fingerprint(folder, ['nowhere'])).toBe(await fingerprint(folder, []));
});
