import { assertNever } from '../domain/errors';
import { countWords } from '../vietnamese/words';
import { headingText } from './heading/text';
import { listText } from './list/text';
import { paragraphText } from './paragraph/text';
import { pictureText } from './picture/text';
import { quoteText } from './quote/text';
import type { Block } from './schema';

/** The words of one block, for searching, counting and comparing; lines inside it are parted by "\n". */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraphText(block);
    case 'heading':
      return headingText(block);
    case 'quote':
      return quoteText(block);
    case 'list':
      return listText(block);
    case 'rule':
      return '';
    case 'picture':
      return pictureText(block);
    default:
      return assertNever(block);
  }
}

/** A whole body as plain text: one line a block (more where a block has several), rules left out. */
export function bodyText(blocks: readonly Block[]): string {
  return blocks
    .filter((block) => block.kind !== 'rule')
    .map(blockText)
    .join('\n');
}

export function bodyWords(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + countWords(blockText(block)), 0);
}
