import { inlineHtml, styleOf } from '../html/escape';
import type { List, ListItem } from '../schema';

/** Nested lists, without a character between the tags: white space there could show. */
export function listHtml(block: List): string {
  let html = '';
  /** Tags of the lists that are open, each with an open item. */
  const open: ('ol' | 'ul')[] = [];
  for (const item of block.items) {
    const tag = item.ordered ? 'ol' : 'ul';
    const depth = Math.min(item.level, open.length);
    while (open.length > depth + 1) html += `</li></${open.pop()}>`;
    if (open.length === depth + 1) {
      if (open[depth] === tag) html += '</li>';
      else html += `</li></${open.pop()}>`;
    }
    if (open.length === depth) {
      html += `<${tag}>`;
      open.push(tag);
    }
    html += `<li${styleOf(item.inline)}>${inlineHtml(item.inline)}`;
  }
  while (open.length > 0) html += `</li></${open.pop()}>`;
  return html;
}

/** Items with the levels the body allows: the first 0, none more than one deeper than the one before, at most 8. */
export function fixLevels(items: readonly ListItem[]): ListItem[] {
  const open: number[] = [];
  return items.map((item) => {
    while (open.length > 0 && (open.at(-1) ?? 0) > item.level) open.pop();
    if (open.at(-1) !== item.level) open.push(item.level);
    return { ...item, level: Math.min(open.length - 1, 8) };
  });
}

/**
 * What Word wrote before an item, as the kind of its list; null: it is part of the text ("Điều 1.").
 */
export function markerKind(marker: string): 'ordered' | 'bullet' | null {
  const sign = marker.trim();
  if (/^\(?(\d{1,3}|[a-zđ]|[ivxl]{1,6})[.)]$/iu.test(sign)) return 'ordered';
  // "o" and "§" are the round and square bullets of Courier New and Wingdings.
  return [...sign].length <= 1 && !/[\p{L}\p{N}]/u.test(sign.replace(/^o$/, '')) ? 'bullet' : null;
}
