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

/**
 * Files as a second copy sends them to the first. In ASCII: Electron 33 drops the whole message when one letter in it is
 * not (seen with "gửi đến.txt").
 */
export function handOver(files: readonly string[]): { files: string[] } {
  return { files: files.map(encodeURIComponent) };
}

/** What a second copy sent: data of another process, so it is looked at like any other. */
export function handedOver(data: unknown, isFile: (path: string) => boolean): string[] {
  const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : [];
  if (!Array.isArray(files)) return [];
  const paths = files.flatMap((file) => {
    try {
      return [decodeURIComponent(String(file))];
    } catch {
      return [];
    }
  });
  return paths.filter(isFile);
}
