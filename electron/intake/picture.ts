import { createHash } from 'node:crypto';
import { Transformer } from '@napi-rs/image';
import { AppError } from '../../shared/domain/errors';
import { MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, type MediaType } from '../../shared/domain/media';

export interface Probe {
  readonly mime: MediaType;
  /** Pixels as seen: turned the way the camera was held. */
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

/**
 * What a picture is. Its head is read first, so that one that would fill the memory is refused before it is decoded;
 * then it is decoded whole, because a cut-off file has a good head too.
 * @throws AppError media.not-a-picture, media.too-big
 */
export async function probe(bytes: Uint8Array): Promise<Probe> {
  if (bytes.length > MAX_PICTURE_BYTES) throw tooBig(`${Math.round(bytes.length / (1024 * 1024))} MB`);
  const mime = mimeOf(bytes);
  if (!mime) throw new AppError('media.not-a-picture');
  const stated = sizeOf(bytes, mime);
  if (!stated) throw new AppError('media.not-a-picture');
  if (stated.width * stated.height > MAX_PICTURE_PIXELS) throw tooBig(`${stated.width} × ${stated.height}`);
  try {
    // A small copy needs the whole picture decoded, and costs no more memory than that.
    await new Transformer(bytes).resize(8, 8).webp();
    const { orientation = 1 } = await new Transformer(bytes).metadata(true);
    const turned = mime === 'image/jpeg' && orientation >= 5;
    const [width, height] = turned ? [stated.height, stated.width] : [stated.width, stated.height];
    return { mime, width, height, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    throw new AppError('media.not-a-picture', {}, { cause: error });
  }
}

function tooBig(size: string): AppError {
  return new AppError('media.too-big', { size });
}

function mimeOf(bytes: Uint8Array): MediaType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  return /^RIFF....WEBP/s.test(head) ? 'image/webp' : null;
}

/** Pixels that the head states; null where it does not. Each format's own head, by its specification. */
function sizeOf(bytes: Uint8Array, mime: MediaType): { width: number; height: number } | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = (width: number, height: number) => (width > 0 && height > 0 ? { width, height } : null);
  if (data.length < 30) return null;
  switch (mime) {
    case 'image/png':
      return size(data.readUInt32BE(16), data.readUInt32BE(20));
    case 'image/gif':
      return size(data.readUInt16LE(6), data.readUInt16LE(8));
    case 'image/webp': {
      const form = data.toString('latin1', 12, 16);
      if (form === 'VP8X') return size(data.readUIntLE(24, 3) + 1, data.readUIntLE(27, 3) + 1);
      if (form === 'VP8 ') return size(data.readUInt16LE(26) & 0x3fff, data.readUInt16LE(28) & 0x3fff);
      const bits = data.readUInt32LE(21);
      return form === 'VP8L' ? size((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1) : null;
    }
    case 'image/jpeg':
      return jpegSize(data);
  }
}

/** The first start-of-frame segment; others are stepped over by their lengths. */
function jpegSize(data: Buffer): { width: number; height: number } | null {
  for (let at = 2; at + 9 < data.length; ) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) };
    } else at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + data.readUInt16BE(at + 2);
  }
  return null;
}
