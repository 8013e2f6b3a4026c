import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Media, MediaType } from '../../shared/domain/media';
import type { StoreCalls } from './contract';
import type { Reading, Writing } from './database';
import { holds, retrying, sha256Of, writeDurably } from './files';
import { articleRow } from './rows';

interface MediaRecord {
  readonly sha256: string;
  readonly mime: MediaType;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly name: string;
  readonly added_at: number;
}

const mediaOf = ({ added_at, ...row }: MediaRecord): Media => ({ ...row, addedAt: added_at });

/** media/<aa>/<sha256> and originals/<aa>/<sha256>: 256 folders, so that none grows too long to list. */
export function storedFile(folder: string, kind: 'media' | 'originals', sha256: string): string {
  return join(folder, kind, sha256.slice(0, 2), sha256);
}

export function getMedia(db: Reading, sha256: string): Media | null {
  const row = db.get<MediaRecord>('SELECT * FROM media WHERE sha256 = ?', sha256);
  return row ? mediaOf(row) : null;
}

/** The file first, then the row: a row never names a file that a power cut took. */
export function putMedia(
  db: Writing,
  folder: string,
  { bytes, mime, width, height, name }: StoreCalls['media.put']['input'],
  now: number,
): Media {
  const sha256 = sha256Of(bytes);
  const file = storedFile(folder, 'media', sha256);
  if (!holds(file, sha256)) writeDurably(file, bytes);
  db.run(
    `INSERT INTO media (sha256, mime, width, height, size, name, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET added_at = excluded.added_at`,
    sha256,
    mime,
    width,
    height,
    bytes.length,
    name,
    now,
  );
  const media = getMedia(db, sha256);
  if (!media) throw new Error('a picture was written and is not there');
  return media;
}

export function mediaPath(db: Reading, folder: string, sha256: string): StoreCalls['media.path']['output'] {
  const media = getMedia(db, sha256);
  const path = storedFile(folder, 'media', sha256);
  return media && existsSync(path) ? { path, media } : null;
}

export function putOriginal(
  db: Writing,
  folder: string,
  { articleId, name, bytes }: StoreCalls['originals.put']['input'],
  now: number,
): { sha256: string } {
  const article = articleRow(db, articleId);
  const sha256 = sha256Of(bytes);
  const file = storedFile(folder, 'originals', sha256);
  if (!holds(file, sha256)) writeDurably(file, bytes);
  db.run(
    'INSERT INTO originals (article, sha256, name, size, added_at) VALUES (?, ?, ?, ?, ?)',
    article.n,
    sha256,
    name,
    bytes.length,
    now,
  );
  return { sha256 };
}

/** Pictures of the store that no article has ever referred to, older than `before`. */
export function unusedMedia(db: Reading, before: number): string[] {
  return db
    .all<{ sha256: string }>(
      'SELECT sha256 FROM media m WHERE added_at < ? AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.sha256 = m.sha256)',
      before,
    )
    .map(({ sha256 }) => sha256);
}

/**
 * Deletes those of `unused` that are still referred to by nothing: the row first, then the file, so that no row names a
 * file that is gone. @returns how many went
 */
export function collectMedia(db: Writing, folder: string, unused: readonly string[], before: number): number {
  const gone = db.transaction(() => {
    const still = new Set(unusedMedia(db, before));
    const really = unused.filter((sha256) => still.has(sha256));
    for (const sha256 of really) db.run('DELETE FROM media WHERE sha256 = ?', sha256);
    return really;
  });
  for (const sha256 of gone) retrying(() => rmSync(storedFile(folder, 'media', sha256), { force: true }));
  return gone.length;
}
