import type { List, ListItem } from '../schema';
import { inlineTypst, type TypstSetting } from '../typst-text';

/** Nested `#list` and `#enum`; items without words are left out, an item deeper than its place allows moves up. */
export function listTypst(block: List, setting: TypstSetting): string {
  const items = block.items
    .map((item) => ({ ...item, markup: inlineTypst(item.inline, setting) }))
    .filter((item) => item.markup !== '');
  return level(items, 0, items.length);
}

type Written = ListItem & { readonly markup: string };

/** The items [from, to), of which the first sets the level; each takes the deeper ones after it as its own list. */
function level(items: readonly Written[], from: number, to: number): string {
  let out = '';
  let open: 'list' | 'enum' | '' = '';
  let at = from;
  while (at < to) {
    const item = items[at];
    if (!item) break;
    let next = at + 1;
    while (next < to && (items[next]?.level ?? 0) > item.level) next++;
    const kind = item.ordered ? 'enum' : 'list';
    if (kind !== open) out += `${open ? ')' : ''}#${kind}(`;
    open = kind;
    out += `[${item.markup}${level(items, at + 1, next)}],`;
    at = next;
  }
  return open ? `${out})` : out;
}
