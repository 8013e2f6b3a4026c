import { setPriority } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors';
import type { StoreCalls } from './contract';
import { type Connection, DATABASE_FILE, openReading } from './database';
import { unusedMedia } from './media';
import { faultOf, listSnapshots, takeSnapshot } from './snapshots';
import { type Report, type ThreadData, toWire } from './wire';
import type { Serve } from './writing';

const HOUR = 3600_000;
/** A picture that was added and not used yet may still be on its way into a text. */
const UNUSED_FOR = 7 * 24 * HOUR;

/** The thread that checks and copies beside the work, on connections of its own. */
export function serveCare({ folder, careAfter, checked }: ThreadData, report: (report: Report) => void): Serve {
  // On Linux this is the thread's own; elsewhere it would slow the whole program.
  if (process.platform === 'linux') setPriority(0, 10);
  const database = join(folder, DATABASE_FILE);
  let copied = 0;
  const looking = <T>(look: (db: Connection) => T): T => {
    const db = openReading(database);
    try {
      return look(db);
    } finally {
      db.close();
    }
  };
  /** Rises with every commit of any connection. */
  const written = (): number =>
    looking((db) => db.get<{ at: number }>('SELECT max(updated_at) AS at FROM articles')?.at ?? 0);

  const check = (): void => {
    let fault: string | null;
    try {
      fault = looking((db) => faultOf(db, 'quick_check'));
    } catch (error) {
      fault = String(error);
    }
    if (fault !== null) report({ kind: 'damaged' });
  };
  const copy = (reason: 'start' | 'hourly'): void => {
    const newest = listSnapshots(folder)[0];
    const at = written();
    if (at === 0 || at === copied || (newest && newest.at > Date.now() - HOUR && reason === 'start')) return;
    takeSnapshot(folder, database, reason, Date.now());
    copied = at;
  };
  const collect = (): void => {
    const before = Date.now() - UNUSED_FOR;
    const unused = new Set(looking((db) => unusedMedia(db, before)));
    // What a kept copy refers to must be there when that copy is needed.
    for (const { file } of listSnapshots(folder)) {
      if (unused.size === 0) return;
      const db = openReading(file);
      try {
        for (const { sha256 } of db.each<{ sha256: string }>('SELECT DISTINCT sha256 FROM media_use'))
          unused.delete(sha256);
      } finally {
        db.close();
      }
    }
    if (unused.size > 0) report({ kind: 'unused', unused: [...unused], before });
  };
  /** One that fails must not keep the others from their turn; what a person can do about it is told. */
  const quietly = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      console.error('[store care]', error);
      if (code === 'store.disk-full')
        report({ kind: 'change', change: { kind: 'notice', code, severity: 'warn', params: {} } });
    }
  };

  const first = setTimeout(() => {
    if (!checked) quietly(check);
    quietly(() => copy('start'));
    quietly(collect);
  }, careAfter);
  const hourly = setInterval(() => quietly(() => copy('hourly')), HOUR);
  report({ kind: 'open', checked: true });

  return (request) => {
    switch (request.kind) {
      case 'call':
        try {
          report({ kind: 'answer', id: request.id, value: answer(request.name, request.input) });
        } catch (error) {
          report({ kind: 'refusal', id: request.id, error: toWire(error) });
        }
        return;
      case 'close':
        clearTimeout(first);
        clearInterval(hourly);
        return;
      case 'release':
      case 'reopen':
      case 'suspect':
      case 'collect':
        return;
    }
  };

  function answer(name: string, input: unknown): unknown {
    switch (name) {
      case 'snapshots.take': {
        const { reason } = input as StoreCalls['snapshots.take']['input'];
        const { file, bytes } = takeSnapshot(folder, database, reason, Date.now());
        return { file, bytes };
      }
      case 'snapshots.list':
        return listSnapshots(folder).map((one) => ({ ...one, valid: true }));
      default:
        throw new AppError('channel.unknown', { name });
    }
  }
}
