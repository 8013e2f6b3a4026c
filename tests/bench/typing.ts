import type { BenchContext, BenchResult } from '../../build/contracts';
import { type Driven, driveLexical, driveProduct } from './support/drive';
import { dataFolder } from './support/folder';
import { hiccup, type Pair } from './support/hiccup';
import { latencies, type } from './support/keys';
import { longTexts } from './support/library';
import { holdSaves, takeSaves, watchSaves } from './support/saves';
import { sameSheet } from './support/sheet';
import { median, p95, rounded } from './support/stats';
import { traceMain } from './support/trace';

/** In the first, the middle and the last paragraph. */
const PLACES = [0, 0.5, 1];

interface Size {
  readonly paragraphs: number;
  /** Keys in each place, on the product and on the contestant. */
  readonly keys: number;
  readonly bareKeys: number;
  /** Also with autosave off, and traced. */
  readonly saving: boolean;
}

/**
 * p95 from keydown to the frame that shows it, in a long article with the whole app running and autosave on, against bare Lexical
 * with the same text in a window of the same size: same font, same lines. The two take turns at each place.
 */
export default async function typing(context: BenchContext): Promise<BenchResult> {
  const sizes: Size[] = context.short
    ? [{ paragraphs: 1000, keys: 48, bareKeys: 48, saving: true }]
    : [
        { paragraphs: 100, keys: 100, bareKeys: 100, saving: false },
        { paragraphs: 1000, keys: 100, bareKeys: 100, saving: false },
        { paragraphs: 10_000, keys: 300, bareKeys: 100, saving: true },
      ];
  const done: Record<number, Awaited<ReturnType<typeof atSize>>> = {};
  for (const size of sizes) done[size.paragraphs] = await atSize(context, size);
  const largest = done[sizes.at(-1)?.paragraphs ?? 0];
  if (!largest?.saving) throw new Error('nothing was typed');
  return {
    ratio: largest.ratio,
    hiccup: largest.saving.hiccup,
    mainBlockedMsMax: largest.saving.mainBlockedMsMax,
    atMost: { ratio: 0.5, hiccup: 1.3, mainBlockedMsMax: 8 },
    byParagraphs: done,
  };
}

async function atSize(context: BenchContext, size: Size) {
  const { say, short, delayMs } = context;
  const folder = await dataFolder(
    { articles: short ? 200 : 1000, words: 600, revisions: 3, long: size.paragraphs },
    say,
  );
  const product = await driveProduct(context, folder.path, delayMs);
  const bare = await driveLexical(context);
  try {
    await product.page.evaluate((blocks) => window.meter.whole(blocks), size.paragraphs);
    await sameSheet(product, bare, longTexts(size.paragraphs));
    await watchSaves(product.app);
    const own: number[] = [];
    const others: number[] = [];
    const pairs: Pair[] = [];
    for (const place of PLACES) {
      await takeSaves(product.app);
      const on = await type(product, place, size.keys);
      const saves = await takeSaves(product.app);
      const lexical = await type(bare, place, size.bareKeys);
      own.push(...latencies(on));
      others.push(...latencies(lexical));
      if (size.saving) {
        await holdSaves(product.app, true);
        pairs.push({ on, saves, off: await type(product, place, size.keys) });
        await holdSaves(product.app, false);
      }
      say(
        `typing: ${size.paragraphs} paragraphs at ${place}: ${rounded(p95(latencies(on)))} ms against ${rounded(p95(latencies(lexical)))} ms`,
      );
    }
    return {
      ratio: rounded(p95(own) / p95(others)),
      p95Ms: { product: rounded(p95(own)), lexical: rounded(p95(others)) },
      medianMs: { product: rounded(median(own)), lexical: rounded(median(others)) },
      keys: { product: own.length, lexical: others.length },
      ...(size.saving ? { saving: await saving(product, pairs, short) } : {}),
    };
  } finally {
    await product.end();
    await bare.end();
    await folder.end();
  }
}

/** What saving costs the one who types, and the main process. */
async function saving(product: Driven, pairs: readonly Pair[], short: boolean) {
  const found = hiccup(pairs);
  if (!short && found.saves < 10) throw new Error(`only ${found.saves} autosaves came between the keys`);
  const spans = await traceMain(product.app, () => type(product, 0.5, short ? 40 : 150));
  const longest = spans.reduce((one, other) => (other.cpu > one.cpu ? other : one));
  return {
    hiccup: rounded(found.ratio),
    hiccupMs: { on: rounded(found.on), off: rounded(found.off) },
    autosaves: found.saves,
    mainBlockedMsMax: rounded(longest.cpu),
    mainBlockedIn: longest.what,
  };
}
