import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCore } from '../core';
import { APPLICATION_ID, type Connection, DATABASE_FILE, openWriting } from '../database';
import { testFolder } from '../fixtures/folder';
import { MIGRATIONS, migrate } from './index';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

function opened(): Connection {
  const db = openWriting(join(testFolder(), DATABASE_FILE));
  onTestFinished(() => db.close());
  return db;
}

const tables = (db: Connection): string[] =>
  db
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('search_'));
const indexes = (db: Connection): string[] =>
  db
    .all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .map(({ name }) => name);

/** What each migration adds, in its order. */
const ADDED: readonly { tables: string[]; indexes: string[] }[] = [
  {
    tables: ['articles', 'blocks', 'chunks', 'revisions', 'search'],
    indexes: [
      'articles_by_author',
      'articles_by_category',
      'articles_by_created',
      'articles_by_publish',
      'articles_by_title',
      'articles_by_updated',
      'articles_in_trash',
      'blocks_closed',
      'blocks_current',
      'blocks_in_order',
      'blocks_of_chunk',
      'chunks_by_doc',
      'chunks_of_article',
      'revisions_of_article',
    ],
  },
  {
    tables: ['media', 'media_use', 'originals'],
    indexes: ['media_use_by_sha256', 'originals_by_sha256', 'originals_of_article'],
  },
  { tables: ['bulletins'], indexes: ['bulletins_by_updated'] },
  {
    tables: ['media_receipts', 'outbox', 'receipts', 'targets'],
    indexes: ['outbox_ended', 'outbox_of_article', 'outbox_open'],
  },
];

test.each(MIGRATIONS.map(({ name }, index) => [name, index] as const))(
  '%s adds what it is for, and says so',
  (_name, index) => {
    const db = opened();
    migrate(db, index);
    const before = { tables: tables(db), indexes: indexes(db) };
    migrate(db, index + 1);
    expect(tables(db).filter((name) => !before.tables.includes(name))).toEqual(ADDED[index]?.tables);
    expect(indexes(db).filter((name) => !before.indexes.includes(name))).toEqual(ADDED[index]?.indexes);
    expect(db.raw.pragma('user_version', { simple: true })).toBe(index + 1);
    expect(db.raw.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(db.raw.pragma('foreign_key_check')).toEqual([]);
  },
);

test('every migration is told of here', () => {
  expect(ADDED.length).toBe(MIGRATIONS.length);
});

test('a migration that fails leaves nothing of itself', () => {
  const db = opened();
  migrate(db, 1);
  db.raw.exec('CREATE TABLE originals (n)');
  expect(() => migrate(db)).toThrow();
  expect(db.raw.pragma('user_version', { simple: true })).toBe(1);
  expect(tables(db)).not.toContain('media');
});

test('a database of a newer program is left alone and told of', () => {
  const folder = testFolder();
  openCore(folder).close();
  const db = openWriting(join(folder, DATABASE_FILE));
  db.raw.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  db.raw.exec('CREATE TABLE of_tomorrow (n)');
  db.close();
  expect(() => openCore(folder)).toThrow(expect.objectContaining({ code: 'store.newer' }));
  const again = openWriting(join(folder, DATABASE_FILE));
  expect(tables(again)).toContain('of_tomorrow');
  again.close();
});
