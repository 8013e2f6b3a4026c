/** What normalising changed, in occurrences. */
export interface NormaliseReport {
  readonly text: string;
  /** Letters that came in pieces (NFD) or with their marks in an order that Unicode does not join. */
  readonly composed: number;
  /** Ð, ð, Ɖ, ɖ that look like Đ, đ and stand in real provincial pages. */
  readonly eth: number;
  /** Zero-width characters, soft hyphens, byte order marks, direction marks. */
  readonly invisible: number;
  /** Control characters, halves of surrogate pairs, code points that are no characters. */
  readonly control: number;
}

const ETH: Readonly<Record<string, string>> = { Ð: 'Đ', Ɖ: 'Đ', ð: 'đ', ɖ: 'đ' };
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// A zero-width joiner inside an emoji is part of one picture.
const JOINER =
  '(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d|\\u200d(?!\\p{Extended_Pictographic})';
const INVISIBLE = new RegExp(
  `[\\xad\\u034f\\u061c\\u180e\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff]|${JOINER}`,
  'gu',
);
const CONTROL = /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** A tone typed before the circumflex or breve: both have class 230, so NFC leaves "é" + circumflex as it is. */
const TONE_FIRST = /([aeoAEO])([\u0300\u0301\u0303\u0309])([\u0302\u0306])/g;
const PIECES = /\p{M}/gu;
/** Whether there is anything to do besides composing: most text passes both tests and is handed back as it is. */
const SUSPECT = new RegExp(`[ÐƉðɖ\\u0302\\u0306\\u200d]|${CONTROL.source}|${INVISIBLE.source}`, 'u');

/**
 * The one form in which text is stored, searched, printed and sent: NFC; Ð ð Ɖ ɖ as Đ đ; line ends as \n; without
 * invisible and control characters (tab and line end stay) and lone surrogates. No-break spaces stay: they hold
 * "số 35" together in print. Twice is the same as once. Source: ../shared/domain/vietnamese-text.md, Normalisation.
 */
export function normalise(text: string): string {
  return SUSPECT.test(text) || text.normalize('NFC') !== text ? normaliseReport(text).text : text;
}

/** `normalise`, with what it changed. */
export function normaliseReport(text: string): NormaliseReport {
  let invisible = 0;
  let control = 0;
  let eth = 0;
  const kept = text
    .replace(LINE_ENDS, '\n')
    // Dropping never joins two halves of a pair: \p{Cs} takes lone halves in the first pass.
    .replace(CONTROL, () => {
      control++;
      return '';
    })
    .replace(INVISIBLE, () => {
      invisible++;
      return '';
    });
  const pieces = count(kept, PIECES);
  let composed = kept.normalize('NFC');
  if (/[\u0302\u0306]/.test(composed)) {
    composed = composed.normalize('NFD').replace(TONE_FIRST, '$1$3$2').normalize('NFC');
  }
  const joined = pieces - count(composed, PIECES);
  const mapped = composed.replace(/[ÐƉðɖ]/g, (letter) => {
    eth++;
    return ETH[letter] ?? letter;
  });
  // A letter that only changes its code point (Å as ångström sign) counts as one too.
  return { text: mapped, composed: joined > 0 ? joined : composed === kept ? 0 : 1, eth, invisible, control };
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
