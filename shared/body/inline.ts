import type { Inline } from './schema';

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
