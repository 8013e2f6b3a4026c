import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PrintPreset } from '../../shared/domain/bulletin';
import a4 from './templates/a4.json';
import a5 from './templates/a5.json';
import bulletin from './templates/bulletin-190x270.json';

const mm = (least: number, most: number) => z.number().min(least).max(most);
const pt = (least: number, most: number) => z.number().min(least).max(most);

/** A page format as data: lengths in mm, sizes in pt, leading as a multiple of the size. */
export const preset = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  name: z.strictObject({ vi: z.string().min(1).max(100), en: z.string().min(1).max(100) }),
  page: z.strictObject({ width: mm(90, 420), height: mm(120, 594) }),
  margin: z.strictObject({ top: mm(12, 50), bottom: mm(10, 50), inside: mm(5, 50), outside: mm(5, 50) }),
  /** The counts of columns that this format offers, the first being its least. */
  columns: z
    .array(z.union([z.literal(1), z.literal(2), z.literal(3)]))
    .min(1)
    .max(3),
  gutter: mm(3, 20),
  font: z.enum(['Tinos']),
  sizes: z.strictObject({ body: pt(7, 16), masthead: pt(14, 72), title: pt(9, 36), lead: pt(7, 18), small: pt(6, 14) }),
  leading: z.number().min(1).max(2),
  /** First line of a paragraph. */
  indent: mm(0, 15),
  /** What the Press Law allows a licensed bulletin (../shared/domain/print-formats.md §1): a warning, never a refusal. */
  limits: z.strictObject({ width: mm(1, 1000), height: mm(1, 1000), pages: z.number().int().min(1).max(10_000) }),
});
export type Preset = z.infer<typeof preset>;

/** Narrowest column that is set justified, in mm (print-formats.md §1). */
export const NARROW = 55;

/**
 * @param file its name, for the message
 * @throws Error naming the file, the field and what the field allows
 */
export function readPreset(file: string, data: unknown): Preset {
  const read = preset.safeParse(data);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.message}`);
  throw new Error(`${file}: ${faults.join('; ')}`);
}

/**
 * The formats of the house, and those of the office from a folder of JSON files (one with the same id takes its place).
 * @throws Error for a file that cannot be read, naming it
 */
export function readPresets(folder?: string): ReadonlyMap<string, Preset> {
  const all = [
    readPreset('bulletin-190x270.json', bulletin),
    readPreset('a5.json', a5),
    readPreset('a4.json', a4),
    ...(folder === undefined ? [] : officePresets(folder)),
  ];
  return new Map(all.map((each) => [each.id, each]));
}

function officePresets(folder: string): Preset[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    let data: unknown;
    try {
      data = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
    }
    return readPreset(name, data);
  });
}

/** Width of one column, in mm. */
export function columnWidth(of: Preset, columns: number): number {
  const text = of.page.width - of.margin.inside - of.margin.outside;
  return (text - of.gutter * (columns - 1)) / columns;
}

/** What the interface shows of a format. */
export function shown(of: Preset): PrintPreset {
  return { id: of.id, name: of.name, width: of.page.width, height: of.page.height, columns: [...of.columns] };
}
