import { z } from 'zod';

/** What one person chose on this machine; roams with the profile. Unknown keys are dropped at reading, faults fall back key by key. */
export const settings = z.strictObject({
  language: z.enum(['vi', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  leftWidth: z.number().int().min(160).max(480),
  rightWidth: z.number().int().min(220).max(560),
  leftOpen: z.boolean(),
  rightOpen: z.boolean(),
  /** The last article and room, opened again at start. */
  lastArticle: z.string().nullable(),
  lastRoom: z.enum(['library', 'editor', 'bulletin', 'sync', 'office']),
  lastBulletin: z.string().nullable(),
  /** Where PDFs go; null: the folder of the person's documents. */
  exportFolder: z.string().nullable(),
  /** Filled into new articles. */
  author: z.string().max(200),
  penName: z.string().max(200),
  categories: z.array(z.string().max(200)).max(200),
});
export type Settings = z.infer<typeof settings>;

export { DEFAULT_SETTINGS } from './defaults';

/** One JSON file set by the office's IT staff; what it names cannot be changed in the program. Later issues add keys. */
export const policy = z.strictObject({
  language: settings.shape.language.optional(),
  theme: settings.shape.theme.optional(),
  exportFolder: z.string().min(1).optional(),
  categories: settings.shape.categories.optional(),
  /** Addresses (hosts) that may be spoken to without TLS besides this machine itself. */
  insecureHosts: z.array(z.string().min(1)).max(50).optional(),
});
export type Policy = z.infer<typeof policy>;
