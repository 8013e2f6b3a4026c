import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../../electron/store/core';
import { blockText } from '../../../shared/body/text';

/** One line a program writes: before it asks the store, and after the store has acknowledged. */
export type Entry =
  | {
      readonly done: boolean;
      readonly kind: 'block';
      readonly article: string;
      readonly block: string;
      readonly count: number;
    }
  | { readonly done: boolean; readonly kind: 'removed'; readonly article: string; readonly block: string }
  | { readonly done: boolean; readonly kind: 'title'; readonly article: string; readonly count: number }
  | { readonly done: boolean; readonly kind: 'media'; readonly sha256: string };

/** The text of a block or a title carries how many times it has been written. */
export const counted = (count: number, words: string): string => `lần ${count}: ${words}`;
const countIn = (text: string): number => Number(/^lần (\d+):/.exec(text)?.[1] ?? -1);

export function parsed(output: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of output.split('\n')) {
    if (!line.startsWith('{') || !line.endsWith('}')) continue;
    entries.push(JSON.parse(line) as Entry);
  }
  return entries;
}

/**
 * Holds a store against what was acknowledged and tried: everything acknowledged is there, in its last form or one that was
 * tried after it.
 * @returns a line for each thing that is not so
 */
export function wrongs(core: Core, folder: string, entries: readonly Entry[]): string[] {
  const wrong: string[] = [];
  const integrity = core.connection.raw.pragma('integrity_check', { simple: true });
  if (integrity !== 'ok') wrong.push(`integrity_check: ${String(integrity)}`);
  const least = new Map<string, number>();
  const triedRemoved = new Set<string>();
  const removed = new Set<string>();
  for (const entry of entries) {
    switch (entry.kind) {
      case 'block':
      case 'title': {
        const key = entry.kind === 'block' ? `${entry.article} ${entry.block}` : `${entry.article} title`;
        if (entry.done) least.set(key, Math.max(least.get(key) ?? 0, entry.count));
        break;
      }
      case 'removed': {
        const key = `${entry.article} ${entry.block}`;
        triedRemoved.add(key);
        if (entry.done) removed.add(key);
        break;
      }
      case 'media':
        if (entry.done && !mediaStands(core, folder, entry.sha256)) wrong.push(`picture ${entry.sha256} is not there`);
    }
  }
  const bodies = new Map<string, ReturnType<typeof body>>();
  for (const [key, count] of least) {
    const [article = '', what = ''] = key.split(' ');
    if (!bodies.has(article)) bodies.set(article, body(core, article));
    const found = bodies.get(article);
    if (!found) {
      wrong.push(`article ${article} is not there`);
      continue;
    }
    const text = what === 'title' ? found.title : found.blocks.get(what);
    if (removed.has(key)) {
      if (text !== undefined) wrong.push(`block ${key} was removed and is there`);
    } else if (text === undefined) {
      if (!triedRemoved.has(key)) wrong.push(`block ${key} is not there`);
    } else if (countIn(text) < count) wrong.push(`${key} is at ${countIn(text)}, acknowledged was ${count}`);
  }
  return wrong;
}

function body(core: Core, id: string): { title: string; blocks: Map<string, string> } | null {
  const whole = core.call('articles.whole', { id });
  if (!whole) return null;
  return {
    title: whole.article.fields.title,
    blocks: new Map(whole.blocks.map((one) => [one.id, blockText(one)])),
  };
}

function mediaStands(core: Core, folder: string, sha256: string): boolean {
  const file = join(folder, 'media', sha256.slice(0, 2), sha256);
  if (core.call('media.get', { sha256 }) === null || !existsSync(file)) return false;
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}
