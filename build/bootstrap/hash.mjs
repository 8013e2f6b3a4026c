// Hashes of what was fetched, and fingerprints of what was built.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetUpError } from './say.mjs';

/**
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} form
 * @returns {Promise<string>} digest of the file's bytes
 */
export async function digest(file, algorithm, form) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest(form);
}

/**
 * Checks a file against a Subresource-Integrity string (`sha512-…`) as registries give it.
 * @param {string} file
 * @param {string} integrity
 * @throws {SetUpError} when the bytes are not those
 */
export async function checkIntegrity(file, integrity) {
  const found = `sha512-${await digest(file, 'sha512', 'base64')}`;
  if (found !== integrity) {
    throw new SetUpError(
      `${file} is not what was expected, so it was not used.\n  expected ${integrity}\n  found    ${found}`,
    );
  }
}

/**
 * @param {string} file
 * @param {string} sha256 hex
 * @throws {SetUpError} when the bytes are not those
 */
export async function checkSha256(file, sha256) {
  const found = await digest(file, 'sha256', 'hex');
  if (found !== sha256) {
    throw new SetUpError(
      `${file} is not what was expected, so it was not used.\n  expected sha256 ${sha256}\n  found    sha256 ${found}`,
    );
  }
}

/**
 * What identifies one file without reading it: size, time of change, inode.
 * @param {string} file
 */
export async function mark(file) {
  const { size, mtimeMs, ino } = await stat(file);
  return `${size}:${mtimeMs}:${ino}`;
}

/**
 * A fingerprint of source folders and files: names, sizes and times, not contents (a warm start must cost nothing).
 * Tests are left out: they do not go into a build. A name that does not exist counts as absent.
 * @param {string} base folder that the names are relative to
 * @param {readonly string[]} names
 * @returns {Promise<string>} hex
 */
export async function fingerprint(base, names) {
  /** @type {string[]} */
  const lines = [];
  /** @param {string} name @returns {Promise<void>} */
  const visit = async (name) => {
    const info = await stat(join(base, name)).catch(() => undefined);
    if (!info) return;
    if (info.isDirectory()) {
      const inside = await readdir(join(base, name));
      await Promise.all(inside.map((child) => visit(`${name}/${child}`)));
    } else if (!/\.test\.[cm]?[jt]sx?$/.test(name)) {
      lines.push(`${name} ${info.size} ${info.mtimeMs}`);
    }
  };
  await Promise.all(names.map(visit));
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
