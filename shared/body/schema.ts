import { z } from 'zod';

/**
 * The product's own article body: a list of blocks, each with an id that survives editing, reload,
 * copy and sync. Lexical's JSON is never stored; stored data must not depend on an editor's version.
 */

/** Version of the body's shape. Raise it with a migration that rewrites stored blocks. */
export const BODY_VERSION = 1;

/** 12 characters of base62: 71 bits, made by `newBlockId`. */
export const blockId = z.string().regex(/^[0-9A-Za-z]{8,24}$/);

/**
 * Where a block stands: a fractional key, compared by code unit. Inserting between two neighbours makes a new
 * key between theirs, so that one new paragraph in 10,000 costs one row, never a new order of all.
 */
export const blockPosition = z.string().regex(/^[0-9A-Za-z]{1,200}$/);

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const MARKS = ['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'] as const;
export const mark = z.enum(MARKS);

/** Longest text of one run, in UTF-16 code units. Intake and paste split what is longer into several blocks. */
export const MAX_RUN = 1_000_000;

export const textRun = z.strictObject({
  t: z.literal('text'),
  text: z.string().max(MAX_RUN),
  marks: z.array(mark).optional(),
});
export const lineBreak = z.strictObject({ t: z.literal('br') });
/** Absolute http, https, mailto or tel only: nothing that can run. */
export const href = z
  .string()
  .max(4096)
  .regex(/^(https?:\/\/|mailto:|tel:)[^\s]+$/i);
export const link = z.strictObject({
  t: z.literal('link'),
  href,
  children: z.array(z.discriminatedUnion('t', [textRun, lineBreak])),
});
export const inline = z.discriminatedUnion('t', [textRun, lineBreak, link]);

/** Left is the default and is not written. */
export const align = z.enum(['center', 'right', 'justify']);

const base = { id: blockId };

export const paragraph = z.strictObject({
  ...base,
  kind: z.literal('paragraph'),
  align: align.optional(),
  inline: z.array(inline),
});
export const heading = z.strictObject({
  ...base,
  kind: z.literal('heading'),
  level: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  align: align.optional(),
  inline: z.array(inline),
});
export const quote = z.strictObject({
  ...base,
  kind: z.literal('quote'),
  align: align.optional(),
  inline: z.array(inline),
});
/** One item of a list: `level` 0 is the outermost; `ordered` says which kind of list its level is. */
export const listItem = z.strictObject({
  level: z.number().int().min(0).max(8),
  ordered: z.boolean(),
  inline: z.array(inline),
});
/** A whole list is one block; a first item has level 0 and an item is at most one deeper than the one before. */
export const list = z.strictObject({ ...base, kind: z.literal('list'), items: z.array(listItem).min(1) });
export const rule = z.strictObject({ ...base, kind: z.literal('rule') });
export const picture = z.strictObject({
  ...base,
  kind: z.literal('picture'),
  media: sha256,
  /** Pixels of the original. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  alt: z.string().max(2000),
  credit: z.string().max(500),
  caption: z.array(inline),
});

export const block = z.discriminatedUnion('kind', [paragraph, heading, quote, list, rule, picture]);
export const body = z.array(block);
/** A block with its place: what is stored and what crosses the glass. */
export const placedBlock = z.strictObject({ pos: blockPosition, block });

export type Mark = z.infer<typeof mark>;
export type TextRun = z.infer<typeof textRun>;
export type LineBreak = z.infer<typeof lineBreak>;
export type Link = z.infer<typeof link>;
export type Inline = z.infer<typeof inline>;
export type Align = z.infer<typeof align>;
export type Paragraph = z.infer<typeof paragraph>;
export type Heading = z.infer<typeof heading>;
export type Quote = z.infer<typeof quote>;
export type ListItem = z.infer<typeof listItem>;
export type List = z.infer<typeof list>;
export type Rule = z.infer<typeof rule>;
export type Picture = z.infer<typeof picture>;
export type Block = z.infer<typeof block>;
export type BlockKind = Block['kind'];
export type PlacedBlock = z.infer<typeof placedBlock>;
