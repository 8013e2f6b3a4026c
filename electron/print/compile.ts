import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { AppError } from '../../shared/domain/errors';
import { openFonts } from './fonts';
import type { Printed, PrintInput, PrintSetting } from './input';
import { makePictures, type PictureFile } from './pictures';
import { columnWidth, NARROW } from './preset';
import { bulletinSource, type ReadyPicture } from './source';
import { newWarnings, type Warnings } from './warnings';

/** One compiler a folder of fonts: kept, as the second layout of a bulletin is far faster than the first. */
const compilers = new Map<string, NodeCompiler>();

/**
 * A bulletin -> its PDF (PDF/UA-1). Native and not to be interrupted: in the program it runs in the job process only.
 * @throws AppError print.empty for a bulletin without articles; print.failed when Typst refuses (a fault of ours)
 */
export function printBulletin(input: PrintInput, setting: PrintSetting): Printed {
  if (!input.articles.some((each) => each.article !== null)) throw new AppError('print.empty');
  const { preset } = setting;
  const fonts = openFonts(setting.fonts);
  const compiler = compilers.get(setting.fonts) ?? newCompiler(setting.fonts);
  const warnings = newWarnings();
  const pictures = makePictures(input, preset, warnings);
  const attempt = (ready: ReadonlyMap<string, ReadyPicture>, told: Warnings) => {
    const source = (reserve: number) =>
      bulletinSource(input, { preset, fonts, pictures: ready, warnings: told, reserve });
    return layOut(compiler, source, input.fields.columns, setting);
  };
  let done: Laid;
  let told = warnings;
  map(compiler, setting.fonts, pictures.files);
  try {
    try {
      done = attempt(pictures.ready, warnings);
    } catch (error) {
      // Typst's own decoder may refuse a picture that ours took: better the words alone than no bulletin.
      if (pictures.files.length === 0) throw error;
      told = newWarnings();
      done = attempt(
        new Map([...pictures.ready.keys()].map((media) => [media, { fault: 'picture-unreadable' }])),
        told,
      );
    }
  } catch (error) {
    throw new AppError('print.failed', { reason: reason(error) }, { cause: error });
  } finally {
    compiler.resetShadow();
    compiler.evictCache(8);
  }
  limits(input, setting, done.pages, told);
  return { pdf: done.pdf, pages: done.pages, warnings: told.list() };
}

function newCompiler(fonts: string): NodeCompiler {
  const compiler = NodeCompiler.create({ workspace: fonts, fontArgs: [{ fontPaths: [fonts] }] });
  compilers.set(fonts, compiler);
  return compiler;
}

function map(compiler: NodeCompiler, workspace: string, files: readonly PictureFile[]): void {
  for (const { file, bytes } of files) compiler.mapShadow(join(workspace, file), bytes);
}

interface Laid {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

function layOut(
  compiler: NodeCompiler,
  source: (reserve: number) => string,
  columns: number,
  setting: PrintSetting,
): Laid {
  let document = compile(compiler, source(0));
  for (const reserve of reserves(compiler, document, columns, setting)) {
    const level = compile(compiler, source(reserve));
    if (level.numOfPages > document.numOfPages) continue;
    document = level;
    break;
  }
  const pdf = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(setting.now / 1000) });
  return { pdf, pages: document.numOfPages };
}

function compile(compiler: NodeCompiler, source: string): NodeTypstDocument {
  const made = compiler.compile({ mainFileContent: source });
  if (made.result) return made.result;
  const diagnostics = made.takeDiagnostics();
  throw new Error(JSON.stringify(diagnostics?.shortDiagnostics ?? 'no result'));
}

interface Position {
  readonly page: number;
  /** Points from the page's top. */
  readonly y: number;
  readonly x: number;
}

/**
 * Heights (pt) to keep empty at the foot of the last page so that its columns end level, the best first. Typst fills the
 * columns one after the other; one layout tells how much stands on the last page, a second one spreads it.
 */
function reserves(compiler: NodeCompiler, of: NodeTypstDocument, columns: number, setting: PrintSetting): number[] {
  if (columns === 1) return [];
  const at = (name: string): Position | null => {
    const found: unknown = compiler.query(of, { selector: `<${name}>`, field: 'value' });
    const [first] = Array.isArray(found) ? found : [];
    if (typeof first !== 'object' || first === null) return null;
    const { page, x, y } = first as Record<string, unknown>;
    return { page: Number(page), x: Number.parseFloat(String(x)), y: Number.parseFloat(String(y)) };
  };
  const [start, end, foot] = [at('start'), at('end'), at('imprint')];
  if (!start || !end || !foot || end.page !== foot.page || end.page !== of.numOfPages) return [];
  const { preset } = setting;
  const pt = 72 / 25.4;
  const top = end.page === 1 ? start.y : preset.margin.top * pt;
  const left = (end.page % 2 === 1 ? preset.margin.inside : preset.margin.outside) * pt;
  const step = (columnWidth(preset, columns) + preset.gutter) * pt;
  const column = Math.min(columns - 1, Math.max(0, Math.floor((end.x - left + 1) / step)));
  // The clearance between the columns and the imprint stands in prelude.typ.
  const height = foot.y - 5 * pt - top;
  const used = column * height + (end.y - top);
  const line = preset.sizes.body * preset.leading;
  const spare = height - used / columns;
  return [1.5, 4, 9].map((lines) => spare - lines * line).filter((reserve) => reserve > 2 * line);
}

function limits(input: PrintInput, { preset }: PrintSetting, pages: number, warnings: Warnings): void {
  const { limits: most, page } = preset;
  const wide = columnWidth(preset, input.fields.columns);
  if (pages > most.pages) warnings.add('too-many-pages', null, `${pages} > ${most.pages}`);
  if (page.width > most.width || page.height > most.height)
    warnings.add('page-too-large', null, `${page.width} × ${page.height} > ${most.width} × ${most.height} mm`);
  if (wide < NARROW) warnings.add('narrow-column', null, `${Math.round(wide)} < ${NARROW} mm`);
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
