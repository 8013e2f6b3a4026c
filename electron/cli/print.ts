import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { body } from '../../shared/body/schema';
import { articleFields, EMPTY_FIELDS } from '../../shared/domain/article';
import { type BulletinFields, bulletinFields, EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { AppError } from '../../shared/domain/errors';
import { readFile } from '../intake';
import { fontFolder, type PrintArticle, printBulletin, readPresets } from '../print';
import { faultOf } from './fault';
import { type Io, UsageError } from './io';

export interface PrintWords {
  /** Path of the PDF; the first file's name with .pdf without it. */
  readonly out?: string | undefined;
  readonly preset?: string | undefined;
  readonly columns?: string | undefined;
  readonly title?: string | undefined;
}

/** An article of a JSON file: as `intake` prints it, or bare. */
const jsonArticle = z.object({ fields: articleFields.partial(), blocks: body });
const jsonFile = z.union([z.object({ article: jsonArticle }).transform((line) => line.article), jsonArticle]);

/** Two folders up from this file in the checkout, and from the bundle that runs. */
const ROOT = resolve(import.meta.dirname, '../..');

/**
 * `print FILE… [-o OUT] [--preset ID] [--columns N] [--title WORDS]`: the files as one bulletin in PDF.
 * @returns exit code
 * @throws UsageError for a preset or number of columns that there is not
 */
export async function printVerb(files: readonly string[], words: PrintWords, io: Io): Promise<number> {
  const fields = fieldsOf(words);
  const preset = readPresets().get(fields.preset);
  if (!preset) throw new UsageError(`there is no preset ${fields.preset}: ${[...readPresets().keys()].join(', ')}`);
  if (!preset.columns.includes(fields.columns)) {
    throw new UsageError(`${fields.preset} has ${preset.columns.join(', ')} columns`);
  }
  const first = files[0] ?? '';
  const path = words.out ?? `${basename(first, extname(first))}.pdf`;
  const folder = await mkdtemp(join(tmpdir(), 'toasoan-print-'));
  let file = first;
  try {
    const pictures: Record<string, string> = {};
    const articles: { id: string; article: PrintArticle }[] = [];
    for (file of files) {
      const id = `file${String(articles.length).padStart(4, '0')}`;
      articles.push({ id, article: { id, ...(await articleOf(file, folder, pictures, io)) } });
    }
    file = path;
    const whole = { ...fields, items: articles.map(({ id }) => ({ articleId: id })) };
    const { pdf, pages, warnings } = await printBulletin(
      { fields: whole, articles, pictures },
      { preset, fonts: fontFolder(ROOT), now: Date.now() },
    );
    await io.writeFile(path, pdf);
    io.out({ file: path, pages, bytes: pdf.length, articles: articles.length, warnings });
    return 0;
  } catch (error) {
    io.out({ file, error: faultOf(error, file, io) });
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function fieldsOf({ preset, columns, title }: PrintWords): BulletinFields {
  const read = bulletinFields.safeParse({
    ...EMPTY_BULLETIN,
    ...(preset === undefined ? {} : { preset }),
    ...(columns === undefined ? {} : { columns: Number(columns) }),
    masthead: { ...EMPTY_BULLETIN.masthead, title: title ?? '' },
  });
  if (!read.success) throw new UsageError(z.prettifyError(read.error));
  return read.data;
}

async function articleOf(
  file: string,
  folder: string,
  pictures: Record<string, string>,
  io: Io,
): Promise<Omit<PrintArticle, 'id'>> {
  const bytes = await io.readFile(file);
  if (extname(file).toLowerCase() === '.json') {
    const read = jsonFile.safeParse(parse(bytes));
    if (!read.success) throw new AppError('intake.unreadable', { name: file, reason: z.prettifyError(read.error) });
    return { fields: { ...EMPTY_FIELDS, ...defined(read.data.fields) }, blocks: read.data.blocks };
  }
  const read = await readFile(bytes, basename(file));
  for (const picture of read.pictures) {
    const path = join(folder, picture.sha256);
    await writeFile(path, picture.bytes);
    pictures[picture.sha256] = path;
  }
  return { fields: { ...EMPTY_FIELDS, ...defined(read.fields) }, blocks: read.blocks };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** Without keys that hold nothing. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
