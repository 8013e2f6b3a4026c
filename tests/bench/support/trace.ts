import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A task of the main process's main thread. */
export interface Span {
  /** CPU time of the thread (ms). */
  readonly cpu: number;
  readonly wall: number;
  readonly what: string;
}

/**
 * What the main thread of the main process did while `work` ran, by Chromium's own tracing: every task from beginning to end,
 * the decoding of messages included, with the thread's CPU time.
 */
export async function traceMain(app: ElectronApplication, work: () => Promise<void>): Promise<TraceEvent[]> {
  const file = join(tmpdir(), `toasoan-trace-${randomBytes(6).toString('hex')}.json`);
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel', 'electron', 'ipc', 'mojom', 'v8'], excluded_categories: ['*'] }),
  );
  await work();
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as { traceEvents: TraceEvent[] };
  if (!process.env.KEEP) await rm(file, { force: true }); else console.error(file);
  return traceEvents;
}
