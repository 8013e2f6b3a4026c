import { newRecordId } from '../../shared/body/id';
import { type Bulletin, type BulletinFields, bulletinFields, EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { AppError } from '../../shared/domain/errors';
import { wholeArticle } from './articles';
import type { StoreCalls } from './contract';
import type { Reading, Writing } from './database';

interface BulletinRecord {
  readonly n: number;
  readonly id: string;
  readonly version: number;
  readonly fields: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
}

function bulletinOf(row: BulletinRecord): Bulletin {
  return {
    id: row.id,
    version: row.version,
    fields: bulletinFields.parse(JSON.parse(row.fields)),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

/** @throws AppError `not-found` */
export function openBulletin(db: Reading, id: string): Bulletin {
  const row = db.get<BulletinRecord>('SELECT * FROM bulletins WHERE id = ?', id);
  if (!row) throw new AppError('not-found', { what: 'bulletin', id });
  return bulletinOf(row);
}

export function listBulletins(db: Reading): StoreCalls['bulletins.list']['output'] {
  return db
    .all<BulletinRecord>('SELECT * FROM bulletins WHERE deleted_at IS NULL ORDER BY updated_at DESC, n DESC')
    .map((row) => {
      const { id, fields, updatedAt } = bulletinOf(row);
      const { title, issue, date } = fields.masthead;
      return { id, title, issue, date, items: fields.items.length, updatedAt };
    });
}

export function createBulletin(db: Writing, fields: BulletinFields | undefined, now: number): Bulletin {
  const id = newRecordId();
  const whole = bulletinFields.parse(fields ?? EMPTY_BULLETIN);
  db.run(
    'INSERT INTO bulletins (id, version, fields, created_at, updated_at) VALUES (?, 1, ?, ?, ?)',
    id,
    JSON.stringify(whole),
    now,
    now,
  );
  return openBulletin(db, id);
}

/** @throws AppError `article.stale` when someone else has saved it since `baseVersion` */
export function saveBulletin(
  db: Writing,
  { id, baseVersion, fields }: StoreCalls['bulletins.save']['input'],
  now: number,
): Bulletin {
  return db.transaction(() => {
    const standing = openBulletin(db, id);
    if (standing.version !== baseVersion) throw new AppError('article.stale', { version: standing.version });
    db.run(
      'UPDATE bulletins SET version = version + 1, fields = ?, updated_at = ? WHERE id = ?',
      JSON.stringify(bulletinFields.parse(fields)),
      now,
      id,
    );
    return openBulletin(db, id);
  });
}

export function setBulletinDeleted(db: Writing, id: string, at: number | null): void {
  openBulletin(db, id);
  db.run('UPDATE bulletins SET deleted_at = ? WHERE id = ?', at, id);
}

/** For print: everything as one state of the store. */
export function wholeBulletin(db: Reading, id: string): StoreCalls['bulletins.whole']['output'] {
  const bulletin = openBulletin(db, id);
  return {
    bulletin,
    articles: bulletin.fields.items.map(({ articleId }) => ({ id: articleId, whole: wholeArticle(db, articleId) })),
  };
}
