import { inlineText } from '../inline';
import type { List } from '../schema';

/** One line an item, without bullets and numbers: they are no words of the text. */
export function listText(block: List): string {
  return block.items.map((item) => inlineText(item.inline)).join('\n');
}
