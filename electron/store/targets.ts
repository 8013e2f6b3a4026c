import { newRecordId } from '../../shared/body/id';
import { AppError } from '../../shared/domain/errors';
import { type Target, targetConfig } from '../../shared/domain/target';
import type { StoreCalls } from './contract';
import type { Reading, Writing } from './database';

interface TargetRecord {
  readonly id: string;
  readonly name: string;
  readonly config: string;
  readonly secret: Uint8Array | null;
  readonly created_at: number;
}

const targetOf = (row: TargetRecord): Target => ({
  id: row.id,
  name: row.name,
  config: targetConfig.parse(JSON.parse(row.config)),
  hasSecret: row.secret !== null,
  createdAt: row.created_at,
});

const standing = (db: Reading, id: string): TargetRecord | undefined =>
  db.get<TargetRecord>('SELECT * FROM targets WHERE id = ? AND removed_at IS NULL', id);

export function listTargets(db: Reading): Target[] {
  return db.all<TargetRecord>('SELECT * FROM targets WHERE removed_at IS NULL ORDER BY n').map(targetOf);
}

export function getTarget(db: Reading, id: string): StoreCalls['targets.get']['output'] {
  const row = standing(db, id);
  return row ? { target: targetOf(row), secret: row.secret === null ? null : new Uint8Array(row.secret) } : null;
}

/** @throws AppError `not-found` for an id that is no target */
export function putTarget(db: Writing, input: StoreCalls['targets.put']['input'], now: number): Target {
  const config = JSON.stringify(targetConfig.parse(input.config));
  return db.transaction(() => {
    const id = input.id ?? newRecordId();
    if (input.id === null) {
      db.run('INSERT INTO targets (id, name, config, created_at) VALUES (?, ?, ?, ?)', id, input.name, config, now);
    } else if (
      db.run('UPDATE targets SET name = ?, config = ? WHERE id = ? AND removed_at IS NULL', input.name, config, id)
        .changes === 0
    ) {
      throw new AppError('not-found', { what: 'target', id });
    }
    if (input.secret !== undefined) db.run('UPDATE targets SET secret = ? WHERE id = ?', input.secret, id);
    const row = standing(db, id);
    if (!row) throw new Error('a target was written and is not there');
    return targetOf(row);
  });
}

/**
 * Forgets address and secret; the name stays for the history of its orders.
 * @throws AppError `target.busy` while an order to it is open
 */
export function removeTarget(db: Writing, id: string, now: number): void {
  db.transaction(() => {
    if (!standing(db, id)) throw new AppError('not-found', { what: 'target', id });
    const open = db.get('SELECT 1 FROM outbox WHERE target = ? AND finished_at IS NULL LIMIT 1', id);
    if (open) throw new AppError('target.busy', { id });
    db.run('UPDATE targets SET removed_at = ?, secret = NULL WHERE id = ?', now, id);
  });
}
