import { blockText } from '../../shared/body/text';
import type { ArticleFilter, ListedArticle } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import type { StoreCalls } from './contract';
import type { Connection, Reading, Value } from './database';
import { type Finder, finder, opening, snippet } from './hits';
import { matchExpression, parseQuery } from './query';
import type { ArticleRecord } from './rows';
import { storedBlock } from './stored';

/** Matches looked at: the newest so many. A word that stands in all of 100,000 articles costs no more than this. */
export const CANDIDATES = 1000;

type Listed = StoreCalls['articles.list']['output'];
type ListInput = StoreCalls['articles.list']['input'];

interface Clause {
  readonly sql: string;
  readonly values: readonly Value[];
}

function clauseOf(filter: ArticleFilter): Clause {
  const parts: string[] = [filter.trash ? 'a.deleted_at IS NOT NULL' : 'a.deleted_at IS NULL'];
  const values: Value[] = [];
  if (filter.status.length > 0) {
    parts.push(`a.status IN (${filter.status.map(() => '?').join(', ')})`);
    values.push(...filter.status);
  }
  for (const [column, value] of [
    ['a.category = ?', filter.category],
    ['a.author = ?', filter.author],
    ['a.updated_at >= ?', filter.from],
    ['a.updated_at < ?', filter.to],
  ] as const) {
    if (value === null) continue;
    parts.push(column);
    values.push(value);
  }
  return { sql: parts.join(' AND '), values };
}

/** The column a list is ordered by, and the index that gives that order together with what the filters ask. */
function orderOf(filter: ArticleFilter): { column: string; index: string } {
  // A stretch of time is narrower than any order: found by its own index, the few are sorted afterwards.
  const dated = filter.from !== null || filter.to !== null;
  const column = {
    updated: 'updated_at',
    relevance: 'updated_at',
    title: 'title_key',
    created: 'created_at',
    publish: 'publish_at',
  }[filter.sort];
  if (filter.trash) return { column, index: 'articles_in_trash' };
  const index =
    { updated_at: 'updated', title_key: 'title', created_at: 'created', publish_at: 'publish' }[column] ?? 'updated';
  return { column, index: `articles_by_${dated ? 'updated' : index}` };
}

/** The statement that finds the rows of a page; exported so that its plan can be tested. */
export function pageStatement(filter: ArticleFilter): { sql: string; count: string; values: readonly Value[] } {
  const { sql, values } = clauseOf(filter);
  const { column, index } = orderOf(filter);
  const direction = filter.descending ? 'DESC' : 'ASC';
  const from = `FROM articles a INDEXED BY ${index} WHERE ${sql}`;
  return {
    sql: `SELECT a.n ${from} ORDER BY a.${column} ${direction}, a.n ${direction} LIMIT ? OFFSET ?`,
    count: `SELECT count(*) AS total ${from}`,
    values,
  };
}

/** Newest matches first, with their articles; exported so that its plan can be tested. */
export function matchStatement(filter: ArticleFilter): { sql: string; values: readonly Value[] } {
  const { sql, values } = clauseOf(filter);
  return {
    sql: `SELECT c.article, c.n AS chunk, a.updated_at, a.created_at, a.publish_at, a.title_key, a.title
      FROM search s CROSS JOIN chunks c ON c.doc = s.rowid CROSS JOIN articles a ON a.n = c.article
      WHERE s.search MATCH ? AND wanted(s.rowid) AND ${sql} ORDER BY s.rowid DESC`,
    values,
  };
}

interface Match {
  readonly article: number;
  readonly chunk: number;
  readonly updated_at: number;
  readonly created_at: number;
  readonly publish_at: number | null;
  readonly title_key: string;
  readonly title: string;
}

/** Whether a newer search has been asked for meanwhile: this one is then given up. */
export type Superseded = () => boolean;
const never: Superseded = () => false;

export class Lists {
  readonly #db: Connection;
  #counted: { key: string; mark: number; total: number } | null = null;
  #superseded: Superseded = never;

  constructor(db: Connection) {
    this.#db = db;
    let looked = 0;
    // Asked for each match inside the statement: SQLite may look at very many before the first one passes the filters.
    db.raw.function('wanted', { directOnly: true }, (_doc) => {
      if (++looked % 256 === 0 && this.#superseded()) throw new AppError('cancelled');
      return 1;
    });
  }

  /** @throws AppError `cancelled` when it was superseded */
  list({ filter, offset, limit }: ListInput, superseded: Superseded = never): Listed {
    const terms = parseQuery(filter.query);
    if (superseded()) throw new AppError('cancelled');
    this.#superseded = superseded;
    if (terms.length > 0) return this.#search(filter, offset, limit, matchExpression(terms), finder(terms));
    const { sql, count, values } = pageStatement(filter);
    const rows = this.#db.all<{ n: number }>(sql, ...values, limit, offset);
    return {
      rows: rows.map(({ n }) => this.#row(n, null, null)),
      total: this.#total(count, values, offset, limit, rows.length),
      capped: false,
    };
  }

  /** A count walks the whole index: it is kept until something has been written. */
  #total(sql: string, values: readonly Value[], offset: number, limit: number, got: number): number {
    if (got > 0 && got < limit) return offset + got;
    const key = JSON.stringify([sql, values]);
    const mark =
      (this.#db.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0) * 2 ** 32 +
      (this.#db.get<{ changes: number }>('SELECT total_changes() AS changes')?.changes ?? 0);
    if (this.#counted?.key !== key || this.#counted.mark !== mark) {
      this.#counted = { key, mark, total: this.#db.get<{ total: number }>(sql, ...values)?.total ?? 0 };
    }
    return this.#counted.total;
  }

  #search(filter: ArticleFilter, offset: number, limit: number, expression: string, find: Finder): Listed {
    const found = new Map<number, Match>();
    let capped = false;
    const { sql, values } = matchStatement(filter);
    for (const match of this.#db.each<Match>(sql, expression, ...values)) {
      if (found.has(match.article)) continue;
      if (found.size === CANDIDATES) {
        capped = true;
        break;
      }
      found.set(match.article, match);
    }
    const matches = [...found.values()];
    sortMatches(matches, filter, find);
    return {
      rows: matches.slice(offset, offset + limit).map(({ article, chunk }) => this.#row(article, find, chunk)),
      total: matches.length,
      capped,
    };
  }

  #row(n: number, find: Finder | null, chunk: number | null): ListedArticle {
    const row = this.#db.get<ArticleRecord>('SELECT * FROM articles WHERE n = ?', n);
    if (!row) throw new Error(`article ${n} is in an index but not in its table`);
    const shown = (find && this.#snippet(row, find, chunk)) ?? { snippet: this.#opening(row), snippetHits: [] };
    return {
      id: row.id,
      status: row.status,
      version: row.version,
      title: row.title,
      category: row.category,
      author: row.author,
      words: row.words,
      updatedAt: row.updated_at,
      publishAt: row.publish_at,
      deletedAt: row.deleted_at,
      titleHits: find?.hits(row.title) ?? [],
      ...shown,
    };
  }

  #opening(row: ArticleRecord): string {
    if (row.lead !== '') return opening(row.lead);
    const first = this.#db.get<{ json: string }>(
      'SELECT json FROM blocks WHERE article = ? AND to_version IS NULL ORDER BY pos, id LIMIT 1',
      row.n,
    );
    return first ? opening(blockText(storedBlock(first.json))) : '';
  }

  #snippet(row: ArticleRecord, find: Finder, chunk: number | null) {
    const lead = snippet(row.lead, find);
    if (lead) return lead;
    if (chunk !== null) {
      const blocks = this.#db.all<{ pos: string; json: string }>(
        'SELECT pos, json FROM blocks WHERE chunk = ? AND to_version IS NULL',
        chunk,
      );
      blocks.sort((a, b) => (a.pos < b.pos ? -1 : 1));
      for (const { json } of blocks) {
        const hit = snippet(blockText(storedBlock(json)), find);
        if (hit) return hit;
      }
    }
    for (const text of [row.subtitle, row.author, row.pen_name, (JSON.parse(row.keywords) as string[]).join(', ')]) {
      const hit = snippet(text, find);
      if (hit) return hit;
    }
    return null;
  }

  facets(): StoreCalls['articles.facets']['output'] {
    const db = this.#db;
    return {
      categories: distinct(db, 'category'),
      authors: distinct(db, 'author'),
      total:
        db.get<{ total: number }>(
          'SELECT count(*) AS total FROM articles INDEXED BY articles_by_category WHERE deleted_at IS NULL',
        )?.total ?? 0,
      trash:
        db.get<{ total: number }>(
          'SELECT count(*) AS total FROM articles INDEXED BY articles_in_trash WHERE deleted_at IS NOT NULL',
        )?.total ?? 0,
    };
  }
}

/** Distinct words of an indexed column by one look-up each, where DISTINCT would walk all of 100,000. */
function distinct(db: Reading, column: 'category' | 'author'): string[] {
  const rows = db.all<{ word: string | null }>(
    `WITH RECURSIVE step (word) AS (
       SELECT min(${column}) FROM articles INDEXED BY articles_by_${column} WHERE deleted_at IS NULL AND ${column} > ''
       UNION ALL
       SELECT (SELECT min(${column}) FROM articles INDEXED BY articles_by_${column}
               WHERE deleted_at IS NULL AND ${column} > step.word)
       FROM step WHERE step.word IS NOT NULL)
     SELECT word FROM step WHERE word IS NOT NULL`,
  );
  const words = rows.flatMap(({ word }) => (word === null ? [] : [word]));
  return words.sort(new Intl.Collator('vi').compare);
}

function sortMatches(matches: Match[], filter: ArticleFilter, find: Finder): void {
  const sign = filter.descending ? -1 : 1;
  const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  switch (filter.sort) {
    case 'relevance': {
      // A hit in the title outweighs all else, then the newest. bm25 would count every match of every word first.
      const weight = new Map(matches.map((match) => [match.article, find.hits(match.title).length]));
      matches.sort(
        (a, b) =>
          (weight.get(b.article) ?? 0) - (weight.get(a.article) ?? 0) ||
          b.updated_at - a.updated_at ||
          b.article - a.article,
      );
      return;
    }
    case 'title':
      matches.sort((a, b) => sign * (text(a.title_key, b.title_key) || a.article - b.article));
      return;
    case 'created':
      matches.sort((a, b) => sign * (a.created_at - b.created_at || a.article - b.article));
      return;
    case 'publish':
      matches.sort((a, b) => sign * ((a.publish_at ?? 0) - (b.publish_at ?? 0) || a.article - b.article));
      return;
    case 'updated':
      matches.sort((a, b) => sign * (a.updated_at - b.updated_at || a.article - b.article));
  }
}
