import { isAbsolute, resolve } from 'node:path';

/**
 * Files that the program was started with (double click, "open with", a second start).
 * @param argv whole command line
 * @param folder working folder of the one who typed it
 * @param packaged in an unpackaged run the app's own path is an argument too, and is not a file to take in
 * @param isFile whether a path is a file that is there
 */
export function filesGiven(
  argv: readonly string[],
  folder: string,
  packaged: boolean,
  isFile: (path: string) => boolean,
): string[] {
  // Chromium may put its own switches anywhere in a second copy's command line; they all begin with a dash.
  const words = argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'));
  if (!packaged) words.shift();
  return words.map((word) => (isAbsolute(word) ? word : resolve(folder, word))).filter(isFile);
}
