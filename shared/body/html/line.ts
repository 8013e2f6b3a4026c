import { fromOldFont, type OldFont } from '../../vietnamese/encodings';
import { normalise, normaliseReport } from '../../vietnamese/normalise';
import { build, type FlatRun } from '../inline';
import type { Inline } from '../schema';
import type { Look } from './look';
import type { Notes } from './notes';

const BLANK = /[\s\u200b\ufeff]/;

/** A run with the font it was set in, where that decides what its letters mean. */
interface FontRun extends FlatRun {
  readonly font: OldFont | null;
}

/** Collects the text of one block, collapsing spaces as a browser does. */
export class Line {
  #runs: FontRun[] = [];
  /** Whether a space here would be the first or a second one. */
  #atSpace = true;

  get empty(): boolean {
    return this.#runs.length === 0;
  }

  text(text: string, look: Look): void {
    let part = text;
    if (look.space === 'collapse') {
      part = text.replace(/[ \t\n\f\r]+/g, ' ');
      if (this.#atSpace && part.startsWith(' ')) part = part.slice(1);
      if (part === '') return;
      this.#atSpace = part.endsWith(' ');
    } else this.#atSpace = false;
    const last = this.#runs.at(-1);
    if (last && last.text !== null && last.marks === look.marks && last.href === look.href && last.font === look.font) {
      last.text += part;
    } else this.#runs.push({ text: part, marks: look.marks, href: look.href, font: look.font });
  }

  break(look: Look): void {
    this.#dropSpace();
    this.#runs.push({ text: null, marks: 0, href: look.href, font: null });
    this.#atSpace = true;
  }

  /** Whether the last thing is a line break: a second one there starts a new paragraph. */
  get afterBreak(): boolean {
    return this.#runs.at(-1)?.text === null;
  }

  /**
   * Ends the line and gives its parts; null when nothing can be seen of it.
   * @param exact keeps spaces and breaks at its edges (but one break at the end, which shows nothing in HTML)
   */
  end(exact: boolean, notes: Notes): Inline[] | null {
    this.#dropSpace();
    const runs = this.#runs.map((run) => readable(run, notes));
    this.#runs = [];
    this.#atSpace = true;
    if (runs.at(-1)?.text === null) runs.pop();
    if (!exact) trim(runs);
    countChanges(runs, notes);
    const inline = build(runs);
    return inline.some((part) => part.t !== 'br' && visible(part)) ? inline : null;
  }

  #dropSpace(): void {
    const last = this.#runs.at(-1);
    if (this.#atSpace && last?.text?.endsWith(' ')) last.text = last.text.slice(0, -1);
  }
}

function readable({ font, ...run }: FontRun, notes: Notes): FlatRun {
  if (!font || run.text === null) return run;
  const text = fromOldFont(run.text, font);
  if (text !== run.text) notes.add('encoding', font.encoding);
  return { ...run, text };
}

/** Counted over the whole line: a letter and its mark may come in different runs. */
export function countChanges(runs: readonly FlatRun[], notes: Notes): void {
  const text = runs.map((run) => run.text ?? '\n').join('');
  if (normalise(text) === text) return;
  const { composed, eth, invisible, control } = normaliseReport(text);
  notes.add('normalised', '', composed + eth);
  notes.add('invisible', '', invisible + control);
}

function visible(part: Inline): boolean {
  if (part.t === 'text') return /\S/.test(part.text);
  return part.t === 'link' && part.children.some(visible);
}

function trim(runs: FlatRun[]): void {
  for (const end of ['start', 'end'] as const) {
    for (;;) {
      const run = end === 'start' ? runs[0] : runs.at(-1);
      if (!run) break;
      run.text = run.text === null ? '' : end === 'start' ? trimStart(run.text) : trimEnd(run.text);
      if (run.text !== '') break;
      if (end === 'start') runs.shift();
      else runs.pop();
    }
  }
}

function trimStart(text: string): string {
  let at = 0;
  while (at < text.length && BLANK.test(text.charAt(at))) at++;
  return text.slice(at);
}

function trimEnd(text: string): string {
  let at = text.length;
  while (at > 0 && BLANK.test(text.charAt(at - 1))) at--;
  return text.slice(0, at);
}
