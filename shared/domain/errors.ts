/**
 * Every fault that a person is told of. The words stand in `shared/i18n/<lang>/error.json` as
 * `<code>.title`, `<code>.body`, `<code>.action`: what happened, that nothing is lost, the one next step.
 */
export const ERROR_CODES = [
  'channel.unknown',
  'channel.sender',
  'channel.input',
  'channel.output',
  'internal',
  'cancelled',
  'not-found',
  'article.stale',
  'article.status',
  'article.locked',
  'article.too-big',
  'store.disk-full',
  'store.read-only',
  'store.newer',
  'store.corrupt',
  'store.network-share',
  'store.busy',
  'store.closed',
  'media.not-a-picture',
  'media.too-big',
  'media.missing',
  'intake.unreadable',
  'intake.too-big',
  'intake.kind',
  'intake.timeout',
  'print.failed',
  'print.timeout',
  'print.empty',
  'print.no-viewer',
  'folder.not-writable',
  'target.offline',
  'target.address',
  'target.auth',
  'target.forbidden',
  'target.too-big',
  'target.server',
  'target.not-wordpress',
  'target.refused',
  'target.insecure',
  'target.busy',
  'target.secret-missing',
  'settings.unreadable',
  'policy.unreadable',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a message may name: a file, a number, a reason from the other side. */
export type ErrorParams = Readonly<Record<string, string | number>>;

export interface ErrorShape {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

/** A fault to tell a person. Anything else that is thrown is a fault of ours and becomes `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.code = code;
    this.params = params;
  }

  toShape(): ErrorShape {
    return { code: this.code, params: this.params };
  }
}

/** The end of every switch over a union: a new member is then a type error, not a silence. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
