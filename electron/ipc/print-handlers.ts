import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors';
import type { Print } from '../print';
import type { Handlers } from './router';

export interface PrintDoor {
  readonly print: () => Promise<Print>;
  /** Where exports go when nobody is asked. */
  readonly exportFolder: () => string;
  /** Asks where to; null when there is no answer. */
  readonly pickPdf: (suggested: string) => Promise<string | null>;
  /** Folder of the PDFs opened to be printed; its contents can be thrown away. */
  readonly printFolder: string;
  /** Hands a PDF to the system's viewer; false when there is none. */
  readonly openPdf: (path: string) => Promise<boolean>;
}

/** Channels of a bulletin's pages. */
export function printHandlers({
  print,
  exportFolder,
  pickPdf,
  printFolder,
  openPdf,
}: PrintDoor): Pick<
  Handlers,
  'bulletins.presets' | 'bulletins.render' | 'bulletins.export' | 'bulletins.print' | 'bulletins.cancel'
> {
  return {
    'bulletins.presets': async () => (await print()).presets(),
    'bulletins.render': async ({ id }) => (await print()).render(id),
    'bulletins.export': async ({ id, choose }) => {
      const door = await print();
      const folder = exportFolder();
      if (!choose) return door.export(id, { folder });
      const path = await pickPdf(join(folder, await door.suggest(id)));
      return path === null ? null : door.export(id, { path });
    },
    'bulletins.print': async ({ id }) => {
      const door = await print();
      const done = await door.export(id, { path: join(printFolder, await door.suggest(id)) });
      if (!(await openPdf(done.path))) throw new AppError('print.no-viewer', { path: done.path });
      return { pages: done.pages, warnings: done.warnings };
    },
    'bulletins.cancel': async ({ id }) => {
      (await print()).cancel(id);
      return {};
    },
  };
}
