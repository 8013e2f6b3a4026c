import { linkTarget } from './link';
import { attribute, type Look, lookOf, losesStyle, parseStyle, type Style } from './look';
import type { Notes } from './notes';
import { type Attribute, CUT_TAGS } from './tokens';

const NO_STYLE: Style = new Map();
/** Word repeats a few styles thousands of times. */
const KEPT_STYLES = 1000;

/** The looks of a source's elements, with a note of what each of them loses. */
export class Looks {
  readonly #notes: Notes;
  readonly #styles = new Map<string, Style>();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** The look inside a new element. */
  of(name: string, attrs: readonly Attribute[], outer: Look): Look {
    if (CUT_TAGS.has(name)) {
      if (name !== 'style' && name !== 'title' && name !== 'template') this.#notes.add('dropped-script', name);
      return { ...outer, cut: true };
    }
    const style = this.#style(attrs);
    if (losesStyle(style) || name === 'font') this.#notes.add('dropped-style', name);
    // Word marks what was deleted so; <del> of other pages is text struck through.
    if (name === 'del' && (attribute(attrs, 'datetime') ?? attribute(attrs, 'cite')) !== null) {
      this.#notes.add('dropped-comment', 'del');
      return { ...outer, cut: true };
    }
    const look = lookOf(name, attrs, style, outer);
    if (look.cut) this.#notes.add('dropped-comment', name);
    if (name !== 'a') return look;
    const address = attribute(attrs, 'href');
    const href = address === null ? null : linkTarget(address);
    if (address !== null && href === null) this.#notes.add('dropped-link', address);
    return { ...look, href };
  }

  /** The look inside formatting that goes on behind a block, noted already. */
  again(name: string, attrs: readonly Attribute[], outer: Look): Look {
    return lookOf(name, attrs, this.#style(attrs), outer);
  }

  #style(attrs: readonly Attribute[]): Style {
    const text = attribute(attrs, 'style');
    if (text === null) return NO_STYLE;
    let style = this.#styles.get(text);
    if (!style) {
      style = parseStyle(text);
      if (this.#styles.size < KEPT_STYLES) this.#styles.set(text, style);
    }
    return style;
  }
}
