import { $createHeadingNode, $isHeadingNode, HeadingNode, type HeadingTagType } from '@lexical/rich-text';
import type { Heading } from '../../../../shared/body/schema';
import { $setAlign, alignOf } from '../align';
import { $fromInline, $toInline } from '../inline';

export { $createHeadingNode, $isHeadingNode, HeadingNode };
export type Level = Heading['level'];

const TAGS: Readonly<Record<Level, HeadingTagType>> = { 2: 'h2', 3: 'h3', 4: 'h4' };

/** An article's own headings are 2 to 4: 1 is its title, deeper ones are taken as 4. */
export function levelOf(node: HeadingNode): Level {
  const tag = node.getTag();
  return tag === 'h1' || tag === 'h2' ? 2 : tag === 'h3' ? 3 : 4;
}

export const $newHeading = (level: Level): HeadingNode => $createHeadingNode(TAGS[level]);

export const $fromHeading = (block: Heading): HeadingNode =>
  $setAlign($newHeading(block.level), block.align).append(...$fromInline(block.inline));

export const $toHeading = (node: HeadingNode, id: string): Heading => ({
  id,
  kind: 'heading',
  level: levelOf(node),
  ...alignOf(node),
  inline: $toInline(node.getChildren()),
});
