import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME, CONTENT_SECURITY_POLICY, MEDIA_SCHEME } from './csp';
import { fileFor, mediaTypeOf } from './files';
import { type MediaAddress, readMediaAddress } from './media-address';
import { readRange } from './range';

/** Must run before `app.ready`. `codeCache` keeps compiled scripts between starts, as Chromium does for https. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
    {
      scheme: MEDIA_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
    },
  ]);
}

const NO_SNIFF = { 'X-Content-Type-Options': 'nosniff' };
const status = (code: number, headers: Record<string, string> = {}) =>
  new Response(null, { status: code, headers: { ...NO_SNIFF, ...headers } });

/**
 * Serves the interface's own files, and nothing else, at app://toasoan/.
 * @param folder out/renderer, absolute
 */
export function serveApp(session: Session, folder: string): void {
  const headers = {
    ...NO_SNIFF,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
  const answer = (statusCode: number, data = Buffer.alloc(0), type = 'text/plain'): ProtocolResponse => ({
    statusCode,
    headers: { ...headers, 'Content-Type': type },
    data,
  });
  const serve = async (request: ProtocolRequest): Promise<ProtocolResponse> => {
    if (request.method !== 'GET') return answer(405);
    if (!request.url.startsWith(`${APP_ORIGIN}/`)) return answer(404);
    const file = fileFor(folder, request.url);
    const type = file && mediaTypeOf(file);
    if (!file || !type) return answer(404);
    return readFile(file).then(
      (bytes) => answer(200, bytes, type),
      () => answer(404),
    );
  };
  // Not `protocol.handle`: its `Response` makes Node load its whole HTTP client (40 ms) before the first byte of the page,
  // and then passes every file through streams.
  session.protocol.registerBufferProtocol(APP_SCHEME, (request, done) => void serve(request).then(done));
}

export interface MediaFile {
  readonly path: string;
  readonly mime: string;
}

/**
 * Serves pictures at media://<sha256> and laid-out bulletins at media://preview/<token>, whole or by stretches.
 * @param find path of what an address names, or null
 */
export function serveMedia(session: Session, find: (what: MediaAddress) => Promise<MediaFile | null>): void {
  session.protocol.handle(MEDIA_SCHEME, async (request) => {
    if (request.method !== 'GET') return status(405);
    const what = readMediaAddress(request.url);
    if (!what) return status(400);
    const found = await find(what).catch(() => null);
    if (!found) return status(404);
    const headers: Record<string, string> = {
      ...NO_SNIFF,
      'Access-Control-Allow-Origin': APP_ORIGIN,
      'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Type': found.mime,
      'Accept-Ranges': 'bytes',
      // A sha256 names these bytes for ever; a preview is replaced at the next layout.
      'Cache-Control': what.kind === 'picture' ? 'private, max-age=31536000, immutable' : 'no-store',
    };
    const handle = await open(found.path, 'r').catch(() => null);
    if (!handle) return status(404);
    try {
      const { size } = await handle.stat();
      const stretch = readRange(request.headers.get('range'), size);
      if (stretch === 'outside') {
        await handle.close();
        return status(416, { 'Content-Range': `bytes */${size}` });
      }
      const { start, end } = stretch === 'whole' ? { start: 0, end: size - 1 } : stretch;
      headers['Content-Length'] = String(end - start + 1);
      if (stretch !== 'whole') headers['Content-Range'] = `bytes ${start}-${end}/${size}`;
      if (size === 0) {
        await handle.close();
        return new Response(null, { headers });
      }
      const body = Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream<Uint8Array>;
      return new Response(body, { status: stretch === 'whole' ? 200 : 206, headers });
    } catch {
      await handle.close().catch(() => undefined);
      return status(500);
    }
  });
}
