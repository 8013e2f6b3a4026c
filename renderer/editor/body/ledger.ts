import { $getNodeByKey, $isRootNode, type LexicalNode, type NodeKey } from 'lexical';
import { newId } from '../../../shared/body/id';
import { positionsBetween } from '../../../shared/body/position';
import type { PlacedBlock } from '../../../shared/body/schema';
import { $toBlock } from './convert';

/** What one save sends, and the nodes it was taken from (given back when the save fails). */
export interface Batch {
  readonly changed: readonly PlacedBlock[];
  readonly removed: readonly string[];
  readonly keys: readonly NodeKey[];
}

/**
 * Which block each top-level node is, where it stands, and what the store does not know yet.
 *
 * Ids are kept beside Lexical's nodes, by node key: a key stays with a node through every edit, undo and redo,
 * and a split, a paste or a copy makes a new key and so a new id. Nothing here walks the whole body: a save costs
 * what was touched since the last one.
 */
export class Ledger {
  readonly #ids = new Map<NodeKey, string>();
  readonly #positions = new Map<string, string>();
  /** Ids that the store has, or may have (a save whose answer never came). */
  readonly #known = new Set<string>();
  #touched = new Set<NodeKey>();

  /** A block that came from the store. */
  learn(key: NodeKey, id: string, pos: string): void {
    this.#ids.set(key, id);
    this.#positions.set(id, pos);
    this.#known.add(id);
  }

  idOf(key: NodeKey): string | undefined {
    return this.#ids.get(key);
  }

  /** A block that changed its kind stays the same block. */
  inherit(from: NodeKey, to: NodeKey): void {
    const id = this.#ids.get(from);
    if (id !== undefined) this.#ids.set(to, id);
  }

  /** Nodes that an update made dirty: top-level ones now or before. */
  touch(key: NodeKey): void {
    this.#touched.add(key);
  }

  get dirty(): boolean {
    return this.#touched.size > 0;
  }

  /** The save did not reach the store: the same nodes are taken again with the next one. */
  giveBack(batch: Batch): void {
    for (const key of batch.keys) this.#touched.add(key);
  }

  /** The store has answered: what was removed there is forgotten here. */
  settle(batch: Batch): void {
    for (const id of batch.removed) {
      this.#known.delete(id);
      this.#positions.delete(id);
    }
  }

  /** Takes what was touched since the last time. Runs inside a read of the editor's state. */
  $take(): Batch {
    const keys = [...this.#touched];
    this.#touched = new Set();
    const live = new Map<NodeKey, LexicalNode>();
    const gone: string[] = [];
    for (const key of keys) {
      const node = $getNodeByKey(key);
      if (node && $isRootNode(node.getParent())) live.set(key, node);
      else {
        const id = this.#ids.get(key);
        if (id !== undefined && this.#known.has(id)) gone.push(id);
      }
    }
    const changed: PlacedBlock[] = [];
    const here = new Set<string>();
    for (const run of this.#$runs(live)) {
      this.#$place(run);
      for (const node of run) {
        const id = this.#name(node.getKey());
        here.add(id);
        this.#known.add(id);
        changed.push({ pos: this.#positions.get(id) ?? '', block: $toBlock(node, id) });
      }
    }
    return { changed, removed: [...new Set(gone)].filter((id) => !here.has(id)), keys };
  }

  #name(key: NodeKey): string {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = newId();
      this.#ids.set(key, id);
    }
    return id;
  }

  #positionOf(node: LexicalNode): string | undefined {
    const id = this.#ids.get(node.getKey());
    return id === undefined ? undefined : this.#positions.get(id);
  }

  /** Touched nodes in stretches of neighbours; one without a place that nobody touched joins its stretch. */
  #$runs(live: Map<NodeKey, LexicalNode>): LexicalNode[][] {
    const seen = new Set<NodeKey>();
    const loose = (node: LexicalNode) => live.has(node.getKey()) || this.#positionOf(node) === undefined;
    const runs: LexicalNode[][] = [];
    for (const [key, node] of live) {
      if (seen.has(key)) continue;
      let first = node;
      for (let before = first.getPreviousSibling(); before && loose(before); before = first.getPreviousSibling())
        first = before;
      const run: LexicalNode[] = [];
      for (let at: LexicalNode | null = first; at && loose(at); at = at.getNextSibling()) {
        run.push(at);
        seen.add(at.getKey());
      }
      runs.push(run);
    }
    return runs;
  }

  /** Gives every node of a stretch a place between its neighbours; as many as possible keep theirs. */
  #$place(run: readonly LexicalNode[]): void {
    const first = run[0];
    const last = run.at(-1);
    if (!first || !last) return;
    const before = first.getPreviousSibling();
    const after = last.getNextSibling();
    const low = before ? (this.#positionOf(before) ?? null) : null;
    const high = after ? (this.#positionOf(after) ?? null) : null;
    const places = run.map((node) => {
      const pos = this.#positionOf(node);
      return pos !== undefined && (low === null || pos > low) && (high === null || pos < high) ? pos : null;
    });
    const kept = risingPlaces(places);
    let from = low;
    for (let at = 0; at < run.length; ) {
      const pos = kept.has(at) ? places[at] : null;
      if (pos) {
        from = pos;
        at++;
        continue;
      }
      let end = at;
      while (end < run.length && !kept.has(end)) end++;
      const to = end < run.length ? (places[end] ?? null) : high;
      const fresh = positionsBetween(from, to, end - at);
      for (const [index, place] of fresh.entries()) {
        const node = run[at + index];
        if (node) this.#positions.set(this.#name(node.getKey()), place);
      }
      at = end;
    }
  }
}

/** Indexes of a longest rising row among places (null: has none). */
export function risingPlaces(places: readonly (string | null)[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, place] of places.entries()) {
    before.push(-1);
    if (place === null) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? -1] ?? '') < place) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
