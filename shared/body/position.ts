const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** Four digits of room (14 million keys) each time a gap is opened: typing on in one place keeps keys short. */
const OPENING = 'V001';

/**
 * A key strictly between two others (code-unit order). `null` stands for the open end.
 * Of the keys that fit, the shortest of: the next after the lower, the one before the upper, a fresh gap, the middle;
 * so neither typing on at the end nor on in the middle makes keys grow. Keys never end in "0", which leaves room before any.
 * @throws RangeError when `before` is not smaller than `after`.
 */
export function positionBetween(before: string | null, after: string | null): string {
  const low = before ?? '';
  if (after !== null && low >= after) throw new RangeError(`no place between "${low}" and "${after}"`);
  const candidates = [low === '' ? null : stepped(low, 1), after === null ? null : stepped(after, -1), low + OPENING];
  let best: string | null = null;
  for (const key of candidates) {
    if (key === null || key <= low || (after !== null && key >= after)) continue;
    if (best === null || key.length < best.length) best = key;
  }
  return best ?? middle(low, after);
}

/**
 * `count` rising keys between two others, spread evenly so that a long body keeps short keys.
 */
export function positionsBetween(before: string | null, after: string | null, count: number): string[] {
  if (count <= 0) return [];
  if (before === null && after === null) return evenly(count);
  const half = Math.floor(count / 2);
  const key = middle(before ?? '', after);
  return [...positionsBetween(before, key, half), key, ...positionsBetween(key, after, count - half - 1)];
}

/** The key of the same length one up or down, or null where there is none. */
function stepped(key: string, by: 1 | -1): string | null {
  const digits = Array.from(key, (letter) => DIGITS.indexOf(letter));
  do {
    let at = digits.length - 1;
    while (at >= 0) {
      const value = (digits[at] ?? 0) + by;
      if (value >= 0 && value < BASE) {
        digits[at] = value;
        break;
      }
      digits[at] = by === 1 ? 0 : BASE - 1;
      at--;
    }
    if (at < 0) return null;
  } while (digits.at(-1) === 0);
  return digits.map((value) => DIGITS.charAt(value)).join('');
}

function middle(low: string, high: string | null): string {
  const digit = (key: string, at: number): number => (at < key.length ? DIGITS.indexOf(key.charAt(at)) : 0);
  let key = '';
  let bounded = high !== null;
  for (let at = 0; ; at++) {
    const from = digit(low, at);
    const to = bounded && high !== null ? digit(high, at) : BASE;
    if (to - from > 1) return key + DIGITS.charAt(from + Math.floor((to - from) / 2));
    key += DIGITS.charAt(from);
    if (to > from) bounded = false;
  }
}

function evenly(count: number): string[] {
  let width = 4;
  let room = BASE ** width;
  while (room < count * 64) {
    room *= BASE;
    width++;
  }
  const step = room / (count + 1);
  return Array.from({ length: count }, (_, index) => {
    let value = Math.floor((index + 1) * step);
    // A trailing "0" would leave no room before the key of the same prefix; a step is at least 64 wide.
    if (value % BASE === 0) value++;
    let key = '';
    for (let at = 0; at < width; at++) {
      key = DIGITS.charAt(value % BASE) + key;
      value = Math.floor(value / BASE);
    }
    return key;
  });
}
