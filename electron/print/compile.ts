import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { AppError } from '../../shared/domain/errors';
import { openFonts } from './fonts';
import type { Printed, PrintInput, PrintSetting } from './input';
import { makePictures, type PictureFile } from './pictures';
import { columnWidth, NARROW } from './preset';
import { bulletinSource, type ReadyPicture, type Trim } from './source';
import { type Frame, holes, reserves } from './trim';
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
    const source = bulletinSource(input, { preset, fonts, pictures: ready, warnings: told });
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

/** Layouts that look for holes left by pictures. Each moves what comes after, so that new ones may show. */
const HOLE_ROUNDS = 3;

function layOut(compiler: NodeCompiler, source: (trim: Trim) => string, columns: number, setting: PrintSetting): Laid {
  const frame: Frame = { preset: setting.preset, columns };
  let floated: ReadonlySet<string> = new Set();
  let document = compile(compiler, source({ reserve: 0, floated }));
  for (let round = 0; round < HOLE_ROUNDS; round++) {
    const more = holes(compiler, document, frame).filter((key) => !floated.has(key));
    if (more.length === 0) break;
    floated = new Set([...floated, ...more]);
    document = compile(compiler, source({ reserve: 0, floated }));
  }
  for (const reserve of reserves(compiler, document, frame)) {
    const level = compile(compiler, source({ reserve, floated }));
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
