import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { columnWidth, type Preset } from './preset';

/** The columns of a bulletin's pages. */
export interface Frame {
  readonly preset: Preset;
  readonly columns: number;
}

const PT = 72 / 25.4;
const length = z.string().transform((text) => Number.parseFloat(text));
/** Typst's `here().position()`: page from 1, points from the page's corner. */
const position = z.object({ page: z.number(), x: length, y: length });
type Position = z.infer<typeof position>;
const marks = z.array(position);
const pictureMarks = z.array(z.object({ key: z.string(), at: position }));

/** Between the text and the imprint, in pt: stands in prelude.typ as the clearance of `imprint`. */
const CLEARANCE = 5 * PT;

function query(compiler: NodeCompiler, of: NodeTypstDocument, label: string): unknown {
  return compiler.query(of, { selector: `<${label}>`, field: 'value' });
}

function first(compiler: NodeCompiler, of: NodeTypstDocument, label: string): Position | null {
  return marks.parse(query(compiler, of, label))[0] ?? null;
}

/**
 * Keys of the pictures that begin a column: what did not fit under the text before it left a hole there. Set at the top
 * of the column as a float it stands where it stood, and the text after it fills the hole.
 */
export function holes(compiler: NodeCompiler, of: NodeTypstDocument, { preset }: Frame): string[] {
  const pictures = pictureMarks.parse(query(compiler, of, 'picture'));
  if (pictures.length === 0) return [];
  const start = first(compiler, of, 'start');
  return pictures
    .filter(({ at }) => {
      const top = at.page === 1 && start ? start.y : preset.margin.top * PT;
      return Math.abs(at.y - top) < 2;
    })
    .map(({ key }) => key);
}

/**
 * Heights (pt) to keep empty at the foot of the last page so that its columns end level, the best first. Typst fills the
 * columns one after the other; one layout tells how much stands on the last page, a second one spreads it.
 */
export function reserves(compiler: NodeCompiler, of: NodeTypstDocument, { preset, columns }: Frame): number[] {
  if (columns === 1) return [];
  const start = first(compiler, of, 'start');
  const end = first(compiler, of, 'end');
  const foot = first(compiler, of, 'imprint');
  if (!start || !end || !foot || end.page !== foot.page || end.page !== of.numOfPages) return [];
  const top = end.page === 1 ? start.y : preset.margin.top * PT;
  const left = (end.page % 2 === 1 ? preset.margin.inside : preset.margin.outside) * PT;
  const step = (columnWidth(preset, columns) + preset.gutter) * PT;
  const column = Math.min(columns - 1, Math.max(0, Math.floor((end.x - left + 1) / step)));
  const height = foot.y - CLEARANCE - top;
  const used = column * height + (end.y - top);
  const line = preset.sizes.body * preset.leading;
  const spare = height - used / columns;
  // What cannot be divided (a heading with its lines, a picture) takes more room spread than stacked.
  return [1.5, 4, 9].map((lines) => spare - lines * line).filter((reserve) => reserve > 2 * line);
}
