// What the bootstrap tells the person. Everything goes to standard error: standard output belongs to the command.
let quiet = false;

/** Silences ordinary notes (for `npm run -s cli`); warnings stay. @param {boolean} on */
export function setQuiet(on) {
  quiet = on;
}

/** @param {string} line */
export function say(line) {
  if (!quiet) process.stderr.write(`[set-up] ${line}\n`);
}

/** A note that must be seen: stands between rules. @param {string[]} lines */
export function warn(...lines) {
  if (quiet) return;
  const rule = '!'.repeat(78);
  process.stderr.write(`${rule}\n${lines.map((line) => `! ${line}`).join('\n')}\n${rule}\n`);
}

/** The set-up cannot go on; the message says what to do. Commands print it without a stack and end with 1. */
export class SetUpError extends Error {
  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'SetUpError';
  }
}
