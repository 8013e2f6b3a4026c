import type { PrintWarning } from '../../shared/domain/bulletin';

/** What was changed or left out, each fact once. */
export interface Warnings {
  add(kind: PrintWarning['kind'], articleId: string | null, detail?: string): void;
  /** A character that no bundled font has. */
  glyph(articleId: string | null, character: string): void;
  list(): PrintWarning[];
}

/** Characters named in one warning; the rest is counted. */
const NAMED = 12;

export function newWarnings(): Warnings {
  const seen = new Map<string, PrintWarning>();
  const glyphs = new Map<string | null, Set<string>>();
  return {
    add(kind, articleId, detail = '') {
      seen.set(`${kind}\n${articleId}\n${detail}`, { kind, articleId, detail });
    },
    glyph(articleId, character) {
      const all = glyphs.get(articleId) ?? new Set();
      glyphs.set(articleId, all.add(named(character)));
    },
    list() {
      const missing = [...glyphs].map(([articleId, all]): PrintWarning => {
        const names = [...all].slice(0, NAMED).join(', ');
        const more = all.size > NAMED ? ` … +${all.size - NAMED}` : '';
        return { kind: 'missing-glyph', articleId, detail: names + more };
      });
      return [...seen.values(), ...missing];
    },
  };
}

/** The character and its code point, so that it can be found in the text. */
function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{S}]/u.test(character) && !/\p{Cs}/u.test(character) ? `${character.slice(0, 16)} (${hex})` : hex;
}
