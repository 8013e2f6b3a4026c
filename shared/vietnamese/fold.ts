/**
 * Text without its marks, in lower case, for finding "đại đoàn kết" by "dai doan ket".
 * Of NFC text that has a letter for each of its marks (all Vietnamese) it keeps the number of code points, so that
 * a hit in folded text can be drawn in the original; a mark that stands alone is dropped.
 * Applied alike to what is indexed and to what is asked (../shared/domain/vietnamese-text.md, Search).
 */
export function fold(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text.toLowerCase();
  // Composed again, because decomposing also takes Korean syllables apart, which are no marks.
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .normalize('NFC');
}
