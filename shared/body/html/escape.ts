import { inlineText, tidy } from '../inline';
import { MARKS } from '../marks';
import type { Align, Inline } from '../schema';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};
const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
} as const;

/** Text as HTML text or as a value between double quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"\u00a0]/g, (letter) => ENTITIES[letter] ?? letter);
}

/** Inline parts as HTML; a break at the end is written twice, because HTML shows nothing of a last one. */
export function inlineHtml(parts: readonly Inline[]): string {
  const clean = tidy(parts);
  return clean.map(partHtml).join('') + (endsInBreak(clean) ? '<br>' : '');
}

function endsInBreak(parts: readonly Inline[]): boolean {
  const last = parts.at(-1);
  return last?.t === 'link' ? endsInBreak(last.children) : last?.t === 'br';
}

function partHtml(part: Inline): string {
  if (part.t === 'br') return '<br>';
  if (part.t === 'link') return `<a href="${escapeHtml(part.href)}">${part.children.map(partHtml).join('')}</a>`;
  return MARKS.filter((mark) => part.marks?.includes(mark)).reduceRight(
    (html, mark) => `<${TAGS[mark]}>${html}</${TAGS[mark]}>`,
    escapeHtml(part.text),
  );
}

/** A whole element; its style says the alignment, and keeps spaces only where HTML would lose some. */
export function element(tag: string, inline: readonly Inline[], align?: Align): string {
  return `<${tag}${styleOf(inline, align)}>${inlineHtml(inline)}</${tag}>`;
}

export function styleOf(inline: readonly Inline[], align?: Align): string {
  const style: string[] = [];
  if (align) style.push(`text-align:${align}`);
  if (/^\s|\s$|[ \t]{2}|\t| \n|\n /.test(inlineText(tidy(inline)))) style.push('white-space:pre-wrap');
  return style.length === 0 ? '' : ` style="${style.join(';')}"`;
}
