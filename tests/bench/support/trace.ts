import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

/** Of Chromium's trace format what is read here; times in µs, `tdur` is CPU time of the thread. */
export interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: unknown; readonly src_file?: unknown };
}

/** One task of the main process's main thread in which code of ours can run. */
export interface Span {
  /** CPU time of the thread (ms). */
  readonly cpu: number;
  /** `call`: a call of the interface; `loop`: Node's loop: answers of the store's thread, timers, what follows an await. */
  readonly what: 'call' | 'loop';
}

/**
 * What the main thread of the main process did while `work` ran, by Chromium's own tracing: every task from its beginning to
 * its end, with the thread's CPU time.
 */
export async function traceMain(app: ElectronApplication, work: () => Promise<unknown>): Promise<Span[]> {
  const file = join(tmpdir(), `toasoan-trace-${randomBytes(6).toString('hex')}.json`);
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel', 'electron'], excluded_categories: ['*'] }),
  );
  await work();
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(await readFile(file, 'utf8'));
  await rm(file, { force: true });
  return ownSpans(traceEvents);
}

/**
 * The tasks that hold code of ours: those with a call of the interface in them (from the arrival of the message, so its decoding
 * counts) and those of Node's loop. The browser's own (input, painting, the debugging protocol) are not ours.
 * @throws Error when there is no such task or the runtime gives no CPU times: then nothing was measured
 */
export function ownSpans(events: readonly TraceEvent[]): Span[] {
  const named = events.find(
    ({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrBrowserMain',
  );
  const main = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === named?.pid && tid === named.tid);
  const calls = main.filter(({ name }) => name === 'WebContents::Invoke').map(({ ts }) => ts);
  const spans: Span[] = [];
  for (const { name, ts, dur = 0, tdur, args } of main) {
    if (name !== 'ThreadControllerImpl::RunTask' || tdur === undefined) continue;
    const call = calls.some((at) => at >= ts && at <= ts + dur);
    const loop = typeof args?.src_file === 'string' && args.src_file.endsWith('node_bindings.cc');
    if (call || loop) spans.push({ cpu: tdur / 1000, what: call ? 'call' : 'loop' });
  }
  if (!spans.some(({ what }) => what === 'call')) throw new Error('the trace shows no call of the interface');
  return spans;
}
