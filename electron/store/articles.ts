import { newRecordId } from '../../shared/body/id';
import type { PlacedBlock } from '../../shared/body/schema';
import { type Article, articleFields, EMPTY_FIELDS, type Status } from '../../shared/domain/article';
import { AppError } from '../../shared/domain/errors';
import { isEditable, mayMove } from '../../shared/workflow';
import { type BodyChange, difference, parsePlaced, placedAt, stretch, writeBody } from './body';
import type { StoreCalls } from './contract';
import type { Reading, Writing } from './database';
import { isAutoDue, keep, revisionRow, revisionState } from './revisions';
import { type ArticleRecord, articleOf, articleRow, fieldsOf, type SomeFields, withFields, writeFields } from './rows';
import { Chunks, dropFromIndex, headChanged } from './search-index';

export function createArticle(db: Writing, fields: SomeFields, placed: readonly PlacedBlock[], now: number): Article {
  const whole = withFields(EMPTY_FIELDS, fields);
  return db.transaction(() => {
    const id = newRecordId();
    const { id: n } = db.run(
      `INSERT INTO articles (id, status, version, title, title_key, subtitle, lead, category, categories, author, pen_name,
        source, keywords, words, blocks, created_at, updated_at, kept_at)
       VALUES (?, 'draft', 1, '', '', '', '', '', '[]', '', '', '', '[]', 0, 0, ?, ?, ?)`,
      id,
      now,
      now,
      now,
    );
    writeFields(db, n, whole);
    const chunks = new Chunks(db, n);
    chunks.changed(chunks.head());
    const { words, blocks } = writeBody(
      db,
      { n, kept_version: 0, blocks: 0 },
      1,
      { changed: placed, removed: [] },
      chunks,
    );
    db.run('UPDATE articles SET words = ?, blocks = ? WHERE n = ?', words, blocks, n);
    const row = articleRow(db, id);
    chunks.write(row);
    // What was taken in or copied stays as it came, whatever the first ten minutes bring.
    if (blocks > 0) keep(db, row, 'auto', '', now);
    return articleOf(articleRow(db, id));
  });
}

export function duplicateArticle(db: Writing, id: string, now: number): Article {
  return db.transaction(() => {
    const row = articleRow(db, id);
    // Block ids stay the same: they are unique within an article, and the copy can be compared with what it came from.
    return createArticle(db, fieldsOf(row), placedAt(db, row.n, row.version), now);
  });
}

export function openArticle(db: Reading, id: string): StoreCalls['articles.open']['output'] {
  const row = articleRow(db, id);
  return { article: articleOf(row), ...stretch(db, row.n, null) };
}

/** @throws AppError `article.stale` when the body is no longer at `version` */
export function pageArticle(
  db: Reading,
  id: string,
  version: number,
  after: string,
): StoreCalls['articles.page']['output'] {
  const row = articleRow(db, id);
  if (row.version !== version) throw new AppError('article.stale', { version: row.version });
  return stretch(db, row.n, after);
}

export function wholeArticle(db: Reading, id: string, version?: number): StoreCalls['articles.whole']['output'] {
  const row = db.get<ArticleRecord>('SELECT * FROM articles WHERE id = ?', id);
  if (!row) return null;
  if (version === undefined || version === row.version) {
    return { article: articleOf(row), blocks: placedAt(db, row.n, row.version).map(({ block }) => block) };
  }
  const kept = db.get<{ fields: string; words: number; at: number }>(
    'SELECT fields, words, at FROM revisions WHERE article = ? AND version = ? AND sent IS NULL ORDER BY n DESC LIMIT 1',
    row.n,
    version,
  );
  if (!kept) return null;
  const blocks = placedAt(db, row.n, version).map(({ block }) => block);
  const fields = articleFields.parse(JSON.parse(kept.fields));
  return {
    article: { ...articleOf(row), version, fields, words: kept.words, blocks: blocks.length, updatedAt: kept.at },
    blocks,
  };
}

export interface Save {
  readonly id: string;
  readonly baseVersion: number;
  readonly fields?: SomeFields | undefined;
  readonly change: BodyChange;
  readonly keepAs?: string | undefined;
}

/** A save that was refused: the code to tell, after what was sent has been kept. */
type Saved = { done: true; version: number; at: number; words: number } | { done: false; refused: AppError };

/**
 * One transaction: blocks, fields, automatic revision, search. On disk when it returns.
 * A refused save (`article.stale`, `article.locked`) keeps what was sent as a revision of kind `conflict`.
 */
export function saveArticle(db: Writing, save: Save, now: number): Saved {
  return db.transaction(() => {
    const row = articleRow(db, save.id);
    const locked = !isEditable(row.status) || row.deleted_at !== null;
    if (locked || row.version !== save.baseVersion) {
      keep(db, row, 'conflict', '', now, { fields: save.fields ?? {}, change: save.change });
      const refused = locked
        ? new AppError('article.locked', { status: row.status })
        : new AppError('article.stale', { version: row.version });
      return { done: false, refused };
    }
    const { version, words, at } = writeVersion(db, row, save.fields, save.change, now);
    if (save.keepAs !== undefined) keep(db, articleRow(db, save.id), 'named', save.keepAs, now);
    return { done: true, version, at, words };
  });
}

/** The next version of an article, or the same one when nothing is different. */
function writeVersion(
  db: Writing,
  row: ArticleRecord,
  fields: SomeFields | undefined,
  change: BodyChange,
  now: number,
): { version: number; at: number; words: number } {
  const before = fieldsOf(row);
  const after = fields ? withFields(before, fields) : before;
  const fieldsDiffer = JSON.stringify(before) !== JSON.stringify(after);
  const due = isAutoDue(row, now);
  const chunks = new Chunks(db, row.n);
  const version = row.version + 1;
  const holding = { n: row.n, blocks: row.blocks, kept_version: due ? row.version : row.kept_version };
  const delta = writeBody(db, holding, version, change, chunks);
  if (!fieldsDiffer && !delta.touched) return { version: row.version, at: row.updated_at, words: row.words };
  if (due) keep(db, row, 'auto', '', now);
  if (fieldsDiffer) {
    writeFields(db, row.n, after);
    if (headChanged(before, after)) chunks.changed(chunks.head());
  }
  const words = row.words + delta.words;
  db.run(
    'UPDATE articles SET version = ?, words = ?, blocks = ?, updated_at = ? WHERE n = ?',
    version,
    words,
    row.blocks + delta.blocks,
    now,
    row.n,
  );
  chunks.write(articleRow(db, row.id));
  return { version, at: now, words };
}

/** Makes an article equal to a revision again, as a new version; what stood is kept before. */
export function restoreRevision(db: Writing, id: string, revision: number, baseVersion: number, now: number): Article {
  return db.transaction(() => {
    const row = articleRow(db, id);
    if (!isEditable(row.status) || row.deleted_at !== null)
      throw new AppError('article.locked', { status: row.status });
    if (row.version !== baseVersion) throw new AppError('article.stale', { version: row.version });
    const { fields, placed } = revisionState(db, revisionRow(db, row.n, revision));
    if (row.kept_version !== row.version) keep(db, row, 'auto', '', now);
    writeVersion(db, articleRow(db, id), fields, difference(placedAt(db, row.n, row.version), placed), now);
    return articleOf(articleRow(db, id));
  });
}

/** A person's move along the status graph; the text as it stands is kept at each. @throws AppError `article.status` */
export function moveArticle(db: Writing, id: string, to: Status, now: number): Article {
  return db.transaction(() => {
    const row = articleRow(db, id);
    if (row.deleted_at !== null || !mayMove(row.status, to, 'person')) {
      throw new AppError('article.status', { from: row.status, to });
    }
    setStatus(db, row, to, now);
    return articleOf(articleRow(db, id));
  });
}

/** Sets a status and keeps the text as it stands at this moment. */
export function setStatus(db: Writing, row: ArticleRecord, to: Status, now: number): void {
  keep(db, row, 'status', to, now);
  db.run('UPDATE articles SET status = ?, updated_at = ? WHERE n = ?', to, now, row.n);
}

export function trashArticles(db: Writing, ids: readonly string[], now: number): void {
  db.transaction(() => {
    for (const id of ids) {
      const row = articleRow(db, id);
      // An order on its way must find its article.
      if (row.status === 'queued') throw new AppError('article.status', { from: row.status, to: 'trash' });
      if (row.deleted_at === null) db.run('UPDATE articles SET deleted_at = ? WHERE n = ?', now, row.n);
    }
  });
}

export function restoreArticles(db: Writing, ids: readonly string[]): void {
  db.transaction(() => {
    for (const id of ids) db.run('UPDATE articles SET deleted_at = NULL WHERE n = ?', articleRow(db, id).n);
  });
}

/** Out of the trash for good. @throws AppError `article.status` for one that is not in it */
export function purgeArticles(db: Writing, ids: readonly string[]): void {
  db.transaction(() => {
    for (const id of ids) {
      const row = articleRow(db, id);
      if (row.deleted_at === null) throw new AppError('article.status', { from: row.status, to: 'purged' });
      dropFromIndex(db, row.n);
      db.run('DELETE FROM articles WHERE n = ?', row.n);
    }
  });
}

export function parsedChange(parts: readonly string[], removed: readonly string[]): BodyChange {
  return { changed: parts.flatMap(parsePlaced), removed };
}
