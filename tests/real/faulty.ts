import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request as a rule sees it. `route` is the REST route, whichever form the address has. */
export interface Seen {
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * What the server between does with a request:
 * - `pass`: hands it on and the answer back
 * - `lose`: hands it on, and cuts the line when the site has answered: done there, unknown here
 * - `half`: hands it on and cuts the line in the middle of the answer
 * - `hold`: hands it on and keeps the site's answer; `held` is told when the site has done its part
 * - `hang`: takes it and never answers
 * - an answer of its own
 */
export type Fate =
  | 'pass'
  | 'lose'
  | 'half'
  | 'hold'
  | 'hang'
  | {
      readonly status: number;
      readonly type?: string;
      readonly text: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Faulty {
  readonly url: string;
  /** Every request so far, in order. */
  readonly seen: Seen[];
  /** Decides for each request; may wait. */
  fate: (seen: Seen) => Fate | Promise<Fate>;
  held: (seen: Seen) => void;
  stop(): Promise<void>;
}

function routeOf(path: string): string {
  const url = new URL(path, 'http://localhost');
  return url.searchParams.get('rest_route') ?? url.pathname.replace(/^\/wp-json/, '');
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A server between the program and a site (or in its place, with no `upstream`), on this machine alone. */
export async function startFaulty(upstream: string | null): Promise<Faulty> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  const handed = async (
    incoming: IncomingMessage,
    body: Buffer,
  ): Promise<{ answer: IncomingMessage; text: Buffer }> => {
    if (upstream === null) throw new Error('no site behind this server');
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const on = request(
        `${upstream}${incoming.url}`,
        { method: incoming.method, headers: { ...incoming.headers, connection: 'close' } },
        resolve,
      );
      on.on('error', reject);
      on.end(body);
    });
    return { answer, text: await whole(answer) };
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await whole(incoming);
    const path = incoming.url ?? '/';
    const seen: Seen = { method: incoming.method ?? '', route: routeOf(path), path, body, headers: incoming.headers };
    faulty.seen.push(seen);
    const fate = await faulty.fate(seen);
    if (fate === 'hang') return;
    if (typeof fate === 'object') {
      outgoing.writeHead(fate.status, {
        'content-type': fate.type ?? 'application/json',
        connection: 'close',
        ...fate.headers,
      });
      outgoing.end(fate.text);
      return;
    }
    const { answer, text } = await handed(incoming, body);
    if (fate === 'hold') {
      faulty.held(seen);
      return;
    }
    if (fate === 'lose') {
      incoming.socket.destroy();
      return;
    }
    const headers: Record<string, string | string[] | undefined> = {
      ...answer.headers,
      connection: 'close',
      'content-length': String(text.length),
    };
    delete headers['transfer-encoding'];
    if (fate === 'half') {
      // No length named: the reader cannot tell the end of the line from the end of the answer.
      delete headers['content-length'];
      outgoing.useChunkedEncodingByDefault = false;
      outgoing.writeHead(answer.statusCode ?? 500, headers);
      outgoing.write(text.subarray(0, Math.floor(text.length / 2)), () => incoming.socket.end());
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 500, headers);
    outgoing.end(text);
  };

  const faulty: Faulty = {
    url: '',
    seen: [],
    fate: () => 'pass',
    held: () => {},
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(faulty, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
