/** One thing that was asked of the disk, in order. Handles are numbers of open files, not of descriptors. */
export type Event =
  | {
      readonly kind: 'open';
      readonly handle: number;
      readonly path: string;
      readonly create: boolean;
      readonly truncate: boolean;
    }
  | { readonly kind: 'write'; readonly handle: number; readonly at: number | null; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly handle: number; readonly size: number }
  | { readonly kind: 'sync'; readonly handle: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'mkdir'; readonly path: string }
  | { readonly kind: 'told'; readonly text: string };

/** What strace is to watch. */
export const WATCHED =
  'openat,close,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat';

const text = (quoted: string): Buffer => Buffer.from(quoted.replaceAll('\\x', ''), 'hex');
const paths = (args: string): string[] =>
  [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, one]) => text(one ?? '').toString());

/**
 * Reads what `strace -xx` wrote of one thread.
 * @throws when a line that matters is not understood: a write that is passed over would make the test blind
 */
export function parseTrace(trace: string, under: string): Event[] {
  const events: Event[] = [];
  /** Descriptor → handle. */
  const open = new Map<number, number>();
  let handles = 0;
  const inside = (path: string): boolean => path === under || path.startsWith(`${under}/`);
  for (const line of trace.split('\n')) {
    const match = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(line);
    if (!match) continue;
    const [, name = '', args = '', answer = ''] = match;
    const result = Number(answer);
    if (result < 0) continue;
    const fd = Number.parseInt(args, 10);
    const handle = open.get(fd);
    switch (name) {
      case 'openat': {
        const [path = ''] = paths(args);
        open.delete(result);
        if (!inside(path)) break;
        open.set(result, ++handles);
        events.push({
          kind: 'open',
          handle: handles,
          path,
          create: args.includes('O_CREAT'),
          truncate: args.includes('O_TRUNC'),
        });
        break;
      }
      case 'close':
        open.delete(fd);
        break;
      case 'write': {
        const bytes = text(/"((?:\\x[0-9a-f]{2})*)"/.exec(args)?.[1] ?? '').subarray(0, result);
        if (fd === 1) events.push({ kind: 'told', text: bytes.toString() });
        else if (handle !== undefined) {
          if (bytes.length !== result) throw new Error(`a write was cut in the trace: ${line.slice(0, 80)}`);
          events.push({ kind: 'write', handle, at: null, bytes });
        }
        break;
      }
      case 'pwrite64': {
        if (handle === undefined) break;
        const bytes = text(/"((?:\\x[0-9a-f]{2})*)"/.exec(args)?.[1] ?? '').subarray(0, result);
        const at = Number(/, (\d+)$/.exec(args)?.[1] ?? Number.NaN);
        if (bytes.length !== result || Number.isNaN(at))
          throw new Error(`a write was cut in the trace: ${line.slice(0, 80)}`);
        events.push({ kind: 'write', handle, at, bytes });
        break;
      }
      case 'writev':
      case 'pwritev':
        if (handle !== undefined) throw new Error(`${name} to the store is not understood`);
        break;
      case 'ftruncate':
        if (handle !== undefined)
          events.push({ kind: 'truncate', handle, size: Number(/, (\d+)$/.exec(args)?.[1] ?? 0) });
        break;
      case 'fsync':
      case 'fdatasync':
        if (handle !== undefined) events.push({ kind: 'sync', handle });
        break;
      case 'rename':
      case 'renameat':
      case 'renameat2': {
        const [from = '', to = ''] = paths(args);
        if (inside(from) || inside(to)) events.push({ kind: 'rename', from, to });
        break;
      }
      case 'unlink':
      case 'unlinkat':
      case 'rmdir': {
        const [path = ''] = paths(args);
        if (inside(path)) events.push({ kind: 'unlink', path });
        break;
      }
      case 'mkdir':
      case 'mkdirat': {
        const [path = ''] = paths(args);
        if (inside(path)) events.push({ kind: 'mkdir', path });
      }
    }
  }
  return events;
}
