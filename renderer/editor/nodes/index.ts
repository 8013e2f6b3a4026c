import type { Klass, LexicalNode } from 'lexical';
import { HeadingNode } from './heading';
import { LinkNode } from './link';
import { ListItemNode, ListNode } from './list';
import { PictureNode } from './picture';
import { QuoteNode } from './quote';
import { RuleNode } from './rule';

/** Every node the body's editor knows; paragraph, text and line break are Lexical's own and always there. */
export const NODES: readonly Klass<LexicalNode>[] = [
  HeadingNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  LinkNode,
  RuleNode,
  PictureNode,
];
