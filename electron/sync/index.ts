import type { ChannelInput, ChannelOutput } from '../../shared/channels';
import type { Line } from '../../shared/domain/outbox';
import type { TargetCheck } from '../../shared/domain/target';
import type { Edges } from './edges';
import { Engine } from './engine';
import { concernsTarget } from './fault';
import { Secrets } from './secrets';
import { folderTarget } from './targets/folder';
import { wordpressTarget } from './targets/wordpress';

export { type Clock, type Edges, type Keychain, type Log, systemClock } from './edges';

/** Channels that the sync answers; it stands before the store for those that both could. */
export const SYNC_CHANNELS = [
  'targets.save',
  'targets.test',
  'targets.list',
  'targets.remove',
  'outbox.retry',
  'line.get',
  'line.nudge',
] as const;
export type SyncChannel = (typeof SYNC_CHANNELS)[number];
export type SyncHandlers = { readonly [N in SyncChannel]: (input: ChannelInput<N>) => Promise<ChannelOutput<N>> };

export interface Sync {
  start(): void;
  stop(): Promise<void>;
  readonly handlers: SyncHandlers;
  /** For the event `line.changed`; told at most once at a time, always with the newest. */
  onLine(listener: (line: Line) => void): () => void;
  /** The system says that the network is back or the machine woke up: what waits is tried now. */
  nudge(): Promise<void>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
}

/** Adapters are made once a run: they remember how each site wants to be spoken to. */
export function openSync(edges: Edges): Sync {
  const adapters = { folder: folderTarget, wordpress: wordpressTarget() };
  const secrets = new Secrets(edges.secrets);
  const engine = new Engine(edges, adapters, secrets);
  const { store } = edges;
  const closing = new AbortController();

  const test = async (id: string): Promise<TargetCheck[]> => {
    const { target, contact } = await engine.contact(id, closing.signal);
    const { config } = target;
    if (config.kind === 'folder') return adapters.folder.test({ ...target, config }, contact);
    const checks = await adapters.wordpress.test({ ...target, config }, contact);
    const reach = checks.find((check) => check.step === 'reach');
    if (reach !== undefined) engine.heard(id, reach.outcome !== 'fail');
    return checks;
  };

  /** What was held up by a wrong password or address goes again by itself once that is put right. */
  const retryHeldUp = async (targetId: string): Promise<void> => {
    engine.forgive(targetId);
    for (const item of await store.call('outbox.list', { done: false })) {
      if (item.targetId !== targetId || item.state !== 'needs_you' || item.error === null) continue;
      if (
        concernsTarget(item.error.code) ||
        item.error.code === 'target.forbidden' ||
        item.error.code === 'folder.not-writable'
      ) {
        await store.call('outbox.retry', { id: item.id });
      }
    }
    await engine.nudge(targetId);
  };

  return {
    start: () => engine.start(),
    async stop() {
      closing.abort();
      await engine.stop();
    },
    idle: () => engine.idle(),
    nudge: () => engine.nudge(),
    handlers: {
      async 'targets.save'({ id, name, config, secret }) {
        const sealed = secret === null ? undefined : secret === '' ? null : secrets.seal(secret);
        // Before the store tells of the change: the next order must not go out with the old password.
        if (id !== null) secrets.change(id, secret);
        const target = await store.call('targets.put', {
          id,
          name,
          config,
          ...(sealed === undefined ? {} : { secret: sealed }),
        });
        secrets.change(target.id, secret);
        if (id !== null) await retryHeldUp(target.id);
        return { ...target, hasSecret: target.hasSecret || secrets.has(target.id) };
      },
      'targets.test': ({ id }) => test(id),
      async 'targets.list'() {
        const targets = await store.call('targets.list', {});
        return targets.map((target) => ({ ...target, hasSecret: target.hasSecret || secrets.has(target.id) }));
      },
      async 'targets.remove'({ id }) {
        await store.call('targets.remove', { id });
        secrets.forget(id);
        return {};
      },
      async 'outbox.retry'({ id }) {
        const item = (await store.call('outbox.list', { done: false })).find((candidate) => candidate.id === id);
        engine.forgive(item?.targetId);
        await store.call('outbox.retry', { id });
        if (item !== undefined) await engine.nudge(item.targetId);
        return {};
      },
      'line.get': () => engine.line(),
      async 'line.nudge'() {
        await engine.nudge();
        return {};
      },
    },
    onLine(listener) {
      let asking = false;
      let stale = false;
      const tell = async (): Promise<void> => {
        stale = true;
        if (asking) return;
        asking = true;
        try {
          while (stale) {
            stale = false;
            listener(await engine.line());
          }
        } catch (error) {
          edges.log('line.untold', { message: String(error) });
        } finally {
          asking = false;
        }
      };
      return engine.onLine(() => void tell());
    },
  };
}
