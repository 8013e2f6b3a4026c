import type { Align, Inline, ListItem, Picture } from '../schema';

/** A block while it is read: without id, headings with the level of their source (1–6). */
export type Draft =
  | { kind: 'paragraph' | 'quote'; align: Align | null; inline: Inline[] }
  | { kind: 'heading'; level: number; align: Align | null; inline: Inline[] }
  | { kind: 'list'; key: string; items: ListItem[] }
  | { kind: 'rule' }
  | DraftPicture;

export interface DraftPicture {
  kind: 'picture';
  /** Of a picture that is stored already. */
  known: Pick<Picture, 'media' | 'width' | 'height'> | null;
  /** Of one that the caller must store first. */
  token: string;
  alt: string;
  credit: string;
  caption: Inline[];
}
