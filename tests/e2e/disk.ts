import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Only root mounts. Tests that need a disk of their own skip themselves by this name elsewhere. */
export const MOUNTS = process.platform === 'linux' && process.getuid?.() === 0;
export const NEEDS_MOUNT = 'missing: root on Linux, to mount a disk of the test’s own';

/** A disk of its own, in memory, as small as is asked for. */
export class Disk {
  readonly folder = mkdtempSync(join(tmpdir(), 'toasoan-disk-'));

  constructor(megabytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder]);
  }

  /** Fills it to the last byte. @returns gives the room back */
  fill(): () => void {
    const filler = join(this.folder, 'filler');
    const handle = openSync(filler, 'w');
    for (let size = 1024 * 1024; size >= 1; ) {
      try {
        writeSync(handle, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size = Math.floor(size / 2);
      }
    }
    closeSync(handle);
    return () => rmSync(filler);
  }

  readOnly(): void {
    execFileSync('mount', ['-o', 'remount,ro', this.folder]);
  }

  /** Lazy: a process that is just ending may hold it for a moment. */
  end(): void {
    execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true });
  }
}
