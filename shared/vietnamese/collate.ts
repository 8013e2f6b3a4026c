import { normalise } from './normalise';

/** The 33 letters in order: the Vietnamese alphabet with f, j, w, z at their Latin places. Each gets one key letter, A… */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const FIRST = 'A'.charCodeAt(0);
/** Order of tones: ngang, huyền, hỏi, ngã, sắc, nặng (vietnamese-text.md, Typography and locale). */
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
/** Marks that make another letter, not a tone. */
const SHAPES = new Set(['\u0306', '\u0302', '\u031b']);
const KEY_LETTERS = 120;

const known = new Map<string, { letter: string; tone: string }>();

/** One letter's place and tone; anything that is no letter of the alphabet stands as it is, behind all that are. */
function placed(letter: string): { letter: string; tone: string } {
  const seen = known.get(letter);
  if (seen) return seen;
  let bare = '';
  let tone = 0;
  for (const part of letter.normalize('NFD')) {
    const found = TONES.indexOf(part);
    if (found > 0) tone = found;
    else if (bare === '' || SHAPES.has(part)) bare += part;
  }
  const at = LETTERS.indexOf(bare.normalize('NFC'));
  const result = { letter: at >= 0 ? String.fromCharCode(FIRST + at) : `~${bare}`, tone: String(tone) };
  if (known.size < 4096) known.set(letter, result);
  return result;
}

/**
 * A key by which titles sort as a Vietnamese reader expects, compared by code unit: first spaces and digits, then letters
 * a ă â b … in either case, marks of tone only where all letters are the same. Punctuation does not count.
 * Intl.Collator gives no keys, and a database index needs them. Of a long text the first 120 letters count.
 */
export function sortKey(text: string): string {
  let letters = '';
  let tones = '';
  let count = 0;
  for (const one of normalise(text).toLowerCase()) {
    if (count >= KEY_LETTERS) break;
    if (one >= '0' && one <= '9') {
      letters += one;
      tones += '0';
      count++;
    } else if (/\s/u.test(one)) {
      if (letters !== '' && !letters.endsWith(' ')) {
        letters += ' ';
        tones += '0';
      }
    } else if (/[\p{L}\p{N}]/u.test(one)) {
      const { letter, tone } = placed(one);
      letters += letter;
      tones += tone;
      count++;
    }
  }
  return `${letters.trimEnd()}\u0001${tones.replace(/0+$/, '')}`;
}
