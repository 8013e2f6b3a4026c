import { aligned } from '../paragraph/typst';
import type { Quote } from '../schema';
import { inlineTypst, type TypstSetting } from '../typst-text';

export function quoteTypst(block: Quote, setting: TypstSetting): string {
  const inner = inlineTypst(block.inline, setting);
  return inner === '' ? '' : `#quote(block: true)[${aligned(inner, block.align)}]`;
}
