/** What a verb reads from and writes to; handed in, so that it can be tried without a process. */
export interface Io {
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  readFile(path: string): Promise<Uint8Array>;
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  /** One JSON object as a line on standard output. */
  out(value: unknown): void;
  /** Text as it is on standard output. */
  text(text: string): void;
  /** A line for the person on standard error. */
  say(line: string): void;
}

/** Wrong words on the command line: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
