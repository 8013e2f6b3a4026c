import { element } from '../html/escape';
import type { Paragraph } from '../schema';

export function paragraphHtml(block: Paragraph): string {
  return element('p', block.inline, block.align);
}
