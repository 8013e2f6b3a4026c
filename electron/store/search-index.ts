import { blockText } from '../../shared/body/text';
import type { ArticleFields } from '../../shared/domain/article';
import { fold } from '../../shared/vietnamese/fold';
import { normalise } from '../../shared/vietnamese/normalise';
import { oldTone } from '../../shared/vietnamese/tone';
import type { Reading, Writing } from './database';
import { type ArticleRecord, fieldsOf } from './rows';
import { storedBlock } from './stored';

/** Blocks a chunk gets when it is cut, and how many it may grow to before it is cut again. */
export const CHUNK = 64;
export const CHUNK_MAX = 128;

/**
 * Stands between two blocks in the index as a word of its own, so that no phrase runs from the end of one into the next. A
 * private character: the tokenizer takes it for a letter, and no query can hold it.
 */
const BETWEEN = ' \ue000 ';

/** Text as it is indexed and asked for: NFC, old tone placement, lower case. */
export function exactForm(text: string): string {
  return oldTone(normalise(text)).toLowerCase();
}

interface Forms {
  readonly exact: string;
  readonly folded: string;
}
const words = new Map<string, Forms>();
/** Vietnamese has some 7,000 syllables; with names and numbers a library soon repeats itself. */
const REMEMBERED = 20_000;

/** Both forms of a text, word by word from memory: a fifth of a save's work otherwise. The words are those of the whole forms. */
export function indexForms(text: string): Forms {
  const exact: string[] = [];
  const folded: string[] = [];
  for (const word of text.split(' ')) {
    let forms = words.get(word);
    if (forms === undefined) {
      const form = exactForm(word);
      forms = { exact: form, folded: fold(form) };
      if (words.size >= REMEMBERED) words.clear();
      // A run without spaces may be a whole page, which is not worth remembering.
      if (word.length <= 40) words.set(word, forms);
    }
    exact.push(forms.exact);
    folded.push(forms.folded);
  }
  return { exact: exact.join(' '), folded: folded.join(' ') };
}

/** The fields that a search looks into, besides the body. */
export function headText(fields: ArticleFields): string {
  return [fields.title, fields.subtitle, fields.lead, fields.author, fields.penName, ...fields.keywords]
    .filter((text) => text !== '')
    .join(BETWEEN);
}

export function headChanged(before: ArticleFields, after: ArticleFields): boolean {
  return headText(before) !== headText(after);
}

export interface Chunk {
  readonly n: number;
  readonly article: number;
  readonly head: 0 | 1;
  readonly blocks: number;
  readonly doc: number;
}

function nextDoc(db: Reading): number {
  return (db.get<{ doc: number | null }>('SELECT max(doc) AS doc FROM chunks')?.doc ?? 0) + 1;
}

export function addChunk(db: Writing, article: number, head: 0 | 1): number {
  return db.run('INSERT INTO chunks (article, head, blocks, doc) VALUES (?, ?, 0, ?)', article, head, nextDoc(db)).id;
}

/**
 * Writes one chunk's document anew under the next number, from the blocks that stand.
 * @param known texts of blocks that were just written, by id
 */
export function indexChunk(
  db: Writing,
  chunkN: number,
  article: ArticleRecord,
  known: ReadonlyMap<string, string> = new Map(),
): void {
  const chunk = db.get<Chunk>('SELECT * FROM chunks WHERE n = ?', chunkN);
  if (!chunk) return;
  db.run('DELETE FROM search WHERE rowid = ?', chunk.doc);
  if (chunk.blocks === 0 && chunk.head === 0) {
    db.run('DELETE FROM chunks WHERE n = ?', chunkN);
    return;
  }
  const texts: string[] = chunk.head ? [headText(fieldsOf(article))] : [];
  // Sorted here: by the index on (article, pos) SQLite would walk the whole body for one chunk of it.
  const rows = db.all<{ id: string; pos: string; n: number }>(
    'SELECT id, pos, n FROM blocks WHERE chunk = ? AND to_version IS NULL',
    chunkN,
  );
  rows.sort((a, b) => (a.pos < b.pos ? -1 : 1));
  for (const { id, n } of rows) {
    const json = known.has(id) ? undefined : db.get<{ json: string }>('SELECT json FROM blocks WHERE n = ?', n)?.json;
    texts.push(known.get(id) ?? blockText(storedBlock(json ?? '')));
  }
  const { exact, folded } = indexForms(texts.join(BETWEEN));
  const doc = nextDoc(db);
  db.run('UPDATE chunks SET doc = ? WHERE n = ?', doc, chunkN);
  db.run('INSERT INTO search (rowid, exact, folded) VALUES (?, ?, ?)', doc, exact, folded);
}

/** Takes an article out of the index for good (its chunks go with it). */
export function dropFromIndex(db: Writing, article: number): void {
  for (const { doc } of db.all<{ doc: number }>('SELECT doc FROM chunks WHERE article = ?', article)) {
    db.run('DELETE FROM search WHERE rowid = ?', doc);
  }
  db.run('DELETE FROM chunks WHERE article = ?', article);
}

/** Which chunk the blocks of an article lie in, kept while one save is written. */
export class Chunks {
  readonly #db: Writing;
  readonly #article: number;
  readonly #counts = new Map<number, number>();
  readonly #dirty = new Set<number>();
  readonly #known = new Map<string, string>();
  #head: number | null = null;

  constructor(db: Writing, article: number) {
    this.#db = db;
    this.#article = article;
  }

  head(): number {
    this.#head ??=
      this.#db.get<{ n: number }>('SELECT n FROM chunks WHERE article = ? AND head = 1', this.#article)?.n ??
      addChunk(this.#db, this.#article, 1);
    return this.#head;
  }

  /** The chunk for a new block at `pos`: its neighbour's before, else the one after, else the head. */
  place(pos: string, id: string): number {
    const before = this.#db.get<{ chunk: number }>(
      `SELECT chunk FROM blocks WHERE article = ? AND to_version IS NULL AND (pos, id) < (?, ?)
       ORDER BY pos DESC, id DESC LIMIT 1`,
      this.#article,
      pos,
      id,
    );
    let chunk = before?.chunk;
    chunk ??= this.#db.get<{ chunk: number }>(
      'SELECT chunk FROM blocks WHERE article = ? AND to_version IS NULL ORDER BY pos, id LIMIT 1',
      this.#article,
    )?.chunk;
    chunk ??= this.head();
    this.#counts.set(chunk, this.#count(chunk) + 1);
    this.#dirty.add(chunk);
    return chunk;
  }

  changed(chunk: number): void {
    this.#dirty.add(chunk);
  }

  /** The text of a block that is being written: it need not be read back. */
  know(id: string, text: string): void {
    this.#known.set(id, text);
  }

  removed(chunk: number): void {
    this.#counts.set(chunk, this.#count(chunk) - 1);
    this.#dirty.add(chunk);
  }

  #count(chunk: number): number {
    return this.#counts.get(chunk) ?? this.#db.get<Chunk>('SELECT * FROM chunks WHERE n = ?', chunk)?.blocks ?? 0;
  }

  /** Cuts what has grown too long and indexes what has changed. `article` with its new fields. */
  write(article: ArticleRecord): void {
    for (const [chunk, count] of [...this.#counts]) if (count > CHUNK_MAX) this.#cut(chunk);
    for (const [chunk, count] of this.#counts) this.#db.run('UPDATE chunks SET blocks = ? WHERE n = ?', count, chunk);
    for (const chunk of this.#dirty) indexChunk(this.#db, chunk, article, this.#known);
  }

  #cut(chunk: number): void {
    const rows = this.#db.all<{ n: number; pos: string }>(
      'SELECT n, pos FROM blocks WHERE chunk = ? AND to_version IS NULL',
      chunk,
    );
    rows.sort((a, b) => (a.pos < b.pos ? -1 : 1));
    this.#counts.set(chunk, Math.min(CHUNK, rows.length));
    for (let from = CHUNK; from < rows.length; from += CHUNK) {
      const piece = rows.slice(from, from + CHUNK);
      const next = addChunk(this.#db, this.#article, 0);
      for (const { n } of piece) this.#db.run('UPDATE blocks SET chunk = ? WHERE n = ?', next, n);
      this.#counts.set(next, piece.length);
      this.#dirty.add(next);
    }
  }
}

/** Makes the whole index anew from the blocks, oldest article first, so that newest-first holds again. */
export function indexAll(db: Writing): void {
  const articles = db.all<ArticleRecord>('SELECT * FROM articles ORDER BY updated_at, n');
  db.run("INSERT INTO search (search) VALUES ('delete-all')");
  db.run('DELETE FROM chunks');
  for (const article of articles) {
    const rows = db.all<{ n: number }>(
      'SELECT n FROM blocks WHERE article = ? AND to_version IS NULL ORDER BY pos, id',
      article.n,
    );
    for (let from = 0; from === 0 || from < rows.length; from += CHUNK) {
      const piece = rows.slice(from, from + CHUNK);
      const chunk = addChunk(db, article.n, from === 0 ? 1 : 0);
      for (const { n } of piece) db.run('UPDATE blocks SET chunk = ? WHERE n = ?', chunk, n);
      db.run('UPDATE chunks SET blocks = ? WHERE n = ?', piece.length, chunk);
      indexChunk(db, chunk, article);
    }
  }
}
