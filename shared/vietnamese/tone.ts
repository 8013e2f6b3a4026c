// The two styles differ only in open oa, oe, uy: hòa/hoà, khỏe/khoẻ, thúy/thuý (vietnamese-text.md, Normalisation).
const TONES = [
  ['óòỏõọ', 'áàảãạ', 'o', 'a'],
  ['óòỏõọ', 'éèẻẽẹ', 'o', 'e'],
  ['úùủũụ', 'ýỳỷỹỵ', 'u', 'y'],
] as const;

const OLD = new Map<string, string>();
for (const [first, second, open, close] of TONES) {
  for (let tone = 0; tone < 5; tone++) {
    const toned = first.charAt(tone);
    const late = second.charAt(tone);
    for (const [a, x] of [
      [open, toned],
      [open.toUpperCase(), toned.toUpperCase()],
    ] as const) {
      for (const [b, y] of [
        [close, late],
        [close.toUpperCase(), late.toUpperCase()],
      ] as const) {
        OLD.set(a + y, x + b);
      }
    }
  }
}
const NEW_STYLE = /(?<![qQ])(?:[oO][áàảãạéèẻẽẹÁÀẢÃẠÉÈẺẼẸ]|[uU][ýỳỷỹỵÝỲỶỸỴ])(?![\p{L}\p{M}])/gu;

/**
 * NFC text with its tones placed in the old style (hoà → hòa, khoẻ → khỏe, thuý → thúy; quý stays), the style in which
 * words are looked up. Length is kept.
 */
export function oldTone(text: string): string {
  return text.replace(NEW_STYLE, (pair) => OLD.get(pair) ?? pair);
}
