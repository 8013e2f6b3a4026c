import { element } from '../html/escape';
import type { Quote } from '../schema';

/** Each quote block is a blockquote of one paragraph, so that two in a row stay two. */
export function quoteHtml(block: Quote): string {
  return `<blockquote>${element('p', block.inline, block.align)}</blockquote>`;
}
