import { fold } from '../../shared/vietnamese/fold';

/** Longest readable part of a web address, in letters. */
const LONGEST = 60;

/** The part of an article's id that makes its address its own (32^8 possibilities). */
export function shortId(articleId: string): string {
  return articleId.slice(0, 8);
}

/** The readable part of an address: "Đại đoàn kết!" -> "dai-doan-ket"; cut between words; may be empty. */
export function readable(title: string): string {
  const words = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words.length <= LONGEST) return words;
  const cut = words.slice(0, LONGEST + 1);
  const gap = cut.lastIndexOf('-');
  return gap > 20 ? cut.slice(0, gap) : words.slice(0, LONGEST).replace(/-+$/, '');
}

/** An article's address: its words, then its short id. The id makes it findable whatever became of the title. */
export function slugOf(title: string, articleId: string): string {
  return [readable(title), shortId(articleId)].filter((part) => part !== '').join('-');
}
