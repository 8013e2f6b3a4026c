import { escapeHtml, inlineHtml, styleOf } from '../html/escape';
import type { Picture } from '../schema';

/** Where a picture lies for the reader of the HTML: an address, and its pixels there if they differ from the original's. */
export interface PlacedPicture {
  readonly src: string;
  readonly width?: number;
  readonly height?: number;
}

/** A figure with caption and credit; a picture that cannot be had (null) leaves its words. */
export function pictureHtml(block: Picture, placed: PlacedPicture | null): string {
  const caption = inlineHtml(block.caption);
  const words = [
    caption === '' ? '' : `<span${styleOf(block.caption)}>${caption}</span>`,
    block.credit === '' ? '' : `<cite>${escapeHtml(block.credit)}</cite>`,
  ].filter((part) => part !== '');
  const image = placed
    ? `<img src="${escapeHtml(placed.src)}" alt="${escapeHtml(block.alt)}" width="${placed.width ?? block.width}" height="${placed.height ?? block.height}">`
    : '';
  return `<figure>${image}${words.length === 0 ? '' : `<figcaption>${words.join(' ')}</figcaption>`}</figure>`;
}

/** What can be done with the address of a picture in pasted HTML. */
export type PictureSource =
  | { kind: 'stored'; media: string }
  | { kind: 'token'; token: string }
  | { kind: 'handed' }
  | { kind: 'away' };

/** `picture:N` stands for a data: address that was taken out; blob: and cid: are for the caller to fetch. */
export function pictureSource(src: string): PictureSource {
  const media = /^media:\/\/([0-9a-f]{64})\/?$/.exec(src)?.[1];
  if (media) return { kind: 'stored', media };
  const token = /^picture:(\d+)$/.exec(src)?.[1];
  if (token) return { kind: 'token', token };
  return /^(blob|cid):/i.test(src) ? { kind: 'handed' } : { kind: 'away' };
}
