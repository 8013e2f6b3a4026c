import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from '../../../build/bootstrap/places.mjs';
import { type Core, openCore } from '../../../electron/store/core';
import { MIGRATIONS } from '../../../electron/store/migrations';
import { positionsBetween } from '../../../shared/body/position';
import type { PlacedBlock } from '../../../shared/body/schema';
import { paragraph } from './prose';
import { between, random } from './random';

/** What a library holds; the same description gives the same library. */
export interface Library {
  articles: number;
  /** Words of each. */
  words: number;
  /** Kept revisions of each. */
  revisions: number;
  /** One more article of so many paragraphs of 60 words, edited last. 0: none. */
  long: number;
}

/** Raise it when the way libraries are made changes. */
const MAKING = 1;
const WORDS_A_PARAGRAPH = 60;
const CATEGORIES = ['Thời sự', 'Kinh tế', 'Văn hóa - Xã hội', 'Quốc phòng - An ninh', 'Xây dựng Đảng', 'Pháp luật'];
const AUTHORS = ['Nguyễn Văn Út', 'Trần Thị Lan', 'Lê Hoàng Minh', 'Phạm Thu Hà', 'Huỳnh Quốc Việt'];
/** Articles lie a quarter of an hour apart, up to this instant (2026-01-01). */
const LAST = Date.UTC(2026, 0, 1);
const APART = 15 * 60_000;

/**
 * A data folder (what `--user-data-dir` takes) with a library in it, made once by the store's own code and kept in the
 * cache folder under its description and the database's schema, then copied.
 * @param to must not exist
 * @returns the id of the article edited last: the long one where there is one
 */
export async function copyLibrary(library: Library, to: string, say: (line: string) => void): Promise<string> {
  const made = await libraryFolder(library, say);
  await mkdir(to, { recursive: true });
  await cp(made, join(to, 'data'), { recursive: true, mode: constants.COPYFILE_FICLONE });
  const core = openCore(join(to, 'data'));
  try {
    const list = core.call('articles.list', {
      filter: {
        query: '',
        status: [],
        category: null,
        author: null,
        from: null,
        to: null,
        trash: false,
        sort: 'updated',
        descending: true,
      },
      offset: 0,
      limit: 1,
    });
    const [last] = list.rows;
    if (!last) throw new Error('the library is empty');
    return last.id;
  } finally {
    core.close();
  }
}

async function libraryFolder(library: Library, say: (line: string) => void): Promise<string> {
  const schema = createHash('sha256')
    .update(MIGRATIONS.map(({ sql }) => sql).join('\n'))
    .digest('hex')
    .slice(0, 12);
  const name = `${library.articles}x${library.words}r${library.revisions}l${library.long}-${schema}-${MAKING}`;
  const base = join(cacheDir(), 'bench');
  const folder = join(base, name);
  await mkdir(base, { recursive: true });
  if ((await readdir(base)).includes(name)) return folder;
  // Made beside its place and renamed: one that was stopped halfway is never taken for a whole one.
  const halfway = `${folder}.${process.pid}.making`;
  say(`making a library of ${library.articles} articles (once, kept in the cache)`);
  make(library, halfway);
  await rename(halfway, folder).catch(async (error: unknown) => {
    await rm(halfway, { recursive: true, force: true });
    if (!(await readdir(base)).includes(name)) throw error;
  });
  return folder;
}

function make(library: Library, folder: string): void {
  let now = LAST - library.articles * APART;
  const core = openCore(folder, { synchronous: 'OFF', clock: () => now });
  const next = random(library.articles + library.words);
  for (let at = 0; at < library.articles; at++) {
    now = LAST - (library.articles - at) * APART;
    article(core, next, at, library, (ms) => {
      now += ms;
    });
  }
  if (library.long > 0) {
    now = LAST;
    longArticle(core, library.long);
  }
  core.connection.raw.pragma('wal_checkpoint(TRUNCATE)');
  core.close();
}

function article(core: Core, next: () => number, at: number, library: Library, pass: (ms: number) => void): void {
  const count = Math.max(1, Math.round(library.words / WORDS_A_PARAGRAPH));
  const texts = Array.from({ length: count }, () => paragraph(next, Math.round(library.words / count)));
  const placed = blocks(texts, `a${at}`);
  const made = core.call('articles.create', {
    fields: {
      title: paragraph(next, 10).slice(0, -1),
      lead: paragraph(next, 30),
      category: CATEGORIES[at % CATEGORIES.length] ?? '',
      author: AUTHORS[between(next, 0, AUTHORS.length - 1)] ?? '',
    },
    blocksJson: JSON.stringify(placed),
  });
  let version = made.version;
  for (let kept = 1; kept <= library.revisions; kept++) {
    pass(60_000);
    const changed = placed[between(next, 0, placed.length - 1)];
    if (!changed) break;
    const text = paragraph(next, WORDS_A_PARAGRAPH);
    const block = { ...changed.block, kind: 'paragraph' as const, inline: [{ t: 'text' as const, text }] };
    const saved = core.call('articles.save', {
      id: made.id,
      baseVersion: version,
      changedJson: JSON.stringify([{ pos: changed.pos, block }]),
      removed: [],
      keepAs: `Bản ${kept}`,
    });
    version = saved.version;
  }
}

/** The article that `typing` and `open` work on. */
function longArticle(core: Core, paragraphs: number): void {
  core.call('articles.create', {
    fields: { title: `Bài ${paragraphs} đoạn`, lead: 'Bài dài để đo.' },
    blocksJson: JSON.stringify(blocks(longTexts(paragraphs), 'l')),
  });
}

/** Its text: the contestant lays out the same. */
export function longTexts(paragraphs: number): string[] {
  const next = random(paragraphs);
  return Array.from({ length: paragraphs }, () => paragraph(next, WORDS_A_PARAGRAPH));
}

function blocks(texts: readonly string[], prefix: string): PlacedBlock[] {
  const places = positionsBetween(null, null, texts.length);
  return texts.map((text, at) => ({
    pos: places[at] ?? 'V',
    block: { id: `${prefix}${at}`.padStart(12, '0'), kind: 'paragraph', inline: [{ t: 'text', text }] },
  }));
}
