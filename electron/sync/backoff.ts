export const BASE_MS = 5_000;
export const CAP_MS = 15 * 60_000;

/**
 * How long to wait after the `failures`-th failure in a row: exponential with full jitter, so that hundreds of offices
 * whose line comes back together do not all ask the portal in the same second.
 * @param failures 1 for the first
 * @param random in [0, 1)
 * @param retryAfterMs what the server asked for; it is never undercut
 * @returns milliseconds
 */
export function backoff(failures: number, random: () => number, retryAfterMs = 0): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures - 1, 20));
  // At least half a second: a jitter of nearly nothing would be a busy loop.
  return Math.max(500, retryAfterMs, Math.floor(random() * ceiling));
}

/** The header `Retry-After` in ms: seconds or a date (RFC 9110 §10.2.3); 0 where it is missing or unreadable. At most a day. */
export function retryAfter(header: string | null, now: number): number {
  if (header === null) return 0;
  const text = header.trim();
  // A date begins with its weekday; Date.parse alone would take "-5" for a month.
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) - now : 0;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 86_400_000) : 0;
}
