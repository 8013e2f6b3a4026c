import type { Block } from '../../shared/body/schema';
import { blockText } from '../../shared/body/text';
import type { ChannelOutput } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import { call } from '../ui/api';

/** A file that waits to be looked at: its bytes lie with main under the ticket; nothing is stored yet. */
export type Waiting = ChannelOutput<'intake.pick'>[number];

/** Files that are taken in, by the ending of their names; what a file really is main finds out from its bytes. */
export const TAKEN = ['docx', 'doc', 'html', 'htm', 'txt'] as const;
/** Largest file handed over, in bytes. Larger ones are refused before they are read into memory. */
const MOST_BYTES = 100 * 1024 * 1024;

/** Hands dropped files to main, one after another. A file that fails comes back with its fault instead of a ticket. */
export async function takeDropped(files: readonly File[]): Promise<{ waiting: Waiting[]; faults: unknown[] }> {
  const waiting: Waiting[] = [];
  const faults: unknown[] = [];
  for (const file of files) {
    try {
      if (file.size > MOST_BYTES) throw new AppError('intake.too-big', { name: file.name });
      const bytes = new Uint8Array(await file.arrayBuffer());
      waiting.push(await call('intake.bytes', { name: file.name.slice(-255), bytes }));
    } catch (fault) {
      faults.push(fault);
    }
  }
  return { waiting, faults };
}

/** The first paragraphs of what would come in, as plain text; `more` counts those left out. */
export function firstParagraphs(blocksJson: string, most: number): { texts: string[]; more: number } {
  const blocks = JSON.parse(blocksJson) as readonly (Block | { block: Block })[];
  const texts = blocks.map((one) => blockText('block' in one ? one.block : one)).filter((text) => text.trim() !== '');
  return { texts: texts.slice(0, most), more: Math.max(0, texts.length - most) };
}
