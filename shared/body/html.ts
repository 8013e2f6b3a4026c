import { AppError, assertNever } from '../domain/errors';
import { headingHtml, takeTitle } from './heading/html';
import { takeDataPictures } from './html/data';
import { Reader } from './html/reader';
import { settle } from './html/settle';
import { listHtml } from './list/html';
import { paragraphHtml } from './paragraph/html';
import { type PlacedPicture, pictureHtml } from './picture/html';
import { quoteHtml } from './quote/html';
import type { ReadArticle, ReadPicture } from './read';
import { recognise } from './recognise';
import { ruleHtml } from './rule/html';
import type { Block, Picture } from './schema';

export type { DataPicture } from './html/data';
export { escapeHtml } from './html/escape';
export type { PlacedPicture } from './picture/html';
export * from './read';

/** Most HTML that is read at once, in UTF-16 units without the pictures inside: some 200 books. */
export const MAX_HTML = 32 * 1024 * 1024;
/** Most with the pictures inside. */
export const MAX_HTML_WITH_PICTURES = 256 * 1024 * 1024;

export interface ReadOptions {
  /** Whether this is a whole article: its title, lead and source are then taken out of the body (`recognise`). */
  readonly article?: boolean;
}

/**
 * Blocks from pasted or taken-in HTML: the one way in for both. Word, LibreOffice and Google Docs are known; what the
 * body cannot hold is dropped or changed, and listed in the notes. Text is normalised, and none is lost but what is
 * hidden, a comment or a tracked deletion. Linear in the length of the source.
 * @throws AppError intake.too-big above MAX_HTML
 */
export function htmlToBlocks(html: string, options: ReadOptions = {}): ReadArticle {
  if (html.length > MAX_HTML_WITH_PICTURES) throw tooBig(html.length, MAX_HTML_WITH_PICTURES);
  const { rest, pictures } = takeDataPictures(html);
  if (rest.length > MAX_HTML) throw tooBig(rest.length, MAX_HTML);
  const reader = new Reader();
  const drafts = reader.read(rest);
  const title = options.article ? takeTitle(drafts) : '';
  const blocks = settle(drafts, reader.notes);
  const found: ReadPicture[] = [...reader.handed].map(([token, src]) => ({ token, src }));
  pictures.forEach((data, at) => {
    if (data) found.push({ token: String(at), data });
    else reader.notes.add('dropped-picture', 'data:');
  });
  const { steps } = reader;
  if (!options.article) return { blocks, fields: {}, pictures: found, notes: reader.notes.list(), steps };
  const article = recognise(blocks, title);
  return { ...article, pictures: found, notes: [...reader.notes.list(), ...article.notes], steps };
}

function tooBig(length: number, most: number): AppError {
  const mb = (units: number) => Math.round(units / (1024 * 1024));
  return new AppError('intake.too-big', { size: mb(length), limit: mb(most) });
}

export interface WriteOptions {
  /** Where each picture lies; null leaves its caption and credit only. */
  picture(picture: Picture): PlacedPicture | null;
}

/** One block as clean HTML in NFC: no classes, no ids, style only for alignment and for spaces that HTML would lose. */
export function blockToHtml(block: Block, options: WriteOptions): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraphHtml(block);
    case 'heading':
      return headingHtml(block);
    case 'quote':
      return quoteHtml(block);
    case 'list':
      return listHtml(block);
    case 'rule':
      return ruleHtml();
    case 'picture':
      return pictureHtml(block, options.picture(block));
    default:
      return assertNever(block);
  }
}

/** A body as HTML, one line a block. */
export function blocksToHtml(blocks: readonly Block[], options: WriteOptions): string {
  return blocks.map((block) => blockToHtml(block, options)).join('\n');
}
