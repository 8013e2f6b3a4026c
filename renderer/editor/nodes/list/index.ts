import {
  $createListItemNode,
  $createListNode,
  $isListItemNode,
  $isListNode,
  ListItemNode,
  ListNode,
} from '@lexical/list';
import type { LexicalNode } from 'lexical';
import type { List, ListItem } from '../../../../shared/body/schema';
import { $fromInline, $toInline } from '../inline';

export { $isListItemNode, $isListNode, ListItemNode, ListNode };

/** Deepest level that is stored (shared/body/schema.ts). */
export const MAX_LEVEL = 8;

const $newList = (ordered: boolean): ListNode => $createListNode(ordered ? 'number' : 'bullet');

/** Nested lists in Lexical's manner: a deeper list stands alone in an item of the list above. */
export function $fromList(block: List): ListNode {
  const first = block.items[0];
  const root = $newList(first?.ordered ?? false);
  const open: ListNode[] = [root];
  const numbers = new Map<ListNode, number>();
  for (const item of block.items) {
    const level = Math.min(item.level, open.length);
    open.length = Math.min(open.length, level + 1);
    let list = open[level];
    // A list of the other kind at the same level below the top is a list of its own beside it.
    if (!list || (level > 0 && (list.getListType() === 'number') !== item.ordered)) {
      list = $newList(item.ordered);
      open[level - 1]?.append($createListItemNode().append(list));
      open[level] = list;
    }
    // Lexical numbers items in a transform, and stored bodies come in without transforms.
    const number = (numbers.get(list) ?? 0) + 1;
    numbers.set(list, number);
    list.append(
      $createListItemNode()
        .setValue(number)
        .append(...$fromInline(item.inline)),
    );
  }
  return root;
}

export function $toList(node: ListNode, id: string): List {
  const items: ListItem[] = [];
  $collect(node, 0, items);
  return { id, kind: 'list', items: items.length > 0 ? leveled(items) : [{ level: 0, ordered: false, inline: [] }] };
}

function $collect(list: ListNode, level: number, items: ListItem[]): void {
  const ordered = list.getListType() === 'number';
  for (const item of list.getChildren()) {
    if (!$isListItemNode(item)) continue;
    const line: LexicalNode[] = [];
    const nested: ListNode[] = [];
    for (const child of item.getChildren()) {
      if ($isListNode(child)) nested.push(child);
      else line.push(child);
    }
    if (nested.length === 0 || line.length > 0)
      items.push({ level: Math.min(level, MAX_LEVEL), ordered, inline: $toInline(line) });
    for (const child of nested) $collect(child, level + 1, items);
  }
}

/** A first item has level 0 and an item is at most one deeper than the one before. */
function leveled(items: readonly ListItem[]): ListItem[] {
  let before = -1;
  return items.map((item) => {
    const level = Math.min(item.level, before + 1);
    before = level;
    return level === item.level ? item : { ...item, level };
  });
}
