import { type Bridge, type ChannelInput, type ChannelName, type ChannelOutput, channels } from '../../shared/channels';
import { AppError, type ErrorShape } from '../../shared/domain/errors';

export type Answer = Awaited<ReturnType<Bridge['call']>>;
export type Handler<N extends ChannelName> = (input: ChannelInput<N>) => ChannelOutput<N> | Promise<ChannelOutput<N>>;
/** One handler for each channel: a channel without one is a type error. */
export type Handlers = { readonly [N in ChannelName]: Handler<N> };

/** A fault of ours, for the log: the person sees only that something went wrong. */
export type Report = (channel: string, fault: unknown) => void;

/**
 * Answers calls from the interface: channel known? sender ours? input as its schema says? handler; output as its schema
 * says? Nothing is thrown across the glass: a refusal and a fault come back as `{ ok: false, error }`.
 */
export function createRouter(handlers: Handlers, report: Report) {
  return async (trusted: boolean, name: unknown, input: unknown): Promise<Answer> => {
    if (!trusted) return refused({ code: 'channel.sender', params: {} });
    if (!isChannel(name)) return refused({ code: 'channel.unknown', params: { channel: String(name).slice(0, 100) } });
    return route(name, handlers[name] as (value: unknown) => unknown, input, report);
  };
}

async function route(
  name: ChannelName,
  handler: (value: unknown) => unknown,
  input: unknown,
  report: Report,
): Promise<Answer> {
  const channel = channels[name];
  const taken = channel.input.safeParse(input);
  if (!taken.success) {
    return refused({ code: 'channel.input', params: { channel: name, field: where(taken.error.issues) } });
  }
  try {
    const given = channel.output.safeParse(await handler(taken.data));
    if (given.success) return { ok: true, value: given.data };
    report(name, given.error);
    return refused({ code: 'channel.output', params: { channel: name, field: where(given.error.issues) } });
  } catch (fault) {
    if (fault instanceof AppError) return refused(fault.toShape());
    report(name, fault);
    return refused({ code: 'internal', params: { channel: name } });
  }
}

/** `in` and plain indexing would also find what every object inherits ("constructor"). */
function isChannel(name: unknown): name is ChannelName {
  return typeof name === 'string' && Object.hasOwn(channels, name);
}

function where(issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[]): string {
  const [first] = issues;
  if (!first) return '';
  const keys = 'keys' in first && Array.isArray(first.keys) ? first.keys.map(String) : [];
  return [...first.path.map(String), ...keys].join('.').slice(0, 200);
}

function refused(error: ErrorShape): Answer {
  return { ok: false, error: { code: error.code, params: { ...error.params } } };
}
