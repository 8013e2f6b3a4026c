import type { PlacedBlock } from '../../shared/body/schema';
import { type ArticleFields, articleFields, type Revision } from '../../shared/domain/article';
import { AppError } from '../../shared/domain/errors';
import { type BodyChange, overlaid, placedAt } from './body';
import type { Reading, Writing } from './database';
import { type ArticleRecord, articleRow, fieldsOf, type SomeFields, withFields } from './rows';

/** An automatic revision is taken at most so often an article, in ms. */
export const AUTO_EVERY = 10 * 60 * 1000;

export interface RevisionRecord {
  readonly n: number;
  readonly article: number;
  readonly version: number;
  readonly kind: Revision['kind'];
  readonly name: string;
  readonly at: number;
  readonly fields: string;
  readonly words: number;
  readonly sent: string | null;
}

/** Keeps the state `article` stands at. Blocks cost nothing now: later saves leave the rows of a kept version alone. */
export function keep(
  db: Writing,
  article: ArticleRecord,
  kind: Revision['kind'],
  name: string,
  now: number,
  sent?: { fields: SomeFields; change: BodyChange },
): number {
  const { id } = db.run(
    `INSERT INTO revisions (article, version, kind, name, at, taken_at, fields, words, sent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    article.n,
    article.version,
    kind,
    name,
    kind === 'auto' ? article.updated_at : now,
    now,
    JSON.stringify(withFields(fieldsOf(article), sent?.fields ?? {})),
    article.words,
    sent ? JSON.stringify(sent.change) : null,
  );
  db.run(
    'UPDATE articles SET kept_version = max(kept_version, ?), kept_at = ? WHERE n = ?',
    article.version,
    now,
    article.n,
  );
  return id;
}

/**
 * Whether a save is to keep the state that stands before it: when the last revision is 10 minutes old. So each burst of
 * work ends as one revision, taken when the next begins, and long work leaves one every 10 minutes.
 */
export function isAutoDue(article: ArticleRecord, now: number): boolean {
  // A clock that was set back must not stop revisions until it has caught up.
  const old = now - article.kept_at >= AUTO_EVERY || now < article.kept_at;
  const empty = article.version === 1 && article.words === 0 && article.title === '' && article.lead === '';
  return old && !empty && article.kept_version !== article.version;
}

export function listRevisions(db: Reading, id: string): Revision[] {
  const article = articleRow(db, id);
  return db
    .all<RevisionRecord>('SELECT * FROM revisions WHERE article = ? ORDER BY at DESC, n DESC', article.n)
    .map((row) => ({
      id: row.n,
      version: row.version,
      kind: row.kind,
      name: row.name,
      at: row.at,
      title: (JSON.parse(row.fields) as ArticleFields).title,
      words: row.words,
    }));
}

/** @throws AppError `not-found` */
export function revisionRow(db: Reading, article: number, revision: number): RevisionRecord {
  const row = db.get<RevisionRecord>('SELECT * FROM revisions WHERE n = ? AND article = ?', revision, article);
  if (!row) throw new AppError('not-found', { what: 'revision', id: revision });
  return row;
}

/** Fields and body as a revision shows them; of a conflict, as the refused save would have made them. */
export function revisionState(db: Reading, row: RevisionRecord): { fields: ArticleFields; placed: PlacedBlock[] } {
  const body = placedAt(db, row.article, row.version);
  return {
    fields: articleFields.parse(JSON.parse(row.fields)),
    placed: row.sent === null ? body : overlaid(body, JSON.parse(row.sent) as BodyChange),
  };
}

export function nameRevision(db: Writing, id: string, revision: number, name: string): void {
  db.transaction(() => {
    const article = articleRow(db, id);
    const row = revisionRow(db, article.n, revision);
    db.run(
      "UPDATE revisions SET name = ?, kind = CASE kind WHEN 'conflict' THEN kind ELSE 'named' END WHERE n = ?",
      name,
      row.n,
    );
  });
}
