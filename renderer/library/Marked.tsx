/** A stretch of text with its hits marked. `hits` are [start, end) in UTF-16 units, rising and apart. */
export function Marked({ text, hits }: { text: string; hits: readonly (readonly [number, number])[] }) {
  if (hits.length === 0) return <>{text}</>;
  const parts = [];
  let at = 0;
  for (const [start, end] of hits) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
