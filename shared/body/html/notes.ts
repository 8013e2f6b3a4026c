import type { IntakeNote } from '../../channels';

/** Tally of what was changed or dropped; the first example of each kind is kept as its detail. */
export class Notes {
  readonly #notes = new Map<IntakeNote['kind'], { count: number; detail: string }>();

  add(kind: IntakeNote['kind'], detail = '', count = 1): void {
    if (count === 0) return;
    const note = this.#notes.get(kind);
    if (note) note.count += count;
    else this.#notes.set(kind, { count, detail: clip(detail, 200) });
  }

  list(): IntakeNote[] {
    return [...this.#notes].map(([kind, note]) => ({ kind, ...note }));
  }
}

/** At most `most` UTF-16 units, never half a character. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
