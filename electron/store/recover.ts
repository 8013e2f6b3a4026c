import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { newRecordId } from '../../shared/body/id';
import { block } from '../../shared/body/schema';
import { recordId } from '../../shared/domain/article';
import { type Connection, DATABASE_FILE, openWriting } from './database';
import { makeFolder, retrying, syncFile, syncFolder } from './files';
import { migrate } from './migrations';
import { type ArticleRecord, fieldsOf, withFields } from './rows';
import { type Row, type Salvaged, salvageKeyed, salvageTable } from './salvage';
import { indexAll } from './search-index';
import { faultOfFile, listSnapshots } from './snapshots';

/** Tables with row numbers, those first that others refer to; and those without, by their keys. */
const NUMBERED = ['articles', 'blocks', 'revisions', 'originals', 'bulletins', 'targets', 'outbox'] as const;
const KEYED = {
  media: ['sha256'],
  media_use: ['article', 'sha256'],
  receipts: ['article', 'target'],
  media_receipts: ['target', 'sha256'],
} as const;

/** What a recovery brought back, and what it could not. */
export interface Recovered {
  /** Nothing is missing: every row was read from the damaged file itself. */
  readonly whole: boolean;
  /** What is missing was written between these moments (ms); `from` is the older copy's, 0 where there was none. */
  readonly from: number;
  readonly to: number;
  /** Articles that stand as in the older copy, and those found without their fields. */
  readonly olderArticles: number;
  readonly namelessArticles: number;
  /** Paragraphs that stand as in the older copy, and those that are gone. */
  readonly olderBlocks: number;
  readonly missingBlocks: number;
  /** Where the damaged files lie now. */
  readonly quarantine: string;
}

const endings = ['', '-wal', '-shm'] as const;
const rebuiltFile = (folder: string): string => join(folder, `${DATABASE_FILE}.rebuilt`);

/**
 * Puts a finished recovery in place. Every step may be cut short and is taken up again at the next open: while the rebuilt
 * file is there, what lies beside it is the damaged one.
 * @returns the quarantine folder, or null when there was nothing to finish
 */
export function finishRecovery(folder: string, now: number): string | null {
  const rebuilt = rebuiltFile(folder);
  if (!existsSync(rebuilt)) return null;
  const quarantine = join(folder, 'quarantine', new Date(now).toISOString().replace(/[-:.]/g, ''));
  makeFolder(quarantine);
  // The log first: left beside a new file it would be taken for that file's own.
  for (const ending of [...endings].reverse()) {
    const file = join(folder, DATABASE_FILE + ending);
    if (existsSync(file)) retrying(() => renameSync(file, join(quarantine, DATABASE_FILE + ending)));
  }
  syncFolder(quarantine);
  syncFolder(folder);
  retrying(() => renameSync(rebuilt, join(folder, DATABASE_FILE)));
  syncFolder(folder);
  rmSync(join(folder, 'recovering'), { recursive: true, force: true });
  return quarantine;
}

/**
 * Builds a whole database from what the damaged one still gives and, for rows on pages that cannot be read, from the newest
 * valid snapshot; puts the damaged files into quarantine. No connection to the folder may be open.
 * @throws whatever the disk says when there is no room; the damaged files then stay where they are
 */
export function recover(folder: string, now: number): Recovered {
  const work = join(folder, 'recovering');
  rmSync(work, { recursive: true, force: true });
  makeFolder(work);
  const to = lastWrite(folder) ?? now;
  const snapshot = listSnapshots(folder).find(({ file }) => faultOfFile(file) === null) ?? null;
  const older = snapshot ? copied(snapshot.file, join(work, 'older.db')) : null;
  const damaged = openDamaged(folder, work);
  const building = join(work, 'building.db');
  const target = openWriting(building, { synchronous: 'OFF' });
  let result: Omit<Recovered, 'quarantine' | 'from' | 'to'>;
  try {
    migrate(target);
    target.raw.pragma('foreign_keys = OFF');
    result = target.transaction(() => fill(target, damaged, older, now));
    target.transaction(() => indexAll(target));
  } finally {
    target.close();
    damaged?.close();
    older?.close();
  }
  syncFile(building);
  renameSync(building, rebuiltFile(folder));
  syncFolder(folder);
  const quarantine = finishRecovery(folder, now) ?? '';
  return { ...result, from: snapshot?.at ?? 0, to, quarantine };
}

/** When the files were last written: nothing newer can be missing. */
function lastWrite(folder: string): number | null {
  const times = ['', '-wal'].flatMap((ending) => {
    const file = join(folder, DATABASE_FILE + ending);
    return existsSync(file) ? [Math.floor(statSync(file).mtimeMs)] : [];
  });
  return times.length > 0 ? Math.max(...times) : null;
}

function copied(from: string, to: string): Connection {
  copyFileSync(from, to);
  const db = openWriting(to, { synchronous: 'OFF' });
  migrate(db);
  return db;
}

/** A copy of the damaged files, opened; with a sound first page put in where theirs does not open. Null: nothing opens. */
function openDamaged(folder: string, work: string): Connection | null {
  const file = join(work, 'damaged.db');
  const take = (): boolean => {
    if (!existsSync(join(folder, DATABASE_FILE))) return false;
    for (const ending of ['', '-wal']) {
      rmSync(file + ending, { force: true });
      if (existsSync(join(folder, DATABASE_FILE + ending)))
        copyFileSync(join(folder, DATABASE_FILE + ending), file + ending);
    }
    rmSync(`${file}-shm`, { force: true });
    return true;
  };
  const opened = (): Connection | null => {
    let db: Connection | null = null;
    try {
      db = openWriting(file, { synchronous: 'OFF' });
      db.all('SELECT name FROM sqlite_schema');
      db.get('SELECT n FROM articles WHERE n = 0');
      return db;
    } catch {
      db?.close();
      return null;
    }
  };
  if (!take()) return null;
  const asItIs = opened();
  if (asItIs) return asItIs;
  if (!take()) return null;
  replaceFirstPage(file, work);
  return opened();
}

/** The first page of a database that the same migrations made: its tables begin on the same pages. */
function replaceFirstPage(file: string, work: string): void {
  const sound = join(work, 'sound.db');
  const db = openWriting(sound, { synchronous: 'OFF' });
  migrate(db);
  const size = Number(db.raw.pragma('page_size', { simple: true }));
  db.close();
  const page = Buffer.alloc(size);
  const from = openSync(sound, 'r');
  readSync(from, page, 0, size, 0);
  closeSync(from);
  // Length of the file in pages; no list of free pages.
  page.writeUInt32BE(Math.max(1, Math.floor(statSync(file).size / size)), 28);
  page.fill(0, 32, 40);
  const to = openSync(file, 'r+');
  writeSync(to, page, 0, size, 0);
  closeSync(to);
}

function isSound(table: string, row: Row): boolean {
  if (table === 'blocks') {
    try {
      return block.safeParse(JSON.parse(String(row.json))).success && typeof row.pos === 'string';
    } catch {
      return false;
    }
  }
  if (table === 'articles') {
    try {
      withFields(fieldsOf(row as unknown as ArticleRecord), {});
      return recordId.safeParse(row.id).success;
    } catch {
      return false;
    }
  }
  return true;
}

/** What one table gives: rows that make sense; the rest counts as unreadable. */
function sound(table: string, { rows, gaps }: Salvaged): Salvaged {
  const bad = rows.filter((row) => !isSound(table, row));
  if (bad.length === 0) return { rows, gaps };
  const lost = new Set(bad);
  return {
    rows: rows.filter((row) => !lost.has(row)),
    gaps: [...gaps, ...bad.map((row): [number, number] => [Number(row.n), Number(row.n)])],
  };
}

const NOTHING: Salvaged = { rows: [], gaps: [[0, Number.MAX_SAFE_INTEGER]] };

function fill(
  target: Connection,
  damaged: Connection | null,
  older: Connection | null,
  now: number,
): Omit<Recovered, 'quarantine' | 'from' | 'to'> {
  let whole = damaged !== null;
  const fromOlder = new Map<string, number>();
  for (const table of NUMBERED) {
    const { rows, gaps } = damaged ? sound(table, salvageTable(damaged, table)) : NOTHING;
    put(target, table, rows);
    if (gaps.length === 0) continue;
    whole = false;
    // Only rows whose page could not be read come from the copy: one that was deleted since stays deleted.
    const rest = older
      ? salvageTable(older, table).rows.filter(({ n }) =>
          gaps.some(([low, high]) => Number(n) >= low && Number(n) <= high),
        )
      : [];
    fromOlder.set(table, put(target, table, rest));
  }
  for (const [table, key] of Object.entries(KEYED)) {
    const salvaged = damaged ? salvageKeyed(damaged, table, key) : { rows: [], whole: false };
    put(target, table, salvaged.rows);
    if (salvaged.whole) continue;
    whole = false;
    if (older) put(target, table, salvageKeyed(older, table, key).rows);
  }
  const namelessArticles = nameOrphans(target, now);
  const missingBlocks = settleArticles(target);
  for (const table of ['revisions', 'originals', 'media_use']) {
    target.run(`DELETE FROM ${table} WHERE article NOT IN (SELECT n FROM articles)`);
  }
  target.run('DELETE FROM outbox WHERE target NOT IN (SELECT id FROM targets)');
  return {
    whole: whole && missingBlocks === 0 && namelessArticles === 0,
    olderArticles: fromOlder.get('articles') ?? 0,
    namelessArticles,
    olderBlocks: fromOlder.get('blocks') ?? 0,
    missingBlocks,
  };
}

/** @returns how many rows the table took; one that breaks its rules is left out */
function put(target: Connection, table: string, rows: readonly Row[]): number {
  const known = new Set(
    target.all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`).map(({ name }) => name),
  );
  let taken = 0;
  for (const row of rows) {
    const columns = Object.keys(row).filter((column) => known.has(column));
    const sql = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    try {
      taken += target.run(sql, ...columns.map((column) => row[column] ?? null)).changes;
    } catch (error) {
      // A value of the wrong type, as a flipped bit leaves it.
      if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')))
        throw error;
    }
  }
  return taken;
}

/** Paragraphs whose article's own row is lost become an article again, with the fields of its last revision if one is there. */
function nameOrphans(target: Connection, now: number): number {
  const orphans = target.all<{ article: number; version: number }>(
    `SELECT article, max(from_version) AS version FROM blocks
     WHERE article NOT IN (SELECT n FROM articles) AND to_version IS NULL GROUP BY article`,
  );
  for (const { article, version } of orphans) {
    const revision = target.get<{ fields: string; version: number }>(
      'SELECT fields, version FROM revisions WHERE article = ? ORDER BY n DESC LIMIT 1',
      article,
    );
    const fields = revision ? (JSON.parse(revision.fields) as Record<string, unknown>) : {};
    const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
    target.run(
      `INSERT INTO articles (n, id, status, version, title, title_key, subtitle, lead, category, categories, author, pen_name,
        source, keywords, words, blocks, created_at, updated_at, kept_at)
       VALUES (?, ?, 'draft', ?, ?, '', ?, ?, ?, '[]', ?, ?, ?, '[]', 0, 0, ?, ?, ?)`,
      article,
      newRecordId(),
      Math.max(version, revision?.version ?? 1),
      text('title'),
      text('subtitle'),
      text('lead'),
      text('category'),
      text('author'),
      text('penName'),
      text('source'),
      now,
      now,
      now,
    );
  }
  target.run('DELETE FROM blocks WHERE article NOT IN (SELECT n FROM articles)');
  return orphans.length;
}

/** Brings counts and versions in line with the rows that are there. @returns paragraphs that are missing */
function settleArticles(target: Connection): number {
  let missing = 0;
  const rows = target.all<{ n: number; blocks: number; version: number; count: number; words: number; newest: number }>(
    `SELECT a.n, a.blocks, a.version, count(b.n) AS count, coalesce(sum(b.words), 0) AS words,
       coalesce(max(b.from_version), 1) AS newest
     FROM articles a LEFT JOIN blocks b ON b.article = a.n AND b.to_version IS NULL GROUP BY a.n`,
  );
  for (const row of rows) {
    missing += Math.max(0, row.blocks - row.count);
    target.run(
      `UPDATE articles SET blocks = ?, words = ?, version = ?,
        kept_version = (SELECT coalesce(max(version), 0) FROM revisions WHERE article = articles.n) WHERE n = ?`,
      row.count,
      row.words,
      Math.max(row.version, row.newest),
      row.n,
    );
  }
  return missing;
}

/** Folders of put-aside files, for diagnostics. */
export function listQuarantine(folder: string): string[] {
  const inside = join(folder, 'quarantine');
  return existsSync(inside) ? readdirSync(inside).sort() : [];
}
