import type { Inline } from '../../../../shared/body/schema';

/** The words of a caption as one edits them in a plain field; a line break is "\n". */
export const captionText = (caption: readonly Inline[]): string =>
  caption.map((part) => (part.t === 'link' ? captionText(part.children) : part.t === 'br' ? '\n' : part.text)).join('');

/**
 * A caption after its words were edited in a plain field: what stands before and after the change keeps its
 * marks and links, what was typed takes those of the text it was typed after.
 */
export function editCaption(caption: readonly Inline[], typed: string): Inline[] {
  const old = captionText(caption);
  if (old === typed) return [...caption];
  let start = 0;
  while (start < old.length && start < typed.length && old[start] === typed[start]) start++;
  let end = 0;
  while (end < old.length - start && end < typed.length - start && old.at(-1 - end) === typed.at(-1 - end)) end++;
  const before = slice(caption, 0, start);
  const after = slice(caption, old.length - end, old.length);
  const last = before.at(-1);
  const marks = last?.t === 'text' ? last.marks : undefined;
  const middle = lines(typed.slice(start, typed.length - end)).map((part) =>
    part.t === 'text' && marks ? { ...part, marks } : part,
  );
  return joined([...before, ...middle, ...after]);
}

function lines(text: string): Inline[] {
  return text
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ t: 'br' } as const] : []),
      ...(line === '' ? [] : [{ t: 'text', text: line } as const]),
    ]);
}

function slice(line: readonly Inline[], from: number, to: number): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  for (const part of line) {
    const length = captionText([part]).length;
    const start = Math.max(0, from - at);
    const end = Math.min(length, to - at);
    if (end > start) {
      if (part.t === 'text') out.push({ ...part, text: part.text.slice(start, end) });
      else if (part.t === 'br') out.push(part);
      else out.push({ ...part, children: slice(part.children, start, end).filter((child) => child.t !== 'link') });
    }
    at += length;
  }
  return out;
}

function joined(line: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const part of line) {
    const last = out.at(-1);
    if (part.t === 'text' && last?.t === 'text' && (last.marks ?? []).join() === (part.marks ?? []).join())
      out[out.length - 1] = { ...last, text: last.text + part.text };
    else out.push(part);
  }
  return out;
}
