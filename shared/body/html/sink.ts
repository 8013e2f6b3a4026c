import { fixLevels } from '../list/html';
import type { Inline, ListItem } from '../schema';
import type { Draft, DraftPicture } from './draft';

/** An open list element of the source. */
export interface OpenList {
  readonly ordered: boolean;
  /** Whether an item of it is open. */
  inItem: boolean;
  /** What that item has so far. */
  item: ListItem | null;
}

/** Where blocks go: the article itself, or one cell of a table. Lists do not reach across it. */
export class Sink {
  readonly drafts: Draft[] = [];
  readonly lists: OpenList[] = [];
  /** The picture that a caption here belongs to: the block before, if it stands in the same figure. */
  captioned: DraftPicture | null = null;
  #list: Extract<Draft, { kind: 'list' }> | null = null;

  push(draft: Draft): void {
    this.endList();
    this.captioned = draft.kind === 'picture' ? draft : null;
    this.drafts.push(draft);
  }

  /** The next item starts a list of its own. */
  endList(): void {
    if (this.#list) this.#list.items = fixLevels(this.#list.items);
    this.#list = null;
  }

  /** @param key items of the same key in a row are one list */
  item(key: string, item: ListItem): void {
    if (this.#list?.key !== key) {
      this.endList();
      this.captioned = null;
      this.#list = { kind: 'list', key, items: [] };
      this.drafts.push(this.#list);
    }
    this.#list.items.push(item);
  }

  /** Text inside the innermost open list: its item, or more of it; text behind a nested list is an item again. */
  listText(inline: Inline[]): void {
    const open = this.lists.at(-1);
    if (!open) return;
    if (open.item && this.#list?.items.at(-1) === open.item) open.item.inline.push({ t: 'br' }, ...inline);
    else {
      open.item = { level: this.lists.length - 1, ordered: open.ordered, inline };
      this.item('', open.item);
    }
  }
}
