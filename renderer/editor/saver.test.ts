import { expect, test } from 'vitest';
import { AppError } from '../../shared/domain/errors';
import { Saver, type SaveState } from './saver';

/** A desk with hand-moved time, and a store that answers when the test says so. */
function desk() {
  let now = 0;
  let timers: { at: number; act: () => void }[] = [];
  let typed = '';
  const sent: string[] = [];
  const states: SaveState[] = [];
  const faults: unknown[] = [];
  const answers: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  const saver = new Saver<string>({
    take: () => {
      const batch = typed;
      typed = '';
      return batch === '' ? null : batch;
    },
    send: (batch) => {
      sent.push(batch);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    giveBack: (batch) => {
      typed = batch + typed;
    },
    onState: (state) => states.push(state),
    onFault: (error) => faults.push(error),
    now: () => now,
    after: (ms, act) => {
      const timer = { at: now + ms, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    saver,
    sent,
    states,
    faults,
    type(text: string) {
      typed += text;
      saver.touch();
    },
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.act();
        await settle();
      }
      now = until;
    },
    async answer(error?: unknown) {
      const answer = answers.shift();
      if (error === undefined) answer?.resolve();
      else answer?.reject(error);
      await settle();
    },
  };
}

test('a pause of a second is enough: what was typed is on its way', async () => {
  const { type, pass, sent } = desk();
  type('a');
  await pass(1000);
  expect(sent).toEqual(['a']);
});

test('someone who types on and on is saved at least every three seconds', async () => {
  const { type, pass, sent, answer } = desk();
  for (let key = 0; key < 100; key++) {
    type('x');
    await pass(100);
    if (sent.length > 0) await answer();
  }
  expect(sent.length).toBeGreaterThanOrEqual(3);
});

test('"saved" is said only after the answer', async () => {
  const { type, pass, states, answer } = desk();
  type('a');
  await pass(1000);
  expect(states).toEqual(['unsaved']);
  await answer();
  expect(states).toEqual(['unsaved', 'saved']);
});

test('what is typed while a save is under way is unsaved, and goes with the next', async () => {
  const { type, pass, sent, states, answer } = desk();
  type('a');
  await pass(1000);
  type('b');
  await answer();
  expect(states.at(-1)).toBe('unsaved');
  await pass(1000);
  expect(sent).toEqual(['a', 'b']);
});

test('a failed save keeps everything, is told once, and is tried again with what came after', async () => {
  const { type, pass, sent, states, faults, answer } = desk();
  type('a');
  await pass(1000);
  await answer(new AppError('store.disk-full'));
  expect(states.at(-1)).toBe('failed');
  type('b');
  await pass(5000);
  expect(sent).toEqual(['a', 'ab']);
  await answer(new AppError('store.disk-full'));
  await pass(5000);
  await answer();
  expect(faults).toHaveLength(1);
  expect(sent.at(-1)).toBe('ab');
  expect(states.at(-1)).toBe('saved');
});

test('a stale save stops: nothing is sent until the person has chosen', async () => {
  const { type, pass, sent, states, answer } = desk();
  type('a');
  await pass(1000);
  await answer(new AppError('article.stale'));
  type('b');
  await pass(60_000);
  expect(states).toContain('stale');
  expect(sent).toEqual(['a']);
});

test('flush saves at once and says whether all is safe', async () => {
  const { saver, type, sent, answer } = desk();
  type('a');
  const done = saver.flush();
  await answer();
  expect(await done).toBe(true);
  type('b');
  const failed = saver.flush();
  await answer(new AppError('store.disk-full'));
  expect(await failed).toBe(false);
  expect(sent).toEqual(['a', 'b']);
});

test('while a body is still coming in nothing is sent; then all of it is', async () => {
  const { saver, type, pass, sent } = desk();
  saver.hold();
  type('a');
  await pass(10_000);
  expect(sent).toEqual([]);
  saver.resume();
  await pass(1000);
  expect(sent).toEqual(['a']);
});
