import { setTimeout as pause } from 'node:timers/promises';
import type { Driven } from './drive';
import type { KeyTime } from './meter';

/** A quick typist's distance between two keys (ms). */
export const PACE = 120;
/** After a slow key the next one is not before so long after its frame (ms): keys never queue up on either side. */
const BREATH = 20;

/** What is typed: letters and spaces, no dead keys, none that means anything else. */
const LETTERS = 'anh em xa gan cung nhau di tren con duong dai ve que huong ';

/** Times of the keys of one stretch of typing, with the instants (ms since 1970) they came at. */
export interface Typed {
  readonly keys: readonly (KeyTime & { readonly epoch: number })[];
}

/**
 * Types `count` keys at the end of a block at a person's pace, and checks that every one of them is in the text.
 * @param share where: 0 the first block, 1 the last
 */
export async function type({ page, cdp }: Driven, share: number, count: number): Promise<Typed> {
  await page.evaluate((at) => window.meter.caret(at), share);
  const before = await page.evaluate((at) => window.meter.text(at), share);
  const first = await page.evaluate(() => window.meter.settled());
  let typed = '';
  for (let at = 0; at < count; at++) {
    const from = performance.now();
    const letter = LETTERS.charAt(at % LETTERS.length);
    typed += letter;
    await press(cdp, letter);
    await page.evaluate(() => window.meter.settled());
    await pause(Math.max(BREATH, PACE - (performance.now() - from)));
  }
  const after = await page.evaluate((at) => window.meter.text(at), share);
  // A space at the end of a line may be a no-break one in the DOM.
  if (after.replaceAll('\u00a0', ' ') !== before + typed) {
    throw new Error(`typed "${typed}" after "${before.slice(-20)}", got "${after.slice(-typed.length - 20)}"`);
  }
  const keys = await page.evaluate(
    (from) => window.meter.keys.slice(from).map((key) => ({ ...key, epoch: performance.timeOrigin + key.at })),
    first,
  );
  if (keys.length !== count) throw new Error(`${count} keys sent, ${keys.length} measured`);
  return { keys };
}

/** One key through the browser's own input, as from a keyboard. */
export async function press(cdp: Driven['cdp'], letter: string): Promise<void> {
  const code = letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`;
  const windowsVirtualKeyCode = letter === ' ' ? 32 : letter.toUpperCase().charCodeAt(0);
  const key = { key: letter, code, windowsVirtualKeyCode };
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, unmodifiedText: letter, ...key });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

export const latencies = ({ keys }: Typed): number[] => keys.map(({ at, painted }) => painted - at);
