import { fold } from '../../shared/vietnamese/fold';
import { exactForm } from './search-index';

/** One word or quoted phrase of what a person typed into the search box. */
export interface Term {
  readonly column: 'exact' | 'folded';
  /** Runs of letters and digits: "35-CT/TW" is three, found side by side. */
  readonly tokens: readonly string[];
  /** Whether the last token may go on. */
  readonly prefix: boolean;
}

const PIECE = /"([^"]*)"|(\S+)/gu;
const TOKEN = /[\p{L}\p{N}]+/gu;
/** More words than this narrow nothing any more. */
const MAX_TERMS = 16;

/**
 * With letters that carry marks a word is looked for exactly, without both ways; every word is a beginning, unless it
 * stands in closed quotation marks. Empty: nothing to look for.
 */
export function parseQuery(query: string): Term[] {
  const terms: Term[] = [];
  const text = exactForm(query.replace(/[“”„]/gu, '"'));
  // A quotation mark that is not closed yet is still being typed.
  const pieces = (text.split('"').length - 1) % 2 === 1 ? text.replace(/"([^"]*)$/u, ' $1') : text;
  for (const [, quoted, word] of pieces.matchAll(PIECE)) {
    const tokens = (quoted ?? word ?? '').match(TOKEN);
    if (!tokens || terms.length >= MAX_TERMS) continue;
    const whole = tokens.join(' ');
    terms.push({ column: fold(whole) === whole ? 'folded' : 'exact', tokens, prefix: quoted === undefined });
  }
  return terms;
}

/** The terms as an FTS5 expression. Tokens hold letters and digits only: nothing in them is syntax. */
export function matchExpression(terms: readonly Term[]): string {
  return terms
    .map(({ column, tokens, prefix }) => `${column} : "${tokens.join(' ')}"${prefix ? ' *' : ''}`)
    .join(' AND ');
}
