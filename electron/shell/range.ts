/** A stretch of bytes, both ends included. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header with one stretch (RFC 9110 §14): `bytes=0-99`, `bytes=100-`, `bytes=-500`.
 * @param size bytes of the whole
 * @returns 'whole' when there is none or it is not understood (a server may ignore it), 'outside' when it cannot be met
 */
export function readRange(header: string | null, size: number): Stretch | 'whole' | 'outside' {
  const hit = header ? /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) : null;
  if (!hit) return 'whole';
  const [, from = '', to = ''] = hit;
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  if (start >= size) return 'outside';
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return end < start ? 'whole' : { start, end };
}
