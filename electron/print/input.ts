import type { Block } from '../../shared/body/schema';
import type { ArticleFields } from '../../shared/domain/article';
import type { BulletinFields, PrintWarning } from '../../shared/domain/bulletin';
import type { Preset } from './preset';

/** An article as print needs it; `blocks` in order. */
export interface PrintArticle {
  readonly id: string;
  readonly fields: ArticleFields;
  readonly blocks: readonly Block[];
}

/** Everything that one bulletin is printed from. */
export interface PrintInput {
  readonly fields: BulletinFields;
  /** In order; null where the library has it no more. */
  readonly articles: readonly { readonly id: string; readonly article: PrintArticle | null }[];
  /** Absolute paths of the pictures by their sha256; one that is not here is missing. */
  readonly pictures: Readonly<Record<string, string>>;
}

export interface PrintSetting {
  readonly preset: Preset;
  /** Folder of the bundled fonts. */
  readonly fonts: string;
  /** When the PDF says that it was made: ms since 1970, UTC. */
  readonly now: number;
}

export interface Printed {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly warnings: readonly PrintWarning[];
}
