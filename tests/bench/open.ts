import type { BenchContext, BenchResult } from '../../build/contracts';
import { type Driven, driveLexical, driveProduct } from './support/drive';
import { dataFolder } from './support/folder';
import { press } from './support/keys';
import { longTexts } from './support/library';
import { sameSheet } from './support/sheet';
import { median, rounded } from './support/stats';

/** Milliseconds on the page's own clock. */
interface Opening {
  /** Until a key that was typed in it is on screen. */
  readonly typed: number;
  /** Until the last block is there too. */
  readonly whole: number;
}

/**
 * From the click on a long article in the library until a key typed into it is on screen, against bare Lexical taking the same
 * text from memory until a key typed into it is on screen: same font, same lines, in turns.
 */
export default async function open(context: BenchContext): Promise<BenchResult> {
  const { say, short, delayMs } = context;
  const paragraphs = short ? 1000 : 10_000;
  const rounds = short ? 3 : 9;
  const folder = await dataFolder({ articles: short ? 200 : 1000, words: 600, revisions: 3, long: paragraphs }, say);
  const product = await driveProduct(context, folder.path, delayMs);
  const bare = await driveLexical(context);
  try {
    const texts = longTexts(paragraphs);
    const beginning = texts[0] ?? '';
    await product.page.evaluate((blocks) => window.meter.whole(blocks), paragraphs);
    await sameSheet(product, bare, texts);
    const own: Opening[] = [];
    const others: Opening[] = [];
    // One round of each is not counted: caches, compiled code.
    for (let round = -1; round < rounds; round++) {
      const mine = await openProduct(product, beginning, paragraphs);
      const other = await openBare(bare, beginning, paragraphs);
      if (round < 0) continue;
      own.push(mine);
      others.push(other);
      say(`open: ${mine.typed.toFixed()} ms (whole ${mine.whole.toFixed()}) against ${other.typed.toFixed()} ms`);
    }
    const typed = { product: median(own.map((one) => one.typed)), lexical: median(others.map((one) => one.typed)) };
    const whole = { product: median(own.map((one) => one.whole)), lexical: median(others.map((one) => one.whole)) };
    return {
      ratio: rounded(typed.product / typed.lexical),
      wholeRatio: rounded(whole.product / whole.lexical),
      atMost: { ratio: 0.8 },
      medianMs: { product: rounded(typed.product), lexical: rounded(typed.lexical) },
      wholeMs: { product: rounded(whole.product), lexical: rounded(whole.lexical) },
      paragraphs,
      rounds,
    };
  } finally {
    await product.end();
    await bare.end();
    await folder.end();
  }
}

/** Opens another article, then the long one by a click on it in the library beside the sheet. */
async function openProduct(product: Driven, beginning: string, paragraphs: number): Promise<Opening> {
  const { page, cdp } = product;
  const rows = page.locator('[data-pane="left"] [role="option"]');
  // The long article was edited last: it stands first.
  await rows.nth(1).click();
  await page.waitForFunction((text) => !window.meter.text(0).startsWith(text), beginning);
  await page.locator('[data-pane="left"] [role="option"][aria-selected="true"]').waitFor();
  const box = await rows.nth(0).boundingBox();
  if (!box) throw new Error('the long article is not in the list');
  const opened = page.evaluate((text) => window.meter.opened(text), beginning);
  const mouse = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left', clickCount: 1 } as const;
  await cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse });
  await cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse });
  await opened;
  return typedInto(product, paragraphs, await page.evaluate(() => window.meter.clicked));
}

async function openBare(bare: Driven, beginning: string, paragraphs: number): Promise<Opening> {
  await bare.page.evaluate(() => {
    window.bare.clear();
    return window.meter.frame();
  });
  const from = await bare.page.evaluate(async (text) => {
    const start = performance.now();
    window.bare.take();
    await window.meter.opened(text);
    return start;
  }, beginning);
  return typedInto(bare, paragraphs, from);
}

/** One key into the opened text; it must be there. */
async function typedInto({ page, cdp }: Driven, paragraphs: number, from: number): Promise<Opening> {
  const before = await page.evaluate(() => window.meter.keys.length);
  const length = await page.evaluate(() => window.meter.text(0).length);
  await press(cdp, 'z');
  await page.evaluate(() => window.meter.settled());
  const painted = await page.evaluate((at) => window.meter.keys[at]?.painted, before);
  const whole = await page.evaluate((blocks) => window.meter.whole(blocks), paragraphs);
  if (painted === undefined || (await page.evaluate(() => window.meter.text(0).length)) !== length + 1) {
    throw new Error('the key typed into the opened article is not in it');
  }
  return { typed: painted - from, whole: Math.max(whole, painted) - from };
}

open.selfCheckMs = 200;
