import { expect, test, vi } from 'vitest';
import { later } from './later';

test('it is made when first asked for, and once for all who ask', async () => {
  const make = vi.fn(() => Promise.resolve({}));
  const get = later(make);
  expect(make).not.toHaveBeenCalled();
  const [one, other] = await Promise.all([get(), get()]);
  expect(one).toBe(other);
  expect(make).toHaveBeenCalledOnce();
});

test('a making that failed is tried again by the next who asks', async () => {
  const make = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('not yet')).mockResolvedValueOnce(7);
  const get = later(make);
  await expect(get()).rejects.toThrow('not yet');
  expect(await get()).toBe(7);
});

test('the end begins nothing and does not mind what failed', async () => {
  const make = vi.fn(() => Promise.reject(new Error('no')));
  const get = later(make);
  expect(await get.begun()).toBeNull();
  expect(make).not.toHaveBeenCalled();
  await expect(get()).rejects.toThrow('no');
  expect(await get.begun()).toBeNull();
});
