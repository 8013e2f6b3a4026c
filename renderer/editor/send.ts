import { newId } from '../../shared/body/id';
import type { PlacedBlock } from '../../shared/body/schema';
import type { ChannelInput, ChannelOutput } from '../../shared/channels';
import { call } from '../ui/api';

/** Largest message of one save, in UTF-16 code units of JSON text: `PART_SIZE` of shared/channels.ts, whose schemas stay out of the entry. */
export const PART = 256 * 1024;

type Save = Omit<ChannelInput<'articles.save'>, 'changedJson' | 'token'>;
type Call = typeof call;

/** JSON arrays of the blocks, none longer than a part unless a single block is. */
export function parts(blocks: readonly PlacedBlock[], size = PART): string[] {
  const out: string[] = [];
  let open: string[] = [];
  let length = 2;
  for (const block of blocks) {
    const json = JSON.stringify(block);
    if (open.length > 0 && length + json.length + 1 > size) {
      out.push(`[${open.join(',')}]`);
      open = [];
      length = 2;
    }
    open.push(json);
    length += json.length + 1;
  }
  out.push(`[${open.join(',')}]`);
  return out;
}

/** One save; what is larger than a part goes before it and is committed with it, whole or not at all. */
export async function sendSave(
  save: Save,
  changed: readonly PlacedBlock[],
  ask: Call = call,
): Promise<ChannelOutput<'articles.save'>> {
  const all = parts(changed);
  const last = all.pop() ?? '[]';
  if (all.length === 0) return ask('articles.save', { ...save, changedJson: last });
  const token = newId(20);
  for (const [part, changedJson] of all.entries())
    await ask('articles.savePart', { id: save.id, token, part, changedJson });
  return ask('articles.save', { ...save, changedJson: last, token });
}
