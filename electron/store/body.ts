import { z } from 'zod';
import { type PlacedBlock, placedBlock } from '../../shared/body/schema';
import { blockText } from '../../shared/body/text';
import { PART_SIZE } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import { countWords } from '../../shared/vietnamese/words';
import type { Reading, Writing } from './database';
import type { ArticleRecord } from './rows';
import type { Chunks } from './search-index';
import { storedBlock } from './stored';

const placedBlocks = z.array(placedBlock);
/** UTF-16 units of the first stretch of a body: enough for the first screens, so that they are drawn while the rest comes. */
const FIRST_STRETCH = 64 * 1024;

interface BlockRecord {
  readonly n: number;
  readonly id: string;
  readonly pos: string;
  readonly from_version: number;
  readonly chunk: number;
  readonly words: number;
  readonly json: string;
}

/**
 * JSON text from the other side of the glass, checked block by block.
 * @throws AppError `channel.input`
 */
export function parsePlaced(json: string): PlacedBlock[] {
  let value: unknown;
  try {
    value = JSON.parse(json === '' ? '[]' : json);
  } catch (error) {
    throw new AppError('channel.input', { what: 'blocks', reason: 'json' }, { cause: error });
  }
  const parsed = placedBlocks.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('channel.input', { what: 'blocks', reason: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  return parsed.data;
}

/** What a save does to a body. */
export interface BodyChange {
  readonly changed: readonly PlacedBlock[];
  readonly removed: readonly string[];
}

export interface BodyDelta {
  readonly words: number;
  readonly blocks: number;
  /** Whether any row differs from what stood. */
  readonly touched: boolean;
}

const currentBlock = (db: Reading, article: number, id: string): BlockRecord | undefined =>
  db.get<BlockRecord>('SELECT * FROM blocks WHERE article = ? AND id = ? AND to_version IS NULL', article, id);

/** Looks rows up one by one; where most of a body changes, all at once. */
function rowsFor(
  db: Reading,
  article: Pick<ArticleRecord, 'n' | 'blocks'>,
  changes: number,
): (id: string) => BlockRecord | undefined {
  if (changes < 8 || article.blocks > changes * 4) return (id) => currentBlock(db, article.n, id);
  const rows = db.all<BlockRecord>('SELECT * FROM blocks WHERE article = ? AND to_version IS NULL', article.n);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => byId.get(id);
}

/**
 * Writes a change as version `version`. A row that a kept version shows is closed, any other is overwritten in place.
 * Costs grow with the change, not with the body.
 */
export function writeBody(
  db: Writing,
  article: Pick<ArticleRecord, 'n' | 'kept_version' | 'blocks'>,
  version: number,
  change: BodyChange,
  chunks: Chunks,
): BodyDelta {
  let words = 0;
  let blocks = 0;
  let touched = false;
  const held = (row: BlockRecord): boolean => row.from_version <= article.kept_version;
  const drop = (row: BlockRecord): void => {
    if (held(row)) db.run('UPDATE blocks SET to_version = ? WHERE n = ?', version, row.n);
    else db.run('DELETE FROM blocks WHERE n = ?', row.n);
  };
  const insert = (placed: PlacedBlock, json: string, count: number, chunk: number): void => {
    db.run(
      'INSERT INTO blocks (article, id, pos, from_version, chunk, words, json) VALUES (?, ?, ?, ?, ?, ?, ?)',
      article.n,
      placed.block.id,
      placed.pos,
      version,
      chunk,
      count,
      json,
    );
  };
  for (const id of change.removed) {
    const row = currentBlock(db, article.n, id);
    if (!row) continue;
    drop(row);
    chunks.removed(row.chunk);
    words -= row.words;
    blocks -= 1;
    touched = true;
  }
  // Named twice, the last one counts. In their order, so that each new block finds its neighbour and a long paste fills
  // chunk after chunk.
  const ordered = [...new Map(change.changed.map((placed) => [placed.block.id, placed])).values()].sort((a, b) =>
    a.pos < b.pos ? -1 : a.pos > b.pos ? 1 : 0,
  );
  const standing = rowsFor(db, article, ordered.length);
  for (const placed of ordered) {
    const { block, pos } = placed;
    const json = JSON.stringify(block);
    const row = standing(block.id);
    if (row && row.json === json && row.pos === pos) continue;
    touched = true;
    let count = row?.words ?? 0;
    if (row?.json !== json) {
      const text = blockText(block);
      count = countWords(text);
      chunks.know(block.id, text);
    }
    if (block.kind === 'picture') {
      db.run('INSERT OR IGNORE INTO media_use (article, sha256) VALUES (?, ?)', article.n, block.media);
    }
    if (!row) {
      insert(placed, json, count, chunks.place(pos, block.id));
      words += count;
      blocks += 1;
      continue;
    }
    words += count - row.words;
    if (row.json !== json) chunks.changed(row.chunk);
    if (held(row)) {
      drop(row);
      insert(placed, json, count, row.chunk);
    } else {
      db.run(
        'UPDATE blocks SET pos = ?, from_version = ?, words = ?, json = ? WHERE n = ?',
        pos,
        version,
        count,
        json,
        row.n,
      );
    }
  }
  return { words, blocks, touched };
}

/** One stretch of a body as JSON text of PlacedBlock[], and where the next begins. */
export interface Stretch {
  readonly blocksJson: string;
  readonly next: string | null;
}

/** Rows are joined as text: they were checked when saved, and parsing them here would only be to write them again. */
export function stretch(db: Reading, article: number, after: string | null): Stretch {
  const [pos = '', id = ''] = after === null ? [] : after.split(' ');
  const limit = after === null ? FIRST_STRETCH : PART_SIZE;
  const pieces: string[] = [];
  let size = 0;
  let last = '';
  const rows = db.each<BlockRecord>(
    `SELECT * FROM blocks WHERE article = ? AND to_version IS NULL AND (pos, id) > (?, ?) ORDER BY pos, id`,
    article,
    pos,
    id,
  );
  for (const row of rows) {
    const piece = `{"pos":${JSON.stringify(row.pos)},"block":${row.json}}`;
    if (size > 0 && size + piece.length > limit) return { blocksJson: `[${pieces.join(',')}]`, next: last };
    pieces.push(piece);
    size += piece.length + 1;
    last = `${row.pos} ${row.id}`;
  }
  return { blocksJson: `[${pieces.join(',')}]`, next: null };
}

/** The body as it stood at `version`, in order. Only the current and the kept versions are whole. */
export function placedAt(db: Reading, article: number, version: number): PlacedBlock[] {
  // A union, so that each half has its own index; one OR would read closed and current rows of the whole article alike.
  const rows = db.all<{ pos: string; json: string }>(
    `SELECT pos, id, json FROM blocks WHERE article = ? AND to_version IS NULL AND from_version <= ?
     UNION ALL
     SELECT pos, id, json FROM blocks WHERE article = ? AND to_version > ? AND from_version <= ?
     ORDER BY pos, id`,
    article,
    version,
    article,
    version,
    version,
  );
  return rows.map(({ pos, json }) => ({ pos, block: storedBlock(json) }));
}

/** A change laid over a body: what a refused save would have made of it. */
export function overlaid(body: readonly PlacedBlock[], change: BodyChange): PlacedBlock[] {
  const gone = new Set([...change.removed, ...change.changed.map(({ block }) => block.id)]);
  return [...body.filter(({ block }) => !gone.has(block.id)), ...change.changed].sort((a, b) =>
    a.pos < b.pos ? -1 : a.pos > b.pos ? 1 : a.block.id < b.block.id ? -1 : 1,
  );
}

/** The change that turns one body into another. */
export function difference(from: readonly PlacedBlock[], to: readonly PlacedBlock[]): BodyChange {
  const before = new Map(from.map((placed) => [placed.block.id, placed]));
  const changed = to.filter((placed) => {
    const old = before.get(placed.block.id);
    return !old || old.pos !== placed.pos || JSON.stringify(old.block) !== JSON.stringify(placed.block);
  });
  const kept = new Set(to.map(({ block }) => block.id));
  return { changed, removed: from.filter(({ block }) => !kept.has(block.id)).map(({ block }) => block.id) };
}
