import { $createParagraphNode, $isElementNode, type LexicalNode } from 'lexical';
import type { Block } from '../../../shared/body/schema';
import { assertNever } from '../../../shared/domain/errors';
import { $fromHeading, $isHeadingNode, $toHeading } from '../nodes/heading';
import { $toInline } from '../nodes/inline';
import { $fromList, $isListNode, $toList } from '../nodes/list';
import { $fromParagraph, $isParagraphNode, $toParagraph } from '../nodes/paragraph';
import { $fromPicture, $isPictureNode, $toPicture } from '../nodes/picture';
import { $fromQuote, $isQuoteNode, $toQuote } from '../nodes/quote';
import { $isRuleNode, $newRule, $toRule } from '../nodes/rule';

/** The node of a stored block; its id is kept beside it (ledger). */
export function $fromBlock(block: Block): LexicalNode {
  switch (block.kind) {
    case 'paragraph':
      return $fromParagraph(block);
    case 'heading':
      return $fromHeading(block);
    case 'quote':
      return $fromQuote(block);
    case 'list':
      return $fromList(block);
    case 'rule':
      return $newRule();
    case 'picture':
      return $fromPicture(block);
    default:
      return assertNever(block);
  }
}

/** A top-level node as it is stored. What has no kind of its own keeps its words as a paragraph. */
export function $toBlock(node: LexicalNode, id: string): Block {
  if ($isParagraphNode(node)) return $toParagraph(node, id);
  if ($isHeadingNode(node)) return $toHeading(node, id);
  if ($isQuoteNode(node)) return $toQuote(node, id);
  if ($isListNode(node)) return $toList(node, id);
  if ($isRuleNode(node)) return $toRule(id);
  if ($isPictureNode(node)) return $toPicture(node, id);
  return { id, kind: 'paragraph', inline: $toInline($isElementNode(node) ? node.getChildren() : [node]) };
}

export { $createParagraphNode };
