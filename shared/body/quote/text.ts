import { inlineText } from '../inline';
import type { Quote } from '../schema';

export function quoteText(block: Quote): string {
  return inlineText(block.inline);
}
