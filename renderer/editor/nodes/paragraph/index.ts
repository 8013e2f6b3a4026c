import { $createParagraphNode, $isParagraphNode, ParagraphNode } from 'lexical';
import type { Paragraph } from '../../../../shared/body/schema';
import { $setAlign, alignOf } from '../align';
import { $fromInline, $toInline } from '../inline';

export { $isParagraphNode, ParagraphNode };

export const $fromParagraph = (block: Paragraph): ParagraphNode =>
  $setAlign($createParagraphNode(), block.align).append(...$fromInline(block.inline));

export const $toParagraph = (node: ParagraphNode, id: string): Paragraph => ({
  id,
  kind: 'paragraph',
  ...alignOf(node),
  inline: $toInline(node.getChildren()),
});
