import { z } from 'zod';
import { AppError } from '../../../../shared/domain/errors';
import { retryAfter } from '../../backoff';
import type { Clock } from '../../edges';
import { TargetFault } from '../../fault';

/** How long one answer may take, in ms; what is sent gets more at the speed of a bad line (4 kB/s). */
const PATIENCE_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 4;
/** No answer that we ask for is longer (`_fields` keeps them to a few kB); what is longer is not ours. */
const LONGEST_ANSWER = 8 * 1024 * 1024;

/** How a site takes REST calls: "pretty" addresses, or by query where the server does not rewrite any. */
export type Form = 'pretty' | 'query';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly json?: unknown;
  readonly bytes?: { readonly data: Uint8Array; readonly type: string; readonly name: string };
  /** Statuses that the caller understands; any other failure is thrown. */
  readonly accept?: readonly number[];
}
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface SiteOptions {
  readonly base: string;
  readonly host: string;
  readonly user: string;
  readonly secret: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly patienceMs?: number | undefined;
}

const refusal = z.looseObject({ code: z.string(), message: z.string().optional(), data: z.unknown().optional() });
export type Refusal = z.infer<typeof refusal>;
export function refusalOf(body: unknown): Refusal | null {
  const read = refusal.safeParse(body);
  return read.success ? read.data : null;
}

const index = z.looseObject({ name: z.string().catch(''), namespaces: z.array(z.string()) });

/** What is known of a site and account in this run, so that it need not be asked before every article. */
export interface SiteMemory {
  form: Form | null;
  signedIn: boolean;
}

/** One site, spoken to over REST as one account. Makes no second try of its own: that is the engine's. */
export class Site {
  readonly options: SiteOptions;
  readonly #memory: SiteMemory;

  constructor(options: SiteOptions, memory: SiteMemory = { form: null, signedIn: false }) {
    this.options = options;
    this.#memory = memory;
  }

  /**
   * Finds out how the site takes REST calls, without credentials: what answers might be anybody.
   * @returns the site's name; '' where it keeps that to itself
   * @throws AppError `target.not-wordpress` when neither form answers as WordPress does
   */
  async discover(): Promise<{ name: string }> {
    let fault: AppError | null = null;
    for (const form of ['pretty', 'query'] as const) {
      const { status, body, failed } = await this.#ask(
        form,
        '/',
        { query: { _fields: 'name,namespaces' }, accept: [401, 403, 404] },
        false,
      ).then(
        (answer) => ({ ...answer, failed: null }),
        (error: unknown) => ({ status: 0, body: null, failed: error }),
      );
      if (failed !== null) {
        // A server that rewrites nothing answers HTML to the pretty form, or WordPress itself sends it to its front page.
        if (!(failed instanceof AppError) || !['target.not-wordpress', 'target.address'].includes(failed.code))
          throw failed;
        // Where both forms fail, a named other address says more than "not WordPress".
        if (fault === null || failed.code === 'target.address') fault = failed;
        continue;
      }
      const read = index.safeParse(body);
      if (status === 200 && read.success && read.data.namespaces.includes('wp/v2')) {
        this.#memory.form = form;
        return { name: read.data.name };
      }
      // Some offices close the index to strangers; the refusal still has WordPress's own shape.
      if ((status === 401 || status === 403) && refusalOf(body)?.code.startsWith('rest_')) {
        this.#memory.form = form;
        return { name: '' };
      }
    }
    throw fault ?? new TargetFault('target.not-wordpress', { host: this.options.host, reason: '' });
  }

  /**
   * @param route without the namespace, e.g. `/posts/12`
   * @throws AppError `target.auth` also where the site took us for a stranger
   */
  async call(route: string, call: Call = {}): Promise<Answer> {
    if (this.#memory.form === null) await this.discover();
    if (!this.#memory.signedIn) await this.#signIn();
    try {
      const answer = await this.#ask(this.#memory.form ?? 'query', `/wp/v2${route}`, call, true);
      if (answer.status >= 400) await this.#signIn();
      return answer;
    } catch (error) {
      if (error instanceof AppError) {
        if (error.code === 'target.not-wordpress') this.#memory.form = null;
        if (error.code === 'target.refused' || error.code === 'target.forbidden') await this.#signIn();
      }
      throw error;
    }
  }

  /**
   * WordPress does not refuse a wrong password on every route (seen on 6.1), nor can it see one that the server in front
   * of it took away: it answers as to a stranger, and a draft is then a 404. Believing that would make a second post; so
   * who we are is asked before the first answer is believed, and again after each refusal.
   */
  async #signIn(): Promise<void> {
    this.#memory.signedIn = false;
    const { host, user } = this.options;
    const answer = await this.#ask(
      this.#memory.form ?? 'query',
      '/wp/v2/users/me',
      { query: { _fields: 'id' }, accept: [401, 403, 404] },
      true,
    );
    // Some sites close this route to everybody (403, 404): then the answers themselves must do.
    if (answer.status === 401) throw new TargetFault('target.auth', { host, user });
    this.#memory.signedIn = true;
  }

  async #ask(form: Form, route: string, call: Call, signedIn: boolean): Promise<Answer> {
    const { base, host, clock, signal } = this.options;
    const address = new URL(form === 'pretty' ? `${base}/wp-json${route}` : `${base}/index.php`);
    if (form === 'query') address.searchParams.set('rest_route', route);
    for (const [name, value] of Object.entries(call.query ?? {})) address.searchParams.set(name, String(value));

    const headers: Record<string, string> = { accept: 'application/json' };
    if (signedIn)
      headers.authorization = `Basic ${Buffer.from(`${this.options.user}:${this.options.secret}`, 'utf8').toString('base64')}`;
    let sent: string | Uint8Array<ArrayBuffer> | null = null;
    if (call.json !== undefined) {
      headers['content-type'] = 'application/json; charset=utf-8';
      sent = JSON.stringify(call.json);
    } else if (call.bytes !== undefined) {
      headers['content-type'] = call.bytes.type;
      headers['content-disposition'] = `attachment; filename="${call.bytes.name}"`;
      sent = new Uint8Array(call.bytes.data);
    }

    const giveUp = new AbortController();
    const patience = (this.options.patienceMs ?? PATIENCE_MS) + (sent?.length ?? 0) / SLOWEST_BYTES_PER_MS;
    const disarm = clock.after(patience, () => giveUp.abort());
    try {
      const response = await this.options.fetch(address, {
        method: call.method ?? 'GET',
        headers,
        body: sent,
        // Credentials never follow to where an answer points; see #redirected.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.any([signal, giveUp.signal]),
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new TargetFault('target.address', { host, to: elsewhere(response.headers.get('location'), address) });
      }
      const text = await bounded(response, host);
      return this.#read(response, text, call);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (signal.aborted) throw new AppError('cancelled', {}, { cause: error });
      throw lineFault(error, host, giveUp.signal.aborted);
    } finally {
      disarm();
    }
  }

  #read(response: Response, text: string, call: Call): Answer {
    const { host, user, clock } = this.options;
    const { status } = response;
    const body = parsed(text);
    const good = status >= 200 && status < 300;
    if ((good || call.accept?.includes(status)) && body !== undefined) return { status, body };

    const said = refusalOf(body);
    const reason = said?.message ? plain(said.message) : '';
    const asked = retryAfter(response.headers.get('retry-after'), clock.now());
    // A file that the site will not take comes as a 500 with this code: no second try helps.
    if (said?.code.startsWith('rest_upload_')) throw new TargetFault('target.refused', { host, reason });
    if (status === 401) throw new TargetFault('target.auth', { host, user });
    if (status === 403) throw new TargetFault('target.forbidden', { host, user, reason });
    if (status === 413) throw new TargetFault('target.too-big', { host });
    if (status === 408 || status === 425 || status === 429)
      throw new TargetFault('target.busy', { host, status }, { retryAfterMs: asked });
    if (status >= 500) throw new TargetFault('target.server', { host, status }, { retryAfterMs: asked });
    if (status === 404 || status === 405 || status === 410) {
      throw new TargetFault('target.not-wordpress', { host, reason });
    }
    if (!good) throw new TargetFault('target.refused', { host, reason: reason || String(status) });
    const type = response.headers.get('content-type') ?? '';
    // JSON that ends too early is the line's fault, HTML somebody else's page.
    if (/json/i.test(type) && !text.trimStart().startsWith('<'))
      throw new TargetFault('target.offline', { host, reason: 'cut' });
    throw new TargetFault('target.not-wordpress', { host, reason: type.split(';')[0] ?? '' });
  }
}

/** JSON, also behind a byte order mark or a PHP warning that a careless plug-in prints before it; undefined: none. */
function parsed(text: string): unknown {
  const start = text.search(/[{[]/);
  for (const candidate of start > 0 ? [text, text.slice(start)] : [text]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate, or none.
    }
  }
  return undefined;
}

async function bounded(response: Response, host: string): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LONGEST_ANSWER) {
      await reader.cancel();
      throw new TargetFault('target.not-wordpress', { host, reason: 'long' });
    }
  }
}

/** WordPress's own words without their tags: they are shown to a person. */
function plain(message: string): string {
  return message
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&#8217;|&rsquo;/g, '’')
    .slice(0, 300);
}

function elsewhere(location: string | null, from: URL): string {
  if (location === null) return '';
  try {
    const to = new URL(location, from);
    return to.origin;
  } catch {
    return '';
  }
}

function lineFault(error: unknown, host: string, timedOut: boolean): TargetFault {
  if (timedOut) return new TargetFault('target.offline', { host, reason: 'timeout' }, { cause: error });
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code =
    cause instanceof Error && 'code' in cause
      ? String(cause.code)
      : cause instanceof Error
        ? cause.message
        : String(cause);
  // Names of Node (OpenSSL) and of Chromium's network: a wrong certificate is not a missing line.
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code))
    return new TargetFault('target.insecure', { host, reason: code }, { cause: error });
  if (/redirect/i.test(code)) return new TargetFault('target.address', { host, to: '' }, { cause: error });
  return new TargetFault('target.offline', { host, reason: code }, { cause: error });
}

/** Reads an answer's body by a schema. @throws AppError `target.not-wordpress` */
export function shaped<S extends z.ZodType>(schema: S, body: unknown, host: string): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new TargetFault(
    'target.not-wordpress',
    { host, reason: read.error.issues[0]?.path.join('.') ?? '' },
    { cause: read.error },
  );
}
