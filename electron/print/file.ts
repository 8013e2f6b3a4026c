import { open, rename, rm } from 'node:fs/promises';
import { dirname, extname, join, parse } from 'node:path';
import { AppError } from '../../shared/domain/errors';

/** Waits (ms) before a rename is tried again, while a virus scanner or a viewer holds the file. */
const RETRIES = [20, 60, 150, 400, 1000];

/**
 * Writes a new file and syncs it to disk; an unfinished one is taken away again.
 * @throws AppError folder.not-writable or store.disk-full
 */
export async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw told(error, path);
  }
}

/**
 * Gives a finished temporary file its name.
 * @param overwrite the person chose this very name; else the next free one is taken: "name (2).pdf"
 * @returns the path that it has now
 * @throws AppError folder.not-writable or store.disk-full; the temporary file is gone then
 */
export async function putInPlace(temporary: string, wanted: string, overwrite: boolean): Promise<string> {
  let path = wanted;
  try {
    if (!overwrite) path = await reserve(wanted);
    await renameHeld(temporary, path);
    await syncFolder(dirname(path));
    return path;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw told(error, wanted);
  }
}

/** Takes the first free name by making the file, so that two exports never take the same one. */
async function reserve(wanted: string): Promise<string> {
  const { dir, name } = parse(wanted);
  for (let count = 1; ; count++) {
    const path = join(dir, `${name}${count === 1 ? '' : ` (${count})`}${extname(wanted)}`);
    try {
      await (await open(path, 'wx')).close();
      return path;
    } catch (error) {
      if (code(error) !== 'EEXIST') throw error;
    }
  }
}

async function renameHeld(from: string, to: string): Promise<void> {
  for (const wait of [...RETRIES, null]) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const held = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code(error));
      if (!held || wait === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** A rename is on disk only with its folder. Windows has no such call and writes it through by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function code(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function told(error: unknown, path: string): unknown {
  switch (code(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('store.disk-full', { path: dirname(path) }, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return new AppError('folder.not-writable', { path: dirname(path) }, { cause: error });
    default:
      return error;
  }
}
