import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { ArticleFilter } from '../../shared/channels';
import { STATUSES } from '../../shared/domain/article';
import { sortKey } from '../../shared/vietnamese/collate';
import { fold } from '../../shared/vietnamese/fold';
import { openReading } from './database';
import { placedJson } from './fixtures/body';
import { ALL, testStore } from './fixtures/store';
import { CANDIDATES, Lists, matchStatement, pageStatement } from './list';
import { matchExpression, parseQuery } from './query';
import { CHUNK_MAX, exactForm, indexForms } from './search-index';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

const SORTS = ['updated', 'title', 'created', 'publish'] as const;

test('no list the library can ask for reads all articles or all blocks', () => {
  const { core } = testStore();
  const plans = (sql: string): string[] =>
    core.connection.raw
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1))
      .map((row) => (row as { detail: string }).detail);
  for (const sort of SORTS) {
    for (const more of [
      {},
      { status: ['draft' as const] },
      { category: 'x' },
      { author: 'x' },
      { from: 1 },
      { trash: true },
    ]) {
      const filter: ArticleFilter = { ...ALL, sort, ...more };
      const { sql, count } = pageStatement(filter);
      for (const line of [...plans(sql), ...plans(count)]) {
        expect(line, `${sort} ${JSON.stringify(more)}`).toMatch(/USING (COVERING )?INDEX|USE TEMP B-TREE FOR/);
      }
      // The order of the whole library comes from the index itself: nothing is sorted.
      if (!('from' in more) && !('trash' in more)) {
        expect(plans(sql).join('\n')).toMatch(/USING COVERING INDEX/);
        expect(plans(sql).join('\n')).not.toMatch(/TEMP B-TREE/);
      }
      const match = plans(matchStatement(filter).sql);
      expect(match[0]).toMatch(/SCAN s VIRTUAL TABLE/);
      for (const line of match.slice(1)) expect(line).toMatch(/USING (COVERING INDEX|INDEX|INTEGER PRIMARY KEY)/);
    }
  }
});

test('a save, an opening and a page touch no more than their own article', () => {
  const { core } = testStore();
  const statements = [
    'SELECT * FROM blocks WHERE article = ? AND id = ? AND to_version IS NULL',
    'SELECT * FROM blocks WHERE article = ? AND to_version IS NULL AND (pos, id) > (?, ?) ORDER BY pos, id',
    'SELECT pos, json FROM blocks WHERE chunk = ? AND to_version IS NULL',
    'SELECT max(doc) AS doc FROM chunks',
  ];
  for (const sql of statements) {
    const plan = core.connection.raw
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1));
    for (const row of plan) expect((row as { detail: string }).detail, sql).toMatch(/^SEARCH .*INDEX/);
  }
});

test('every filter, order and page agrees with sorting everything by hand', { timeout: 60_000 }, () => {
  const { call, core, pass } = testStore({ synchronous: 'OFF' });
  const titles = ['Đảng bộ', 'Dân vận', 'Ấp Năm', 'An toàn', 'ăn trái', 'Úc', 'Ước mơ', '35-CT/TW', 'anh', 'Ánh'];
  for (let index = 0; index < 60; index++) {
    pass(1000 + (index % 7) * 1000);
    const { id } = call('articles.create', {
      fields: {
        title: `${titles[index % titles.length]} ${index % 3}`,
        category: ['Thời sự', 'Kinh tế', ''][index % 3] ?? '',
        author: ['Lan', 'Minh'][index % 2] ?? '',
        publishAt: index % 4 === 0 ? 1_000_000 + ((index * 37) % 50) : null,
      },
      blocksJson: placedJson(`nội dung ${index}`),
    });
    if (index % 5 === 0) call('articles.move', { id, to: 'ready' });
    if (index % 11 === 0) call('articles.trash', { ids: [id] });
  }
  const rows = core.connection.all<{
    n: number;
    id: string;
    title: string;
    status: string;
    category: string;
    author: string;
    updated_at: number;
    created_at: number;
    publish_at: number | null;
    deleted_at: number | null;
  }>('SELECT * FROM articles');
  const filters = fc.record({
    status: fc.subarray([...STATUSES].slice(0, 2)),
    category: fc.constantFrom(null, 'Thời sự', 'Kinh tế'),
    author: fc.constantFrom(null, 'Lan', 'Ai đó'),
    from: fc.constantFrom(null, 1_700_000_050_000),
    to: fc.constantFrom(null, 1_700_000_150_000),
    trash: fc.boolean(),
    sort: fc.constantFrom(...SORTS),
    descending: fc.boolean(),
  });
  fc.assert(
    fc.property(filters, fc.nat(10), (filter, offset) => {
      const wanted = rows
        .filter((row) => (row.deleted_at !== null) === filter.trash)
        .filter((row) => filter.status.length === 0 || filter.status.some((one) => one === row.status))
        .filter((row) => filter.category === null || row.category === filter.category)
        .filter((row) => filter.author === null || row.author === filter.author)
        .filter(
          (row) =>
            (filter.from === null || row.updated_at >= filter.from) &&
            (filter.to === null || row.updated_at < filter.to),
        );
      const key = (row: (typeof rows)[number]): string | number =>
        ({
          updated: row.updated_at,
          created: row.created_at,
          title: sortKey(row.title),
          publish: row.publish_at ?? -1,
        })[filter.sort];
      wanted.sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        return (x < y ? -1 : x > y ? 1 : a.n - b.n) * (filter.descending ? -1 : 1);
      });
      const got = call('articles.list', { filter: { ...filter, query: '' }, offset, limit: 20 });
      expect(got.rows.map(({ id }) => id)).toEqual(wanted.slice(offset, offset + 20).map(({ id }) => id));
      expect(got.total).toBe(wanted.length);
      expect(got.capped).toBe(false);
      // With words that stand in all of them the same order comes out of the search.
      const searched = call('articles.list', { filter: { ...filter, query: 'noi dung' }, offset, limit: 20 });
      expect(searched.rows.map(({ id }) => id)).toEqual(got.rows.map(({ id }) => id));
    }),
    { numRuns: 150 },
  );
});

test('hits are marked where they stand, in the old and the new placement of tones, composed or not', () => {
  const { call } = testStore();
  call('articles.create', { fields: { title: 'Khoẻ và hòa thuận', lead: 'Ngày hội đại đoàn kết' } });
  call('articles.create', { fields: { title: 'Đường dài'.normalize('NFD') } });
  const marked = (query: string): string[] =>
    call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 10 }).rows.flatMap(
      ({ title, titleHits, snippet, snippetHits }) => [
        ...titleHits.map(([from, to]) => title.slice(from, to)),
        ...snippetHits.map(([from, to]) => snippet.slice(from, to)),
      ],
    );
  expect(marked('khỏe hoà')).toEqual(['Khoẻ', 'hòa']);
  expect(marked('dai doan')).toEqual(['đại', 'đoàn']);
  expect(marked('doan ket')).toEqual(['đoàn', 'kết']);
  expect(marked('"đoàn kết"')).toEqual(['đoàn kết']);
  expect(marked('dài').map((one) => one.normalize('NFC'))).toEqual(['dài']);
});

test('a phrase is found within a paragraph, not across two', () => {
  const { call } = testStore();
  call('articles.create', {
    fields: { title: 'Chỗ', lead: 'này' },
    blocksJson: placedJson('hết ở đoàn', 'kết bắt đầu', 'đại đoàn kết'),
  });
  const total = (query: string) => call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 5 }).total;
  expect([total('"đoàn kết"'), total('"kết bắt"'), total('"đoàn kết bắt"'), total('"chỗ này"')]).toEqual([1, 1, 0, 0]);
});

test('a snippet shows the hit with words around it', () => {
  const { call } = testStore();
  const far = `${'trước '.repeat(100)}đại hội ${'sau '.repeat(100)}`;
  call('articles.create', { fields: { title: 'Một' }, blocksJson: placedJson('đoạn đầu', far) });
  const [row] = call('articles.list', { filter: { ...ALL, query: 'đại hội' }, offset: 0, limit: 10 }).rows;
  expect(row?.snippet).toMatch(/^… trước .*đại hội sau .* …$/);
  expect(row?.snippet.length).toBeLessThan(200);
});

test('syntax of the index in a query is only words', () => {
  const { call } = testStore();
  call('articles.create', { fields: { title: 'NEAR và OR' } });
  for (const query of [
    '"',
    '""',
    '*',
    'a AND',
    'NOT',
    'exact:',
    '(',
    'x"y',
    "';--",
    '^a',
    '-',
    'a*b',
    'NEAR(',
    '{exact} : x',
    '\u0000',
  ]) {
    expect(() => call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 10 }), query).not.toThrow();
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (query) => {
      call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 10 });
    }),
    { numRuns: 150 },
  );
});

test('the forms made word by word have the words of the whole forms', () => {
  const tokens = (text: string): string[] => text.match(/[\p{L}\p{N}\ue000]+/gu) ?? [];
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(' ', 'hoà', 'Thuý', '\u0302', 'e\u0301\u0302', 'ð', '\u200d', '👩', '\u00ad', '\n', '\ue000', '한'),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const { exact, folded } = indexForms(text);
      expect(tokens(exact)).toEqual(tokens(exactForm(text)));
      expect(tokens(folded)).toEqual(tokens(fold(exactForm(text))));
    }),
    { numRuns: 2000 },
  );
});

test('words with marks are looked for exactly, others both ways; each is a beginning', () => {
  expect(matchExpression(parseQuery('Đại doan "35-CT/TW"'))).toBe(
    'exact : "đại" * AND folded : "doan" * AND folded : "35 ct tw"',
  );
});

test('of more matches than are looked at the newest come, and the list says that there are more', () => {
  const { call, core, pass } = testStore({ synchronous: 'OFF' });
  core.connection.transaction(() => {
    for (let index = 0; index < CANDIDATES + 20; index++) {
      pass(1000);
      call('articles.create', { fields: { title: `bài ${index}` } });
    }
  });
  const got = call('articles.list', { filter: { ...ALL, query: 'bai' }, offset: 0, limit: 3 });
  expect(got).toMatchObject({ total: CANDIDATES, capped: true });
  expect(got.rows.map(({ title }) => title)).toEqual([1019, 1018, 1017].map((index) => `bài ${index}`));
});

test('a changed paragraph of a long article is found at once, and its old words no more', () => {
  const { call, core } = testStore();
  const { id } = call('articles.create', {
    fields: { title: 'Dài' },
    blocksJson: placedJson(...Array.from({ length: CHUNK_MAX * 3 }, (_, index) => `đoạn số${index} hết`)),
  });
  const found = (query: string): number =>
    call('articles.list', { filter: { ...ALL, query }, offset: 0, limit: 5 }).total;
  expect([found('so0'), found('so300'), found('so383')]).toEqual([1, 1, 1]);
  const whole = call('articles.whole', { id });
  const block = whole?.blocks[300];
  const json = call('articles.open', { id }).blocksJson;
  const pos = (JSON.parse(json) as { pos: string; block: { id: string } }[]).find(
    (one) => one.block.id === block?.id,
  )?.pos;
  const changed = [{ pos, block: { id: block?.id, kind: 'paragraph', inline: [{ t: 'text', text: 'lời mới' }] } }];
  call('articles.save', { id, baseVersion: 1, changedJson: JSON.stringify(changed), removed: [] });
  expect([found('so300'), found('lời mới'), found('so301')]).toEqual([0, 1, 1]);
  // Nothing stays in the index that no chunk refers to.
  const rows = (table: string) => core.connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n;
  expect(rows('search_docsize')).toBe(rows('chunks'));
  call('articles.trash', { ids: [id] });
  call('articles.purge', { ids: [id] });
  expect(rows('search_docsize')).toBe(0);
});

test('a superseded search gives itself up', () => {
  const { call, folder } = testStore({ synchronous: 'OFF' });
  for (let index = 0; index < 300; index++) call('articles.create', { fields: { title: `bài ${index}` } });
  const db = openReading(`${folder}/toasoan.db`);
  const lists = new Lists(db);
  let asked = 0;
  const input = { filter: { ...ALL, query: 'bai' }, offset: 0, limit: 10 };
  expect(() => lists.list(input, () => ++asked > 1)).toThrow(expect.objectContaining({ code: 'cancelled' }));
  // Met in the middle of the statement, not only before it.
  expect(asked).toBe(2);
  expect(lists.list(input).total).toBe(300);
  db.close();
});

test('categories and authors are each named once, in the order of their letters', () => {
  const { call } = testStore();
  for (const category of ['Kinh tế', 'Ấp', 'An ninh', 'Kinh tế', ''])
    call('articles.create', { fields: { category, author: category } });
  expect(call('articles.facets', {})).toEqual({
    categories: ['An ninh', 'Ấp', 'Kinh tế'],
    authors: ['An ninh', 'Ấp', 'Kinh tế'],
    total: 5,
    trash: 0,
  });
});
