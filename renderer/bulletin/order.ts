import type { BulletinFields } from '../../shared/domain/bulletin';

/** The list with the entry at `from` standing at `to`; outside the list nothing changes. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length || from === to) return [...list];
  const rest = list.filter((_, index) => index !== from);
  rest.splice(to, 0, entry);
  return rest;
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/**
 * What was changed here, on top of what was saved elsewhere meanwhile (another room put articles in). Field by field:
 * what is as it was here takes theirs; articles that only they put in come after ours.
 */
export function rebased(base: BulletinFields, mine: BulletinFields, theirs: BulletinFields): BulletinFields {
  const pick = <T>(was: T, here: T, there: T): T => (same(was, here) ? there : here);
  const each = <T extends object>(was: T, here: T, there: T): T =>
    Object.fromEntries(
      (Object.keys(there) as (keyof T)[]).map((key) => [key, pick(was[key], here[key], there[key])]),
    ) as T;
  const known = new Set([...base.items, ...mine.items].map((item) => item.articleId));
  return {
    preset: pick(base.preset, mine.preset, theirs.preset),
    columns: pick(base.columns, mine.columns, theirs.columns),
    contents: pick(base.contents, mine.contents, theirs.contents),
    masthead: each(base.masthead, mine.masthead, theirs.masthead),
    imprint: each(base.imprint, mine.imprint, theirs.imprint),
    items: same(base.items, mine.items)
      ? theirs.items
      : [...mine.items, ...theirs.items.filter((item) => !known.has(item.articleId))],
  };
}
