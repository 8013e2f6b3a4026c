import { STORE_CHANNELS, type Store, type StoreChannel } from '../store/contract';
import type { Handlers } from './router';

/** The channels that the store answers by itself; a call that comes before the store is open waits for it. */
export function storeHandlers(store: Promise<Store>): Pick<Handlers, StoreChannel> {
  // The store's contract takes inputs and outputs from the channels themselves, so one line serves all; the compiler
  // cannot follow a name through both tables at once.
  const through = (name: StoreChannel) => async (input: unknown) => (await store).call(name, input as never);
  return Object.fromEntries(STORE_CHANNELS.map((name) => [name, through(name)])) as unknown as Pick<
    Handlers,
    StoreChannel
  >;
}
