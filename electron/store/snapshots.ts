import { existsSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors';
import { APPLICATION_ID, type Connection, openReading } from './database';
import { makeFolder, retrying, syncFile, syncFolder } from './files';

export interface Snapshot {
  /** Absolute path. */
  readonly file: string;
  readonly at: number;
  readonly bytes: number;
}

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(start|hourly|manual)\.db$/;
/** What a snapshot must hold as many rows of as the store itself. */
const COUNTED = ['articles', 'revisions', 'media', 'bulletins', 'outbox', 'receipts'] as const;

export const snapshotFolder = (folder: string): string => join(folder, 'snapshots');

/** Validated snapshots, newest first. A copy gets its name only after it was checked. */
export function listSnapshots(folder: string): Snapshot[] {
  const inside = snapshotFolder(folder);
  if (!existsSync(inside)) return [];
  return readdirSync(inside)
    .flatMap((name) => {
      const match = NAME.exec(name);
      if (!match) return [];
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = match.slice(1, 8).map(Number);
      const file = join(inside, name);
      return [{ file, at: Date.UTC(year, month - 1, day, hour, minute, second, ms), bytes: statSync(file).size }];
    })
    .sort((a, b) => b.at - a.at);
}

function counts(db: Connection): number[] {
  return COUNTED.map((table) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0);
}

/**
 * Whether a database file is whole: every page, every index, its identity.
 * @returns null when it is, else what is wrong
 */
export function faultOf(db: Connection, kind: 'integrity_check' | 'quick_check'): string | null {
  const id = Number(db.raw.pragma('application_id', { simple: true }));
  if (id !== APPLICATION_ID) return `application_id ${id}`;
  const [row] = db.all<Record<string, string>>(`PRAGMA ${kind}(1)`);
  const said = Object.values(row ?? {})[0] ?? 'no answer';
  return said === 'ok' ? null : said;
}

/** Opens a file only to check it. */
export function faultOfFile(file: string): string | null {
  let db: Connection | null = null;
  try {
    db = openReading(file);
    return faultOf(db, 'integrity_check');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db?.close();
  }
}

/**
 * A copy of the whole store as it stands at one moment, on a connection of its own: saves go on meanwhile. It is checked
 * and on disk before it gets its name; only then are older ones given up.
 * @throws AppError `store.disk-full` before the copy would fill the disk, `store.corrupt` when the copy is not whole
 */
export function takeSnapshot(
  folder: string,
  database: string,
  reason: 'start' | 'hourly' | 'manual',
  now: number,
): Snapshot {
  const inside = snapshotFolder(folder);
  makeFolder(inside);
  for (const name of readdirSync(inside)) if (!NAME.test(name)) rmSync(join(inside, name), { force: true });
  const size = statSync(database).size;
  const { bavail, bsize } = statfsSync(inside);
  // Room for the copy and as much again for the work: a backup must not be what fills the disk.
  if (bavail * bsize < size * 2) throw new AppError('store.disk-full', {});
  const temporary = join(inside, `copy-${process.pid}.tmp`);
  const db = openReading(database);
  try {
    const before = counts(db);
    db.raw.pragma('query_only = OFF');
    db.raw.prepare('VACUUM INTO ?').run(temporary);
    const after = counts(db);
    const copy = openReading(temporary);
    try {
      const fault = faultOf(copy, 'integrity_check');
      if (fault !== null) throw new AppError('store.corrupt', { reason: fault });
      counts(copy).forEach((count, index) => {
        const [low, high] = [before[index] ?? 0, after[index] ?? 0].sort((a, b) => a - b) as [number, number];
        if (count < low || count > high)
          throw new AppError('store.corrupt', { reason: `${COUNTED[index]}: ${count} rows` });
      });
    } finally {
      copy.close();
    }
    syncFile(temporary);
    const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
    const file = join(inside, `${stamp}-${reason}.db`);
    retrying(() => renameSync(temporary, file));
    syncFolder(inside);
    rotate(folder, now);
    return { file, at: now, bytes: statSync(file).size };
  } finally {
    db.close();
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(temporary + ending, { force: true });
  }
}

/** Which of the snapshots stay: the newest 3, the newest of each of the last 7 days and of each of the last 4 weeks. */
export function kept(snapshots: readonly Snapshot[], now: number): Snapshot[] {
  const newest = [...snapshots].sort((a, b) => b.at - a.at);
  const stay = new Set(newest.slice(0, 3));
  for (const [length, count] of [
    [DAY, 7],
    [7 * DAY, 4],
  ] as const) {
    const seen = new Set<number>();
    for (const one of newest) {
      const period = Math.floor(one.at / length);
      if (now - one.at > length * (count + 1) || seen.has(period) || seen.size >= count) continue;
      seen.add(period);
      stay.add(one);
    }
  }
  return newest.filter((one) => stay.has(one));
}

function rotate(folder: string, now: number): void {
  const all = listSnapshots(folder);
  const stay = new Set(kept(all, now));
  for (const one of all) if (!stay.has(one)) retrying(() => rmSync(one.file, { force: true }));
  syncFolder(snapshotFolder(folder));
}
