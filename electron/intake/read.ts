import { type DataPicture, htmlToBlocks, MAX_HTML, placePictures, type ReadArticle } from '../../shared/body/html';
import { textToBlocks } from '../../shared/body/recognise';
import type { Block } from '../../shared/body/schema';
import { BLOCK_SIZE, type IntakeNote } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import { readDoc } from './doc';
import { readDocx } from './docx';
import { decode } from './encoding';
import { type FileKind, kindOf, MAX_FILE, mb } from './kind';
import { type Probe, probe } from './picture';

/** A picture of a file, looked at but not stored yet. */
export interface FilePicture extends Probe {
  readonly bytes: Uint8Array;
}

/** A file as the article it would become. */
export interface FileArticle {
  readonly kind: FileKind;
  readonly encoding: string;
  readonly fields: ReadArticle['fields'];
  readonly blocks: Block[];
  readonly pictures: FilePicture[];
  readonly notes: IntakeNote[];
}

/**
 * Reads one file of any kind that is taken.
 * @throws AppError intake.kind, intake.too-big, intake.unreadable
 */
export async function readFile(bytes: Uint8Array, name: string): Promise<FileArticle> {
  if (bytes.length > MAX_FILE)
    throw new AppError('intake.too-big', { name, size: mb(bytes.length), limit: mb(MAX_FILE) });
  const kind = kindOf(bytes, name);
  const { encoding, read } = await readKind(kind, bytes, name);
  const notes = [...read.notes];
  if (encoding !== '' && !encoding.startsWith('UTF')) notes.unshift({ kind: 'encoding', count: 1, detail: encoding });
  const pictures: FilePicture[] = [];
  const places = new Map<string, { media: string; width: number; height: number } | null>();
  let unreadable = 0;
  for (const picture of read.pictures) {
    const found = 'data' in picture ? await look(picture.data) : null;
    places.set(picture.token, found && { media: found.sha256, width: found.width, height: found.height });
    if (!found) unreadable++;
    else if (!pictures.some((one) => one.sha256 === found.sha256)) pictures.push(found);
  }
  if (unreadable > 0) notes.push({ kind: 'dropped-picture', count: unreadable, detail: '' });
  const blocks = placePictures(read.blocks, places);
  if (JSON.stringify(blocks).length > BLOCK_SIZE * 0.9) {
    throw new AppError('intake.too-big', { name, size: mb(bytes.length), limit: mb(BLOCK_SIZE) });
  }
  return { kind, encoding, fields: read.fields, blocks, pictures, notes };
}

async function readKind(
  kind: FileKind,
  bytes: Uint8Array,
  name: string,
): Promise<{ encoding: string; read: ReadArticle }> {
  if (kind === 'docx') return { encoding: '', read: await readDocx(bytes, name) };
  if (kind === 'doc') return { encoding: '', read: await readDoc(bytes, name) };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  const declared = kind === 'html' ? (/<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? null) : null;
  const { text, encoding } = decode(bytes, declared);
  if (kind === 'txt' && text.length > MAX_HTML) {
    throw new AppError('intake.too-big', { name, size: mb(text.length), limit: mb(MAX_HTML) });
  }
  return {
    encoding,
    read: kind === 'html' ? htmlToBlocks(text, { article: true }) : textToBlocks(text, { article: true }),
  };
}

async function look(picture: DataPicture): Promise<FilePicture | null> {
  try {
    return { ...(await probe(picture.bytes)), bytes: picture.bytes };
  } catch {
    return null;
  }
}
