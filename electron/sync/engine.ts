import { AppError, assertNever } from '../../shared/domain/errors';
import type { Line, OutboxItem } from '../../shared/domain/outbox';
import type { Target, TargetKind } from '../../shared/domain/target';
import type { StoreChange } from '../store/contract';
import { backoff } from './backoff';
import type { Edges } from './edges';
import { asFault, concernsTarget, isSilence, TargetFault, UNCLEAR_TRIES, verdict } from './fault';
import { LineWatch } from './line';
import type { Secrets } from './secrets';
import type { Contact, Order, TargetAdapter } from './targets/target';

export type Adapters = { readonly [K in TargetKind]: TargetAdapter<Extract<Target['config'], { kind: K }>> };

/** What is known of a target in this run. */
interface Standing {
  /** Failures in a row that make others of the same target wait as well. */
  failures: number;
  /** Not asked again before, ms. */
  until: number;
  /** Set when its account or address is refused: further orders get the same answer without asking. */
  refused: AppError | null;
  /** Orders that the server failed on, and whether others of the same target went through since. */
  readonly suspects: Map<number, { failures: number; othersPassed: boolean }>;
}

/** Server failures of one order, while others pass, before a person looks at it. */
const POISON_TRIES = 5;

/**
 * The outbox at work: takes what is due, brings it to its target, writes the receipt. One order a target at a time;
 * targets never wait for each other. Woken by the store's changes and one timer; nothing is kept here that a kill could
 * lose: an order is the store's until `outbox.done`.
 */
export class Engine {
  readonly #edges: Edges;
  readonly #adapters: Adapters;
  readonly #secrets: Secrets;
  readonly #line = new LineWatch();
  readonly #standings = new Map<string, Standing>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #listeners = new Set<() => void>();
  #stop: AbortController | null = null;
  #pumping: Promise<void> | null = null;
  #again = false;
  #disarm: (() => void) | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(edges: Edges, adapters: Adapters, secrets: Secrets) {
    this.#edges = edges;
    this.#adapters = adapters;
    this.#secrets = secrets;
  }

  start(): void {
    if (this.#stop !== null) return;
    this.#stop = new AbortController();
    this.#unsubscribe = this.#edges.store.onChange((change) => this.#changed(change));
    this.#pump();
  }

  /** Ends what runs as soon as it can be ended without loss; everything unfinished waits for the next start. */
  async stop(): Promise<void> {
    const stop = this.#stop;
    if (stop === null) return;
    this.#unsubscribe?.();
    this.#disarm?.();
    this.#disarm = null;
    stop.abort();
    await this.#pumping;
    await Promise.all(this.#running.values());
    this.#stop = null;
  }

  /** Resolves when nothing is being claimed or sent; orders that wait for their time do not count. For shutdown and tests. */
  async idle(): Promise<void> {
    while (this.#pumping !== null || this.#running.size > 0) {
      await this.#pumping;
      await Promise.all(this.#running.values());
    }
  }

  /** Forgets that a target was silent or refused us: what is claimed next is really tried. */
  forgive(targetId?: string): void {
    for (const [id, standing] of this.#standings) {
      if (targetId !== undefined && id !== targetId) continue;
      standing.until = 0;
      standing.refused = null;
    }
  }

  /** A person (or the system: network back, machine woken) says that it is worth trying now. */
  async nudge(targetId?: string): Promise<void> {
    this.forgive(targetId);
    await this.#edges.store.call('outbox.wake', {
      now: this.#edges.clock.now(),
      ...(targetId === undefined ? {} : { targetId }),
    });
    this.#pump();
  }

  async line(): Promise<Line> {
    return { state: this.#line.state, ...(await this.#edges.store.call('outbox.counts', {})) };
  }

  /** Called when the line or the counts may have changed. */
  onLine(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a connection test learned counts for the line as well. */
  heard(targetId: string, answered: boolean): void {
    if (this.#line.hear(targetId, answered)) this.#tell();
  }

  /** All that an adapter is handed for one target; @throws AppError `not-found` */
  async contact(targetId: string, signal: AbortSignal): Promise<{ target: Target; contact: Contact }> {
    const found = await this.#edges.store.call('targets.get', { id: targetId });
    if (found === null) throw new AppError('not-found', { what: 'target', id: targetId });
    const secret = this.#secrets.open(targetId, found.secret);
    return { target: found.target, contact: { ...this.#edges, secret, secretStays: this.#secrets.stays, signal } };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #changed(change: StoreChange): void {
    if (change.kind === 'outbox') {
      this.#tell();
      this.#pump();
    } else if (change.kind === 'targets') {
      // Address, account or password may be right now.
      this.forgive();
      this.#pump();
    }
  }

  #standing(targetId: string): Standing {
    let standing = this.#standings.get(targetId);
    if (standing === undefined) {
      standing = { failures: 0, until: 0, refused: null, suspects: new Map() };
      this.#standings.set(targetId, standing);
    }
    return standing;
  }

  /** Starts what can be started; a call while it is at work makes it look once more. */
  #pump(): void {
    const stop = this.#stop;
    if (stop === null || stop.signal.aborted) return;
    this.#again = true;
    this.#pumping ??= this.#claimAll(stop.signal)
      .catch((error: unknown) => this.#storeFault(error))
      .finally(() => {
        this.#pumping = null;
        // Asked between the last look and here.
        if (this.#again) this.#pump();
      });
  }

  async #claimAll(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#edges;
    while (this.#again && !signal.aborted) {
      this.#again = false;
      for (;;) {
        if (signal.aborted) return;
        const item = await store.call('outbox.claim', { now: clock.now(), except: this.#passedOver() });
        if (item === null) break;
        const run = this.#send(item, signal).finally(() => {
          this.#running.delete(item.targetId);
          this.#pump();
        });
        this.#running.set(item.targetId, run);
      }
    }
    await this.#arm(signal);
  }

  /** Targets that are busy or were silent just now. */
  #passedOver(): string[] {
    const now = this.#edges.clock.now();
    const silent = [...this.#standings].filter(([, standing]) => standing.until > now).map(([id]) => id);
    return [...new Set([...this.#running.keys(), ...silent])];
  }

  /** One timer, for the next moment at which something can be due. */
  async #arm(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#edges;
    const due = await store.call('outbox.nextAt', { except: this.#passedOver() });
    if (signal.aborted) return;
    const now = clock.now();
    const moments = [...this.#standings.values()].map((standing) => standing.until).filter((until) => until > now);
    if (due !== null) moments.push(due);
    this.#disarm?.();
    this.#disarm = null;
    if (moments.length === 0) return;
    this.#disarm = clock.after(Math.max(1, Math.min(...moments) - now), () => this.#pump());
  }

  /** The store itself failed (full disk): nothing can be written down, so look again a little later. */
  #storeFault(error: unknown): void {
    this.#edges.log('outbox.store-fault', { code: asFault(error).code, message: String(error) });
    this.#again = false;
    this.#disarm?.();
    this.#disarm = this.#edges.clock.after(backoff(4, this.#edges.random), () => this.#pump());
  }

  async #send(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const standing = this.#standing(item.targetId);
    try {
      if (standing.refused !== null) throw standing.refused;
      const remote = await this.#deliver(item, signal);
      if (remote) this.#answered(item.targetId, standing);
      standing.suspects.delete(item.id);
      for (const suspect of standing.suspects.values()) suspect.othersPassed = true;
      if (standing.failures > 0) {
        standing.failures = 0;
        standing.until = 0;
        // The line is back: what waited for it goes now.
        await this.#edges.store.call('outbox.wake', { now: this.#edges.clock.now(), targetId: item.targetId });
      }
    } catch (error) {
      await this.#failed(item, standing, error, signal).catch((fault: unknown) => this.#storeFault(fault));
    }
  }

  /** @returns whether the target is spoken to over the line */
  async #deliver(item: OutboxItem, signal: AbortSignal): Promise<boolean> {
    const { store } = this.#edges;
    const { target, contact } = await this.contact(item.targetId, signal);
    const [whole, receipt] = await Promise.all([
      store.call('articles.whole', { id: item.articleId, version: item.version }),
      store.call('receipts.get', { articleId: item.articleId, targetId: item.targetId }),
    ]);
    const { config } = target;
    const order = { articleId: item.articleId, whole, receipt };
    const act = <C extends Target['config']>(adapter: TargetAdapter<C>, full: Order<C>) =>
      item.action === 'publish' ? adapter.publish(full, contact) : adapter.takeDown(full, contact);
    let done: Promise<Awaited<ReturnType<typeof act>>>;
    switch (config.kind) {
      case 'folder':
        done = act(this.#adapters.folder, { ...order, target: { ...target, config } });
        break;
      case 'wordpress':
        done = act(this.#adapters.wordpress, { ...order, target: { ...target, config } });
        break;
      default:
        return assertNever(config);
    }
    await store.call('outbox.done', { id: item.id, receipt: await done });
    return this.#adapters[config.kind].capabilities.remote;
  }

  #answered(targetId: string, standing: Standing): void {
    standing.refused = null;
    if (this.#line.hear(targetId, true)) this.#tell();
  }

  async #failed(item: OutboxItem, standing: Standing, error: unknown, signal: AbortSignal): Promise<void> {
    const { store, clock, random, log } = this.#edges;
    const fault = signal.aborted ? new AppError('cancelled') : asFault(error);
    const now = clock.now();
    if (fault.code === 'cancelled') {
      await store.call('outbox.delay', { id: item.id, nextAt: now, error: fault.toShape() });
      return;
    }
    log('outbox.failed', {
      id: item.id,
      target: item.targetId,
      attempt: item.attempts,
      code: fault.code,
      message: String(error),
    });
    if (fault.code.startsWith('target.') && fault !== standing.refused && fault.code !== 'target.secret-missing') {
      if (this.#line.hear(item.targetId, !isSilence(fault.code))) this.#tell();
    }
    if (concernsTarget(fault.code)) standing.refused = fault;

    const kind = verdict(fault.code);
    const person =
      kind === 'person' ||
      (kind === 'unclear' && item.attempts >= UNCLEAR_TRIES) ||
      this.#isPoison(item, standing, fault);
    if (person) {
      standing.suspects.delete(item.id);
      await store.call('outbox.needsYou', { id: item.id, error: fault.toShape() });
      return;
    }
    const asked = fault instanceof TargetFault ? fault.retryAfterMs : 0;
    if (fault.code !== 'internal') {
      standing.failures++;
      standing.until = now + backoff(standing.failures, random, asked);
    }
    const nextAt = Math.max(standing.until, now + backoff(item.attempts, random, asked));
    await store.call('outbox.delay', { id: item.id, nextAt, error: fault.toShape() });
  }

  /** A server that fails on this order again and again while others pass will not stop doing so. */
  #isPoison(item: OutboxItem, standing: Standing, fault: AppError): boolean {
    if (fault.code !== 'target.server') return false;
    const suspect = standing.suspects.get(item.id) ?? { failures: 0, othersPassed: false };
    suspect.failures++;
    standing.suspects.set(item.id, suspect);
    return suspect.failures >= POISON_TRIES && suspect.othersPassed;
  }
}
