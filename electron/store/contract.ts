import type { z } from 'zod';
import type { Block } from '../../shared/body/schema';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../shared/channels';
import type { Article, ArticleFields } from '../../shared/domain/article';
import type { Bulletin } from '../../shared/domain/bulletin';
import type { ErrorShape } from '../../shared/domain/errors';
import type { Media, MediaType } from '../../shared/domain/media';
import type { line, MediaReceipt, OutboxItem, Receipt } from '../../shared/domain/outbox';
import type { Target, TargetConfig } from '../../shared/domain/target';

/** Channels that the store answers by itself; main only hands them through. */
export const STORE_CHANNELS = [
  'articles.list',
  'articles.facets',
  'articles.create',
  'articles.duplicate',
  'articles.open',
  'articles.page',
  'articles.save',
  'articles.savePart',
  'articles.move',
  'articles.trash',
  'articles.restore',
  'articles.purge',
  'revisions.list',
  'revisions.open',
  'revisions.name',
  'revisions.restore',
  'media.get',
  'bulletins.list',
  'bulletins.create',
  'bulletins.open',
  'bulletins.save',
  'bulletins.trash',
  'bulletins.restore',
  'targets.list',
  'targets.remove',
  'outbox.list',
  'outbox.order',
  'outbox.retry',
  'outbox.cancel',
] as const satisfies readonly ChannelName[];
export type StoreChannel = (typeof STORE_CHANNELS)[number];

type FromChannels = { [N in StoreChannel]: { input: ChannelInput<N>; output: ChannelOutput<N> } };

/** An article whole, for print and sync, which never see the editor's stretches. */
export interface WholeArticle {
  readonly article: Article;
  readonly blocks: readonly Block[];
}

/** Calls that never cross the glass. */
interface Inner {
  /** The current body, or the one at `version` where a kept revision holds it. Null: no such article. */
  'articles.whole': { input: { id: string; version?: number }; output: WholeArticle | null };
  /** Bytes to media/<aa>/<sha256>: temporary file, fsync, rename, fsync of the folder, then the row. The same bytes twice are one. */
  'media.put': {
    input: { bytes: Uint8Array; mime: MediaType; width: number; height: number; name: string };
    output: Media;
  };
  /** Absolute path of a stored picture, or null. */
  'media.path': { input: { sha256: string }; output: { path: string; media: Media } | null };
  /** Keeps the original bytes that an article was taken in from, under their sha256. */
  'originals.put': { input: { articleId: string; name: string; bytes: Uint8Array }; output: { sha256: string } };
  'bulletins.whole': {
    input: { id: string };
    output: { bulletin: Bulletin; articles: { id: string; whole: WholeArticle | null }[] };
  };
  /** `secret`: encrypted bytes; undefined keeps, null forgets. */
  'targets.put': {
    input: { id: string | null; name: string; config: TargetConfig; secret?: Uint8Array | null };
    output: Target;
  };
  'targets.get': { input: { id: string }; output: { target: Target; secret: Uint8Array | null } | null };
  /**
   * Takes the next order that is due at `now` and marks it `sending` (an order left `sending` by a killed process is
   * given out again after open). Per article and target strictly in order; a different article never waits for it.
   * `except`: targets that are busy or do not answer just now; their orders are passed over.
   */
  'outbox.claim': { input: { now: number; except?: readonly string[] }; output: OutboxItem | null };
  /** When the next waiting order (of targets outside `except`) is due, or null. */
  'outbox.nextAt': { input: { except?: readonly string[] }; output: number | null };
  'outbox.delay': { input: { id: number; nextAt: number; error: ErrorShape }; output: Record<string, never> };
  'outbox.needsYou': { input: { id: number; error: ErrorShape }; output: Record<string, never> };
  /** Receipt, order and article status in one transaction. */
  'outbox.done': { input: { id: number; receipt: Receipt }; output: Record<string, never> };
  'outbox.wake': { input: { now: number; targetId?: string }; output: Record<string, never> };
  'outbox.counts': { input: Record<string, never>; output: Omit<z.infer<typeof line>, 'state'> };
  /** Written before the order is done, as soon as a remote id is known. */
  'receipts.put': { input: Receipt; output: Record<string, never> };
  'receipts.get': { input: { articleId: string; targetId: string }; output: Receipt | null };
  'mediaReceipts.put': { input: MediaReceipt; output: Record<string, never> };
  'mediaReceipts.get': { input: { targetId: string; sha256: string }; output: MediaReceipt | null };
  /** A validated copy now (also the rolling ones after start); resolves when it stands. */
  'snapshots.take': { input: { reason: 'start' | 'hourly' | 'manual' }; output: { file: string; bytes: number } };
  'snapshots.list': {
    input: Record<string, never>;
    output: { file: string; at: number; bytes: number; valid: boolean }[];
  };
  /** Facts for diagnostics: counts, sizes, schema. */
  'store.facts': { input: Record<string, never>; output: Record<string, number | string> };
}

export type StoreCalls = FromChannels & Inner;
export type StoreCall = keyof StoreCalls;

/** What changed by a commit; main turns them into events. */
export type StoreChange =
  | { kind: 'articles'; ids: string[] }
  | { kind: 'bulletins'; ids: string[] }
  | { kind: 'outbox' }
  | { kind: 'targets' }
  | { kind: 'notice'; code: string; params: Record<string, string | number>; severity: 'info' | 'warn' | 'fault' };

/** The store as every other part knows it. Calls reject with AppError. */
export interface Store {
  call<N extends StoreCall>(name: N, input: StoreCalls[N]['input']): Promise<StoreCalls[N]['output']>;
  onChange(listener: (change: StoreChange) => void): () => void;
  /** Starts what waits until after the first paint: background check, snapshots, media collection. */
  settle(): void;
  /** Checkpoints and closes; nothing may be called afterwards. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Folder of the database, media, snapshots and quarantine; local disk only. */
  readonly folder: string;
  /** Absolute path of the bundled worker (out/main/store.js), or of a loader for tests under plain Node. */
  readonly worker: string | URL;
}

export type { ArticleFields };
