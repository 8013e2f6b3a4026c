import { settleLevels } from '../heading/html';
import { newId } from '../id';
import { build, type FlatRun, flatten } from '../inline';
import type { PendingPicture, ReadBlock } from '../read';
import type { Inline } from '../schema';
import type { Draft } from './draft';
import type { Notes } from './notes';

/** Longest text of one block, in UTF-16 units: far above any paragraph, far below what one message carries. */
export const MAX_BLOCK_TEXT = 500_000;

/** Drafts as blocks with ids: levels settled, endless paragraphs parted at a space. */
export function settle(drafts: readonly Draft[], notes: Notes): ReadBlock[] {
  notes.add('level', '', settleLevels(drafts));
  return drafts.flatMap((draft) => blocksOf(draft, notes));
}

function blocksOf(draft: Draft, notes: Notes): ReadBlock[] {
  switch (draft.kind) {
    case 'rule':
      return [{ id: newId(), kind: 'rule' }];
    case 'picture': {
      const { known, token, alt, credit, caption } = draft;
      if (known) return [{ id: newId(), kind: 'picture', ...known, alt, credit, caption }];
      return [{ id: newId(), kind: 'pending', token, alt, credit, caption } satisfies PendingPicture];
    }
    case 'list':
      return [
        {
          id: newId(),
          kind: 'list',
          items: draft.items.flatMap((item) => parts(item.inline, notes).map((inline) => ({ ...item, inline }))),
        },
      ];
    default:
      return parts(draft.inline, notes).map((inline) => {
        const base = { id: newId(), ...(draft.align ? { align: draft.align } : {}), inline };
        if (draft.kind !== 'heading') return { ...base, kind: draft.kind };
        const level = draft.level <= 2 ? 2 : draft.level === 3 ? 3 : 4;
        return { ...base, kind: 'heading', level };
      });
  }
}

/** Inline parts in stretches of at most MAX_BLOCK_TEXT, cut at a space where there is one. */
export function parts(inline: Inline[], notes: Notes): Inline[][] {
  const stretches: FlatRun[][] = [[]];
  let room = MAX_BLOCK_TEXT;
  for (const run of flatten(inline)) {
    let text = run.text;
    while (text !== null && text.length > room) {
      const space = text.lastIndexOf(' ', room);
      let cut = space > 0 ? space : room;
      if (cut > 0 && /[\ud800-\udbff]/.test(text.charAt(cut - 1))) cut--;
      stretches.at(-1)?.push({ ...run, text: text.slice(0, cut) });
      stretches.push([]);
      text = text.slice(space > 0 ? cut + 1 : cut);
      room = MAX_BLOCK_TEXT;
      notes.add('split-block');
    }
    stretches.at(-1)?.push({ ...run, text });
    room -= text?.length ?? 1;
  }
  return stretches.length === 1 ? [inline] : stretches.map((runs) => build(runs)).filter((one) => one.length > 0);
}
