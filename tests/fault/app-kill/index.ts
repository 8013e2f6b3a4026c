import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultContext, FaultResult } from '../../../build/contracts';
import { positionsBetween } from '../../../shared/body/position';
import type { PlacedBlock } from '../../../shared/body/schema';
import { dataFolder } from '../../bench/support/folder';
import { between, random } from '../../bench/support/random';
import { faults, standing, withStore } from './check';
import { BLOCKS } from './edits';
import { type Lived, live } from './life';
import { stepsOf } from './script';

/** More than a script can do in its time. */
const STEPS = 800;
/** The kill comes at most so long after the first acknowledged save (ms): two autosaves of the sheet and some hundred of the script. */
const LATEST = 1800;
/** Or so long after the spawn: in the middle of a start. */
const LATEST_START = 700;

/**
 * The real app is killed (SIGKILL, the main process and all its children) at a random moment while a script saves and keys are
 * typed. Afterwards the store is opened under plain Node: every save that was acknowledged to the interface is there, and all text
 * that stood beside the word "saved"; no save is there by half; the database is whole.
 */
export default async function appKill(context: FaultContext): Promise<FaultResult> {
  const failures: { seed: number; log: string }[] = [];
  const template = await dataFolder({ articles: 20, words: 600, revisions: 1, long: 0 }, context.say);
  const scripted = withStore(template.path, (core) => {
    const made = core.call('articles.create', {
      fields: { title: 'Bài của kịch bản' },
      blocksJson: JSON.stringify(firstBlocks()),
    });
    // On the desk: the article that is opened at start must not be the scripted one.
    return made.id;
  });
  const ids = { scripted, desk: template.lastArticle };
  let acknowledged = 0;
  try {
    for (let run = 0; run < context.runs; run++) {
      const seed = context.seed + run;
      const { log, clean, saves } = await one(context, template.path, ids, seed);
      acknowledged += saves;
      if (!clean) failures.push({ seed, log });
    }
  } finally {
    await template.end();
  }
  context.say(`app-kill: ${acknowledged} acknowledged saves were held against the store`);
  // A run in which nothing is ever acknowledged would be clean for the wrong reason.
  if (context.runs >= 5 && acknowledged < context.runs)
    failures.push({ seed: context.seed, log: `only ${acknowledged} saves were acknowledged in ${context.runs} runs` });
  return { runs: context.runs, failures };
}

/** One or two lives on one data folder; a life after a kill begins with what the kill left. */
async function one(context: FaultContext, template: string, ids: { scripted: string; desk: string }, seed: number) {
  const next = random(seed);
  const folder = await mkdtemp(join(tmpdir(), 'toasoan-kill-'));
  const log: string[] = [];
  let clean = true;
  let saves = 0;
  const note = (what: Record<string, unknown>) => log.push(JSON.stringify(what));
  try {
    await cp(template, folder, { recursive: true });
    const lives = next() < 0.2 ? 2 : 1;
    for (let at = 0; at < lives && clean; at++) {
      const starting = next() < 0.1;
      const kill = {
        from: starting ? 'spawn' : 'first-save',
        ms: between(next, 0, starting ? LATEST_START : LATEST),
      } as const;
      const before = withStore(folder, (core) => ({
        scripted: standing(core, ids.scripted),
        sheet: standing(core, ids.desk).blocks[0] ?? '',
        placed: placedOf(core.call('articles.open', { id: ids.scripted }).blocksJson),
      }));
      note({ seed, life: at, kill, version: before.scripted.version });
      const lived: Lived = await live(context, {
        folder,
        kill,
        article: { id: ids.scripted, version: before.scripted.version, steps: stepsOf(before.placed, STEPS) },
      });
      for (const told of lived.told) note({ told });
      note({ typed: lived.typed });
      saves += lived.told.filter(({ kind }) => kind !== 'refused').length;
      const found = withStore(folder, (core) => faults(core, ids, before.scripted, before.sheet, lived));
      for (const fault of found) note({ fault });
      clean &&= found.length === 0;
    }
  } catch (error) {
    note({ fault: error instanceof Error ? error.stack : String(error) });
    clean = false;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  return { log: `${log.join('\n')}\n`, clean, saves };
}

const placedOf = (json: string): PlacedBlock[] => JSON.parse(json);

function firstBlocks(): PlacedBlock[] {
  return positionsBetween(null, null, BLOCKS).map((pos, at) => ({
    pos,
    block: { id: `kill${at}`.padStart(12, '0'), kind: 'paragraph', inline: [{ t: 'text', text: `vốn ${at}` }] },
  }));
}
