import Database from 'better-sqlite3';

/** One paragraph as it is written: all that the statements need is ready. */
export interface Row {
  readonly id: string;
  readonly pos: string;
  readonly json: string;
  readonly words: number;
}

const SCHEMA = `
CREATE TABLE articles (n INTEGER PRIMARY KEY, version INTEGER, title TEXT, words INTEGER, updated_at INTEGER, kept INTEGER);
CREATE INDEX by_updated ON articles (updated_at, n);
CREATE TABLE blocks (n INTEGER PRIMARY KEY, article INTEGER, id TEXT, pos TEXT, from_version INTEGER, to_version INTEGER, words INTEGER, json TEXT);
CREATE UNIQUE INDEX current ON blocks (article, id) WHERE to_version IS NULL;
CREATE INDEX in_order ON blocks (article, pos, id) WHERE to_version IS NULL;
CREATE INDEX closed ON blocks (article, to_version) WHERE to_version IS NOT NULL;
CREATE TABLE revisions (n INTEGER PRIMARY KEY, article INTEGER, version INTEGER, at INTEGER, fields TEXT, words INTEGER);
CREATE INDEX of_article ON revisions (article, version);
CREATE VIRTUAL TABLE search USING fts5 (exact, folded, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO articles VALUES (1, 1, 'Bài', 0, 0, 1);
`;

/** The statements of a save and nothing around them: raw better-sqlite3, WAL, one transaction. Texts come ready made. */
export class BareSaves {
  readonly #db: Database.Database;
  readonly #save: (rows: readonly Row[], exact: string, folded: string) => void;
  #version = 1;
  #doc = 0;

  constructor(file: string, synchronous: 'FULL' | 'OFF') {
    const db = new Database(file);
    this.#db = db;
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${synchronous}`);
    db.exec(SCHEMA);
    const article = db.prepare('UPDATE articles SET version = ?, words = ?, updated_at = ?, kept = ? WHERE n = 1');
    const close = db.prepare('UPDATE blocks SET to_version = ? WHERE article = 1 AND id = ? AND to_version IS NULL');
    const insert = db.prepare(
      'INSERT INTO blocks (article, id, pos, from_version, words, json) VALUES (1, ?, ?, ?, ?, ?)',
    );
    const revision = db.prepare('INSERT INTO revisions (article, version, at, fields, words) VALUES (1, ?, ?, ?, ?)');
    const drop = db.prepare('DELETE FROM search WHERE rowid = ?');
    const index = db.prepare('INSERT INTO search (rowid, exact, folded) VALUES (?, ?, ?)');
    this.#save = db.transaction((rows: readonly Row[], exact: string, folded: string) => {
      const version = ++this.#version;
      let words = 0;
      for (const row of rows) {
        close.run(version, row.id);
        insert.run(row.id, row.pos, version, row.words, row.json);
        words += row.words;
      }
      article.run(version, words, Date.now(), version);
      revision.run(version, Date.now(), '{"title":"Bài"}', words);
      drop.run(this.#doc);
      index.run(++this.#doc, exact, folded);
    });
  }

  /** @returns ms */
  save(rows: readonly Row[], exact: string, folded: string): number {
    const begun = performance.now();
    this.#save(rows, exact, folded);
    return performance.now() - begun;
  }

  end(): void {
    this.#db.close();
  }
}
