/**
 * Which articles are chosen and where the keyboard stands. Articles are chosen by id, because rows move under the hand
 * when somebody saves; places are row numbers from 0.
 */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Row the keyboard stands on; -1: nowhere yet. */
  readonly active: number;
  /** Row from which Shift reaches. */
  readonly anchor: number;
}

export const NOTHING: Selection = { ids: new Set(), active: -1, anchor: -1 };

/** A plain click or arrow: this one alone. */
export const pickOne = (row: number, id: string | undefined): Selection => ({
  ids: new Set(id === undefined ? [] : [id]),
  active: row,
  anchor: row,
});

/** Ctrl or the box: this one more, or less. */
export function toggle(selection: Selection, row: number, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, active: row, anchor: row };
}

/** Ctrl + arrow: the keyboard goes on, the choice stays. */
export const walk = (selection: Selection, row: number): Selection => ({ ...selection, active: row, anchor: row });

/** The rows that Shift chooses: [first, last], both inclusive. */
export function reach(selection: Selection, row: number): readonly [number, number] {
  const from = selection.anchor < 0 ? row : selection.anchor;
  return [Math.min(from, row), Math.max(from, row)];
}

/** Shift: everything from the anchor to this row, whose ids the list has given. */
export const extend = (selection: Selection, row: number, ids: readonly string[]): Selection => ({
  ids: new Set(ids),
  active: row,
  anchor: selection.anchor < 0 ? row : selection.anchor,
});

/** Where a key leads from `active` in a list of `total` rows, or null when it is no walking key. */
export function rowAfterKey(key: string, active: number, total: number, page: number): number | null {
  if (total === 0) return null;
  const last = total - 1;
  const within = (row: number): number => Math.max(0, Math.min(last, row));
  switch (key) {
    case 'ArrowDown':
      return within(active + 1);
    case 'ArrowUp':
      return within(active < 0 ? 0 : active - 1);
    case 'PageDown':
      return within(active + page);
    case 'PageUp':
      return within(active - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
