import Database from 'better-sqlite3';

/** "ToSa": tells this program's files from any other SQLite file. */
export const APPLICATION_ID = 0x546f5361;
export const DATABASE_FILE = 'toasoan.db';

export type Value = string | number | bigint | null | Uint8Array;

/**
 * A handle that can only look. Statements are prepared once each, by their text.
 * Row types are trusted here: tables are STRICT with CHECKs, and blocks and fields were checked by zod when saved.
 */
export interface Reading {
  get<R>(sql: string, ...values: Value[]): R | undefined;
  all<R>(sql: string, ...values: Value[]): R[];
  each<R>(sql: string, ...values: Value[]): IterableIterator<R>;
}

/** A handle that can change. What is done inside `transaction` stands whole or not at all. */
export interface Writing extends Reading {
  run(sql: string, ...values: Value[]): { changes: number; id: number };
  /** BEGIN IMMEDIATE … COMMIT; a call inside another joins it. The commit is on disk when it returns. */
  transaction<T>(work: () => T): T;
}

/** One connection with its statements. */
export class Connection implements Writing {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement<Value[]>>();
  #depth = 0;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  get raw(): Database.Database {
    return this.#database;
  }

  #prepared(sql: string): Database.Statement<Value[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare<Value[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  get<R>(sql: string, ...values: Value[]): R | undefined {
    return this.#prepared(sql).get(...values) as R | undefined;
  }

  all<R>(sql: string, ...values: Value[]): R[] {
    return this.#prepared(sql).all(...values) as R[];
  }

  each<R>(sql: string, ...values: Value[]): IterableIterator<R> {
    return this.#prepared(sql).iterate(...values) as IterableIterator<R>;
  }

  run(sql: string, ...values: Value[]): { changes: number; id: number } {
    const { changes, lastInsertRowid } = this.#prepared(sql).run(...values);
    return { changes, id: Number(lastInsertRowid) };
  }

  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.run('BEGIN IMMEDIATE');
    this.#depth++;
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      // A full disk rolls back by itself; a second ROLLBACK would hide the first fault.
      if (this.#database.inTransaction) this.run('ROLLBACK');
      throw error;
    } finally {
      this.#depth--;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

export interface OpenOptions {
  /** Only the power-cut test weakens it, to show that it would be seen. */
  readonly synchronous?: 'FULL' | 'OFF';
  /** Stops the file at so many pages: a full disk for tests. */
  readonly maxPages?: number;
  /** Pages of the log before it is written back; fewer in tests, so that it happens often. */
  readonly checkpointPages?: number;
}

/**
 * The one writing connection.
 * WAL with synchronous=FULL: a commit is on disk when it returns (better-sqlite3's own default for WAL is NORMAL, which
 * loses the last commits in a power cut). No memory mapping: a fault of the disk is then an error, not a crash.
 */
export function openWriting(file: string, options: OpenOptions = {}): Connection {
  const database = new Database(file, { timeout: 2000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`);
    database.pragma('foreign_keys = ON');
    database.pragma('cell_size_check = ON');
    database.pragma('mmap_size = 0');
    database.pragma('trusted_schema = OFF');
    database.pragma('temp_store = MEMORY');
    // 4 MB of log before it is written back: SQLite's default, named because the tests lower it.
    database.pragma(`wal_autocheckpoint = ${options.checkpointPages ?? 1000}`);
    database.pragma('journal_size_limit = 67108864');
    if (options.maxPages !== undefined) database.pragma(`max_page_count = ${options.maxPages}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Connection(database);
}

/** A connection that cannot write: lists, searches and checks beside the saves. */
export function openReading(file: string): Connection {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 2000 });
  database.pragma('mmap_size = 0');
  database.pragma('query_only = ON');
  database.pragma('temp_store = MEMORY');
  return new Connection(database);
}
