import { z } from 'zod';
import { sha256 } from '../body/schema';

/** Record ids: 16 letters and digits in lower case (`newRecordId`). */
export const recordId = z.string().regex(/^[a-z0-9]{8,32}$/);
/** Milliseconds since 1970, UTC. */
export const instant = z.number().int().nonnegative();

export const STATUSES = ['draft', 'ready', 'approved', 'queued', 'published', 'taken_down'] as const;
export const status = z.enum(STATUSES);
export type Status = z.infer<typeof status>;

const line = (max: number) => z.string().max(max);

/** What an editor fills in beside the body (../shared/domain/newsroom.md names them in Vietnamese). */
export const articleFields = z.strictObject({
  title: line(1000),
  subtitle: line(1000),
  /** Sapo: plain text, one paragraph. */
  lead: line(20_000),
  /** Exactly one main category; empty while not chosen yet. */
  category: line(200),
  categories: z.array(line(200)).max(50),
  author: line(200),
  penName: line(200),
  source: line(500),
  keywords: z.array(line(100)).max(50),
  /** When it is to appear; null: as soon as it is approved and sent. */
  publishAt: instant.nullable(),
  /** The featured picture. */
  featured: sha256.nullable(),
});
export type ArticleFields = z.infer<typeof articleFields>;

export { EMPTY_FIELDS } from './defaults';

export const article = z.strictObject({
  id: recordId,
  status,
  /** Rises by one with every save of fields or blocks. A save that names an older one is refused. */
  version: z.number().int().positive(),
  fields: articleFields,
  words: z.number().int().nonnegative(),
  blocks: z.number().int().nonnegative(),
  createdAt: instant,
  updatedAt: instant,
  /** When it was put into the trash; null: it is not there. */
  deletedAt: instant.nullable(),
});
export type Article = z.infer<typeof article>;

/** A row of the library. */
export const articleRow = z.strictObject({
  id: recordId,
  status,
  version: z.number().int().positive(),
  title: z.string(),
  category: z.string(),
  author: z.string(),
  words: z.number().int().nonnegative(),
  updatedAt: instant,
  publishAt: instant.nullable(),
  deletedAt: instant.nullable(),
});
export type ArticleRow = z.infer<typeof articleRow>;

/** A revision is a kept version: `auto` at most one per 10 minutes of work; `named` for good; `status` at each move. */
export const revision = z.strictObject({
  id: z.number().int().positive(),
  version: z.number().int().positive(),
  kind: z.enum(['auto', 'named', 'status', 'conflict']),
  name: z.string().max(200),
  at: instant,
  title: z.string(),
  words: z.number().int().nonnegative(),
});
export type Revision = z.infer<typeof revision>;
