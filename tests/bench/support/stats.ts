/** Order statistics of a bench. All of them throw on an empty list: a figure of nothing is a fault of the bench. */

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function p95(values: readonly number[]): number {
  return quantile(values, 0.95);
}

/**
 * The value below which a share of all values lies, between two neighbours in proportion (Hyndman and Fan's type 7).
 * @param share 0 … 1
 * @throws RangeError when there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a quantile of no values');
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return low + (high - low) * (place - Math.floor(place));
}

/** To three digits after the point: what a ratio or a millisecond is worth here. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
