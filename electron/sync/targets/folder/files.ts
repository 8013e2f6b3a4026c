import { randomBytes } from 'node:crypto';
import { access, type FileHandle, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A virus scanner or a sync client holds a fresh file for a moment: Windows then answers with one of these. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);
const PAUSES_MS = [20, 50, 100, 200, 400];

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function patiently(act: () => Promise<void>): Promise<void> {
  for (const pause of PAUSES_MS) {
    try {
      return await act();
    } catch (error) {
      if (process.platform !== 'win32' || !HELD.has(codeOf(error))) throw error;
      await wait(pause);
    }
  }
  return act();
}

/** Names in a folder are durable only after the folder itself is synced; Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // A network share may not offer it.
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

/** A file that is there whole or not at all: temporary name, fsync, rename. A failed try leaves nothing behind. */
export async function writeWhole(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.toasoan-tmp`);
  try {
    const file = await open(temporary, 'wx', 0o644);
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await patiently(() => rename(temporary, path));
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

export async function removeFile(path: string): Promise<void> {
  try {
    await patiently(() => unlink(path));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** The text of a file, or null where there is none. */
export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
