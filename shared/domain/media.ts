import { z } from 'zod';
import { sha256 } from '../body/schema';
import { instant } from './article';

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;

/** A picture that is kept under its sha256. Width and height in pixels as stored, size in bytes. */
export const media = z.strictObject({
  sha256,
  mime: z.enum(MEDIA_TYPES),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  size: z.number().int().positive(),
  /** The name of the file it came from: for people, never used as a path. */
  name: z.string().max(255),
  addedAt: instant,
});
export type Media = z.infer<typeof media>;
export type MediaType = Media['mime'];

/** The ending of a media type's files, without the dot. */
export const MEDIA_EXTENSIONS: Record<MediaType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};
/** Largest picture taken in, in bytes and in pixels (a bomb is refused before it is decoded). */
export const MAX_PICTURE_BYTES = 100 * 1024 * 1024;
export const MAX_PICTURE_PIXELS = 120_000_000;
