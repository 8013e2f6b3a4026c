import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/octet-stream',
};

/** The media type of a file of the interface, or null for a kind that it does not have. */
export function mediaTypeOf(path: string): string | null {
  return TYPES[extname(path).toLowerCase()] ?? null;
}

/**
 * The file below `folder` that an address names, or null when it names none or leads out of it.
 * @param folder absolute
 * @param url as the page asked for it
 */
export function fileFor(folder: string, url: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  // An address's own ".." is resolved by URL; what is left is what was hidden in %2e, %5c or a NUL.
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return null;
  const file = join(folder, path);
  return file.startsWith(folder + sep) ? file : null;
}
