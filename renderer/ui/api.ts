import type { Bridge, ChannelInput, ChannelName, ChannelOutput, EventName, EventPayload } from '../../shared/channels';
import { AppError, type ErrorCode } from '../../shared/domain/errors';

declare global {
  interface Window {
    readonly toasoan: Bridge;
  }
}

/**
 * Calls the main process. The router has checked input and output by the channel's schemas, so no schema library
 * is needed on this side (it would cost the first paint).
 * @throws AppError with the words to show.
 */
export async function call<N extends ChannelName>(name: N, input: ChannelInput<N>): Promise<ChannelOutput<N>> {
  const answer = await window.toasoan.call(name, input);
  if (answer.ok) return answer.value as ChannelOutput<N>;
  throw new AppError(answer.error.code as ErrorCode, answer.error.params);
}

/** Listens to an event of the main process; gives back the function that ends it. */
export function on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.toasoan.on(name, (payload) => listener(payload as EventPayload<N>));
}
