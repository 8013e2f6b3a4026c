import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Event } from './trace';

/** Smallest piece that a disk writes whole, in bytes. */
const SECTOR = 512;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

/** A file's contents: what is on the platter, and what is still only in the cache. */
interface Inode {
  durable: Buffer;
  cached: Buffer;
  pending: Change[];
}

type NameChange =
  | { readonly kind: 'link'; readonly path: string; readonly inode: Inode | 'folder' }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string };

/**
 * A disk as strict as POSIX lets it be: contents are safe after a sync of the file, names after a sync of their folder. What
 * is not safe yet may be there in part: of the contents any subset of the writes, torn between sectors; of the names, which
 * journals keep in order, a beginning.
 */
export class Disk {
  readonly #names = new Map<string, Inode | 'folder'>();
  readonly #durable = new Map<string, Inode | 'folder'>();
  #pendingNames: NameChange[] = [];
  readonly #open = new Map<number, { path: string; inode: Inode | 'folder'; at: number }>();

  constructor(root: string) {
    this.#names.set(root, 'folder');
    this.#durable.set(root, 'folder');
  }

  apply(event: Event): void {
    switch (event.kind) {
      case 'open': {
        let inode = this.#names.get(event.path);
        if (!inode) {
          // A folder that was there before the trace.
          inode = event.create ? { durable: Buffer.alloc(0), cached: Buffer.alloc(0), pending: [] } : 'folder';
          this.#name({ kind: 'link', path: event.path, inode });
        }
        if (event.truncate && inode !== 'folder') this.#change(inode, { size: 0 });
        this.#open.set(event.handle, { path: event.path, inode, at: 0 });
        return;
      }
      case 'write': {
        const file = this.#open.get(event.handle);
        if (!file || file.inode === 'folder') throw new Error('a write to no file');
        const at = event.at ?? file.at;
        if (event.at === null) file.at += event.bytes.length;
        this.#change(file.inode, { at, bytes: event.bytes });
        return;
      }
      case 'truncate': {
        const file = this.#open.get(event.handle);
        if (file && file.inode !== 'folder') this.#change(file.inode, { size: event.size });
        return;
      }
      case 'sync': {
        const file = this.#open.get(event.handle);
        if (!file) return;
        if (file.inode === 'folder') this.#syncFolder(file.path);
        else {
          file.inode.durable = Buffer.from(file.inode.cached);
          file.inode.pending = [];
        }
        return;
      }
      case 'rename':
        this.#name(event);
        return;
      case 'unlink':
        this.#name(event);
        return;
      case 'mkdir':
        this.#name({ kind: 'link', path: event.path, inode: 'folder' });
        return;
      case 'told':
        return;
    }
  }

  #change(inode: Inode, change: Change): void {
    inode.pending.push(change);
    inode.cached = applied(inode.cached, change);
  }

  #name(change: NameChange): void {
    named(this.#names, change);
    this.#pendingNames.push(change);
  }

  #syncFolder(folder: string): void {
    const here = (change: NameChange): boolean =>
      (change.kind === 'rename' ? [change.from, change.to] : [change.path]).some((path) => dirname(path) === folder);
    for (const change of this.#pendingNames) if (here(change)) named(this.#durable, change);
    this.#pendingNames = this.#pendingNames.filter((change) => !here(change));
  }

  /** Writes to `to` what would be found after the power went: what is safe, and a random part of the rest. */
  cut(root: string, to: string, next: () => number): void {
    const names = new Map(this.#durable);
    const some = Math.floor(next() * (this.#pendingNames.length + 1));
    for (const change of this.#pendingNames.slice(0, some)) named(names, change);
    mkdirSync(to, { recursive: true });
    for (const [path, inode] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
      // Shared memory is rebuilt from the log and never outlasts a start of the machine.
      if (path.endsWith('-shm')) continue;
      const place = join(to, relative(root, path));
      if (inode === 'folder') mkdirSync(place, { recursive: true });
      else {
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, found(inode, next));
      }
    }
  }
}

function applied(content: Buffer, change: Change): Buffer {
  if ('size' in change) {
    if (change.size <= content.length) return Buffer.from(content.subarray(0, change.size));
    return Buffer.concat([content, Buffer.alloc(change.size - content.length)]);
  }
  const end = change.at + change.bytes.length;
  // Overwriting in place keeps the work of a long trace linear.
  const result = end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : content;
  change.bytes.copy(result, change.at);
  return result;
}

function found(inode: Inode, next: () => number): Buffer {
  let content: Buffer = Buffer.from(inode.durable);
  // All, none, or any of them: each is something that disks do.
  const mood = next();
  for (const change of inode.pending) {
    if (mood < 0.2 || (mood >= 0.4 && next() < 0.5)) continue;
    if ('bytes' in change && change.bytes.length > SECTOR && next() < 0.2) {
      const sectors = Math.ceil(change.bytes.length / SECTOR);
      const part = Math.floor(next() * sectors) * SECTOR;
      content = applied(content, { at: change.at, bytes: change.bytes.subarray(0, part) });
    } else content = applied(content, change);
  }
  return content;
}

function named(names: Map<string, Inode | 'folder'>, change: NameChange): void {
  switch (change.kind) {
    case 'link':
      names.set(change.path, change.inode);
      return;
    case 'unlink':
      names.delete(change.path);
      return;
    case 'rename': {
      const inode = names.get(change.from);
      names.delete(change.from);
      if (inode) names.set(change.to, inode);
    }
  }
}
