/** One key as the page saw it; times in ms on the page's own clock (`performance.now()`). */
export interface KeyTime {
  /** `keydown`'s own time stamp: when the browser took the key. */
  readonly at: number;
  /** After the frame that shows its effect has been drawn. */
  readonly painted: number;
}

export interface Meter {
  keys: KeyTime[];
  /** Ends when every key so far is painted. @returns how many */
  settled(): Promise<number>;
  /** Puts the caret at the end of a block of the sheet, brought into view. @param share 0: first block, 1: last */
  caret(share: number): Promise<void>;
  /** The text block at that place. */
  text(share: number): string;
  /** What the sheet shows its first full paragraph with. */
  look(): { width: number; height: number; font: string; margin: string; indent: string; blocks: number };
  /** Ends after the next frame has been drawn. */
  frame(): Promise<void>;
  /** When a click last came: its own time stamp. */
  clicked: number;
  /**
   * Ends after the first frame in which the sheet shows a text beginning so and takes input; the caret then stands at the end of
   * its first block.
   */
  opened(beginning: string): Promise<void>;
  /** Waits (frame by frame) until the sheet holds `blocks` blocks. */
  whole(blocks: number): Promise<number>;
}

declare global {
  interface Window {
    meter: Meter;
  }
}

/**
 * Runs in the page, the same in the product and in every contestant: measures from `keydown` to the frame that shows what the
 * key did. `delayMs`: so long the page stands still at each key (the self-check).
 */
export function installMeter(delayMs: number): void {
  const sheet = (): HTMLElement => {
    const roots = [...document.querySelectorAll<HTMLElement>('[contenteditable="true"]')];
    const largest = roots.reduce((one, other) => (other.childElementCount > one.childElementCount ? other : one));
    if (!largest) throw new Error('there is no sheet');
    return largest;
  };
  const block = (share: number): HTMLElement => {
    const { children } = sheet();
    const found = children[Math.round((children.length - 1) * share)];
    if (!(found instanceof HTMLElement)) throw new Error('the sheet is empty');
    return found;
  };
  const lastText = (within: Node): Text => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    let last: Node | null = null;
    while (walker.nextNode()) last = walker.currentNode;
    if (!(last instanceof Text)) throw new Error('no text to put the caret in');
    return last;
  };
  /** Runs after the frame has been drawn: the message comes behind the frame's own work. */
  const afterFrame = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then();
      port2.postMessage(null);
    });
  };
  /** Text at the caret: what a key changes. */
  const sign = (): string => {
    const selection = getSelection();
    const node = selection?.anchorNode;
    return `${node?.nodeType === Node.TEXT_NODE ? node.nodeValue?.length : node?.childNodes.length}:${selection?.anchorOffset}`;
  };
  const keys: KeyTime[] = [];
  let open = 0;
  let waiting: (() => void)[] = [];
  addEventListener(
    'keydown',
    (event) => {
      const before = sign();
      open += 1;
      if (delayMs > 0) {
        const end = performance.now() + delayMs;
        while (performance.now() < end);
      }
      const look = (left: number) =>
        afterFrame(() => {
          const painted = performance.now();
          if (sign() === before && left > 0) return look(left - 1);
          // A key that never shows is counted by the check of the text, not here.
          keys.push({ at: event.timeStamp, painted });
          open -= 1;
          if (open > 0) return;
          for (const one of waiting) one();
          waiting = [];
        });
      look(120);
    },
    true,
  );
  addEventListener(
    'click',
    (event) => {
      meter.clicked = event.timeStamp;
    },
    true,
  );
  const meter: Meter = {
    keys,
    clicked: 0,
    async opened(beginning) {
      while (!block(0).textContent?.startsWith(beginning) || !sheet().isContentEditable) await meter.frame();
      sheet().focus({ preventScroll: true });
      const text = lastText(block(0));
      getSelection()?.setBaseAndExtent(text, text.length, text, text.length);
    },
    settled: () =>
      new Promise((resolve) => {
        if (open === 0) resolve(keys.length);
        else waiting.push(() => resolve(keys.length));
      }),
    frame: () => new Promise((resolve) => afterFrame(resolve)),
    async caret(share) {
      sheet().focus({ preventScroll: true });
      // Blocks that were never drawn have a guessed height: brought into view until they stand still.
      for (let round = 0; round < 10; round++) {
        const before = block(share).getBoundingClientRect().top;
        block(share).scrollIntoView({ block: 'center' });
        await meter.frame();
        if (round > 0 && Math.abs(block(share).getBoundingClientRect().top - before) < 1) break;
      }
      const text = lastText(block(share));
      getSelection()?.setBaseAndExtent(text, text.length, text, text.length);
      await meter.frame();
      await meter.frame();
    },
    text: (share) => block(share).textContent ?? '',
    look() {
      const shown = block(0);
      const style = getComputedStyle(shown);
      return {
        width: shown.getBoundingClientRect().width,
        height: shown.getBoundingClientRect().height,
        font: `${style.fontWeight} ${style.fontSize} / ${style.lineHeight} ${style.fontFamily}`,
        margin: style.margin,
        indent: style.textIndent,
        blocks: sheet().childElementCount,
      };
    },
    async whole(blocks) {
      while (sheet().childElementCount < blocks) await meter.frame();
      return performance.now();
    },
  };
  window.meter = meter;
}
