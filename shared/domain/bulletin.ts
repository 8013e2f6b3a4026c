import { z } from 'zod';
import { instant, recordId } from './article';

/**
 * Masthead (head of page 1) and imprint (foot of the last page) of a licensed bulletin:
 * ../shared/domain/print-formats.md §1. All are words that the office types; empty ones are not printed.
 */
export const masthead = z.strictObject({
  /** "BẢN TIN" and its title, each as typed. */
  kicker: z.string().max(100),
  title: z.string().max(300),
  publisher: z.string().max(300),
  issue: z.string().max(100),
  /** Day of issue as yyyy-mm-dd, or empty. */
  date: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
});
export const imprint = z.strictObject({
  licence: z.string().max(300),
  printer: z.string().max(300),
  printRun: z.string().max(100),
  period: z.string().max(100),
  responsible: z.string().max(300),
  deposit: z.string().max(300),
});
export const bulletinItem = z.strictObject({ articleId: recordId });
export const bulletinFields = z.strictObject({
  /** Name of a data file in electron/print/templates/. */
  preset: z.string().regex(/^[a-z0-9-]{1,60}$/),
  columns: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  masthead,
  imprint,
  contents: z.boolean(),
  items: z.array(bulletinItem).max(500),
});
export const bulletin = z.strictObject({
  id: recordId,
  version: z.number().int().positive(),
  fields: bulletinFields,
  createdAt: instant,
  updatedAt: instant,
  deletedAt: instant.nullable(),
});
export type Masthead = z.infer<typeof masthead>;
export type Imprint = z.infer<typeof imprint>;
export type BulletinFields = z.infer<typeof bulletinFields>;
export type Bulletin = z.infer<typeof bulletin>;

export const EMPTY_BULLETIN: BulletinFields = {
  preset: 'bulletin-190x270',
  columns: 2,
  masthead: { kicker: 'BẢN TIN', title: '', publisher: '', issue: '', date: '' },
  imprint: { licence: '', printer: '', printRun: '', period: '', responsible: '', deposit: '' },
  contents: true,
  items: [],
};

/** What the printed form had to change or leave out, each with the article it is about. Words: i18n `print.warning.<kind>`. */
export const printWarning = z.strictObject({
  kind: z.enum([
    'heading-levels',
    'no-alt',
    'missing-glyph',
    'missing-picture',
    'picture-unreadable',
    'low-resolution',
    'empty-article',
    'missing-article',
    'too-many-pages',
    'page-too-large',
    'narrow-column',
    'no-title',
  ]),
  articleId: recordId.nullable(),
  detail: z.string(),
});
export type PrintWarning = z.infer<typeof printWarning>;

export const printPreset = z.strictObject({
  id: z.string(),
  /** Words of the preset by language. */
  name: z.strictObject({ vi: z.string(), en: z.string() }),
  /** Millimetres. */
  width: z.number(),
  height: z.number(),
  columns: z.array(z.number().int()),
});
export type PrintPreset = z.infer<typeof printPreset>;
