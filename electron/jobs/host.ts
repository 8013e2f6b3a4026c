import { AppError, type ErrorCode } from '../../shared/domain/errors';
import type { JobChild, JobOptions, Jobs, StartChild } from './contract';
import { type Reply, reply } from './wire';

export interface HostOptions {
  readonly start: StartChild;
  /** Absolute path of the bundled job entry. */
  readonly entry: string;
  /** Memory that the process may take, in MiB: V8's heap and, by a look every 100 ms, all of it. */
  readonly memoryMb: number;
  /** Wall time of one job in ms, where the call names none. */
  readonly deadlineMs: number;
  /** What a passed deadline is called. */
  readonly timeoutCode: ErrorCode;
  /** What the end of the process in the middle of a job is called (a crash in native code, too much memory). */
  readonly crashCode?: ErrorCode;
  /** How long an idle process is kept warm, in ms. */
  readonly idleMs?: number;
}

interface Job {
  readonly id: number;
  readonly kind: string;
  readonly input: unknown;
  readonly options: JobOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onAbort: () => void;
}

/**
 * One process, one job at a time: a kill then costs nobody else's work. The process starts with the first job, stays
 * warm for the next, and is started anew after a kill or a crash.
 */
export function jobHost(host: HostOptions): Jobs {
  const waiting: Job[] = [];
  let child: JobChild | null = null;
  let running: { job: Job; deadline: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let nextId = 1;
  const ends = new Set<Promise<void>>();

  function begin(): JobChild {
    const started = host.start(host.entry, host.memoryMb);
    child = started;
    started.onMessage((message) => {
      if (child === started) onReply(reply.parse(message));
    });
    const gone = new Promise<void>((resolve) => {
      started.onExit((code) => {
        resolve();
        if (child !== started) return;
        child = null;
        const reason = `process ended (${code ?? 'killed'})`;
        settle((job) => job.reject(new AppError(host.crashCode ?? 'internal', { reason })));
      });
    });
    ends.add(gone);
    void gone.then(() => ends.delete(gone));
    return started;
  }

  function end(): void {
    clearTimeout(idle);
    const old = child;
    child = null;
    old?.kill();
  }

  function onReply(message: Reply): void {
    if (running?.job.id !== message.id) return;
    switch (message.t) {
      case 'progress':
        running.job.options.onProgress?.(message.progress);
        return;
      case 'done':
        settle((job) => job.resolve(message.value));
        return;
      case 'error':
        settle((job) => job.reject(new AppError(message.error.code, message.error.params)));
        return;
      case 'fault':
        settle((job) => job.reject(new Error(`job ${job.kind}: ${message.stack}`)));
    }
  }

  /** Ends the running job, whatever way, and takes the next. */
  function settle(how: (job: Job) => void): void {
    if (running) {
      const { job, deadline } = running;
      running = null;
      clearTimeout(deadline);
      job.options.signal?.removeEventListener('abort', job.onAbort);
      how(job);
    }
    next();
  }

  function next(): void {
    if (running) return;
    const job = waiting.shift();
    if (!job) {
      child?.hold?.(false);
      clearTimeout(idle);
      if (child) idle = setTimeout(end, host.idleMs ?? 120_000).unref();
      return;
    }
    clearTimeout(idle);
    const deadlineMs = job.options.deadlineMs ?? host.deadlineMs;
    const deadline = setTimeout(() => {
      end();
      settle((late) => late.reject(new AppError(host.timeoutCode, { seconds: Math.round(deadlineMs / 1000) })));
    }, deadlineMs);
    running = { job, deadline };
    try {
      const worker = child ?? begin();
      worker.hold?.(true);
      worker.send({ id: job.id, kind: job.kind, input: job.input, memoryMb: host.memoryMb });
    } catch (error) {
      // Not startable, or an input that cannot be cloned.
      settle((failed) => failed.reject(error instanceof Error ? error : new Error(String(error))));
    }
  }

  function abort(id: number): void {
    if (running?.job.id === id) {
      end();
      settle((job) => job.reject(new AppError('cancelled')));
      return;
    }
    const at = waiting.findIndex((job) => job.id === id);
    const [job] = at < 0 ? [] : waiting.splice(at, 1);
    job?.reject(new AppError('cancelled'));
  }

  return {
    run(kind, input, options = {}) {
      if (closed || options.signal?.aborted) return Promise.reject(new AppError('cancelled'));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const onAbort = () => abort(id);
        options.signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push({ id, kind, input, options, resolve, reject, onAbort });
        next();
      });
    },
    async shutdown() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new AppError('cancelled'));
      end();
      settle((job) => job.reject(new AppError('cancelled')));
      await Promise.all(ends);
    },
  };
}
