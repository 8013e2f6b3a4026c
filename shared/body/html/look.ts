import { type OldFont, oldFont } from '../../vietnamese/encodings';
import { markBits } from '../inline';
import type { Align } from '../schema';
import type { Attribute } from './tokens';

/** How text looks at one place of the source: inherited from element to element, replaced where one changes it. */
export interface Look {
  /** A bit for each of MARKS. */
  readonly marks: number;
  readonly href: string | null;
  readonly align: Align | null;
  /** `exact`: a block that keeps its spaces; `inner`: spaces kept inside, not at the edges of a block. */
  readonly space: 'collapse' | 'inner' | 'exact';
  /** Nothing of it is taken in: scripts, hidden parts, comments, tracked deletions. */
  readonly cut: boolean;
  /** 1–6 inside a heading, TITLE inside Word's own title. */
  readonly heading: number;
  readonly quote: boolean;
  /** Inside an element that holds one paragraph: two line breaks there are not a new paragraph. */
  readonly prose: boolean;
  readonly part: 'text' | 'caption' | 'credit' | 'marker';
  /** A font that shows another encoding as Vietnamese (.VnTime, VNI-Times). */
  readonly font: OldFont | null;
  /** A paragraph of Word's that is an item of a list. */
  readonly item: { readonly list: string; readonly level: number } | null;
}

/** A heading level above all: the title of the whole. */
export const TITLE = 9;

export const PLAIN: Look = {
  marks: 0,
  href: null,
  align: null,
  space: 'collapse',
  cut: false,
  heading: 0,
  quote: false,
  prose: false,
  part: 'text',
  font: null,
  item: null,
};

const BOLD = markBits(['bold']);
const ITALIC = markBits(['italic']);
const UNDERLINE = markBits(['underline']);
const STRIKE = markBits(['strike']);
const SUB = markBits(['subscript']);
const SUPER = markBits(['superscript']);

const BY_TAG: Readonly<Record<string, number>> = {
  b: BOLD,
  strong: BOLD,
  i: ITALIC,
  em: ITALIC,
  dfn: ITALIC,
  u: UNDERLINE,
  ins: 0,
  s: STRIKE,
  strike: STRIKE,
  del: STRIKE,
  sub: SUB,
  sup: SUPER,
};

/** What a style says that the body can hold. */
export type Style = ReadonlyMap<string, string>;
const DECLARATION = /([a-z-]+)\s*:\s*([^;]*)/gi;
/** WordPress's classes, and those of our own reading of Word files. */
const CLASS_ALIGN = /(?:^|\s)(?:has-text-align|align)-(center|right|justify)\b/;
const UNSUPPORTED = /^(color|background|background-color|font-size|font-family|font)$/;

/** The declarations of a style attribute or rule, names and values in lower case; a later one wins. */
export function parseStyle(text: string): Style {
  const style = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(DECLARATION)) {
    style.set(name.toLowerCase(), value.replace('!important', '').trim().toLowerCase());
  }
  return style;
}

/** Whether a style holds something that is left behind: colours, sizes, fonts. */
export function losesStyle(style: Style): boolean {
  for (const name of style.keys()) if (UNSUPPORTED.test(name)) return true;
  return false;
}

export function attribute(attrs: readonly Attribute[], name: string): string | null {
  return attrs.find((one) => one.name === name)?.value ?? null;
}

/** The look inside an element, from its tag, attributes and style. The same object where nothing changes. */
export function lookOf(tag: string, attrs: readonly Attribute[], style: Style, outer: Look): Look {
  const change: { -readonly [K in keyof Look]?: Look[K] } = {};
  const marks = marksOf(tag, style, outer.href !== null && tag !== 'a', outer.marks);
  if (marks !== outer.marks) change.marks = marks;
  const align = alignOf(tag, attrs, style);
  if (align !== undefined && align !== outer.align) change.align = align;
  const space = spaceOf(tag, style);
  if (space && space !== outer.space && !(space === 'inner' && outer.space === 'exact')) change.space = space;
  if (!outer.cut && isCut(attrs, style)) change.cut = true;
  const family = style.get('font-family') ?? (tag === 'font' ? attribute(attrs, 'face') : null);
  if (family) change.font = oldFont(family);
  if (tag === 'blockquote') change.quote = true;
  if (style.get('mso-list') === 'ignore') change.part = 'marker';
  const item = /\bl(\d+)\s+level(\d)/.exec(style.get('mso-list') ?? '');
  if (item) change.item = { list: item[1] ?? '', level: Number(item[2] ?? 1) - 1 };
  const heading = /^h([1-6])$/.exec(tag)?.[1];
  if (heading) change.heading = Number(heading);
  const className = attribute(attrs, 'class') ?? '';
  if (className === 'MsoTitle') change.heading = TITLE;
  if (tag === 'figcaption' || (tag === 'p' && /^(Mso)?caption$|wp-caption-text/i.test(className)))
    change.part = 'caption';
  if ((tag === 'cite' || /\bcredit\b/i.test(className)) && outer.part === 'caption') change.part = 'credit';
  return Object.keys(change).length === 0 ? outer : { ...outer, ...change };
}

function marksOf(tag: string, style: Style, inLink: boolean, outer: number): number {
  let marks = outer | (BY_TAG[tag] ?? 0);
  if (tag === 'sub') marks &= ~SUPER;
  if (tag === 'sup') marks &= ~SUB;
  if (style.size === 0) return marks;
  const weight = style.get('font-weight');
  // Google Docs wraps everything in <b style="font-weight:normal">.
  if (weight) marks = set(marks, BOLD, weight.startsWith('bold') || Number(weight) >= 600);
  const slant = style.get('font-style');
  if (slant) marks = set(marks, ITALIC, /italic|oblique/.test(slant));
  const line = style.get('text-decoration') ?? style.get('text-decoration-line');
  if (line) {
    // A link is underlined anyway; only what somebody underlined by a tag of its own stays.
    if (!inLink && line.includes('underline')) marks |= UNDERLINE;
    if (line.includes('line-through')) marks |= STRIKE;
    if (line.startsWith('none')) marks &= ~(BY_TAG[tag] ?? 0) | (outer & (UNDERLINE | STRIKE));
  }
  const place = style.get('vertical-align');
  if (place === 'super') marks = (marks | SUPER) & ~SUB;
  if (place === 'sub') marks = (marks | SUB) & ~SUPER;
  return marks;
}

function set(marks: number, bit: number, on: boolean): number {
  return on ? marks | bit : marks & ~bit;
}

function alignOf(tag: string, attrs: readonly Attribute[], style: Style): Align | null | undefined {
  const named =
    style.get('text-align') ??
    (tag === 'img' ? null : attribute(attrs, 'align')?.toLowerCase()) ??
    CLASS_ALIGN.exec(attribute(attrs, 'class') ?? '')?.[1];
  if (named === 'center' || named === 'right' || named === 'justify') return named;
  if (named === 'end') return 'right';
  if (named === 'left' || named === 'start') return null;
  return tag === 'center' ? 'center' : undefined;
}

function spaceOf(tag: string, style: Style): Look['space'] | null {
  if (tag === 'pre') return 'exact';
  const value = style.get('white-space');
  if (!value) return null;
  if (!/^(pre|pre-wrap|break-spaces)$/.test(value)) return 'collapse';
  return /^(p|h[1-6]|li|blockquote|figcaption)$/.test(tag) ? 'exact' : 'inner';
}

/** Hidden parts, and Word's comments with their marks in the text. */
function isCut(attrs: readonly Attribute[], style: Style): boolean {
  if (attrs.length === 0) return false;
  if (style.get('display') === 'none' || style.get('mso-hide') === 'all') return true;
  if (/^comment/.test(style.get('mso-element') ?? '')) return true;
  return /^Mso(CommentReference|CommentText)$|^msocom/i.test(attribute(attrs, 'class') ?? '');
}

/** Elements that hold one paragraph each. */
export function roleLook(name: string, look: Look): Look {
  const prose =
    /^(p|h[1-6]|li|figcaption|dt|dd)$/.test(name) || (look.prose && !/^(div|td|th|section|article|table)$/.test(name));
  if (name === 'td' || name === 'th') return { ...look, prose, item: null, heading: 0 };
  return prose === look.prose ? look : { ...look, prose };
}
