import type { Draft } from '../html/draft';
import { element } from '../html/escape';
import { TITLE } from '../html/look';
import { inlineText } from '../inline';
import type { Heading } from '../schema';

export function headingHtml(block: Heading): string {
  return element(`h${block.level}`, block.inline, block.align);
}

/**
 * Brings headings of a source to the body's levels 2–4, in place: where the source uses h1 (Word does for every part),
 * all go one down; deeper than 4 becomes 4.
 * @returns how many changed their level
 */
export function settleLevels(drafts: readonly Draft[]): number {
  const headings = drafts.filter((draft) => draft.kind === 'heading');
  for (const heading of headings) if (heading.level === TITLE) heading.level = 1;
  const down = headings.some((heading) => heading.level === 1) ? 1 : 0;
  let changed = 0;
  for (const heading of headings) {
    const level = Math.min(heading.level + down, 4);
    if (level !== heading.level) changed++;
    heading.level = level;
  }
  return changed;
}

/**
 * Takes the title out of the drafts of a whole article: what Word calls
 * so, or a lone h1, before all other text.
 * @returns its words, or '' where there is none
 */
export function takeTitle(drafts: Draft[]): string {
  const top = drafts.filter((draft) => draft.kind === 'heading' && draft.level === 1);
  const first = drafts.findIndex((draft) => draft.kind !== 'rule' && draft.kind !== 'picture');
  const title = drafts[first];
  if (title?.kind !== 'heading') return '';
  if (title.level !== TITLE && (title.level !== 1 || top.length !== 1)) return '';
  drafts.splice(first, 1);
  return inlineText(title.inline).replace(/\s+/g, ' ').trim();
}
