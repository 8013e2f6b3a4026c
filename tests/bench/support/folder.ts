import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../../shared/domain/settings';
import { copyLibrary, type Library } from './library';

/** Size of the product's and of every contestant's window. */
export const WINDOW = { width: 1366, height: 768 } as const;

export interface DataFolder {
  readonly path: string;
  /** The article edited last; the product opens it at start. */
  readonly lastArticle: string;
  end(): Promise<void>;
}

/** A data folder of the product with a library in it, as it is left after a day's work: in the editor, on the last article. */
export async function dataFolder(
  library: Library,
  say: (line: string) => void,
  more: Partial<Settings> = {},
): Promise<DataFolder> {
  const path = await mkdtemp(join(tmpdir(), 'toasoan-bench-'));
  const lastArticle = await copyLibrary(library, path, say);
  const settings: Partial<Settings> = { language: 'vi', theme: 'light', lastRoom: 'editor', lastArticle, ...more };
  await mkdir(join(path, 'data'), { recursive: true });
  await writeFile(join(path, 'settings.json'), JSON.stringify(settings));
  await writeFile(
    join(path, 'data', 'window.json'),
    JSON.stringify({ bounds: { x: 0, y: 0, ...WINDOW }, maximized: false, fullScreen: false }),
  );
  return { path, lastArticle, end: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
