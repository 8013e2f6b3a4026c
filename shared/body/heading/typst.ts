import { aligned } from '../paragraph/typst';
import type { Heading } from '../schema';
import { inlineTypst, type TypstSetting } from '../typst-text';

/** A heading at the level that the bulletin gives it; one without words is left out, as PDF/UA-1 refuses it. */
export function headingTypst(block: Heading, setting: TypstSetting): string {
  const inner = inlineTypst(block.inline, setting, 14);
  if (inner === '') return '';
  return aligned(`#heading(level: ${setting.headingLevel(block.level)})[${inner}]`, block.align);
}
