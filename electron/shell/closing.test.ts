import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Flush } from './closing';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('closing waits for the answer that everything is saved', async () => {
  const ask = vi.fn();
  const flush = new Flush(ask);
  const outcome = flush.start();
  expect(ask).toHaveBeenCalledOnce();
  flush.answered(true);
  expect(await outcome).toBe('saved');
  expect(vi.getTimerCount()).toBe(0);
});

test('an answer that saving failed is told', async () => {
  const flush = new Flush(() => undefined);
  const outcome = flush.start();
  flush.answered(false);
  expect(await outcome).toBe('unsaved');
});

test('a silent interface does not hold the window for ever', async () => {
  const flush = new Flush(() => undefined);
  const outcome = flush.start();
  await vi.advanceTimersByTimeAsync(5000);
  expect(await outcome).toBe('silent');
});

test('an answer that nobody asked for is nothing', async () => {
  const flush = new Flush(() => undefined);
  flush.answered(false);
  const outcome = flush.start();
  flush.gone();
  expect(await outcome).toBe('silent');
});
