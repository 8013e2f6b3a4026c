import { findOld, fromOld, fromWindows1252 } from '../../shared/vietnamese';
import { looksWide } from './kind';

const OLD_FONTS = /(?:face|font-family)\s*[=:]\s*["']*(?:\.vn|vni-|vps )/i;

export interface Decoded {
  readonly text: string;
  /** As people know it: UTF-8, UTF-16, TCVN3 (ABC), VNI … */
  readonly encoding: string;
}

/**
 * Text from bytes of any encoding that Vietnamese offices have used: a byte order mark decides, then what is valid UTF-8,
 * then what the file declares, then the old encoding that gives the most real syllables.
 * @param declared of an HTML page
 */
export function decode(bytes: Uint8Array, declared: string | null = null): Decoded {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { text: read(bytes, 'utf-8'), encoding: 'UTF-8' };
  if (a === 0xff && b === 0xfe) return { text: read(bytes, 'utf-16le'), encoding: 'UTF-16' };
  if (a === 0xfe && b === 0xff) return { text: read(bytes, 'utf-16be'), encoding: 'UTF-16' };
  const wide = looksWide(bytes.subarray(0, 4096));
  if (wide) return { text: read(bytes, wide), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return decodeOld(bytes, declared);
  }
}

/** TextDecoder takes a byte order mark off by itself. */
function read(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes);
}

function decodeOld(bytes: Uint8Array, declared: string | null): Decoded {
  if (declared && !/^(utf-?8|windows-1252|iso-8859-1|us-ascii)$/i.test(declared)) {
    try {
      return { text: read(bytes, declared), encoding: declared.toUpperCase() };
    } catch {
      // A label that nobody knows says nothing.
    }
  }
  const text = fromWindows1252(bytes);
  // Where a page names the fonts, each of its parts is read by its own.
  const old = OLD_FONTS.test(text) ? null : findOld(text);
  return old ? { text: fromOld(text, old), encoding: old } : { text, encoding: 'Windows-1252' };
}
