import { type Look, PLAIN } from './look';
import { type Attribute, BARRIER_TAGS } from './tokens';

export type Role = 'none' | 'list' | 'item' | 'table' | 'row' | 'cell';

/** An open element. */
export interface Frame {
  readonly name: string;
  readonly look: Look;
  readonly role: Role;
  /** Of formatting elements only: what to open again behind a block that closed around them. */
  readonly attrs: readonly Attribute[] | null;
}

/** The elements that are open. Each is pushed and popped once; whether a name is open costs one look-up. */
export class Stack {
  readonly #frames: Frame[] = [];
  /** How often each name is open, one table for each barrier. */
  readonly #scopes: Map<string, number>[] = [new Map()];
  readonly #barriers: string[] = [];
  /** How many tables are open around this place. */
  tables = 0;

  get look(): Look {
    return this.#frames.at(-1)?.look ?? PLAIN;
  }

  /** The innermost element that end tags do not reach across (a table, a cell). */
  get barrier(): string | undefined {
    return this.#barriers.at(-1);
  }

  get empty(): boolean {
    return this.#frames.length === 0;
  }

  /** Whether an element of this name is open on this side of the innermost barrier. */
  isOpen(name: string): boolean {
    return (this.#scopes.at(-1)?.get(name) ?? 0) > 0;
  }

  push(frame: Frame): void {
    this.#count(frame.name, 1);
    this.#frames.push(frame);
    if (!BARRIER_TAGS.has(frame.name)) return;
    this.#scopes.push(new Map());
    this.#barriers.push(frame.name);
    if (frame.name === 'table') this.tables++;
  }

  pop(): Frame | undefined {
    const frame = this.#frames.pop();
    if (!frame) return undefined;
    if (BARRIER_TAGS.has(frame.name)) {
      this.#scopes.pop();
      this.#barriers.pop();
      if (frame.name === 'table') this.tables--;
    }
    this.#count(frame.name, -1);
    return frame;
  }

  #count(name: string, by: 1 | -1): void {
    const scope = this.#scopes.at(-1);
    scope?.set(name, (scope.get(name) ?? 0) + by);
  }
}
