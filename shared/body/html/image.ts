import { normalise } from '../../vietnamese/normalise';
import { pictureSource } from '../picture/html';
import type { Picture } from '../schema';
import { attribute } from './look';
import { clip } from './notes';
import type { Attribute } from './tokens';

const EMOJI = /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Join_Control}]{0,15}$/u;

/** What an <img> is to an article. */
export type Image =
  | { kind: 'emoji'; text: string }
  | { kind: 'stored'; alt: string; known: Pick<Picture, 'media' | 'width' | 'height'> }
  | { kind: 'token'; alt: string; token: string }
  | { kind: 'handed'; alt: string; src: string }
  | { kind: 'away'; src: string }
  /** A picture of one pixel, which only counts readers, or without an address. */
  | { kind: 'nothing' };

export function readImage(attrs: readonly Attribute[]): Image {
  const src = (attribute(attrs, 'src') ?? '').trim();
  const alt = clip(plain(attribute(attrs, 'alt') ?? ''), 2000);
  const pixels = (name: string) => Number(/^\d{1,6}$/.exec(attribute(attrs, name) ?? '')?.[0] ?? 0);
  const [width, height] = [pixels('width'), pixels('height')];
  const source = pictureSource(src);
  if (source.kind === 'token') return { kind: 'token', alt, token: source.token };
  if (source.kind === 'handed') return { kind: 'handed', alt, src };
  if (source.kind === 'stored' && width > 0 && height > 0) {
    return { kind: 'stored', alt, known: { media: source.media, width, height } };
  }
  // Zalo, Gmail and WordPress send emoji as pictures that carry the emoji as alt text.
  if (EMOJI.test(alt)) return { kind: 'emoji', text: alt };
  return src === '' || (width === 1 && height === 1) ? { kind: 'nothing' } : { kind: 'away', src };
}

/** Words of an attribute or a credit: normalised, on one line. */
export function plain(text: string): string {
  return normalise(text).replace(/\s+/g, ' ').trim();
}
