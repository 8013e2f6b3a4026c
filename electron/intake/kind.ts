import { unzipSync } from 'fflate';
import { AppError } from '../../shared/domain/errors';

export type FileKind = 'docx' | 'doc' | 'html' | 'txt';

/** Largest file that is read, in bytes. */
export const MAX_FILE = 100 * 1024 * 1024;
/** What a Word file may unpack to, in bytes, and how many parts it may have: more is a bomb, not an article. */
const MAX_UNPACKED = 512 * 1024 * 1024;
const MAX_TEXT_PART = 128 * 1024 * 1024;
const MAX_ENTRIES = 10_000;

const WORD_STREAM = Buffer.from('WordDocument', 'utf16le');
const HTML = /<(!doctype\s+html|html|head|body|meta|title|p|div|h[1-6]|table|span|font|br|ul|ol|center|b|i)[\s>/]/i;

/**
 * What a file is, by its bytes: names lie.
 * @throws AppError intake.kind for anything that is not taken, intake.too-big for a Word file that would unpack to more
 * than any article, intake.unreadable for a damaged one
 */
export function kindOf(bytes: Uint8Array, name: string): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return checkedDocx(bytes, name);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    // Excel and PowerPoint files have the same head; the stream's name is in the folder of the file.
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(WORD_STREAM)) return 'doc';
    throw new AppError('intake.kind', { name });
  }
  const text = head.toString('latin1');
  if (/^(%PDF-|\{\\rtf|MIME-Version:)/.test(text)) throw new AppError('intake.kind', { name });
  const wide = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  // Zeros stand in no text but UTF-16; the four first controls in no text at all.
  if (!wide && head.includes(0) && !looksWide(head)) throw new AppError('intake.kind', { name });
  const letters = wide || head.includes(0) ? text.replace(/\0/g, '') : text;
  return HTML.test(letters) ? 'html' : 'txt';
}

/** UTF-16 without its mark: every second byte of Latin text is zero. */
export function looksWide(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let [even, odd] = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) at % 2 === 0 ? even++ : odd++;
  const most = head.length / 4;
  if (odd > most / 2 && even === 0) return 'utf-16le';
  return even > most / 2 && odd === 0 ? 'utf-16be' : null;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** Reads only the list of parts of the archive, with their declared sizes; nothing is unpacked. */
function checkedDocx(bytes: Uint8Array, name: string): 'docx' {
  let unpacked = 0;
  let entries = 0;
  let document = false;
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        unpacked += entry.originalSize;
        entries++;
        const large = entry.originalSize > MAX_TEXT_PART && entry.name.endsWith('.xml');
        if (large || unpacked > MAX_UNPACKED || entries > MAX_ENTRIES) {
          throw new AppError('intake.too-big', { name, size: mb(unpacked), limit: mb(MAX_UNPACKED) });
        }
        if (entry.name === 'word/document.xml') document = true;
        return false;
      },
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('intake.unreadable', { name }, { cause: error });
  }
  if (!document) throw new AppError('intake.kind', { name });
  return 'docx';
}

export function mb(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
