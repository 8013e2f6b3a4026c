import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/domain/errors';
import { type Reply, request } from './wire';

/** Does one job. What it returns or reports must be what structured clone takes. */
export type JobHandler = (input: unknown, progress: (value: unknown) => void) => unknown | Promise<unknown>;

/** The part of Electron's parent port that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/**
 * The child's side: answers every job by the handler of its kind. Called once, at the end of a job entry; the same entry
 * runs in Electron's utilityProcess (process.parentPort) and under plain Node (fork).
 * @throws Error when the process was started by neither
 */
export function serveJobs(handlers: Readonly<Record<string, JobHandler>>): void {
  const post = listen((message) => void answer(message));
  let watched = false;

  async function answer(message: unknown): Promise<void> {
    const job = request.parse(message);
    if (!watched) {
      watched = true;
      watchMemory(job.memoryMb);
    }
    try {
      const handler = Object.hasOwn(handlers, job.kind) ? handlers[job.kind] : undefined;
      if (!handler) throw new Error(`no job of the kind ${job.kind}`);
      const value = await handler(job.input, (progress) => post({ t: 'progress', id: job.id, progress }));
      post({ t: 'done', id: job.id, value });
    } catch (error) {
      if (error instanceof AppError) {
        const { code, params } = error.toShape();
        post({ t: 'error', id: job.id, error: { code, params: { ...params } } });
      } else {
        post({
          t: 'fault',
          id: job.id,
          stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
    }
  }
}

function listen(onMessage: (message: unknown) => void): (reply: Reply) => void {
  const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
  if (port) {
    port.on('message', (event) => onMessage(event.data));
    return (reply) => port.postMessage(reply);
  }
  if (!process.send) throw new Error('a job entry is started by a job host');
  process.on('message', onMessage);
  // The parent is gone: nobody would take the answer.
  process.on('disconnect', () => process.exit(0));
  return (reply) => void process.send?.(reply);
}

/**
 * V8's own limit does not count what native code takes (a decoded picture, Typst's layout), and the main thread is stuck
 * inside that code: a thread of its own looks at the whole process and ends it before the machine has to.
 */
function watchMemory(memoryMb: number): void {
  const code = `setInterval(() => {
    if (process.memoryUsage.rss() > ${memoryMb} * 1048576) process.kill(process.pid, 'SIGKILL');
  }, 100);`;
  new Worker(code, { eval: true, execArgv: [] }).unref();
}
