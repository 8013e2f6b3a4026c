import { inlineText } from '../inline';
import type { Heading } from '../schema';

export function headingText(block: Heading): string {
  return inlineText(block.inline);
}
