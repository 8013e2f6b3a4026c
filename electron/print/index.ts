import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PrintPreset, PrintWarning } from '../../shared/domain/bulletin';
import { AppError } from '../../shared/domain/errors';
import type { Jobs } from '../jobs/contract';
import type { Store } from '../store/contract';
import { putInPlace } from './file';
import type { Printed, PrintInput, PrintSetting } from './input';
import { fileName } from './name';
import { COMPILE, type CompileAnswer, type CompileOrder, compileAnswer } from './order';
import { type Preset, readPresets, shown } from './preset';

export type { PrintArticle, Printed, PrintInput, PrintSetting } from './input';
export { fileName } from './name';
export { type Preset, readPresets } from './preset';

export interface PrintOptions {
  /** The host of the print process: entry `print/job.ts`, timeout `print.timeout`, crash `print.failed`. */
  readonly jobs: Jobs;
  readonly store: Pick<Store, 'call'>;
  /** Folder of previews; its contents can be thrown away. */
  readonly previews: string;
  /** Folder of the bundled fonts (`fontFolder`). */
  readonly fonts: string;
  /** Folder of the office's own page formats, where there is one. */
  readonly templates?: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Where an export goes: into a folder under a free name, or to the very path that a person chose. */
export type ExportTo = { readonly folder: string } | { readonly path: string };

export interface Print {
  presets(): PrintPreset[];
  /**
   * Lays a bulletin out for the preview; a layout of the same bulletin that still runs is given up (`cancelled`).
   * @throws AppError not-found, print.empty, print.failed, print.timeout, cancelled
   */
  render(id: string): Promise<{ url: string; pages: number; ms: number; warnings: PrintWarning[] }>;
  /** The PDF behind `media://preview/<token>`; null once another layout of its bulletin took its place. */
  preview(token: string): string | null;
  /** The name that an export would have, for the dialog that asks where. */
  suggest(id: string): Promise<string>;
  /** Writes the PDF: temporary file beside it, fsync, rename. Throws also folder.not-writable and store.disk-full. */
  export(id: string, to: ExportTo): Promise<{ path: string; pages: number; bytes: number; warnings: PrintWarning[] }>;
  /** Gives up what is being laid out or exported of this bulletin. */
  cancel(id: string): void;
}

const PREVIEW = /^preview-[0-9a-f]+\.pdf$/;

/** The print room's calls (bulletins.presets, render, export, cancel). Imports nothing of Electron. */
export function openPrint(options: PrintOptions): Print {
  const { jobs, store, clock } = options;
  const presets = readPresets(options.templates);
  const shownNow = new Map<string, { token: string; path: string }>();
  const running = new Map<string, Set<AbortController>>();
  // Previews of an earlier run are of no use to anybody.
  const cleaned = clean(options.previews);
  // Told where a layout needs the folder.
  cleaned.catch(() => undefined);

  async function lay(id: string, out: string, stop: AbortController): Promise<CompileAnswer> {
    const { input, preset } = await gather(store, presets, id);
    const order: CompileOrder = { input, preset, fonts: options.fonts, now: clock(), out };
    return compileAnswer.parse(await jobs.run(COMPILE, order, { signal: stop.signal }));
  }

  /** Runs `work` so that `cancel` reaches it. */
  async function cancellable<T>(key: string, work: (stop: AbortController) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const all = running.get(key) ?? new Set();
    running.set(key, all.add(stop));
    try {
      return await work(stop);
    } finally {
      all.delete(stop);
      if (all.size === 0) running.delete(key);
    }
  }

  function stopAll(key: string): void {
    for (const each of running.get(key) ?? []) each.abort();
  }

  return {
    presets: () => [...presets.values()].map(shown),
    async render(id) {
      const begun = performance.now();
      stopAll(`render ${id}`);
      const token = randomBytes(16).toString('hex');
      const path = join(options.previews, `preview-${token}.pdf`);
      return cancellable(`render ${id}`, async (stop) => {
        await cleaned;
        const { pages, warnings } = await discardingOnFailure(path, () => lay(id, path, stop));
        const before = shownNow.get(id);
        shownNow.set(id, { token, path });
        // On Windows a viewer may hold it still: then the next start takes it away.
        if (before) await rm(before.path, { force: true }).catch(() => undefined);
        return { url: `media://preview/${token}`, pages, ms: performance.now() - begun, warnings };
      });
    },
    preview(token) {
      for (const each of shownNow.values()) if (each.token === token) return each.path;
      return null;
    },
    async suggest(id) {
      return fileName((await store.call('bulletins.open', { id })).fields.masthead);
    },
    export(id, to) {
      return cancellable(`export ${id}`, async (stop) => {
        const wanted = 'path' in to ? to.path : join(to.folder, await this.suggest(id));
        await mkdir(dirname(wanted), { recursive: true }).catch(() => undefined);
        // Beside the goal: a rename is whole only within one disk.
        const temporary = `${wanted}.${randomBytes(6).toString('hex')}.tmp`;
        const done = await discardingOnFailure(temporary, () => lay(id, temporary, stop));
        const path = await putInPlace(temporary, wanted, 'path' in to);
        return { path, ...done };
      });
    },
    cancel(id) {
      stopAll(`render ${id}`);
      stopAll(`export ${id}`);
    },
  };
}

/**
 * Prints in this very process: for the command line and benches under plain Node, never in the main process of the app.
 * @throws AppError print.empty, print.failed
 */
export async function printBulletin(input: PrintInput, setting: PrintSetting): Promise<Printed> {
  // Loaded only here: the compiler's native code must not come into the app's main process.
  const { printBulletin: print } = await import('./compile');
  return print(input, setting);
}

/**
 * The bundled fonts: `fonts` beside the packaged app, the installed package in a checkout.
 * @param root resources folder of the packaged app, or the project root
 * @throws Error when neither is there
 */
export function fontFolder(root: string): string {
  const places = [join(root, 'fonts'), join(root, 'node_modules', '@expo-google-fonts', 'tinos')];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`no fonts: ${places.join(', ')}`);
  return found;
}

async function gather(
  store: Pick<Store, 'call'>,
  presets: ReadonlyMap<string, Preset>,
  id: string,
): Promise<{ input: PrintInput & CompileOrder['input']; preset: Preset }> {
  const { bulletin, articles } = await store.call('bulletins.whole', { id });
  const preset = presets.get(bulletin.fields.preset);
  if (!preset) throw new AppError('not-found', { what: bulletin.fields.preset });
  const input: CompileOrder['input'] = {
    fields: bulletin.fields,
    articles: articles.map(({ id: articleId, whole }) => ({
      id: articleId,
      article:
        whole && whole.article.deletedAt === null
          ? { id: articleId, fields: whole.article.fields, blocks: [...whole.blocks] }
          : null,
    })),
    pictures: {},
  };
  const wanted = new Set<string>();
  for (const { article } of input.articles)
    for (const block of article?.blocks ?? []) if (block.kind === 'picture') wanted.add(block.media);
  for (const sha256 of wanted) {
    const found = await store.call('media.path', { sha256 });
    if (found) input.pictures[sha256] = found.path;
  }
  return { input, preset };
}

async function discardingOnFailure<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function clean(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter((name) => PREVIEW.test(name));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
}
