// better-sqlite3's prebuild declares Node-API 10; a runtime with Node-API 9 (Electron 33, Node 20) then crashes on
// loading it, although it has every function the prebuild imports. A copy that declares itself "experimental" is
// loaded by both. The package prefers build/Release over its prebuild, so the copy lies there and the package's own
// file stays as it came.
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SetUpError, say } from './say.mjs';

/** x86-64 of `return 10;` with the endbr64 that the compiler puts first. */
const RETURNS_10 = Buffer.from('f30f1efab80a000000c3', 'hex');
/** NAPI_VERSION_EXPERIMENTAL, little-endian. */
const EXPERIMENTAL = Buffer.from('ffffff7f', 'hex');
/** Where the constant stands within those bytes. */
const CONSTANT_AT = 5;
const SYMBOL = 'node_api_module_get_api_version_v1';

/**
 * File offset of an exported function of a 64-bit little-endian ELF shared object.
 * @param {Buffer} elf
 * @param {string} symbol
 * @returns {number}
 * @throws {SetUpError} when the file is no such object or has no such function
 */
export function functionOffset(elf, symbol) {
  const bad = (/** @type {string} */ what) =>
    new SetUpError(`better-sqlite3's prebuild is not what was expected (${what}); no copy was made.`);
  if (elf.length < 64 || elf.readUInt32BE(0) !== 0x7f454c46 || elf[4] !== 2 || elf[5] !== 1) throw bad('no 64-bit ELF');
  const start = Number(elf.readBigUInt64LE(40));
  const size = elf.readUInt16LE(58);
  const count = elf.readUInt16LE(60);
  if (size !== 64 || start + size * count > elf.length) throw bad('section table');
  const sections = Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    return {
      type: elf.readUInt32LE(at + 4),
      address: Number(elf.readBigUInt64LE(at + 16)),
      offset: Number(elf.readBigUInt64LE(at + 24)),
      size: Number(elf.readBigUInt64LE(at + 32)),
      link: elf.readUInt32LE(at + 40),
    };
  });
  const DYNSYM = 11;
  const table = sections.find((section) => section.type === DYNSYM);
  const names = table && sections[table.link];
  if (!table || !names) throw bad('no dynamic symbols');
  for (let at = table.offset; at < table.offset + table.size; at += 24) {
    const name = names.offset + elf.readUInt32LE(at);
    if (elf.toString('latin1', name, name + symbol.length + 1) !== `${symbol}\0`) continue;
    const section = sections[elf.readUInt16LE(at + 6)];
    if (!section) throw bad('section of the symbol');
    return Number(elf.readBigUInt64LE(at + 8)) - section.address + section.offset;
  }
  throw bad(`no ${symbol}`);
}

/**
 * @param {Buffer} prebuild bytes of the package's own file, left as they are
 * @returns {Buffer} the copy that declares Node-API "experimental"
 * @throws {SetUpError} when the bytes to be replaced are not exactly those known
 */
export function patched(prebuild) {
  const at = functionOffset(prebuild, SYMBOL);
  if (!prebuild.subarray(at, at + RETURNS_10.length).equals(RETURNS_10)) {
    throw new SetUpError(
      `better-sqlite3's prebuild is not what was expected (${SYMBOL} does not just return 10); no copy was made.`,
    );
  }
  const copy = Buffer.from(prebuild);
  EXPERIMENTAL.copy(copy, at + CONSTANT_AT);
  return copy;
}

/**
 * Whether this machine's set-up needs the copy.
 * @param {{ source: import('./electron.mjs').Source, napi?: string | undefined }} set `napi`: Node-API of the Node that
 *   runs the tests
 */
export function needsCopy({ source, napi = process.versions.napi }) {
  return process.platform === 'linux' && process.arch === 'x64' && (source === 'registry' || Number(napi) < 10);
}

/**
 * Makes or removes the copy.
 * @param {string} root
 * @param {boolean} needed
 * @returns {Promise<'made' | 'kept' | 'removed' | 'absent'>}
 */
export async function sqliteCopy(root, needed) {
  const folder = join(root, 'node_modules', 'better-sqlite3');
  const target = join(folder, 'build', 'Release', 'better_sqlite3.node');
  const note = `${target}.from`;
  const noted = await readFile(note, 'utf8').catch(() => undefined);
  if (!needed) {
    // Without our note it was compiled on purpose by the person, and is theirs.
    if (noted === undefined) return 'absent';
    await rm(target, { force: true });
    await rm(note, { force: true });
    return 'removed';
  }
  const prebuild = join(folder, 'prebuilds', 'linux-x64.node');
  const origin = await stat(prebuild);
  const mark = `${origin.size} ${origin.mtimeMs}`;
  const present = await stat(target).catch(() => undefined);
  if (noted === mark && present?.size === origin.size) return 'kept';
  if (noted === undefined && present) return 'kept';
  const copy = patched(await readFile(prebuild));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.${process.pid}`, copy);
  await writeFile(note, mark);
  await rename(`${target}.${process.pid}`, target);
  say('better-sqlite3: made the copy of its prebuild that Node-API 9 loads');
  return 'made';
}
