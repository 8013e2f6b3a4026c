import type { Align, Paragraph } from '../schema';
import { inlineTypst, LONG_PARAGRAPH, type TypstSetting } from '../typst-text';

/** `#par[…]`, or `#aligned(…)[…]` where it is not set like the rest; empty for a paragraph without words. */
export function paragraphTypst(block: Paragraph, setting: TypstSetting): string {
  const inner = inlineTypst(block.inline, setting);
  return inner === '' ? '' : aligned(`#${inner.length > LONG_PARAGRAPH ? 'long' : 'par'}[${inner}]`, block.align);
}

export function aligned(markup: string, align: Align | undefined): string {
  return align === 'center' || align === 'right' ? `#aligned(${align})[${markup}]` : markup;
}
