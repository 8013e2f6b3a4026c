import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchContext, BenchResult } from '../../build/contracts';
import { openStore, type Store } from '../../electron/store';
import { positionsBetween } from '../../shared/body/position';
import type { Article } from '../../shared/domain/article';
import { fold } from '../../shared/vietnamese';
import { program } from '../fault/support/program';
import { BareSaves, type Row } from './contestants/sqlite/saves';
import { slowCalls, timedCall } from './support/calls';
import { driveProduct } from './support/drive';
import { dataFolder } from './support/folder';
import { copyLibrary } from './support/library';
import { paragraph } from './support/prose';
import { random } from './support/random';
import { median, p95, rounded } from './support/stats';

const WORDS = 60;
const PARAGRAPHS = 34;
/** Between two saves, in ms: what the first has set off is drawn. */
const REST = 150;

/** A body of so many paragraphs; another text each time, the same places and ids. */
function body(
  next: () => number,
  paragraphs: number,
  places: readonly string[],
): { rows: Row[]; json: string; text: string } {
  const rows: Row[] = [];
  const texts: string[] = [];
  for (let at = 0; at < paragraphs; at++) {
    const text = paragraph(next, WORDS);
    const id = `b${at}`.padStart(12, '0');
    texts.push(text);
    const json = JSON.stringify({ id, kind: 'paragraph', inline: [{ t: 'text', text }] });
    rows.push({ id, pos: places[at] ?? 'V', words: WORDS, json });
  }
  return {
    rows,
    json: `[${rows.map(({ pos, json }) => `{"pos":"${pos}","block":${json}}`).join(',')}]`,
    text: texts.join('\n'),
  };
}

/**
 * A save of a whole 2,000-word article with a revision, from the page until it is acknowledged, against the same statements by
 * raw better-sqlite3 in turns; beside it one paragraph, the share of the sync, saves while a snapshot is taken, and `grow`.
 */
export default async function save(context: BenchContext): Promise<BenchResult> {
  const { say, short, delayMs } = context;
  const rounds = short ? 15 : 150;
  const folder = await dataFolder({ articles: short ? 20 : 1000, words: 600, revisions: 0, long: 0 }, say);
  const raw = mkdtempSync(join(tmpdir(), 'toasoan-bench-raw-'));
  const product = await driveProduct(context, folder.path);
  const synced = new BareSaves(join(raw, 'full.db'), 'FULL');
  const unsynced = new BareSaves(join(raw, 'off.db'), 'OFF');
  try {
    await slowCalls(product.app, delayMs);
    const next = random(7);
    const places = positionsBetween(null, null, PARAGRAPHS);
    const first = body(next, PARAGRAPHS, places);
    const made = await timedCall(product.page, 'articles.create', {
      fields: { title: 'Bài đo' },
      blocksJson: first.json,
    });
    const { id, version } = made.value as Article;
    let baseVersion = version;
    const own: number[] = [];
    const one: number[] = [];
    const bare: number[] = [];
    const off: number[] = [];
    for (let round = -3; round < rounds; round++) {
      const { rows, json, text } = body(next, PARAGRAPHS, places);
      const exact = text.toLowerCase();
      const folded = fold(exact);
      const whole = await timedCall(
        product.page,
        'articles.save',
        {
          id,
          baseVersion,
          changedJson: json,
          removed: [],
          keepAs: `bản ${round}`,
        },
        REST,
      );
      baseVersion = (whole.value as { version: number }).version;
      const single = body(next, 1, places);
      const part = await timedCall(
        product.page,
        'articles.save',
        {
          id,
          baseVersion,
          changedJson: single.json,
          removed: [],
        },
        REST,
      );
      baseVersion = (part.value as { version: number }).version;
      const other = synced.save(rows, exact, folded);
      const quick = unsynced.save(rows, exact, folded);
      // The first rounds warm caches and compiled code on both sides.
      if (round < 0) continue;
      own.push(whole.ms);
      one.push(part.ms);
      bare.push(other);
      off.push(quick);
    }
    say(`save: ${median(own).toFixed(2)} ms against ${median(bare).toFixed(2)} ms`);
    const aside = await besides(context, rounds);
    return {
      ratio: rounded(median(own) / median(bare)),
      p95Ratio: rounded(p95(own) / p95(bare)),
      atMost: { ratio: 2, grow: 1.5 },
      medianMs: { product: rounded(median(own)), oneParagraph: rounded(median(one)), sqlite: rounded(median(bare)) },
      p95Ms: { product: rounded(p95(own)), oneParagraph: rounded(p95(one)), sqlite: rounded(p95(bare)) },
      syncShare: rounded(1 - median(off) / median(bare)),
      ...aside,
      words: WORDS * PARAGRAPHS,
      rounds,
    };
  } finally {
    await product.end();
    synced.end();
    unsynced.end();
    await folder.end();
    rmSync(raw, { recursive: true, force: true });
  }
}

/** What needs no window: the store in its threads under plain Node. */
async function besides({ root, say, short }: BenchContext, rounds: number) {
  const worker = await program(root, 'electron/store/worker.ts', 'store-worker');
  const place = mkdtempSync(join(tmpdir(), 'toasoan-bench-store-'));
  await copyLibrary({ articles: short ? 20 : 1000, words: 600, revisions: 0, long: 0 }, place, say);
  const store = await openStore({ folder: join(place, 'data'), worker });
  try {
    const small = await changing(store, 100);
    const large = await changing(store, short ? 1000 : 10_000);
    const grown = { small: [] as number[], large: [] as number[] };
    for (let round = -3; round < rounds; round++) {
      const [a, b] = [await small(), await large()];
      if (round < 0) continue;
      grown.small.push(a);
      grown.large.push(b);
    }
    const during: number[] = [];
    for (let copies = 0; copies < (short ? 1 : 5); copies++) {
      let copying = true;
      const copied = store.call('snapshots.take', { reason: 'manual' }).finally(() => {
        copying = false;
      });
      while (copying) during.push(await small());
      await copied;
    }
    return {
      grow: rounded(median(grown.large) / median(grown.small)),
      growMs: { small: rounded(median(grown.small)), large: rounded(median(grown.large)) },
      whileSnapshot: {
        saves: during.length,
        medianMs: rounded(median(during)),
        p95Ms: rounded(p95(during)),
        ratio: rounded(median(during) / median(grown.small)),
      },
    };
  } finally {
    await store.close();
    rmSync(place, { recursive: true, force: true });
  }
}

/** An article of so many paragraphs, and a save of one of them. @returns a function that does one and gives its ms */
async function changing(store: Store, paragraphs: number): Promise<() => Promise<number>> {
  const next = random(paragraphs);
  const places = positionsBetween(null, null, paragraphs);
  const { rows, json } = body(next, paragraphs, places);
  const article = await store.call('articles.create', { fields: { title: `Bài ${paragraphs}` }, blocksJson: json });
  let { version } = article;
  return async () => {
    const row = rows[Math.floor(next() * rows.length)];
    const block = { id: row?.id, kind: 'paragraph', inline: [{ t: 'text', text: paragraph(next, WORDS) }] };
    const changedJson = JSON.stringify([{ pos: row?.pos, block }]);
    const begun = performance.now();
    const saved = await store.call('articles.save', { id: article.id, baseVersion: version, changedJson, removed: [] });
    version = saved.version;
    return performance.now() - begun;
  };
}
