import { build, type FlatRun, flatten } from '../inline';
import type { Draft } from './draft';

/** A table while it is read. The body holds no tables yet: rows become paragraphs. */
export interface OpenTable {
  /** Cells of the open row. */
  row: Draft[][];
  /** Whether any row had to be put into a paragraph. */
  flattened: boolean;
}

const SEPARATOR = ' | ';

/**
 * The blocks of one row: a lone cell as it is (pages are laid out with such tables), cells that hold whole passages one
 * after the other, else one paragraph with the cells parted by " | " and pictures behind it.
 */
export function rowDrafts(cells: readonly Draft[][]): { drafts: Draft[]; flattened: boolean } {
  const filled = cells.filter((cell) => cell.length > 0);
  if (filled.length <= 1) return { drafts: filled.flat(), flattened: false };
  if (filled.some((cell) => cell.length > 3 || cell.some((draft) => draft.kind === 'heading'))) {
    return { drafts: filled.flat(), flattened: true };
  }
  const runs: FlatRun[] = [];
  const pictures: Draft[] = [];
  const last = cells.findLastIndex((cell) => cell.length > 0);
  cells.slice(0, last + 1).forEach((cell, at) => {
    if (at > 0) runs.push({ text: SEPARATOR, marks: 0, href: null });
    let lines = 0;
    for (const draft of cell) {
      if (draft.kind === 'picture') pictures.push(draft);
      if (draft.kind === 'picture' || draft.kind === 'rule') continue;
      for (const inline of draft.kind === 'list' ? draft.items.map((item) => item.inline) : [draft.inline]) {
        if (lines++ > 0) runs.push({ text: null, marks: 0, href: null });
        runs.push(...flatten(inline));
      }
    }
  });
  const inline = build(runs);
  const words = runs.some((run) => run.text !== null && run.text !== SEPARATOR);
  return {
    drafts: [...(words ? [{ kind: 'paragraph', align: null, inline } as const] : []), ...pictures],
    flattened: true,
  };
}
