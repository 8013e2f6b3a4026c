import { describe, expect, test, vi } from 'vitest';
import { channels } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import { createRouter, type Handlers } from './router';
import { isOwnFrame } from './sender';

const INFO = { version: '1', electron: '2', chrome: '3', platform: 'linux', dataFolder: '/d' };

function routerWith(some: Partial<Handlers>) {
  const rest = Object.fromEntries(
    Object.keys(channels).map((name) => [
      name,
      () => {
        throw new Error(`${name} was not to be called`);
      },
    ]),
  );
  const report = vi.fn();
  return { route: createRouter({ ...(rest as unknown as Handlers), ...some }, report), report };
}

test('a call of a known channel with good input gives the value', async () => {
  const { route } = routerWith({ 'app.info': () => INFO });
  expect(await route(true, 'app.info', {})).toEqual({ ok: true, value: INFO });
});

test('a sender that is not ours is refused before anything is looked at', async () => {
  const { route } = routerWith({});
  expect(await route(false, 'app.info', {})).toEqual({ ok: false, error: { code: 'channel.sender', params: {} } });
});

test.each(['nothing.here', 'constructor', '__proto__', 'toString', 7, null, undefined, {}])(
  'an unknown channel (%s) is refused',
  async (name) => {
    const { route } = routerWith({});
    expect(await route(true, name, {})).toMatchObject({ ok: false, error: { code: 'channel.unknown' } });
  },
);

test('an unknown field is refused and named', async () => {
  const { route } = routerWith({ 'app.info': () => INFO });
  expect(await route(true, 'app.info', { more: 1 })).toEqual({
    ok: false,
    error: { code: 'channel.input', params: { channel: 'app.info', field: 'more' } },
  });
});

test('a wrong value deep inside is refused and named by its path', async () => {
  const { route } = routerWith({});
  const answer = await route(true, 'settings.set', { change: { leftWidth: 'wide' } });
  expect(answer).toEqual({
    ok: false,
    error: { code: 'channel.input', params: { channel: 'settings.set', field: 'change.leftWidth' } },
  });
});

test('output that is not as its schema says never reaches the page', async () => {
  const { route, report } = routerWith({ 'app.info': () => ({ ...INFO, secret: 'x' }) });
  const answer = await route(true, 'app.info', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'channel.output' } });
  expect(report).toHaveBeenCalledOnce();
});

describe('a handler that fails', () => {
  test('by an AppError gives its code and what it names', async () => {
    const { route } = routerWith({
      'app.info': () => Promise.reject(new AppError('folder.not-writable', { path: '/x' })),
    });
    expect(await route(true, 'app.info', {})).toEqual({
      ok: false,
      error: { code: 'folder.not-writable', params: { path: '/x' } },
    });
  });

  test('by any other fault gives "internal", reported, without its text', async () => {
    const { route, report } = routerWith({
      'app.info': () => {
        throw new Error('/home/someone/secret');
      },
    });
    const answer = await route(true, 'app.info', {});
    expect(answer).toEqual({ ok: false, error: { code: 'internal', params: { channel: 'app.info' } } });
    expect(report).toHaveBeenCalledWith('app.info', expect.any(Error));
  });
});

describe('the sender', () => {
  const origin = 'app://toasoan';
  test.each([
    ['our main frame', { url: 'app://toasoan/index.html', parent: null }, true],
    ['a frame within ours', { url: 'app://toasoan/index.html', parent: {} }, false],
    ['another host of the same scheme', { url: 'app://toasoan.evil/index.html', parent: null }, false],
    ['a picture opened as a page', { url: 'media://preview/x', parent: null }, false],
    ['a page from outside', { url: 'https://example.org/app://toasoan/', parent: null }, false],
    ['a frame that is gone', null, false],
  ])('%s', (_name, frame, expected) => {
    expect(isOwnFrame(frame, origin)).toBe(expected);
  });
});
