import { fold } from '../../shared/vietnamese/fold';
import type { Term } from './query';
import { exactForm } from './search-index';

/** A marked stretch [start, end) in UTF-16 units. */
export type Hit = [number, number];

/** Finds terms in text as it is shown. */
export interface Finder {
  hits(text: string): Hit[];
}

/** UTF-16 units kept on each side of the first hit. */
const AROUND = 80;

/**
 * Forms of `text` and, where their lengths differ from it, the place of each of their units in it. Composed Vietnamese
 * keeps its length in every form, so that almost every text takes the short way.
 */
function formed(text: string, form: (text: string) => string): { text: string; at: (unit: number) => number } {
  const whole = form(text);
  if (whole.length === text.length) return { text: whole, at: (unit) => unit };
  let result = '';
  const places: number[] = [];
  // A letter with the marks that follow it is one: its form is looked up whole.
  for (const match of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const piece = form(match[0]);
    for (let unit = 0; unit < piece.length; unit++) places.push(match.index);
    result += piece;
  }
  places.push(text.length);
  return { text: result, at: (unit) => places[unit] ?? text.length };
}

const folded = (text: string): string => fold(exactForm(text));

/** Words of a text with their places, found as the index finds them. */
interface Word {
  readonly word: string;
  readonly from: number;
}
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Compares words one by one rather than by a pattern made for the query: compiling one with classes of letters costs more
 * than looking through a whole page of results.
 */
export function finder(terms: readonly Term[]): Finder {
  const columns = (
    [
      ['exact', exactForm],
      ['folded', folded],
    ] as const
  )
    .map(([column, form]) => ({ form, terms: terms.filter((term) => term.column === column) }))
    .filter((column) => column.terms.length > 0);
  return {
    hits(text) {
      const found: Hit[] = [];
      for (const { form, terms: wanted } of columns) {
        const { text: seen, at } = formed(text, form);
        // Most texts of a page hold none of the words: they are not taken apart.
        if (!wanted.some(({ tokens }) => seen.includes(tokens[0] ?? ''))) continue;
        const words: Word[] = Array.from(seen.matchAll(WORD), (match) => ({ word: match[0], from: match.index }));
        for (const [index, { from }] of words.entries()) {
          for (const term of wanted) {
            const end = endOf(words, index, term);
            if (end !== null) found.push([at(from), at(end)]);
          }
        }
      }
      return merged(found);
    },
  };
}

/** Where a term that begins at a word ends; null where it does not stand there. */
function endOf(words: readonly Word[], index: number, { tokens, prefix }: Term): number | null {
  for (const [ahead, token] of tokens.entries()) {
    const word = words[index + ahead]?.word;
    if (word === undefined) return null;
    const last = ahead === tokens.length - 1;
    if (last && prefix ? !word.startsWith(token) : word !== token) return null;
  }
  const last = words[index + tokens.length - 1];
  return last ? last.from + last.word.length : null;
}

function merged(hits: Hit[]): Hit[] {
  hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const result: Hit[] = [];
  for (const [start, end] of hits) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** About 80 characters on each side of the first hit, cut at spaces; null where nothing is hit. */
export function snippet(text: string, find: Finder): { snippet: string; snippetHits: Hit[] } | null {
  const hits = find.hits(text);
  const first = hits[0];
  if (!first) return null;
  let start = Math.max(0, first[0] - AROUND);
  let end = Math.min(text.length, Math.max(first[1], first[0] + AROUND));
  if (start > 0) {
    const space = text.indexOf(' ', start);
    if (space >= 0 && space < first[0]) start = space + 1;
  }
  if (end < text.length) {
    const space = text.lastIndexOf(' ', end);
    if (space > first[1]) end = space;
  }
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    snippet: `${before}${text.slice(start, end).replaceAll('\n', ' ')}${end < text.length ? ' …' : ''}`,
    snippetHits: hits
      .filter(([from]) => from < end)
      .map(([from, to]): Hit => [from + shift, Math.min(to, end) + shift]),
  };
}

/** The beginning of a text, for rows that nothing was searched in. */
export function opening(text: string, length = 160): string {
  const line = text.replaceAll('\n', ' ');
  if (line.length <= length) return line;
  const space = line.lastIndexOf(' ', length);
  return `${line.slice(0, space > length / 2 ? space : length)} …`;
}
