import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Runtime } from '../../../build/contracts';

/** A program that does not come so far in this time (ms) is taken for broken. */
const DEADLINE = 60_000;

export interface Mark {
  readonly mark: string;
  /** Milliseconds from just before the spawn to the arrival of the line, by this process's monotonic clock. */
  readonly ms: number;
  readonly [more: string]: unknown;
}

/**
 * Starts Electron on an app without any driver, collects the JSON lines it writes (`{"mark":…}`) until the last one wanted
 * has come, and ends it in good order.
 * @throws Error when it ends before, or does not end
 */
export async function timedStart(
  electron: Runtime,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  last: string,
): Promise<Mark[]> {
  const marks: Mark[] = [];
  let errors = '';
  const from = performance.now();
  const child = spawn(electron.path, [...electron.args, ...args], {
    env: { ...electron.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const deadline = setTimeout(() => child.kill('SIGKILL'), DEADLINE);
  const gone = once(child, 'exit');
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors = `${errors}${part}`.slice(-4000);
  });
  for await (const line of createInterface(child.stdout)) {
    const ms = performance.now() - from;
    if (!line.startsWith('{"mark"')) continue;
    const mark: { mark: string } = JSON.parse(line);
    marks.push({ ...mark, ms });
    if (mark.mark === last) child.kill('SIGTERM');
  }
  await gone;
  clearTimeout(deadline);
  if (!marks.some(({ mark }) => mark === last)) {
    throw new Error(
      `Electron ended before "${last}" (${marks.map(({ mark }) => mark).join(', ') || 'no mark'}):\n${errors}`,
    );
  }
  return marks;
}

/** When a mark came. @throws Error when it did not */
export function at(marks: readonly Mark[], name: string): Mark {
  const found = marks.find(({ mark }) => mark === name);
  if (!found) throw new Error(`no mark "${name}"`);
  return found;
}
