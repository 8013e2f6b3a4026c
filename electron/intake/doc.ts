import WordExtractor from 'word-extractor';
import { type ReadArticle, textToBlocks } from '../../shared/body/recognise';
import { AppError } from '../../shared/domain/errors';

/**
 * An article from an old Word file (doc): its text, notes at the end; formatting and pictures are not read.
 * @throws AppError intake.unreadable, also for one with a password
 */
export async function readDoc(bytes: Uint8Array, name: string): Promise<ReadArticle> {
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    const notes = [document.getFootnotes(), document.getEndnotes()].filter((text) => text.trim() !== '');
    return textToBlocks([document.getBody(), ...notes].join('\n'), { article: true });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('intake.unreadable', { name }, { cause: error });
  }
}
