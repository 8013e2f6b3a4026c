import { inlineText } from '../inline';
import type { Picture } from '../schema';

/** What a reader sees in words: caption, then credit. The alt text stands for the picture and is not part of the text. */
export function pictureText(block: Picture): string {
  return [inlineText(block.caption), block.credit].filter((line) => line !== '').join('\n');
}
