import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A virus scanner or an indexer on Windows may hold a file for a moment after it was written. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);
const WAITS_MS = [20, 50, 100, 200, 400];

/**
 * Writes a file so that at any moment, also after a power cut, it holds the old content or the new:
 * temporary file beside it, fsync, rename, fsync of the folder.
 * @throws the file system's error; the old file is then untouched
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameHeld(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  // Windows cannot open a folder for fsync; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

/** Renames, trying again while another program holds one of the files. */
export async function renameHeld(from: string, to: string): Promise<void> {
  for (const wait of WAITS_MS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!HELD.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return rename(from, to);
}
