import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/domain/errors';
import type { Store, StoreCall, StoreCalls, StoreChange, StoreOptions } from './contract';
import { fromWire, type Report, type Request, type Role, type ThreadData } from './wire';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread of the store as seen from outside. */
export class Thread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #onChange: (change: StoreChange) => void;
  readonly #exited: Promise<void>;
  #open: Pending | null = null;
  #lastId = 0;
  #dead: Error | null = null;

  private constructor(worker: Worker, onChange: (change: StoreChange) => void) {
    this.#worker = worker;
    this.#onChange = onChange;
    worker.on('message', (report: Report) => this.#take(report));
    worker.on('error', (error) => this.#end(error));
    this.#exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#end(new AppError('store.closed'));
        resolve();
      });
    });
  }

  /** Resolves when the thread has opened what it works on. @throws AppError of opening */
  static async start(script: string | URL, data: ThreadData, onChange: (change: StoreChange) => void): Promise<Thread> {
    const thread = new Thread(new Worker(script, { workerData: data, name: `store-${data.role}` }), onChange);
    await new Promise<unknown>((resolve, reject) => {
      thread.#open = { resolve, reject };
    });
    return thread;
  }

  #take(report: Report): void {
    switch (report.kind) {
      case 'open':
        this.#open?.resolve(null);
        this.#open = null;
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
      case 'change':
        this.#onChange(report.change);
        return;
      case 'closed':
        return;
    }
  }

  #end(error: Error): void {
    this.#dead ??= error;
    this.#open?.reject(error);
    this.#open = null;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  call(name: StoreCall, input: unknown): Promise<unknown> {
    const dead = this.#dead;
    if (dead) return Promise.reject(dead);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.send({ kind: 'call', id, name, input });
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

/** @throws AppError `store.newer`, `store.network-share`, `store.busy`, `store.read-only`, `store.disk-full`, `store.corrupt` */
export async function openStore({ folder, worker }: StoreOptions): Promise<Store> {
  const listeners = new Set<(change: StoreChange) => void>();
  const tell = (change: StoreChange): void => {
    for (const listener of listeners) listener(change);
  };
  const start = (role: Role): Promise<Thread> => Thread.start(worker, { role, folder }, tell);
  const writing = await start('write');
  let closed = false;
  return {
    call<N extends StoreCall>(name: N, input: StoreCalls[N]['input']): Promise<StoreCalls[N]['output']> {
      if (closed) return Promise.reject(new AppError('store.closed'));
      return writing.call(name, input) as Promise<StoreCalls[N]['output']>;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    settle() {
      writing.send({ kind: 'settle' });
    },
    async close() {
      if (closed) return;
      closed = true;
      await writing.close();
    },
  };
}
