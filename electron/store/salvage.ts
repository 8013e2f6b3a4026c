import type { Connection, Value } from './database';
import { isDamage } from './faults';

export type Row = Readonly<Record<string, Value>>;

/** What could be read of a table: its rows, and the stretches of row numbers [from, to] that could not. */
export interface Salvaged {
  readonly rows: readonly Row[];
  readonly gaps: readonly (readonly [number, number])[];
}

/** Rows asked for at once while all goes well. */
const BATCH = 200;
/** Where nothing says how far a table went. */
const FAR = 2 ** 40;

/** Result, or undefined where the pages it needs are damaged. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isDamage(error) || (error instanceof Error && /malformed|corrupt|I\/O error/i.test(error.message)))
      return undefined;
    throw error;
  }
}

/**
 * Every readable row of a table that has row numbers in column `n`. Where a page is damaged the walk gallops on until rows
 * answer again, so that one bad page costs the rows on it and no more. Never uses an index: one may be damaged alone.
 */
export function salvageTable(db: Connection, table: string): Salvaged {
  const rows: Row[] = [];
  const gaps: [number, number][] = [];
  const at = (from: number, limit: number) =>
    tried(() => {
      const batch = db.all<Row>(`SELECT * FROM ${table} NOT INDEXED WHERE n >= ? ORDER BY n LIMIT ?`, from, limit);
      // Pages that point in a circle answer for ever, with numbers that do not rise.
      let before = from - 1;
      for (const { n } of batch) {
        if (typeof n !== 'number' || n <= before) return undefined;
        before = n;
      }
      return batch;
    });
  const last =
    tried(() => db.get<{ n: number | null }>(`SELECT max(n) AS n FROM ${table} NOT INDEXED`)?.n ?? -1) ?? FAR;
  let from = 0;
  let limit = BATCH;
  while (from <= last) {
    const batch = at(from, limit);
    if (batch) {
      rows.push(...batch);
      if (batch.length < limit) {
        // It ends before the row that is known to be its last: a page between them is missing without a sign.
        const end = Number(rows.at(-1)?.n ?? from - 1);
        if (last !== FAR && end < last) gaps.push([end + 1, FAR]);
        break;
      }
      from = Number(batch.at(-1)?.n ?? from) + 1;
      limit = Math.min(BATCH, limit * 2);
      continue;
    }
    if (limit > 1) {
      limit = Math.max(1, Math.floor(limit / 4));
      continue;
    }
    const next = nextReadable(from, last, (n) => at(n, 1));
    gaps.push([from, next === null ? FAR : next - 1]);
    if (next === null) break;
    from = next;
  }
  return { rows, gaps };
}

/** The smallest row number after `from` whose row answers: gallops out, then halves back. */
function nextReadable(from: number, last: number, read: (n: number) => readonly Row[] | undefined): number | null {
  let step = 1;
  let good: number | null = null;
  let bad = from;
  while (good === null) {
    const probe = from + step;
    if (probe > last) {
      // The very last row may still answer where the steps went past it.
      if (last > bad && read(last)) good = last;
      break;
    }
    if (read(probe)) good = probe;
    else {
      bad = probe;
      step *= 2;
    }
  }
  if (good === null) return null;
  while (good - bad > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (read(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** A table without row numbers: from the front until it fails, then from the back. */
export function salvageKeyed(db: Connection, table: string, key: readonly string[]): { rows: Row[]; whole: boolean } {
  const walk = (direction: 'ASC' | 'DESC'): { rows: Row[]; whole: boolean } => {
    const rows: Row[] = [];
    const order = key.map((column) => `${column} ${direction}`).join(', ');
    const whole = tried(() => {
      let before = '';
      for (const row of db.each<Row>(`SELECT * FROM ${table} ORDER BY ${order}`)) {
        const place = JSON.stringify(
          key.map((column) => (typeof row[column] === 'number' ? String(row[column]).padStart(16, '0') : row[column])),
        );
        if (before !== '' && (direction === 'ASC' ? place <= before : place >= before)) return false;
        before = place;
        rows.push(row);
      }
      return true;
    });
    return { rows, whole: whole ?? false };
  };
  const front = walk('ASC');
  return front.whole ? front : { rows: [...front.rows, ...walk('DESC').rows], whole: false };
}
