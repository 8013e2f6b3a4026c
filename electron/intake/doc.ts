import WordExtractor from 'word-extractor';
import { type ReadArticle, textToBlocks } from '../../shared/body/recognise';
import { AppError } from '../../shared/domain/errors';

/** Without it, dashes and quotation marks come out as those of a typewriter. */
const AS_WRITTEN = { filterUnicode: false };
/** Sign and version of Word 97 and later. */
const WORD_97 = 0x00c1a5ec;

/**
 * An article from an old Word file (doc): its text, notes at the end; formatting and pictures are not read.
 * @throws AppError intake.unreadable, also for one with a password
 */
export async function readDoc(bytes: Uint8Array, name: string): Promise<ReadArticle> {
  try {
    if (isEncrypted(bytes)) throw new AppError('intake.unreadable', { name });
    const document = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const notes = [document.getFootnotes(AS_WRITTEN), document.getEndnotes(AS_WRITTEN)].filter(
      (text) => text.trim() !== '',
    );
    return textToBlocks([document.getBody(AS_WRITTEN), ...notes].join('\n'), { article: true });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('intake.unreadable', { name }, { cause: error });
  }
}

/** The head of the stream WordDocument begins with its sign at the start of a sector; bit 8 of its flags says encrypted ([MS-DOC] FibBase). */
function isEncrypted(bytes: Uint8Array): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 512; at + 12 <= data.length; at += 512) {
    if (data.readUInt32LE(at) === WORD_97) return (data.readUInt16LE(at + 10) & 0x0100) !== 0;
  }
  return false;
}
