import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { newId } from '../../shared/body/id';
import { positionBetween } from '../../shared/body/position';
import type { PlacedBlock } from '../../shared/body/schema';
import { placed, reworded } from './fixtures/body';
import { testStore } from './fixtures/store';
import { AUTO_EVERY } from './revisions';

// Every save waits for the disk; on a busy machine that is most of the time.
vi.setConfig({ testTimeout: 60_000 });

const MINUTE = 60_000;

test('an hour of saves every three seconds leaves one automatic revision every ten minutes', () => {
  const { call, pass } = testStore();
  const [block] = placed(['Một']) as [PlacedBlock];
  const { id } = call('articles.create', { fields: { title: 'Bài' } });
  let version = 1;
  for (let second = 0; second < 3600; second += 3) {
    pass(3000);
    version = call('articles.save', {
      id,
      baseVersion: version,
      changedJson: JSON.stringify([reworded(block, `lần ${second}`)]),
      removed: [],
    }).version;
  }
  const autos = call('revisions.list', { id }).filter(({ kind }) => kind === 'auto');
  expect(autos.length).toBe(6);
});

test('what stood at the end of a burst is what the next burst keeps', () => {
  const { call, pass } = testStore();
  const [block] = placed(['Một']) as [PlacedBlock];
  const { id } = call('articles.create', { fields: { title: 'Bài' } });
  let version = 1;
  const write = (text: string): void => {
    version = call('articles.save', {
      id,
      baseVersion: version,
      changedJson: JSON.stringify([reworded(block, text)]),
      removed: [],
    }).version;
  };
  pass(MINUTE);
  write('buổi sáng, dở dang');
  pass(MINUTE);
  write('buổi sáng, xong');
  pass(AUTO_EVERY);
  write('buổi chiều');
  const [kept] = call('revisions.list', { id });
  const state = call('revisions.open', { id, revision: kept?.id ?? 0 });
  expect(JSON.parse(state.blocksJson)).toEqual([reworded(block, 'buổi sáng, xong')]);
});

test('a save that changes nothing makes no version and no revision', () => {
  const { call, pass } = testStore();
  const body = placed(['Một', 'Hai']);
  const { id } = call('articles.create', { fields: { title: 'Bài' }, blocksJson: JSON.stringify(body) });
  const before = call('revisions.list', { id });
  pass(AUTO_EVERY * 2);
  expect(
    call('articles.save', {
      id,
      baseVersion: 1,
      fields: { title: 'Bài' },
      changedJson: JSON.stringify(body),
      removed: [],
    }).version,
  ).toBe(1);
  expect(call('revisions.list', { id })).toEqual(before);
});

test('text that is locked is refused, and what was sent is kept', () => {
  const { call } = testStore();
  const [block] = placed(['Một']) as [PlacedBlock];
  const { id } = call('articles.create', { fields: {}, blocksJson: JSON.stringify([block]) });
  call('articles.move', { id, to: 'ready' });
  call('articles.move', { id, to: 'approved' });
  expect(() =>
    call('articles.save', { id, baseVersion: 1, changedJson: JSON.stringify([reworded(block, 'Hai')]), removed: [] }),
  ).toThrow(expect.objectContaining({ code: 'article.locked' }));
  const kept = call('revisions.list', { id }).find(({ kind }) => kind === 'conflict');
  expect(call('revisions.open', { id, revision: kept?.id ?? 0 }).blocksJson).toContain('Hai');
  expect(
    call('revisions.list', { id })
      .filter(({ kind }) => kind === 'status')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['approved', 'ready']);
});

test.each([1, 20])(
  'of %i blocks that are removed and written, or written twice, in one save the last word counts',
  (count) => {
    const { call } = testStore();
    const body = placed(Array.from({ length: count }, (_, index) => `đoạn ${index}`));
    const { id } = call('articles.create', { fields: {}, blocksJson: JSON.stringify(body) });
    const twice = [...body, ...body.map((block, index) => reworded(block, `lần hai ${index}`))];
    const removed = body.map(({ block }) => block.id);
    expect(call('articles.save', { id, baseVersion: 1, changedJson: JSON.stringify(twice), removed })).toMatchObject({
      version: 2,
      words: count * 3,
    });
    expect(call('articles.whole', { id })?.blocks).toEqual(
      body.map((block, index) => reworded(block, `lần hai ${index}`).block),
    );
    expect(call('articles.open', { id }).article.blocks).toBe(count);
  },
);

test('a save in parts commits once, and half of one never', () => {
  const { call } = testStore();
  const body = placed(Array.from({ length: 300 }, (_, index) => `đoạn ${index}`));
  const { id } = call('articles.create', { fields: {} });
  const part = (number: number, blocks: readonly PlacedBlock[], token: string) =>
    call('articles.savePart', { id, token, part: number, changedJson: JSON.stringify(blocks) });
  part(0, body.slice(0, 100), 'a');
  part(2, body.slice(200), 'a');
  const save = (token: string) => call('articles.save', { id, baseVersion: 1, changedJson: '[]', removed: [], token });
  expect(() => save('a')).toThrow(expect.objectContaining({ code: 'channel.input' }));
  expect(call('articles.open', { id }).article.blocks).toBe(0);
  part(1, body.slice(100, 200), 'b');
  part(0, body.slice(0, 100), 'b');
  part(2, body.slice(200), 'b');
  expect(save('b').version).toBe(2);
  expect(call('articles.whole', { id })?.blocks).toEqual(body.map(({ block }) => block));
});

test('stretches put together are the body, whatever its size', () => {
  const { call } = testStore();
  const body = placed(Array.from({ length: 2000 }, (_, index) => `đoạn ${index} ${'chữ '.repeat(index % 90)}`));
  const { id } = call('articles.create', { fields: {}, blocksJson: JSON.stringify(body) });
  const opened = call('articles.open', { id });
  const all = JSON.parse(opened.blocksJson) as PlacedBlock[];
  let stretches = 1;
  for (let { next } = opened; next !== null; stretches++) {
    const page = call('articles.page', { id, version: 1, after: next });
    all.push(...(JSON.parse(page.blocksJson) as PlacedBlock[]));
    next = page.next;
  }
  expect(all).toEqual(body);
  expect(stretches).toBeGreaterThan(2);
  call('articles.save', { id, baseVersion: 1, changedJson: '[]', removed: [body[0]?.block.id ?? ''] });
  expect(() => call('articles.page', { id, version: 1, after: opened.next ?? '' })).toThrow(
    expect.objectContaining({ code: 'article.stale' }),
  );
});

type Step =
  | { kind: 'insert'; at: number; text: string }
  | { kind: 'change'; at: number; text: string }
  | { kind: 'move'; at: number; to: number }
  | { kind: 'remove'; at: number }
  | { kind: 'name' }
  | { kind: 'wait'; minutes: number }
  | { kind: 'restore'; at: number };

const text = fc.string({ unit: fc.constantFrom('a', 'đ', ' ', 'ế', '7'), maxLength: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('insert' as const), at: fc.nat(20), text }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), at: fc.nat(20), text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), at: fc.nat(20), to: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('name' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 15 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), at: fc.nat(20) }) },
);
const wordsOf = (body: readonly PlacedBlock[]): number =>
  body.reduce((sum, { block }) => {
    const run = block.kind === 'paragraph' ? block.inline[0] : undefined;
    return sum + (run?.t === 'text' ? run.text.split(' ').filter((word) => word !== '').length : 0);
  }, 0);

test('any run of saves, names and restores agrees with a model that copies whole bodies', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { call, core, pass } = testStore({ synchronous: 'OFF' });
      const { id } = call('articles.create', { fields: { title: 'Bài' } });
      let version = 1;
      let body: PlacedBlock[] = [];
      const named = new Map<string, PlacedBlock[]>();
      const save = (changed: readonly PlacedBlock[], removed: readonly string[], keepAs?: string): void => {
        const input = { id, baseVersion: version, changedJson: JSON.stringify(changed), removed: [...removed] };
        version = call('articles.save', keepAs === undefined ? input : { ...input, keepAs }).version;
      };
      for (const one of steps) {
        pass(1000);
        const at = 'at' in one && body.length > 0 ? one.at % body.length : 0;
        const found = body[at];
        switch (one.kind) {
          case 'insert': {
            const where = one.at % (body.length + 1);
            const pos = positionBetween(body[where - 1]?.pos ?? null, body[where]?.pos ?? null);
            const block: PlacedBlock = {
              pos,
              block: { id: newId(), kind: 'paragraph', inline: [{ t: 'text', text: one.text }] },
            };
            body = [...body.slice(0, where), block, ...body.slice(where)];
            save([block], []);
            break;
          }
          case 'change':
            if (!found) break;
            body = body.map((other, index) => (index === at ? reworded(found, one.text) : other));
            save([reworded(found, one.text)], []);
            break;
          case 'move': {
            if (!found) break;
            const rest = body.filter((other) => other !== found);
            const where = one.to % (rest.length + 1);
            const pos = positionBetween(rest[where - 1]?.pos ?? null, rest[where]?.pos ?? null);
            const moved = { ...found, pos };
            body = [...rest.slice(0, where), moved, ...rest.slice(where)];
            save([moved], []);
            break;
          }
          case 'remove':
            if (!found) break;
            body = body.filter((other) => other !== found);
            save([], [found.block.id]);
            break;
          case 'name': {
            const name = `bản ${named.size}`;
            save([], [], name);
            named.set(name, body);
            break;
          }
          case 'wait':
            pass(one.minutes * MINUTE);
            break;
          case 'restore': {
            const all = call('revisions.list', { id });
            const revision = all[one.at % Math.max(1, all.length)];
            if (!revision) break;
            const state = JSON.parse(call('revisions.open', { id, revision: revision.id }).blocksJson) as PlacedBlock[];
            if (named.has(revision.name)) expect(state).toEqual(named.get(revision.name));
            version = call('revisions.restore', { id, revision: revision.id, baseVersion: version }).version;
            body = state;
          }
        }
        const opened = call('articles.open', { id });
        expect(JSON.parse(opened.blocksJson)).toEqual(body);
        expect(opened.article).toMatchObject({ version, blocks: body.length, words: wordsOf(body) });
      }
      for (const revision of call('revisions.list', { id })) {
        const kept = named.get(revision.name);
        if (kept) expect(JSON.parse(call('revisions.open', { id, revision: revision.id }).blocksJson)).toEqual(kept);
      }
      // A row is there only while something shows it.
      const idle = core.connection.get<{ n: number }>(
        `SELECT count(*) AS n FROM blocks b WHERE to_version IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM revisions r WHERE r.article = b.article AND r.version >= b.from_version AND r.version < b.to_version)`,
      );
      expect(idle?.n).toBe(0);
    }),
    { numRuns: 60 },
  );
});
