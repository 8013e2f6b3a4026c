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

export function finder(terms: readonly Term[]): Finder {
  const pattern = (term: Term): RegExp =>
    new RegExp(
      `(?<![\\p{L}\\p{N}])${term.tokens.join('[^\\p{L}\\p{N}]+')}${term.prefix ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`,
      'gu',
    );
  const exact = terms.filter(({ column }) => column === 'exact').map(pattern);
  const bare = terms.filter(({ column }) => column === 'folded').map(pattern);
  return {
    hits(text) {
      const found: Hit[] = [];
      for (const [patterns, form] of [
        [exact, exactForm],
        [bare, folded],
      ] as const) {
        if (patterns.length === 0) continue;
        const { text: seen, at } = formed(text, form);
        for (const one of patterns) {
          for (const match of seen.matchAll(one)) found.push([at(match.index), at(match.index + match[0].length)]);
        }
      }
      return merged(found);
    },
  };
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
