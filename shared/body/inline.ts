import { normalise } from '../vietnamese/normalise';
import { MARKS } from './marks';
import type { Inline, LineBreak, Mark, TextRun } from './schema';

/** The words of a run of inline parts; a line break is "\n". */
export function inlineText(parts: readonly Inline[]): string {
  let text = '';
  for (const part of parts) {
    if (part.t === 'text') text += part.text;
    else if (part.t === 'br') text += '\n';
    else text += inlineText(part.children);
  }
  return text;
}

/** Inline parts without nesting: `text` null is a line break; `marks` has a bit for each of MARKS; `href` null: no link. */
export interface FlatRun {
  text: string | null;
  readonly marks: number;
  readonly href: string | null;
}

export function flatten(parts: readonly Inline[], href: string | null = null): FlatRun[] {
  return parts.flatMap((part) => {
    if (part.t === 'link') return flatten(part.children, part.href);
    return [
      { text: part.t === 'br' ? null : part.text, marks: part.t === 'br' ? 0 : markBits(part.marks ?? []), href },
    ];
  });
}

/**
 * Flat runs as inline parts in their one plainest form: text normalised, neighbours of the same marks joined, no empty
 * runs, "\n" as a line break, runs of one address in one link, a combining mark with the letter it belongs to even
 * where formatting parted them (Word does so around a corrected letter).
 */
export function build(runs: readonly FlatRun[]): Inline[] {
  const clean: FlatRun[] = [];
  for (const run of join(gatherMarks(join(runs)))) {
    if (run.text === null) clean.push(run);
    else {
      normalise(run.text)
        .split('\n')
        .forEach((text, line) => {
          if (line > 0) clean.push({ text: null, marks: 0, href: run.href });
          if (text !== '') clean.push({ ...run, text });
        });
    }
  }
  const inline: Inline[] = [];
  for (const run of join(unlinkBlank(clean))) {
    const part: TextRun | LineBreak = run.text === null ? { t: 'br' } : textRun(run.text, run.marks);
    const last = inline.at(-1);
    if (run.href === null) inline.push(part);
    else if (last?.t === 'link' && last.href === run.href) last.children.push(part);
    else inline.push({ t: 'link', href: run.href, children: [part] });
  }
  return inline;
}

/** `build` of what is already nested: two bodies of the same meaning compare equal after it. */
export function tidy(parts: readonly Inline[]): Inline[] {
  return build(flatten(parts));
}

export function markBits(marks: readonly Mark[]): number {
  return marks.reduce((bits, mark) => bits | (1 << MARKS.indexOf(mark)), 0);
}

function textRun(text: string, bits: number): TextRun {
  const marks = MARKS.filter((_, at) => bits & (1 << at));
  return marks.length === 0 ? { t: 'text', text } : { t: 'text', text, marks };
}

function join(runs: readonly FlatRun[]): FlatRun[] {
  const joined: FlatRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === '') continue;
    if (last && last.text !== null && run.text !== null && last.marks === run.marks && last.href === run.href) {
      last.text += run.text;
    } else joined.push({ ...run });
  }
  return joined;
}

/** A link without a word in it cannot be seen or followed; its spaces stay, or words would run together. */
function unlinkBlank(runs: readonly FlatRun[]): FlatRun[] {
  const plain: FlatRun[] = [];
  for (let from = 0, to = 0; from < runs.length; from = to) {
    const href = runs[from]?.href ?? null;
    while (to < runs.length && (runs[to]?.href ?? null) === href) to++;
    const group = runs.slice(from, to);
    const blank = group.every((run) => run.text === null || run.text.trim() === '');
    plain.push(...(blank ? group.map((run) => ({ ...run, href: null })) : group));
  }
  return plain;
}

function gatherMarks(runs: readonly FlatRun[]): FlatRun[] {
  const gathered: FlatRun[] = [];
  for (const run of runs) {
    const before = gathered.at(-1);
    const text = run.text === null ? null : normalise(run.text);
    const marks = before?.text && text ? (/^\p{M}+/u.exec(text)?.[0] ?? '') : '';
    if (before?.text) before.text += marks;
    if (text === null || text.length > marks.length) gathered.push({ ...run, text: text?.slice(marks.length) ?? null });
  }
  return gathered;
}
