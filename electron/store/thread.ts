import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/domain/errors';
import type { StoreCall } from './contract';
import { fromWire, type Report, type Request, type ThreadData } from './wire';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a thread tells besides its answers. */
export type News = Exclude<Report, { kind: 'open' | 'failed' | 'answer' | 'refusal' }>;

/** One thread of the store as seen from outside. */
export class Thread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #onNews: (news: News) => void;
  readonly #exited: Promise<void>;
  #opening: { resolve: (checked: boolean) => void; reject: (error: Error) => void } | null = null;
  #lastId = 0;
  #dead: Error | null = null;
  checked = true;

  private constructor(worker: Worker, onNews: (news: News) => void) {
    this.#worker = worker;
    this.#onNews = onNews;
    worker.on('message', (report: Report) => this.#take(report));
    worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#end(new AppError('store.closed'));
        resolve();
      });
    });
  }

  /** Resolves when the thread has opened what it works on. @throws AppError of opening */
  static async start(script: string | URL, data: ThreadData, onNews: (news: News) => void): Promise<Thread> {
    const thread = new Thread(new Worker(script, { workerData: data, name: `store-${data.role}` }), onNews);
    thread.checked = await new Promise<boolean>((resolve, reject) => {
      thread.#opening = { resolve, reject };
    });
    return thread;
  }

  #take(report: Report): void {
    switch (report.kind) {
      case 'open':
        this.#opening?.resolve(report.checked);
        this.#opening = null;
        return;
      case 'failed':
        this.#end(fromWire(report.error));
        return;
      case 'answer':
        this.#pending.get(report.id)?.resolve(report.value);
        this.#pending.delete(report.id);
        return;
      case 'refusal':
        this.#pending.get(report.id)?.reject(fromWire(report.error));
        this.#pending.delete(report.id);
        return;
      default:
        this.#onNews(report);
    }
  }

  #end(error: Error): void {
    this.#dead ??= error;
    this.#opening?.reject(error);
    this.#opening = null;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  get alive(): boolean {
    return this.#dead === null;
  }

  /** `search`: number of a search that a newer one supersedes, else 0. */
  call(name: StoreCall, input: unknown, search = 0): Promise<unknown> {
    const dead = this.#dead;
    if (dead) return Promise.reject(dead);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.send({ kind: 'call', id, name, input, search });
    });
  }

  send(request: Request): void {
    this.#worker.postMessage(request);
  }

  /** Lets it finish what it was given, then ends it. */
  async close(): Promise<void> {
    if (!this.#dead) this.send({ kind: 'close' });
    await this.#exited;
  }
}
