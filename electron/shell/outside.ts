import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { shell } from 'electron';

/**
 * Shows a folder, or the folder of a file, in the system's own file browser. A path that came from the interface is
 * never opened itself: a file could be a program.
 * @returns false when there is nothing at the path
 */
export async function showInFolder(path: string): Promise<boolean> {
  const found = isAbsolute(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (found === undefined) return false;
  if (found.isDirectory()) return (await shell.openPath(path)) === '';
  shell.showItemInFolder(path);
  return true;
}

/** Opens a PDF that this program wrote with the system's own viewer, which prints it. False: no program opens PDFs. */
export async function openPdf(path: string): Promise<boolean> {
  return path.endsWith('.pdf') && (await shell.openPath(path)) === '';
}
