import { inlineText } from '../inline';
import type { Paragraph } from '../schema';

export function paragraphText(block: Paragraph): string {
  return inlineText(block.inline);
}
