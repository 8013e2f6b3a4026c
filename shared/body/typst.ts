import { assertNever } from '../domain/errors';
import { headingTypst } from './heading/typst';
import { listTypst } from './list/typst';
import { paragraphTypst } from './paragraph/typst';
import { pictureTypst } from './picture/typst';
import { quoteTypst } from './quote/typst';
import { RULE_TYPST } from './rule/typst';
import type { Block } from './schema';
import type { TypstSetting } from './typst-text';

export { quoted, type TypstSetting, textTypst, visible } from './typst-text';

/**
 * A block -> Typst markup, valid under PDF/UA-1 whatever the block holds; empty where nothing would be seen. Besides
 * Typst's own functions it calls those of the print prelude: aligned, held, long, lowered, raised, understrike,
 * separator, picture.
 */
export function blockTypst(block: Block, setting: TypstSetting): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraphTypst(block, setting);
    case 'heading':
      return headingTypst(block, setting);
    case 'quote':
      return quoteTypst(block, setting);
    case 'list':
      return listTypst(block, setting);
    case 'rule':
      return RULE_TYPST;
    case 'picture':
      return pictureTypst(block, setting);
    default:
      return assertNever(block);
  }
}
