/**
 * The saves of the script, as a pure function of their number, so that what must stand in the store at any version is known
 * without asking the one that was killed. Save `n` writes two blocks at once: a save that came through by half shows.
 */
export const BLOCKS = 8;

/** Text of one block as save `n` writes it: from a few letters to some kilobytes. */
export function textOf(n: number, block: number): string {
  const length = n % 7 === 0 ? 400 : (n * 13) % 40;
  return `Lượt ${n} ô ${block}:${' thôn xóm'.repeat(length)}`;
}

/** Every fifth save goes in two parts that commit once. */
export const inParts = (n: number): boolean => n % 5 === 0;

export const blocksOf = (n: number): [number, number] => [n % BLOCKS, (n + 1) % BLOCKS];

/** What every block holds after the saves 1 … n of one life, on top of what it held before. */
export function stateAfter(before: readonly string[], n: number): string[] {
  const state = [...before];
  for (let at = Math.max(1, n - BLOCKS); at <= n; at++)
    for (const block of blocksOf(at)) state[block] = textOf(at, block);
  return state;
}
