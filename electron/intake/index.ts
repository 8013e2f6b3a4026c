import { randomBytes } from 'node:crypto';
import { positionsBetween } from '../../shared/body/position';
import type { PlacedBlock } from '../../shared/body/schema';
import type { ChannelOutput } from '../../shared/channels';
import type { Article } from '../../shared/domain/article';
import { AppError } from '../../shared/domain/errors';
import { MAX_PICTURE_BYTES, type Media } from '../../shared/domain/media';
import type { Jobs } from '../jobs/contract';
import type { Store } from '../store/contract';
import { MAX_FILE, mb } from './kind';
import { PROBE, probeAnswer, READ, type ReadAnswer, readAnswer } from './order';
import type { FileArticle } from './read';

export { type Decoded, decode } from './encoding';
export type { FileArticle } from './read';

export interface IntakeOptions {
  /** The host of the intake process: entry `intake/job.ts`, timeout `intake.timeout`, crash `intake.unreadable`. */
  readonly jobs: Jobs;
  readonly store: Pick<Store, 'call'>;
}

export interface Intake {
  /** Keeps a file's bytes until it is accepted or discarded. @throws AppError intake.too-big */
  bytes(name: string, bytes: Uint8Array): { ticket: string; name: string };
  /** The article that the file would become; nothing is stored. @throws AppError intake.*, not-found */
  preview(ticket: string): Promise<ChannelOutput<'intake.preview'>>;
  /** Stores it with its pictures, and keeps the original bytes beside it. @throws as preview, and the store's */
  accept(ticket: string): Promise<Article>;
  discard(ticket: string): void;
  /** Stores a picture once it is known to be one. @throws AppError media.not-a-picture, media.too-big */
  addPicture(name: string, bytes: Uint8Array): Promise<Media>;
}

interface Waiting {
  readonly name: string;
  readonly bytes: Uint8Array;
  read: Promise<ReadAnswer> | null;
}

/** Bytes of files that wait for a person, all together; the oldest are let go. */
const MAX_WAITING = 4 * MAX_FILE;

/** The intake room's calls (intake.bytes, preview, accept, discard) and media.add. Imports nothing of Electron. */
export function openIntake({ jobs, store }: IntakeOptions): Intake {
  const waiting = new Map<string, Waiting>();

  function find(ticket: string): Waiting {
    const file = waiting.get(ticket);
    if (!file) throw new AppError('not-found', { what: ticket });
    return file;
  }

  /** Once for each file: accepting takes what the preview showed. */
  function read(file: Waiting): Promise<ReadAnswer> {
    file.read ??= jobs
      .run(READ, { name: file.name, bytes: file.bytes })
      .then((answer) => readAnswer.parse(answer))
      .catch((error: unknown) => {
        file.read = null;
        throw error;
      });
    return file.read;
  }

  return {
    bytes(name, bytes) {
      if (bytes.length > MAX_FILE) {
        throw new AppError('intake.too-big', { name, size: mb(bytes.length), limit: mb(MAX_FILE) });
      }
      const ticket = randomBytes(12).toString('hex');
      waiting.set(ticket, { name, bytes, read: null });
      let held = [...waiting.values()].reduce((sum, file) => sum + file.bytes.length, 0);
      for (const [oldest, file] of waiting) {
        if (held <= MAX_WAITING) break;
        held -= file.bytes.length;
        waiting.delete(oldest);
      }
      return { ticket, name };
    },
    async preview(ticket) {
      const file = find(ticket);
      const { encoding, fields, blocks, notes } = await read(file);
      return {
        ticket,
        name: file.name,
        encoding,
        fields: { ...EMPTY, ...defined(fields) },
        blocksJson: placed(blocks),
        notes,
      };
    },
    async accept(ticket) {
      const file = find(ticket);
      const { fields, blocks, pictures } = await read(file);
      for (const { bytes, mime, width, height } of pictures) {
        await store.call('media.put', { bytes, mime, width, height, name: file.name });
      }
      const created = await store.call('articles.create', { fields: defined(fields), blocksJson: placed(blocks) });
      try {
        await store.call('originals.put', { articleId: created.id, name: file.name, bytes: file.bytes });
      } catch (error) {
        // All or nothing: what is left behind would come in a second time when the person tries again.
        await store.call('articles.trash', { ids: [created.id] });
        await store.call('articles.purge', { ids: [created.id] });
        throw error;
      }
      // Only now: a file whose taking in failed can be taken in again.
      waiting.delete(ticket);
      return created;
    },
    discard(ticket) {
      waiting.delete(ticket);
    },
    async addPicture(name, bytes) {
      if (bytes.length > MAX_PICTURE_BYTES) throw new AppError('media.too-big', { size: `${mb(bytes.length)} MB` });
      const { mime, width, height } = probeAnswer.parse(await jobs.run(PROBE, { bytes }));
      return store.call('media.put', { bytes, mime, width, height, name });
    },
  };
}

/**
 * Reads a file in this very process: for the command line under plain Node, never in the main process of the app.
 * @throws AppError intake.kind, intake.too-big, intake.unreadable
 */
export async function readFile(bytes: Uint8Array, name: string): Promise<FileArticle> {
  // Loaded only here: the picture decoder's native code must not come into the app's main process.
  const { readFile: read } = await import('./read');
  return read(bytes, name);
}

const EMPTY = { title: '', subtitle: '', lead: '', source: '', author: '' };

function placed(blocks: ReadAnswer['blocks']): string {
  const positions = positionsBetween(null, null, blocks.length);
  return JSON.stringify(blocks.map((block, at): PlacedBlock => ({ pos: positions[at] ?? '', block })));
}

/** Without keys that hold nothing: a field that is not known is not set. */
function defined(fields: ReadAnswer['fields']): { [K in keyof typeof EMPTY]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
