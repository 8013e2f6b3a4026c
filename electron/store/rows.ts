import type { Article, ArticleFields, Status } from '../../shared/domain/article';
import { articleFields } from '../../shared/domain/article';
import { AppError } from '../../shared/domain/errors';
import { sortKey } from '../../shared/vietnamese/collate';
import type { Reading, Writing } from './database';

/** A row of `articles`. */
export interface ArticleRecord {
  readonly n: number;
  readonly id: string;
  readonly status: Status;
  readonly version: number;
  readonly title: string;
  readonly subtitle: string;
  readonly lead: string;
  readonly category: string;
  readonly categories: string;
  readonly author: string;
  readonly pen_name: string;
  readonly source: string;
  readonly keywords: string;
  readonly publish_at: number | null;
  readonly featured: string | null;
  readonly words: number;
  readonly blocks: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
  readonly kept_version: number;
  readonly kept_at: number;
}

export function fieldsOf(row: ArticleRecord): ArticleFields {
  return {
    title: row.title,
    subtitle: row.subtitle,
    lead: row.lead,
    category: row.category,
    categories: JSON.parse(row.categories) as string[],
    author: row.author,
    penName: row.pen_name,
    source: row.source,
    keywords: JSON.parse(row.keywords) as string[],
    publishAt: row.publish_at,
    featured: row.featured,
  };
}

/** Some fields, as they come over the glass. */
export type SomeFields = { readonly [K in keyof ArticleFields]?: ArticleFields[K] | undefined };

/** Fields with some of them changed; one that is there but undefined is left as it was. */
export function withFields(fields: ArticleFields, change: SomeFields): ArticleFields {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return articleFields.parse({ ...fields, ...Object.fromEntries(given) });
}

export function articleOf(row: ArticleRecord): Article {
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    fields: fieldsOf(row),
    words: row.words,
    blocks: row.blocks,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

/** @throws AppError `not-found` */
export function articleRow(db: Reading, id: string): ArticleRecord {
  const row = db.get<ArticleRecord>('SELECT * FROM articles WHERE id = ?', id);
  if (!row) throw new AppError('not-found', { what: 'article', id });
  return row;
}

export function writeFields(db: Writing, article: number, fields: ArticleFields): void {
  db.run(
    `UPDATE articles SET title = ?, title_key = ?, subtitle = ?, lead = ?, category = ?, categories = ?, author = ?,
      pen_name = ?, source = ?, keywords = ?, publish_at = ?, featured = ? WHERE n = ?`,
    fields.title,
    sortKey(fields.title),
    fields.subtitle,
    fields.lead,
    fields.category,
    JSON.stringify(fields.categories),
    fields.author,
    fields.penName,
    fields.source,
    JSON.stringify(fields.keywords),
    fields.publishAt,
    fields.featured,
    article,
  );
  if (fields.featured !== null) {
    db.run('INSERT OR IGNORE INTO media_use (article, sha256) VALUES (?, ?)', article, fields.featured);
  }
}
