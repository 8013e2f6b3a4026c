import { join } from 'node:path';
import { type Core, openCore } from '../../../electron/store/core';
import { blockText } from '../../../shared/body/text';
import { stateAfter } from './edits';
import type { Lived } from './life';

/** An article as it stands in the store. */
export interface Standing {
  readonly version: number;
  readonly blocks: readonly string[];
}

export function standing(core: Core, id: string): Standing {
  const whole = core.call('articles.whole', { id });
  if (!whole) throw new Error(`article ${id} is gone`);
  return { version: whole.article.version, blocks: whole.blocks.map(blockText) };
}

/** Opens the store of a data folder under plain Node, as the program does. */
export function withStore<T>(folder: string, work: (core: Core) => T): T {
  const core = openCore(join(folder, 'data'));
  try {
    return work(core);
  } finally {
    core.close();
  }
}

/**
 * What is wrong in the store after a life, in words; empty when every acknowledged save is there, none is there by half, and the
 * database is whole.
 * @param before how the scripted article stood before it
 * @param sheet text of the first block of the article on the desk before it
 */
export function faults(
  core: Core,
  ids: { scripted: string; desk: string },
  before: Standing,
  sheet: string,
  lived: Lived,
): string[] {
  const found: string[] = [];
  const integrity = core.connection.raw.pragma('integrity_check', { simple: true });
  if (integrity !== 'ok') found.push(`integrity_check: ${String(integrity)}`);
  const foreign = core.connection.raw.pragma('foreign_key_check');
  if (!Array.isArray(foreign) || foreign.length > 0) found.push(`foreign_key_check: ${JSON.stringify(foreign)}`);

  const now = standing(core, ids.scripted);
  for (const told of lived.told) {
    if (told.kind === 'refused') found.push(`save ${told.n} was refused: ${told.error}`);
    if (told.kind !== 'saved') continue;
    if (told.version !== before.version + told.n)
      found.push(`save ${told.n} was answered with version ${told.version}`);
    if (told.version > now.version)
      found.push(`save ${told.n} (version ${told.version}) was acknowledged, the store has ${now.version}`);
  }
  const expected = stateAfter(before.blocks, now.version - before.version);
  for (const [at, text] of expected.entries()) {
    if (now.blocks[at] !== text)
      found.push(
        `block ${at} at version ${now.version}: "${now.blocks[at]?.slice(0, 40)}", not "${text.slice(0, 40)}"`,
      );
  }

  const typed = standing(core, ids.desk).blocks[0] ?? '';
  const said = lived.told.reduce(
    (longest, told) => (told.kind === 'said-saved' && told.text.length > longest.length ? told.text : longest),
    sheet,
  );
  if (!plain(typed).startsWith(plain(said)))
    found.push(`the window said "saved" beside "${said.slice(-60)}", the store has "${typed.slice(-60)}"`);
  if (!plain(sheet + lived.typed).startsWith(plain(typed)))
    found.push(`the store has "${typed.slice(-60)}", which was never typed`);
  return found;
}

/** A space at the end of a line is a no-break one in the page. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').trimEnd();
