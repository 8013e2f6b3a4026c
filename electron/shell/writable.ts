import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that can be written to: the wanted one, made where it is missing, or else a new one among the system's
 * temporary files, which goes with this process where it can. Tried by writing, since rights, mount and quota each have a say.
 */
export function writable(wanted: string, temporary: string = tmpdir()): string {
  try {
    mkdirSync(wanted, { recursive: true });
    const probe = join(wanted, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return wanted;
  } catch {
    const folder = mkdtempSync(join(temporary, 'toasoan-'));
    process.once('exit', () => thrownAway(folder));
    return folder;
  }
}

/** What is still held, or written by Chromium after this, is left to the system's own cleaning. */
function thrownAway(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It holds nothing of the person's.
  }
}
