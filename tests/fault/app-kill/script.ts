import type { PlacedBlock } from '../../../shared/body/schema';
import { blocksOf, inParts, textOf } from './edits';

/** What the page tells while it lives: an answer that the interface has received, and what stood on screen beside "saved". */
export type Told =
  | { readonly kind: 'saved'; readonly n: number; readonly version: number }
  | { readonly kind: 'refused'; readonly n: number; readonly error: string }
  | { readonly kind: 'said-saved'; readonly text: string };

/** Of one save: what the page sends. */
interface Step {
  readonly first: PlacedBlock;
  readonly second: PlacedBlock;
  readonly parts: boolean;
}

export function stepsOf(placed: readonly PlacedBlock[], count: number): Step[] {
  return Array.from({ length: count }, (_, at) => {
    const n = at + 1;
    const [first, second] = blocksOf(n).map((index): PlacedBlock => {
      const here = placed[index];
      if (!here) throw new RangeError(`no block ${index}`);
      const text = textOf(n, index);
      return { pos: here.pos, block: { id: here.block.id, kind: 'paragraph', inline: [{ t: 'text', text }] } };
    });
    if (!first || !second) throw new RangeError('a save changes two blocks');
    return { first, second, parts: inParts(n) };
  });
}

declare global {
  interface Window {
    tell(told: Told): Promise<void>;
  }
}

/** Runs in the page: saves one article over and over by the interface's own door, each after the answer to the one before. */
export async function saveOn(given: { id: string; version: number; steps: readonly Step[] }): Promise<void> {
  let version = given.version;
  for (const [at, { first, second, parts }] of given.steps.entries()) {
    const n = at + 1;
    const token = `kill-${n}`;
    if (parts) {
      const changedJson = JSON.stringify([first]);
      await window.toasoan.call('articles.savePart', { id: given.id, token, part: 0, changedJson });
    }
    const answer = await window.toasoan.call('articles.save', {
      id: given.id,
      baseVersion: version,
      changedJson: JSON.stringify(parts ? [second] : [first, second]),
      removed: [],
      ...(parts ? { token } : {}),
    });
    if (!answer.ok) return window.tell({ kind: 'refused', n, error: answer.error.code });
    version = (answer.value as { version: number }).version;
    void window.tell({ kind: 'saved', n, version });
  }
}

/** Runs in the page: whenever the status bar says "saved", tells the text that stands in the sheet. */
export function watchSaved(): void {
  const look = () => {
    if (document.querySelector('[data-testid="saved"]')?.getAttribute('data-state') !== 'saved') return;
    void window.tell({
      kind: 'said-saved',
      text: document.querySelector('[data-testid="body"] > *')?.textContent ?? '',
    });
  };
  new MutationObserver(look).observe(document.querySelector('.status') ?? document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-state'],
  });
}
