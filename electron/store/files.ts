import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A virus scanner holds a new file for moments; longer than about a second and a half it is something else. */
const ATTEMPTS = 8;
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Runs `work` again, after a growing pause, while another program holds the file. For worker threads: it blocks. */
export function retrying<T>(work: () => T, pause: (ms: number) => void = block): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (attempt >= ATTEMPTS || typeof code !== 'string' || !HELD.has(code)) throw error;
      pause(10 * 2 ** (attempt - 1));
    }
  }
}

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Makes names in a folder outlast a power cut. Windows keeps them by itself and cannot open a folder. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Bytes to `file`: temporary file, fsync, rename, fsync of the folder. On disk, whole, when it returns; or not there. */
export function writeDurably(file: string, bytes: Uint8Array): void {
  const folder = dirname(file);
  makeFolder(folder);
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(handle, bytes, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    retrying(() => renameSync(temporary, file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Makes a folder and, where it is new, its name durable in the folder above. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(dirname(folder));
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a file is there and holds exactly what its name says. */
export function holds(file: string, sha256: string): boolean {
  return existsSync(file) && sha256Of(readFileSync(file)) === sha256;
}
