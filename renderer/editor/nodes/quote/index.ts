import { $createQuoteNode, $isQuoteNode, QuoteNode } from '@lexical/rich-text';
import type { Quote } from '../../../../shared/body/schema';
import { $setAlign, alignOf } from '../align';
import { $fromInline, $toInline } from '../inline';

export { $createQuoteNode, $isQuoteNode, QuoteNode };

export const $fromQuote = (block: Quote): QuoteNode =>
  $setAlign($createQuoteNode(), block.align).append(...$fromInline(block.inline));

export const $toQuote = (node: QuoteNode, id: string): Quote => ({
  id,
  kind: 'quote',
  ...alignOf(node),
  inline: $toInline(node.getChildren()),
});
