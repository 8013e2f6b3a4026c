import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The faces of a folder, and the characters that all of them can draw. */
export interface Fonts {
  readonly folder: string;
  covers(codePoint: number): boolean;
}

const read = new Map<string, Fonts>();

/**
 * Only the fonts of this folder (and its own folders) are used, never the system's: the same page on every machine.
 * @throws Error when the folder holds no TrueType font, or one without a Unicode table
 */
export function openFonts(folder: string): Fonts {
  const known = read.get(folder);
  if (known) return known;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ttf|otf)$/i.test(name));
  if (files.length === 0) throw new Error(`no fonts in ${folder}`);
  const tables = files.map((name) => coverage(readFileSync(join(folder, name)), name));
  const counts = new Uint8Array(0x110000);
  for (const ranges of tables)
    for (const [first, last] of ranges)
      for (let code = first; code <= last; code++) counts[code] = (counts[code] ?? 0) + 1;
  // Private use means nothing to a reader of the text, and some readers refuse it.
  const covers = (code: number) => counts[code] === tables.length && !(code >= 0xe000 && code <= 0xf8ff);
  const fonts = { folder, covers };
  read.set(folder, fonts);
  return fonts;
}

/** The characters of one face, read from its `cmap` (OpenType specification, formats 4 and 12). */
function coverage(file: Buffer, name: string): Range[] {
  const at = tableAt(file, 'cmap');
  if (at === null) throw new Error(`${name}: no cmap`);
  let best: { at: number; format: number } | null = null;
  for (let index = 0; index < file.readUInt16BE(at + 2); index++) {
    const record = at + 4 + index * 8;
    const platform = file.readUInt16BE(record);
    const sub = at + file.readUInt32BE(record + 4);
    const format = file.readUInt16BE(sub);
    if ((platform === 0 || platform === 3) && (format === 4 || format === 12) && format > (best?.format ?? 0))
      best = { at: sub, format };
  }
  if (!best) throw new Error(`${name}: no Unicode cmap`);
  return best.format === 12 ? ranges12(file, best.at) : ranges4(file, best.at);
}

function tableAt(file: Buffer, tag: string): number | null {
  for (let index = 0; index < file.readUInt16BE(4); index++) {
    const record = 12 + index * 16;
    if (file.toString('latin1', record, record + 4) === tag) return file.readUInt32BE(record + 8);
  }
  return null;
}

type Range = readonly [first: number, last: number];

function ranges12(file: Buffer, at: number): Range[] {
  return Array.from({ length: file.readUInt32BE(at + 12) }, (_, index) => {
    const group = at + 16 + index * 12;
    return [file.readUInt32BE(group), file.readUInt32BE(group + 4)] as const;
  });
}

function ranges4(file: Buffer, at: number): Range[] {
  const count = file.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + count * 2 + 2;
  const deltas = starts + count * 2;
  const offsets = deltas + count * 2;
  const out: Range[] = [];
  for (let segment = 0; segment < count; segment++) {
    const first = file.readUInt16BE(starts + segment * 2);
    const last = file.readUInt16BE(ends + segment * 2);
    const delta = file.readUInt16BE(deltas + segment * 2);
    const offset = file.readUInt16BE(offsets + segment * 2);
    let run = -1;
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph =
        offset === 0 ? (code + delta) & 0xffff : file.readUInt16BE(offsets + segment * 2 + offset + (code - first) * 2);
      // Glyph 0 is the font's "not there".
      if (glyph !== 0 && run < 0) run = code;
      if (glyph === 0 && run >= 0) {
        out.push([run, code - 1]);
        run = -1;
      }
    }
    if (run >= 0) out.push([run, Math.min(last, 0xfffe)]);
  }
  return out;
}
