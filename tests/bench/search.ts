import { join } from 'node:path';
import type { BenchContext, BenchResult } from '../../build/contracts';
import type { ArticleFilter } from '../../shared/channels';
import { fold } from '../../shared/vietnamese';
import { BareSearch } from './contestants/sqlite/search';
import { slowCalls, timedCall } from './support/calls';
import { driveProduct } from './support/drive';
import { dataFolder } from './support/folder';
import { commonest } from './support/prose';
import { median, p95, rounded } from './support/stats';

interface Query {
  readonly kind: 'prefix' | 'common' | 'phrase' | 'none';
  /** As typed. */
  readonly words: string;
  /** The same in FTS5's own syntax. */
  readonly expression: string;
}

const FILTER: ArticleFilter = {
  query: '',
  status: [],
  category: null,
  author: null,
  from: null,
  to: null,
  trash: false,
  sort: 'updated',
  descending: true,
};

/** In the column that the words ask for; each word is a beginning. */
const expressed = (words: string): string =>
  words
    .split(' ')
    .map((word) => `${fold(word) === word ? 'folded' : 'exact'} : "${word}" *`)
    .join(' AND ');

function queries(): Query[] {
  const common = commonest(20);
  const prefixes = [...new Set(common.flatMap((word) => [1, 2, 3].map((length) => fold(word).slice(0, length))))].slice(
    0,
    20,
  );
  const query = (kind: Query['kind'], words: string): Query => ({ kind, words, expression: expressed(words) });
  return [
    ...prefixes.map((words) => query('prefix', words)),
    ...common.map((words) => query('common', words)),
    ...['đại đoàn kết', 'nhân dân', 'dai doan ket', 'nong thon moi', 'chuyển đổi số', 'can bo xa'].map((words) =>
      query('phrase', words),
    ),
    ...['"nhân dân"', '"đoàn kết"', '"nông thôn mới"'].map(
      (words): Query => ({ kind: 'phrase', words, expression: `exact : ${words}` }),
    ),
    ...['zzzz', 'qqqq đại', 'xyzxyz'].map((words) => query('none', words)),
  ];
}

/**
 * The library's list through the channel, hits highlighted, against the bare FTS5 statement on the same 100,000 articles, in turns.
 * `broad`: the p95 of what matches nearly everything against an empty call through the same channel.
 */
export default async function search(context: BenchContext): Promise<BenchResult> {
  const { say, short, delayMs } = context;
  const articles = short ? 1000 : 100_000;
  const rounds = short ? 2 : 6;
  const folder = await dataFolder({ articles, words: 600, revisions: 0, long: 0 }, say);
  const product = await driveProduct(context, folder.path);
  const bare = new BareSearch(join(folder.path, 'data', 'toasoan.db'));
  try {
    await slowCalls(product.app, delayMs);
    const taken = queries().map((query) => ({ ...query, own: [] as number[], other: [] as number[] }));
    const empty: number[] = [];
    for (let round = -1; round < rounds; round++) {
      for (const query of taken) {
        const filter = { ...FILTER, query: query.words };
        const list = await timedCall(product.page, 'articles.list', { filter, offset: 0, limit: 50 });
        const { rows } = list.value as { rows: { titleHits: unknown[]; snippetHits: unknown[] }[] };
        // A phrase need not stand in the small library of a short run.
        if (rows.length === 0 && (query.kind === 'prefix' || query.kind === 'common'))
          throw new Error(`nothing found for ${query.words}`);
        const unmarked = rows.filter(({ titleHits, snippetHits }) => titleHits.length + snippetHits.length === 0);
        if (unmarked.length > 0) throw new Error(`${unmarked.length} rows of ${query.words} have no hit marked`);
        const nothing = await timedCall(product.page, 'app.info', {});
        const other = bare.list(query.expression);
        if (round < 0) continue;
        query.own.push(list.ms);
        query.other.push(other);
        empty.push(nothing.ms);
      }
    }
    const of = (...kinds: Query['kind'][]) => {
      const some = taken.filter(({ kind }) => kinds.includes(kind));
      return { own: some.flatMap(({ own }) => own), other: some.flatMap(({ other }) => other) };
    };
    const all = of('prefix', 'common', 'phrase', 'none');
    const broad = of('prefix', 'common');
    const slowest = [...taken].sort((a, b) => median(b.own) - median(a.own)).slice(0, 5);
    say(`search: p95 ${p95(all.own).toFixed(2)} ms against ${p95(all.other).toFixed(2)} ms`);
    return {
      ratio: rounded(p95(all.own) / p95(all.other)),
      broad: rounded(p95(broad.own) / p95(empty)),
      atMost: { ratio: 0.5, broad: 50 },
      p95Ms: {
        product: rounded(p95(all.own)),
        broad: rounded(p95(broad.own)),
        fts5: rounded(p95(all.other)),
        emptyCall: rounded(p95(empty)),
      },
      medianMs: {
        product: rounded(median(all.own)),
        broad: rounded(median(broad.own)),
        fts5: rounded(median(all.other)),
        emptyCall: rounded(median(empty)),
      },
      slowest: slowest.map(
        ({ words, own, other }) => `${words}: ${rounded(median(own))} (fts5 ${rounded(median(other))})`,
      ),
      articles,
      queries: taken.length,
      rounds,
    };
  } finally {
    bare.end();
    await product.end();
    await folder.end();
  }
}
