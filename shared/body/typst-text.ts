import { normalise } from '../vietnamese/normalise';
import { inlineText } from './inline';
import type { Inline, Mark, TextRun } from './schema';

/** What printing a body needs to know and wants to be told. */
export interface TypstSetting {
  /** Whether every bundled face has a glyph for the code point: PDF/UA-1 refuses a text with one that has none. */
  covers(codePoint: number): boolean;
  /** A character (with its marks) was printed as a box. */
  missing(character: string): void;
  /** The level of the printed heading for a block's level (2–4), called in order of the text. */
  headingLevel(level: number): number;
  /** Where the picture lies for Typst and how wide it is printed (mm), or the plain words of the box in its place. */
  picture(media: string): { file: string; width: number } | { missing: string };
}

/** Stands for a character that no bundled font has: WHITE SQUARE, which Tinos has. */
export const BOX = '□';

/** Longest stretch without a space, in characters, that is kept whole in body text; a long title takes less. */
const LONGEST = 20;
/** A paragraph above this, in UTF-16 units, is broken line by line: the optimal breaking grows faster than the text. */
export const LONG_PARAGRAPH = 8000;

const SEGMENTS = new Intl.Segmenter('vi', { granularity: 'grapheme' });
/** 35-NQ/TW, 30/2020/NĐ-CP, 15/QĐ-UBND (../shared/domain/citations.md, Numbers). */
const CITATION = String.raw`(?<![\p{L}\p{N}])\d{1,5}(?:/\d{4})?[-/]\p{Lu}[\p{L}\p{N}]*(?:[-/][\p{L}\p{N}]+)*(?![\p{L}\p{N}])`;
/** Words that stay with the number after them (../shared/domain/print-formats.md §4). */
const HELD =
  /(?<![\p{L}\p{N}])([sS]ố|SỐ|[nN]gày|[tT]háng|[nN]ăm|[đĐ]iều|[kK]hoản|[kK]hóa|[lL]ần thứ)[ \t]+(?=[\p{N}IVXL]+(?!\p{L}))/gu;
const SPECIAL = new Map<number, RegExp>();

/**
 * Plain text -> Typst markup in which no letter has a meaning to Typst: every stretch is a string literal (`#"…"`), so
 * that `#`, `*`, `_`, `$`, `@`, quotes, dashes and comment signs print as typed.
 * @param longest characters without a space that are kept on one line
 * @returns an empty string where nothing would be seen
 */
export function textTypst(text: string, setting: TypstSetting, longest = LONGEST): string {
  let clean = printable(text, setting);
  const plain = glance(clean, longest);
  if (plain.numbers) clean = clean.replace(HELD, '$1\u00a0');
  if (!plain.digits && !plain.long) return literal(clean);
  const special = SPECIAL.get(longest) ?? new RegExp(`${CITATION}|[^\\s]{${longest + 1},}`, 'gu');
  SPECIAL.set(longest, special);
  let out = '';
  let at = 0;
  for (const hit of clean.matchAll(special)) {
    out += literal(clean.slice(at, hit.index));
    out += hit[0].length <= longest ? `#held(${quoted(hit[0])})` : breakable(hit[0], longest);
    at = hit.index + hit[0].length;
  }
  return out + literal(clean.slice(at));
}

/** What the slower looks could find at all: most text has no number and no endless word. */
function glance(text: string, longest: number): { digits: boolean; numbers: boolean; long: boolean } {
  let digits = false;
  let other = false;
  let long = false;
  let stretch = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    stretch = code === 0x20 || code === 0xa0 ? 0 : stretch + 1;
    if (stretch > longest) long = true;
    if (code >= 0x30 && code <= 0x39) digits = true;
    // Roman figures, and numbers of other scripts.
    else if (code === 0x49 || code === 0x56 || code === 0x58 || code === 0x4c || code === 0xb2 || code === 0xb3)
      other = true;
  }
  return { digits, numbers: digits || other, long };
}

/** A Typst string in quotes; every control character becomes a space. */
export function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
  return `"${text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').replace(/[\\"]/g, '\\$&')}"`;
}

/** The text as it can be printed: one form, one kind of space where the font has no other, a box for what it lacks. */
export function printable(text: string, setting: Pick<TypstSetting, 'covers' | 'missing'>): string {
  const clean = normalise(text)
    .replace(/[\t\n]/g, ' ')
    .replace(/\p{Variation_Selector}/gu, '');
  if (covered(clean, setting)) return clean;
  let out = '';
  for (const { segment } of SEGMENTS.segment(clean)) {
    if (covered(segment, setting)) out += segment;
    else if (/^\s/u.test(segment)) out += ' ';
    else {
      setting.missing(segment);
      out += BOX;
    }
  }
  return out;
}

function covered(text: string, setting: Pick<TypstSetting, 'covers'>): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (!setting.covers(code)) return false;
    if (code > 0xffff) at++;
  }
  return true;
}

function literal(text: string): string {
  return text === '' ? '' : `#${quoted(text)}`;
}

/** A stretch without spaces may break after a sign that parts an address, else every so many characters. */
function breakable(word: string, longest: number): string {
  const pieces: string[] = [];
  let piece = '';
  let letters = 0;
  for (const character of word) {
    if (letters >= longest / 2 && !/\p{M}/u.test(character)) {
      pieces.push(piece);
      piece = '';
      letters = 0;
    }
    piece += character;
    letters++;
    if (letters > 2 && /[/?&=._\-:,;□]/.test(character)) letters = longest;
  }
  pieces.push(piece);
  // No width, no letter: leaves the extracted text whole, where U+200B would be copied with it.
  return pieces.map(literal).join('#h(0pt)');
}

/** Whether anything of a text would be seen on paper. */
export function visible(text: string): boolean {
  // Most text begins with a letter that nothing takes away.
  return /^\s*[0-9A-Za-zÀ-ỹ“(]/u.test(text) || /[^\s\p{Variation_Selector}]/u.test(normalise(text));
}

/** Inline parts -> Typst markup; empty where nothing would be seen. */
export function inlineTypst(parts: readonly Inline[], setting: TypstSetting, longest?: number): string {
  if (!visible(inlineText(parts))) return '';
  let out = '';
  for (const part of parts) {
    if (part.t === 'br') out += '#linebreak()';
    else if (part.t === 'text') out += runTypst(part, setting, longest);
    else {
      const inner = inlineTypst(part.children, setting, longest);
      if (inner !== '') out += `#link(${quoted(normalise(part.href))})[${inner}]`;
    }
  }
  return out;
}

const WRAPS: Readonly<Record<Exclude<Mark, 'underline' | 'strike'>, string>> = {
  bold: 'strong',
  italic: 'emph',
  subscript: 'lowered',
  superscript: 'raised',
};

function runTypst(run: TextRun, setting: TypstSetting, longest?: number): string {
  let out = textTypst(run.text, setting, longest);
  if (out === '' || !run.marks) return out;
  const marks = new Set(run.marks);
  // PDF/UA-1 refuses a strike within an underline: the prelude draws the pair another way.
  if (marks.has('underline') && marks.has('strike')) out = `#understrike[${out}]`;
  else if (marks.has('underline')) out = `#underline[${out}]`;
  else if (marks.has('strike')) out = `#strike[${out}]`;
  for (const mark of marks) {
    if (mark !== 'underline' && mark !== 'strike') out = `#${WRAPS[mark]}[${out}]`;
  }
  return out;
}
