import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { StoreCall, StoreCalls } from '../../../electron/store/contract';
import { newId } from '../../../shared/body/id';
import { positionBetween } from '../../../shared/body/position';
import { paragraph } from '../../bench/support/prose';
import { between, random } from '../../bench/support/random';
import { counted, type Entry } from './ledger';

type Call = <N extends StoreCall>(
  name: N,
  input: StoreCalls[N]['input'],
) => Promise<StoreCalls[N]['output']> | StoreCalls[N]['output'];

interface Open {
  readonly id: string;
  version: number;
  title: number;
  readonly blocks: { id: string; pos: string; count: number }[];
}

/** Written at once and in order: what is told stands before what is done next. */
const tell = (entry: Entry): void => {
  writeSync(1, `${JSON.stringify(entry)}\n`);
};

/** A script that writes, changes, removes and adds pictures until `steps` are done; every step told before and after. */
export async function work(call: Call, seed: number, steps: number): Promise<void> {
  const next = random(seed);
  const articles: Open[] = [];
  for (let step = 0; step < steps; step++) {
    const drawn = next();
    const article = articles[between(next, 0, articles.length - 1)];
    if (!article || (drawn < 0.05 && articles.length < 12)) articles.push(await create(call));
    else if (drawn < 0.12) await picture(call, next);
    else await change(call, next, article);
  }
}

async function create(call: Call): Promise<Open> {
  const { id } = await call('articles.create', { fields: { title: counted(0, 'mới') } });
  tell({ done: true, kind: 'title', article: id, count: 0 });
  return { id, version: 1, title: 0, blocks: [] };
}

async function picture(call: Call, next: () => number): Promise<void> {
  const bytes = new Uint8Array(between(next, 100, 40_000)).map(() => between(next, 0, 255));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await call('media.put', { bytes, mime: 'image/png', width: 10, height: 10, name: 'ảnh.png' });
  tell({ done: true, kind: 'media', sha256 });
}

async function change(call: Call, next: () => number, article: Open): Promise<void> {
  const entries: Entry[] = [];
  const changed: unknown[] = [];
  const removed: string[] = [];
  const write = (block: { id: string; pos: string; count: number }): void => {
    block.count++;
    const text = counted(block.count, paragraph(next, between(next, 5, 80)));
    changed.push({ pos: block.pos, block: { id: block.id, kind: 'paragraph', inline: [{ t: 'text', text }] } });
    entries.push({ done: false, kind: 'block', article: article.id, block: block.id, count: block.count });
  };
  const few = between(next, 1, 3);
  for (let index = 0; index < few; index++) {
    const old = article.blocks[between(next, 0, article.blocks.length - 1)];
    const drawn = next();
    if (!old || drawn < 0.4) {
      const at = between(next, 0, article.blocks.length);
      const pos = positionBetween(article.blocks[at - 1]?.pos ?? null, article.blocks[at]?.pos ?? null);
      const block = { id: newId(), pos, count: 0 };
      article.blocks.splice(at, 0, block);
      write(block);
    } else if (drawn < 0.5 && changed.length === 0) {
      article.blocks.splice(article.blocks.indexOf(old), 1);
      removed.push(old.id);
      entries.push({ done: false, kind: 'removed', article: article.id, block: old.id });
    } else if (!entries.some((entry) => entry.kind === 'block' && entry.block === old.id)) write(old);
  }
  const titled = next() < 0.2;
  if (titled) entries.push({ done: false, kind: 'title', article: article.id, count: ++article.title });
  for (const entry of entries) tell(entry);
  const saved = await call('articles.save', {
    id: article.id,
    baseVersion: article.version,
    ...(titled ? { fields: { title: counted(article.title, 'tên bài') } } : {}),
    changedJson: JSON.stringify(changed),
    removed,
    ...(next() < 0.1 ? { keepAs: 'giữ lại' } : {}),
  });
  article.version = saved.version;
  for (const entry of entries) tell({ ...entry, done: true });
}
