import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { openStore, type Store } from '../../electron/store';
import { type Edges, openSync, type Sync, systemClock } from '../../electron/sync';
import { newId } from '../../shared/body/id';
import { positionsBetween } from '../../shared/body/position';
import type { Block, PlacedBlock } from '../../shared/body/schema';
import type { ArticleFields } from '../../shared/domain/article';
import type { Media, MediaType } from '../../shared/domain/media';
import type { OutboxItem } from '../../shared/domain/outbox';
import type { Target, TargetConfig } from '../../shared/domain/target';

/** A store with its own folder and the sync on top of it, as main puts them together, without a window. */
export interface Newsroom {
  readonly folder: string;
  readonly store: Store;
  readonly sync: Sync;
  target(config: TargetConfig, secret?: string): Promise<Target>;
  picture(colour: readonly [number, number, number], mime?: MediaType): Promise<Media>;
  /** An approved article. */
  article(fields: Partial<ArticleFields>, blocks?: readonly Block[]): Promise<string>;
  order(articleId: string, targetId: string, action?: OutboxItem['action']): Promise<OutboxItem>;
  /** Resolves when the order is as wanted. */
  found(id: number, wanted: (item: OutboxItem) => boolean): Promise<OutboxItem>;
  /** Resolves when the order is in one of the states. */
  reached(id: number, ...states: readonly OutboxItem['state'][]): Promise<OutboxItem>;
  /** Stops and closes, and leaves the folder for the next start. */
  leave(): Promise<void>;
  /** Order and wait for its end. */
  publish(articleId: string, targetId: string): Promise<OutboxItem>;
  close(): Promise<void>;
}

/** A keychain that turns bytes round: enough to see that no plain text reaches the disk. */
export const turning: Edges['secrets'] = {
  available: () => true,
  encrypt: (text) => Uint8Array.from(Buffer.from(text, 'utf8'), (byte) => byte ^ 0x5a),
  decrypt: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString('utf8'),
};

export function paragraph(text: string): Block {
  return { id: newId(), kind: 'paragraph', inline: [{ t: 'text', text }] };
}

export function placed(blocks: readonly Block[]): PlacedBlock[] {
  const positions = positionsBetween(null, null, blocks.length);
  return blocks.map((block, index) => ({ pos: positions[index] ?? '', block }));
}

/** @param options `folder`: one that is there already; `asleep`: the outbox is not started */
export async function openNewsroom(
  worker: string,
  more: Partial<Edges> = {},
  options: { folder?: string; asleep?: boolean } = {},
): Promise<Newsroom> {
  let left = false;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'toasoan-room-'));
  const store = await openStore({ folder, worker });
  const sync = openSync({
    store,
    fetch: globalThis.fetch,
    clock: systemClock,
    random: () => 0,
    secrets: turning,
    policy: {},
    log: () => {},
    ...more,
  });
  if (!options.asleep) sync.start();

  const room: Newsroom = {
    folder,
    store,
    sync,
    target: (config, secret) =>
      sync.handlers['targets.save']({ id: null, name: 'Cổng', config, secret: secret ?? null }),
    async picture([red, green, blue], mime = 'image/jpeg') {
      const pixels = new Uint8Array(64 * 48 * 4);
      for (let at = 0; at < pixels.length; at += 4) pixels.set([red, green, blue, 255], at);
      const drawn = Transformer.fromRgbaPixels(pixels, 64, 48);
      const bytes =
        mime === 'image/webp' ? await drawn.webp() : mime === 'image/png' ? await drawn.png() : await drawn.jpeg();
      return store.call('media.put', { bytes: new Uint8Array(bytes), mime, width: 64, height: 48, name: 'anh.jpg' });
    },
    async article(fields, blocks = [paragraph('Nội dung.')]) {
      const made = await store.call('articles.create', {
        fields: { title: 'Bài thử', ...fields },
        blocksJson: JSON.stringify(placed(blocks)),
      });
      await store.call('articles.move', { id: made.id, to: 'ready' });
      await store.call('articles.move', { id: made.id, to: 'approved' });
      return made.id;
    },
    async order(articleId, targetId, action = 'publish') {
      const [item] = await store.call('outbox.order', { articleIds: [articleId], targetIds: [targetId], action });
      if (item === undefined) throw new Error('no order was made');
      return item;
    },
    reached: (id, ...states) => room.found(id, (item) => states.includes(item.state)),
    found(id, wanted) {
      return new Promise((resolve, reject) => {
        const look = async (): Promise<void> => {
          const items = await store.call('outbox.list', { done: true });
          const item = items.find((candidate) => candidate.id === id);
          if (item !== undefined && wanted(item)) {
            end();
            resolve(item);
          }
        };
        const end = store.onChange((change) => {
          if (change.kind === 'outbox') look().catch(reject);
        });
        look().catch(reject);
      });
    },
    async publish(articleId, targetId) {
      const { id } = await room.order(articleId, targetId);
      return room.reached(id, 'done', 'needs_you');
    },
    async leave() {
      if (left) return;
      left = true;
      await sync.stop();
      await store.close();
    },
    async close() {
      await room.leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return room;
}
