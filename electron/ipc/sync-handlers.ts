import type { Sync, SyncChannel } from '../sync';
import type { Handlers } from './router';

/** Named here and not taken from electron/sync: that part of the program is loaded after the first paint. */
const NAMES: Readonly<Record<SyncChannel, true>> = {
  'targets.save': true,
  'targets.test': true,
  'targets.list': true,
  'targets.remove': true,
  'outbox.retry': true,
  'line.get': true,
  'line.nudge': true,
};

/** Channels of the outbox and its targets. `pickFolder` asks the person; null when there is no answer. */
export function syncHandlers(
  sync: () => Promise<Sync>,
  pickFolder: () => Promise<string | null>,
): Pick<Handlers, SyncChannel | 'targets.pickFolder'> {
  const through = (name: SyncChannel) => async (input: unknown) => (await sync()).handlers[name](input as never);
  const handlers = Object.fromEntries((Object.keys(NAMES) as SyncChannel[]).map((name) => [name, through(name)]));
  return {
    ...(handlers as unknown as Pick<Handlers, SyncChannel>),
    'targets.pickFolder': pickFolder,
  };
}
