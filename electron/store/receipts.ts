import type { MediaReceipt, Receipt } from '../../shared/domain/outbox';
import type { Reading, Writing } from './database';

interface ReceiptRecord {
  readonly article: string;
  readonly target: string;
  readonly remote_id: string;
  readonly remote_version: string;
  readonly link: string | null;
  readonly content_hash: string;
  readonly status: Receipt['status'];
  readonly at: number;
}

export function putReceipt(db: Writing, receipt: Receipt): void {
  db.run(
    'INSERT OR REPLACE INTO receipts (article, target, remote_id, remote_version, link, content_hash, status, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    receipt.articleId,
    receipt.targetId,
    receipt.remoteId,
    receipt.remoteVersion,
    receipt.link,
    receipt.contentHash,
    receipt.status,
    receipt.at,
  );
}

export function getReceipt(db: Reading, articleId: string, targetId: string): Receipt | null {
  const row = db.get<ReceiptRecord>('SELECT * FROM receipts WHERE article = ? AND target = ?', articleId, targetId);
  if (!row) return null;
  return {
    articleId: row.article,
    targetId: row.target,
    remoteId: row.remote_id,
    remoteVersion: row.remote_version,
    link: row.link,
    contentHash: row.content_hash,
    status: row.status,
    at: row.at,
  };
}

export function putMediaReceipt(db: Writing, { targetId, sha256, remoteId, link, at }: MediaReceipt): void {
  db.run(
    'INSERT OR REPLACE INTO media_receipts (target, sha256, remote_id, link, at) VALUES (?, ?, ?, ?, ?)',
    targetId,
    sha256,
    remoteId,
    link,
    at,
  );
}

export function getMediaReceipt(db: Reading, targetId: string, sha256: string): MediaReceipt | null {
  return (
    db.get<MediaReceipt>(
      'SELECT target AS targetId, sha256, remote_id AS remoteId, link, at FROM media_receipts WHERE target = ? AND sha256 = ?',
      targetId,
      sha256,
    ) ?? null
  );
}
