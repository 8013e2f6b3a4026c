import { closeSync, existsSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors';
import type { StoreChange } from './contract';
import { APPLICATION_ID, type Connection, DATABASE_FILE, type OpenOptions, openWriting } from './database';
import { isDamage } from './faults';
import { makeFolder, syncFolder } from './files';
import { lockFolder } from './lock';
import { MIGRATIONS, migrate } from './migrations';
import { checkPlace } from './place';
import { finishRecovery, type Recovered, recover } from './recover';
import { faultOf, listSnapshots } from './snapshots';

export type Notice = Extract<StoreChange, { kind: 'notice' }>;

export interface Opened {
  readonly connection: Connection;
  readonly notices: readonly Notice[];
  /** The last end was clean, so that the check can wait until after the start. */
  readonly checked: boolean;
}

/** The file is there only between a clean end and the next start. */
const CLEAN = 'clean-end';
const MAGIC = 'SQLite format 3\0';
/** Every table must answer; its first page is read. */
const TABLES = [
  'articles',
  'chunks',
  'blocks',
  'revisions',
  'search',
  'media',
  'media_use',
  'originals',
  'bulletins',
  'targets',
  'outbox',
  'receipts',
  'media_receipts',
] as const;

class Damaged extends Error {}

/**
 * Makes sure that this folder is ours alone to write, for as long as the process lives.
 * @throws AppError `store.network-share`, `store.busy`
 */
export function holdFolder(folder: string): () => void {
  checkPlace(folder);
  makeFolder(folder);
  return lockFolder(folder);
}

/**
 * Opens, checks and migrates; a damaged database is recovered first. The folder is held.
 * @throws AppError `store.newer`: nothing is touched then
 */
export function openDatabase(folder: string, options: OpenOptions, now: number): Opened {
  const file = join(folder, DATABASE_FILE);
  finishRecovery(folder, now);
  const clean = existsSync(join(folder, CLEAN));
  rmSync(join(folder, CLEAN), { force: true });
  if (clean) syncFolder(folder);
  const gone = !existsSync(file) || statSync(file).size === 0;
  if (gone && listSnapshots(folder).length > 0) return recovered(folder, options, now);
  try {
    return { connection: openChecked(file, options, !clean && !gone), notices: [], checked: !clean || gone };
  } catch (error) {
    if (!(error instanceof Damaged) && !isDamage(error)) throw error;
    return recovered(folder, options, now);
  }
}

function openChecked(file: string, options: OpenOptions, thorough: boolean): Connection {
  checkHeader(file);
  const connection = openWriting(file, options);
  try {
    const { raw } = connection;
    const version = Number(raw.pragma('user_version', { simple: true }));
    const id = Number(raw.pragma('application_id', { simple: true }));
    const tables = connection.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0;
    if (tables > 0 && id !== APPLICATION_ID) throw new Damaged(`application_id ${id}`);
    if (version > MIGRATIONS.length) throw new AppError('store.newer', { found: version, known: MIGRATIONS.length });
    if (thorough && tables > 0) {
      const fault = faultOf(connection, 'quick_check');
      if (fault !== null) throw new Damaged(fault);
    }
    migrate(connection);
    for (const table of TABLES) checkTable(connection, table);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function checkTable(connection: Connection, table: string): void {
  try {
    connection.get(`SELECT rowid FROM ${table} LIMIT 1`.replace('rowid', WITHOUT_ROWID.has(table) ? '1' : 'rowid'));
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no such table')) throw new Damaged(error.message);
    throw error;
  }
}
const WITHOUT_ROWID = new Set<string>(['media', 'media_use', 'receipts', 'media_receipts']);

/** A file that is not empty must say what it is. */
function checkHeader(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const header = Buffer.alloc(16);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, 16, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1') !== MAGIC) throw new Damaged('header');
}

/** Recovers and opens what came of it. No other connection may be open. */
export function recovered(folder: string, options: OpenOptions, now: number): Opened {
  const result = recover(folder, now);
  return {
    connection: openChecked(join(folder, DATABASE_FILE), options, false),
    notices: [noticeOf(result)],
    checked: true,
  };
}

const moment = (at: number): string => {
  if (at === 0) return '—';
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())} ${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
};

/** What a person is told: all is there; or what may be missing, from when to when. */
export function noticeOf(result: Recovered): Notice {
  const { whole, from, to, quarantine } = result;
  if (whole) return { kind: 'notice', code: 'store.recovered', severity: 'info', params: { folder: quarantine } };
  return {
    kind: 'notice',
    code: 'store.recovered-partly',
    severity: 'warn',
    params: {
      from: moment(from),
      to: moment(to),
      fromAt: from,
      toAt: to,
      older: result.olderArticles + result.namelessArticles,
      paragraphs: result.missingBlocks,
      olderParagraphs: result.olderBlocks,
      folder: quarantine,
    },
  };
}

/** Says that nothing was under way: the next start need not check before it shows the editor. */
export function markCleanEnd(folder: string): void {
  writeFileSync(join(folder, CLEAN), '');
}
