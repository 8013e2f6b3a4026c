import { expect, test } from 'vitest';
import { type Bulletin, EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { AppError } from '../../shared/domain/errors';
import { Draft } from './draft';

const ID = 'abcdefgh';
const item = (articleId: string) => ({ articleId });

/** A bulletin on a disk of one, with the store's rule: only a save on the newest version is taken. */
function disk() {
  let now: Bulletin = {
    id: ID,
    version: 1,
    fields: { ...EMPTY_BULLETIN, items: [item('aaaaaaaa')] },
    createdAt: 0,
    updatedAt: 0,
    deletedAt: null,
  };
  const faults: unknown[] = [];
  const planned: (() => void)[] = [];
  let broken: unknown = null;
  let gate: Promise<void> | null = null;
  const save = async (_: string, baseVersion: number, fields: Bulletin['fields']) => {
    if (gate !== null) await gate;
    if (broken !== null) throw broken;
    if (baseVersion !== now.version) throw new AppError('article.stale');
    now = { ...now, version: now.version + 1, fields: structuredClone(fields) };
    return now;
  };
  const draft = new Draft(now, {
    open: async () => now,
    save,
    later: (_, act) => {
      planned.push(act);
      return () => planned.splice(planned.indexOf(act), 1);
    },
    onFault: (fault) => faults.push(fault),
  });
  return {
    draft,
    faults,
    planned,
    now: () => now,
    elsewhere: (change: Partial<Bulletin['fields']>) => save(ID, now.version, { ...now.fields, ...change }),
    breakWith: (fault: unknown) => {
      broken = fault;
    },
    hold: (until: Promise<void>) => {
      gate = until;
    },
  };
}

test('changes are saved together after the pause', async () => {
  const { draft, planned, now } = disk();
  draft.change({ columns: 1 });
  draft.change({ contents: false });
  expect(draft.view().state).toBe('unsaved');
  expect(planned).toHaveLength(1);
  await draft.flush();
  expect(draft.view().state).toBe('saved');
  expect(now()).toMatchObject({ version: 2, fields: { columns: 1, contents: false } });
});

test('what another room saved meanwhile stays beside what was changed here', async () => {
  const { draft, elsewhere, now } = disk();
  draft.change({ columns: 3 });
  await elsewhere({ items: [item('aaaaaaaa'), item('bbbbbbbb')] });
  expect(await draft.flush()).toBe(true);
  expect(now().fields).toMatchObject({ columns: 3, items: [item('aaaaaaaa'), item('bbbbbbbb')] });
  expect(draft.view().fields).toEqual(now().fields);
});

test('what is typed during a save is saved after it', async () => {
  const { draft, hold, now } = disk();
  let open = () => {};
  hold(
    new Promise((resolve) => {
      open = resolve;
    }),
  );
  draft.change({ columns: 1 });
  const done = draft.flush();
  draft.change({ columns: 3 });
  open();
  expect(await done).toBe(true);
  expect(now().fields.columns).toBe(3);
  expect(draft.view().state).toBe('saved');
});

test('a failed save keeps everything, says so and is planned again', async () => {
  const { draft, breakWith, faults, planned, now } = disk();
  breakWith(new AppError('store.disk-full'));
  draft.change({ columns: 1 });
  expect(await draft.flush()).toBe(false);
  expect(draft.view()).toMatchObject({ state: 'failed', fields: { columns: 1 } });
  expect(faults).toHaveLength(1);
  expect(planned).toHaveLength(1);
  breakWith(null);
  expect(await draft.flush()).toBe(true);
  expect(now().fields.columns).toBe(1);
});

test('a refresh with nothing unsaved shows what is on disk', async () => {
  const { draft, elsewhere } = disk();
  await elsewhere({ columns: 1 });
  await draft.refresh();
  expect(draft.view()).toMatchObject({ state: 'saved', fields: { columns: 1 } });
});
