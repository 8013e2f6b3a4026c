import { join } from 'node:path';
import type { Print } from '../print';
import type { Handlers } from './router';

export interface PrintDoor {
  readonly print: () => Promise<Print>;
  /** Where exports go when nobody is asked. */
  readonly exportFolder: () => string;
  /** Asks where to; null when there is no answer. */
  readonly pickPdf: (suggested: string) => Promise<string | null>;
}

/** Channels of a bulletin's pages. */
export function printHandlers({
  print,
  exportFolder,
  pickPdf,
}: PrintDoor): Pick<Handlers, 'bulletins.presets' | 'bulletins.render' | 'bulletins.export' | 'bulletins.cancel'> {
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
    'bulletins.cancel': async ({ id }) => {
      (await print()).cancel(id);
      return {};
    },
  };
}
