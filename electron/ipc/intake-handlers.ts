import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/domain/errors';
import { MAX_PICTURE_BYTES } from '../../shared/domain/media';
import type { Intake } from '../intake';
import type { Handlers } from './router';

/** Above this a file is not even read; the intake's own limits are lower and lie beside its readers. */
const MAX_READ = 256 * 1024 * 1024;

export interface IntakeDoor {
  readonly intake: () => Promise<Intake>;
  /** Ask the person; an empty list when there is no answer. */
  readonly pickArticles: () => Promise<string[]>;
  readonly pickPictures: () => Promise<string[]>;
  /** Files that the program was started with and nobody has taken in yet; taken once. */
  readonly takeGiven: () => string[];
}

/** Channels of files and pictures that come in. Paths come only from the system's dialog or the command line. */
export function intakeHandlers({
  intake,
  pickArticles,
  pickPictures,
  takeGiven,
}: IntakeDoor): Pick<
  Handlers,
  'media.add' | 'media.pick' | 'intake.pick' | 'intake.bytes' | 'intake.preview' | 'intake.accept' | 'intake.discard'
> {
  return {
    'media.add': async ({ name, bytes }) => (await intake()).addPicture(name, bytes),
    'media.pick': async () => {
      const door = await intake();
      const added = [];
      for (const path of await pickPictures()) {
        const bytes = await read(path, MAX_PICTURE_BYTES, 'media.too-big', 'media.not-a-picture');
        added.push(await door.addPicture(basename(path), bytes));
      }
      return added;
    },
    'intake.pick': async () => {
      const given = takeGiven();
      const door = await intake();
      const tickets = [];
      for (const path of given.length > 0 ? given : await pickArticles()) {
        const bytes = await read(path, MAX_READ, 'intake.too-big', 'intake.unreadable');
        tickets.push(door.bytes(basename(path), bytes));
      }
      return tickets;
    },
    'intake.bytes': async ({ name, bytes }) => (await intake()).bytes(name, bytes),
    'intake.preview': async ({ ticket }) => (await intake()).preview(ticket),
    'intake.accept': async ({ ticket }) => (await intake()).accept(ticket),
    'intake.discard': async ({ ticket }) => {
      (await intake()).discard(ticket);
      return {};
    },
  };
}

async function read(path: string, limit: number, tooBig: ErrorCode, unreadable: ErrorCode): Promise<Uint8Array> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > limit) {
      const mb = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
      throw new AppError(tooBig, { name, size: mb(size), limit: mb(limit) });
    }
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(unreadable, { name }, { cause: error });
  }
}
