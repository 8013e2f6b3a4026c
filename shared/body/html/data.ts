import { clip } from './notes';

/** A picture that came inside pasted HTML. */
export interface DataPicture {
  /** As it was named, e.g. image/png; not checked yet. */
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/**
 * Takes base64 pictures out of `src` attributes before the HTML is read, leaving `picture:N`: a page with photographs is
 * nearly all base64, which would be copied letter by letter and count against the limit for text.
 * @returns the rest of the source, and the pictures; null where the base64 is broken
 */
export function takeDataPictures(source: string): { rest: string; pictures: (DataPicture | null)[] } {
  const pictures: (DataPicture | null)[] = [];
  const kept: string[] = [];
  let from = 0;
  for (let at = source.indexOf('data:image/'); at >= 0; at = source.indexOf('data:image/', Math.max(at + 1, from))) {
    const quote = source.charAt(at - 1);
    if ((quote !== '"' && quote !== "'") || !/src\s*=\s*$/i.test(source.slice(Math.max(from, at - 12), at - 1)))
      continue;
    const end = source.indexOf(quote, at);
    if (end < 0) break;
    kept.push(source.slice(from, at), `picture:${pictures.length}`);
    pictures.push(decode(source, at, end));
    from = end;
  }
  kept.push(source.slice(from));
  return { rest: kept.join(''), pictures };
}

function decode(source: string, from: number, to: number): DataPicture | null {
  const comma = source.indexOf(',', from);
  if (comma < 0 || comma > to) return null;
  const head = /^data:(image\/[a-z0-9.+-]+)(?:;[^,]*)?;base64$/i.exec(clip(source.slice(from, comma), 200));
  if (!head) return null;
  try {
    const binary = atob(
      source
        .slice(comma + 1, to)
        .replace(/%2B/gi, '+')
        .replace(/%2F/gi, '/')
        .replace(/%3D/gi, '='),
    );
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return { mime: head[1]?.toLowerCase() ?? '', bytes };
  } catch {
    return null;
  }
}
