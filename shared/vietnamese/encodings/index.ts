import { isSyllable } from '../syllable';
import { TABLES } from './tables';
import { fromVni } from './vni';

/** Encodings of before Unicode, as people name them. */
export const OLD_ENCODINGS = ['TCVN3 (ABC)', 'VNI', 'VISCII', 'VPS', 'Windows-1258'] as const;
export type OldEncoding = (typeof OLD_ENCODINGS)[number];

const BY_NAME = {
  'TCVN3 (ABC)': TABLES.tcvn3,
  VISCII: TABLES.viscii,
  VPS: TABLES.vps,
  'Windows-1258': TABLES.windows1258,
} as const;

/** The byte of each letter of Windows-1252, the form in which bytes of an unknown encoding reach a program. */
const BYTES = new Map(Array.from(TABLES.windows1252, (letter, at) => [letter, at]));
// Some readers leave these bytes as the control characters of ISO 8859-1.
for (let at = 0; at < 32; at++) BYTES.set(String.fromCharCode(0x80 + at), at);

/** Bytes as Windows-1252: not by TextDecoder, which in Node 20 reads 0x80–0x9F as control characters. */
export function fromWindows1252(bytes: Uint8Array): string {
  const upper = Array.from(TABLES.windows1252);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192) {
    const part = Array.from(bytes.subarray(from, from + 8192), (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : (upper[byte - 0x80] ?? ''),
    );
    parts.push(part.join(''));
  }
  return parts.join('');
}

// VISCII keeps six capitals where control characters are.
const VISCII_LOW: Readonly<Record<string, string>> = {
  '\x02': 'Ẳ',
  '\x05': 'Ẵ',
  '\x06': 'Ẫ',
  '\x14': 'Ỷ',
  '\x19': 'Ỹ',
  '\x1e': 'Ỵ',
};

/**
 * Text whose bytes were taken for Windows-1252, in Unicode (NFC).
 * @param text as it looks without the right font: "§¹i ®oµn kÕt"
 */
export function fromOld(text: string, encoding: OldEncoding): string {
  if (encoding === 'VNI') return fromVni(text);
  const table = Array.from(BY_NAME[encoding]);
  let out = '';
  for (const letter of text) {
    const at = BYTES.get(letter);
    out += at === undefined ? (encoding === 'VISCII' ? (VISCII_LOW[letter] ?? letter) : letter) : table[at];
  }
  return out.normalize('NFC');
}

/** How much is looked at to find an encoding, in UTF-16 units: more says nothing new. */
const SAMPLE = 64 * 1024;
/** Least share of right syllables, and least lead over the next best (right ones come near 1, wrong ones to 0.5: vietnamese-text.md). */
const LEAST = 0.7;
const LEAD = 0.1;

/**
 * The old encoding in which text seen as Windows-1252 gives Vietnamese; null when it is Unicode already, plain ASCII, or
 * in none of them.
 */
export function findOld(text: string): OldEncoding | null {
  const sample = text.slice(0, SAMPLE);
  if (/[\u1ea0-\u1ef9]/.test(sample) || !/[\x80-\u2122]/.test(sample)) return null;
  const plain = share(sample);
  const scores = OLD_ENCODINGS.map((encoding) => ({ encoding, score: share(fromOld(sample, encoding)) })).sort(
    (a, b) => b.score - a.score,
  );
  const [best, next] = scores;
  if (!best || best.score < LEAST || best.score < plain + LEAD) return null;
  return best.score >= (next?.score ?? 0) + LEAD ? best.encoding : null;
}

/** Share of right syllables among the words that hold a letter beyond ASCII; 0 without any. */
function share(text: string): number {
  let words = 0;
  let right = 0;
  for (const [word] of text.matchAll(/[^\s\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e\u2010-\u2027]+/g)) {
    if (!/\P{ASCII}/u.test(word)) continue;
    words++;
    if (isSyllable(word)) right++;
  }
  return words === 0 ? 0 : right / words;
}

/** A font that shows bytes of an old encoding as Vietnamese. */
export interface OldFont {
  readonly encoding: OldEncoding;
  /** It draws small letters as capitals. */
  readonly capitals: boolean;
}

/** What the name of a font says of its text: the best sign there is. Null for fonts of Unicode. */
export function oldFont(family: string): OldFont | null {
  const name = family.trim().replace(/^["']/, '').toLowerCase();
  if (name.startsWith('.vn')) return { encoding: 'TCVN3 (ABC)', capitals: /^\.vn[a-z ]*h\b/.test(name) };
  if (/^vni[- ]/.test(name)) return { encoding: 'VNI', capitals: false };
  return /^vps[- ]/.test(name) ? { encoding: 'VPS', capitals: false } : null;
}

/** Text set in an old font, in Unicode. Text that is Unicode already (the font was only left on it) stays as it is. */
export function fromOldFont(text: string, font: OldFont): string {
  if (/[\u1ea0-\u1ef9ăđơưĂĐƠƯ]/.test(text)) return text;
  const read = fromOld(text, font.encoding);
  return font.capitals ? read.toUpperCase() : read;
}
