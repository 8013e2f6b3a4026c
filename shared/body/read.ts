import type { z } from 'zod';
import type { IntakeNote, intakeFields } from '../channels';
import type { DataPicture } from './html/data';
import type { Block, Inline, Picture } from './schema';

export type IntakeFields = z.output<typeof intakeFields>;

/** A picture that the caller must store before its block can be: `placePictures` puts it in. */
export interface PendingPicture {
  readonly id: string;
  readonly kind: 'pending';
  readonly token: string;
  readonly alt: string;
  readonly credit: string;
  readonly caption: Inline[];
}
export type ReadBlock = Block | PendingPicture;

/** What a pending picture's token stands for: bytes, or an address (blob:, cid:) that only the caller can fetch. */
export type ReadPicture = { readonly token: string } & ({ readonly data: DataPicture } | { readonly src: string });

/** What was read from pasted or taken-in text. */
export interface ReadArticle {
  readonly blocks: ReadBlock[];
  /** Recognised beside the body; only where an article was asked for. */
  readonly fields: Partial<IntakeFields>;
  readonly pictures: ReadPicture[];
  readonly notes: IntakeNote[];
  /** Work done, in elements and stretches of text. */
  readonly steps: number;
}

/** Where a stored picture lies, by the token it was read under; null: it could not be stored. */
export type StoredPictures = ReadonlyMap<string, Pick<Picture, 'media' | 'width' | 'height'> | null>;

/** Blocks with their pictures in. Of a picture that could not be stored, its caption stays as a paragraph. */
export function placePictures(blocks: readonly ReadBlock[], stored: StoredPictures): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'pending') return [block];
    const place = stored.get(block.token);
    const { id, alt, credit, caption } = block;
    if (place) return [{ id, kind: 'picture', ...place, alt, credit, caption }];
    const words: Inline[] = [...caption];
    if (credit !== '') words.push({ t: 'text', text: words.length > 0 ? ` ${credit}` : credit });
    return words.length > 0 ? [{ id, kind: 'paragraph', inline: words }] : [];
  });
}
