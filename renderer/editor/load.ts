import { $createParagraphNode, $getRoot, type LexicalEditor, type LexicalNode } from 'lexical';
import type { PlacedBlock } from '../../shared/body/schema';
import { $fromBlock, type Ledger } from './body';

/** Blocks of the first slice: more than a screen of the shortest paragraphs holds. */
const FIRST = 40;
/** Blocks of each later slice: about a frame's worth of work. */
const SLICE = 400;

export interface LoadParts {
  readonly editor: LexicalEditor;
  readonly ledger: Ledger;
  readonly first: readonly PlacedBlock[];
  /** The stretches after the first, in order; null at the end. */
  readonly more: () => Promise<readonly PlacedBlock[] | null>;
  /** The first screenful is in the page. */
  readonly onFirst: () => void;
  /** False when another article was asked for meanwhile. */
  readonly wanted: () => boolean;
}

/** Lets the browser draw and take keys between two slices. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

/**
 * Puts a body into the editor: the first screenful at once, the rest in slices between which keys are taken.
 * @returns false when it was called off.
 */
export async function load({ editor, ledger, first, more, onFirst, wanted }: LoadParts): Promise<boolean> {
  replace(editor, ledger, first.slice(0, FIRST));
  onFirst();
  let stretch: readonly PlacedBlock[] | null = first.slice(FIRST);
  // The next stretch is asked for while this one is put in.
  let next = more();
  // A refusal is told where it is waited for.
  next.catch(() => undefined);
  while (stretch !== null) {
    for (let at = 0; at < stretch.length; at += SLICE) {
      await breathe();
      if (!wanted()) return false;
      append(editor, ledger, stretch.slice(at, at + SLICE));
    }
    stretch = await next;
    if (!wanted()) return false;
    if (stretch !== null) {
      next = more();
      next.catch(() => undefined);
    }
  }
  return true;
}

function $nodes(ledger: Ledger, blocks: readonly PlacedBlock[]): LexicalNode[] {
  return blocks.map(({ pos, block }) => {
    const node = $fromBlock(block);
    ledger.learn(node.getKey(), block.id, pos);
    return node;
  });
}

const OPTIONS = { discrete: true, skipTransforms: true } as const;
const TAGS = ['loading', 'skip-scroll-into-view', 'skip-dom-selection'];

/** The body from its beginning; an empty one gets a paragraph to stand in. */
function replace(editor: LexicalEditor, ledger: Ledger, blocks: readonly PlacedBlock[]): void {
  editor.update(
    () => {
      const nodes = $nodes(ledger, blocks);
      $getRoot()
        .clear()
        .append(...(nodes.length > 0 ? nodes : [$createParagraphNode()]));
    },
    { ...OPTIONS, tag: TAGS },
  );
}

function append(editor: LexicalEditor, ledger: Ledger, blocks: readonly PlacedBlock[]): void {
  if (blocks.length === 0) return;
  editor.update(() => void $getRoot().append(...$nodes(ledger, blocks)), { ...OPTIONS, tag: TAGS });
}
