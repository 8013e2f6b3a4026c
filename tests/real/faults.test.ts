import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledWorker } from '../../electron/store/fixtures/worker';
import type { OutboxItem } from '../../shared/domain/outbox';
import { type Fate, type Faulty, startFaulty } from './faulty';
import { type Newsroom, openNewsroom } from './newsroom';

/** A portal that goes wrong in every way, without a portal: what each answer means, and that nothing is lost over it. */
describe('a portal that goes wrong', { timeout: 30_000 }, () => {
  let worker: string;
  let room: Newsroom;
  let portal: Faulty;
  beforeAll(async () => {
    worker = await bundledWorker();
  }, 60_000);
  beforeEach(async () => {
    portal = await startFaulty(null);
    room = await openNewsroom(worker, { patienceMs: 300 });
  });
  afterEach(async () => {
    await room.close();
    await portal.stop();
  });

  const target = () =>
    room.target({ kind: 'wordpress', url: portal.url, user: 'editor', finalStatus: 'publish' }, 'secret');
  const json = (value: unknown, status = 200): Fate => ({ status, text: JSON.stringify(value) });

  /** A little WordPress that lives as long as a test: only what one article without pictures needs. */
  const healthy = (): ((route: string, method: string) => Fate) => {
    let status = '';
    const post = () => ({ id: 7, status, slug: 'x', link: 'http://127.0.0.1/x', modified_gmt: '2026-01-01T00:00:00' });
    return (route, method) => {
      if (route === '/') return json({ name: 'Thử', namespaces: ['wp/v2'] });
      if (route === '/wp/v2/users/me') return json({ id: 1 });
      if (route === '/wp/v2/posts' && method === 'GET') return json(status === '' ? [] : [post()]);
      if (route.startsWith('/wp/v2/posts') && method === 'POST') {
        status = route.endsWith('/7') ? 'publish' : 'draft';
        return json(post());
      }
      return json({ code: 'rest_no_route', message: 'No route' }, 404);
    };
  };

  const waits: readonly (readonly [string, Fate, string])[] = [
    ['500', { status: 500, text: '{"code":"internal_server_error"}' }, 'target.server'],
    ['500 with a page', { status: 500, type: 'text/html', text: '<h1>Critical error</h1>' }, 'target.server'],
    ['502 of a proxy', { status: 502, type: 'text/html', text: '<h1>Bad gateway</h1>' }, 'target.server'],
    ['429', { status: 429, text: '{}', headers: { 'retry-after': '1' } }, 'target.busy'],
    ['nothing', 'hang', 'target.offline'],
    ['JSON that ends too early', { status: 200, text: '{"name":"Th' }, 'target.offline'],
    [
      'HTML instead of JSON',
      { status: 200, type: 'text/html', text: '<html>Đăng nhập wifi</html>' },
      'target.not-wordpress',
    ],
  ];
  test.each(waits)(
    '%s: the order waits, says why, and goes when the portal is well again',
    async (_name, fate, code) => {
      const well = healthy();
      let sick = true;
      portal.fate = (seen) => (sick ? fate : well(seen.route, seen.method));
      const { id } = await room.order(await room.article({}), (await target()).id);
      const waiting = await failedOnce(room, id);
      expect(waiting).toMatchObject({ state: 'waiting', error: { code } });
      sick = false;
      await room.sync.nudge();
      expect((await room.reached(id, 'done', 'needs_you')).state).toBe('done');
    },
  );

  const person: readonly (readonly [string, Fate, string])[] = [
    ['401', { status: 401, text: '{"code":"incorrect_password","message":"x"}' }, 'target.auth'],
    ['403', { status: 403, text: '{"code":"rest_cannot_edit","message":"Không được"}' }, 'target.forbidden'],
    ['413', { status: 413, type: 'text/html', text: '<h1>Too large</h1>' }, 'target.too-big'],
    ['400', { status: 400, text: '{"code":"rest_invalid_param","message":"Sai"}' }, 'target.refused'],
    [
      'a redirect to another host',
      { status: 301, text: '', headers: { location: 'https://other.example/' } },
      'target.address',
    ],
  ];
  test.each(person)('%s: a person is asked, and a retry sends it', async (_name, fate, code) => {
    const well = healthy();
    let sick = true;
    portal.fate = (seen) => {
      if (sick && seen.method === 'POST') return fate;
      return well(seen.route, seen.method);
    };
    const { id } = await room.order(await room.article({}), (await target()).id);
    const held = await room.reached(id, 'needs_you', 'done');
    expect(held).toMatchObject({ state: 'needs_you', error: { code } });
    sick = false;
    await room.sync.handlers['outbox.retry']({ id });
    expect((await room.reached(id, 'done', 'needs_you')).state).toBe('done');
  });

  test('HTML for everything goes to a person after five tries', async () => {
    portal.fate = () => ({ status: 200, type: 'text/html', text: '<html></html>' });
    const { id } = await room.order(await room.article({}), (await target()).id);
    expect(await room.reached(id, 'needs_you', 'done')).toMatchObject({
      state: 'needs_you',
      attempts: 5,
      error: { code: 'target.not-wordpress' },
    });
  });

  test('a portal that is silent does not hold up the folder beside it', async () => {
    portal.fate = () => 'hang';
    const silent = await target();
    const folder = await room.target({ kind: 'folder', path: `${room.folder}/xuat` });
    const id = await room.article({});
    const orders = await room.store.call('outbox.order', {
      articleIds: [id],
      targetIds: [silent.id, folder.id],
      action: 'publish',
    });
    expect((await room.reached(orders[1]?.id ?? 0, 'done', 'needs_you')).state).toBe('done');
    const rest = await room.store.call('outbox.list', { done: false });
    expect(rest.map((item) => item.targetId)).toEqual([silent.id]);
  });

  test('an article on which the portal always fails does not hold up the others, and goes to a person', async () => {
    const well = healthy();
    portal.fate = (seen) =>
      seen.body.includes('Thuốc độc') ? { status: 500, text: '{}' } : well(seen.route, seen.method);
    const to = await target();
    const bad = await room.order(await room.article({ title: 'Thuốc độc' }), to.id);
    await failedOnce(room, bad.id);
    const good = await room.publish(await room.article({ title: 'Lành' }), to.id);
    expect(good.state).toBe('done');
    // Others pass in between its tries: the fault is its own, not the portal's.
    for (let tries = 0; tries < 10; tries++) {
      const [item] = (await room.store.call('outbox.list', { done: false })).filter((one) => one.id === bad.id);
      if (item?.state === 'needs_you') break;
      await room.sync.handlers['outbox.retry']({ id: bad.id });
      await failedAgain(room, bad.id, item?.attempts ?? 0);
    }
    expect(await room.reached(bad.id, 'needs_you')).toMatchObject({ error: { code: 'target.server' } });
  });

  test('the line is unknown, then down when nothing answers, then up when something does', async () => {
    const well = healthy();
    let sick = true;
    portal.fate = (seen) => (sick ? 'hang' : well(seen.route, seen.method));
    const states: string[] = [];
    room.sync.onLine((line) => states.push(line.state));
    expect((await room.sync.handlers['line.get']({})).state).toBe('unknown');
    const { id } = await room.order(await room.article({}), (await target()).id);
    await failedOnce(room, id);
    expect(await room.sync.handlers['line.get']({})).toMatchObject({ state: 'down', waiting: 1 });
    sick = false;
    await room.sync.nudge();
    await room.reached(id, 'done');
    expect(await room.sync.handlers['line.get']({})).toEqual({ state: 'up', waiting: 0, needsYou: 0, sending: 0 });
    expect(states).toContain('down');
  });

  test('when the line comes back, all that waited for it goes at once', async () => {
    const well = healthy();
    let sick = true;
    portal.fate = (seen) =>
      sick ? { status: 503, text: '{}', headers: { 'retry-after': '3600' } } : well(seen.route, seen.method);
    const to = await target();
    const ids: number[] = [];
    for (const name of ['Một', 'Hai', 'Ba'])
      ids.push((await room.order(await room.article({ title: name }), to.id)).id);
    const first = await failedOnce(room, ids[0] ?? 0);
    expect(first.nextAt - Date.now()).toBeGreaterThan(3_000_000);
    sick = false;
    await room.sync.handlers['outbox.retry']({ id: ids[0] ?? 0 });
    for (const id of ids) expect((await room.reached(id, 'done', 'needs_you')).state).toBe('done');
  });

  test('an order that would wait for long goes as soon as another one of its target got through', async () => {
    const well = healthy();
    let sick = true;
    portal.fate = (seen) => (sick ? { status: 500, text: '{}' } : well(seen.route, seen.method));
    // The target's own pause is short, each order's as long as it can be.
    let long = true;
    const uneven = await openNewsroom(worker, {
      random: () => {
        long = !long;
        return long ? 0.999 : 0;
      },
    });
    const to = await uneven.target({ kind: 'wordpress', url: portal.url, user: 'editor', finalStatus: 'publish' }, 'x');
    const { id } = await uneven.order(await uneven.article({ title: 'Lâu' }), to.id);
    let waiting = await failedOnce(uneven, id);
    while (waiting.attempts < 8) {
      await uneven.sync.handlers['outbox.retry']({ id });
      waiting = await failedAgain(uneven, id, waiting.attempts);
    }
    expect(waiting.nextAt - Date.now()).toBeGreaterThan(500_000);
    sick = false;
    expect((await uneven.publish(await uneven.article({ title: 'Mới' }), to.id)).state).toBe('done');
    const done = await uneven.reached(id, 'done', 'needs_you');
    expect(done.finishedAt).toBeLessThan(waiting.nextAt);
    await uneven.close();
  });

  test('a target gets one article at a time', async () => {
    const well = healthy();
    let open = 0;
    let most = 0;
    portal.fate = async (seen) => {
      most = Math.max(most, ++open);
      // Gives a second one, if there were any, its chance to come in.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      open--;
      return well(seen.route, seen.method);
    };
    const to = await target();
    const articleIds = [
      await room.article({ title: 'Một' }),
      await room.article({ title: 'Hai' }),
      await room.article({ title: 'Ba' }),
    ];
    const orders = await room.store.call('outbox.order', { articleIds, targetIds: [to.id], action: 'publish' });
    for (const { id } of orders) expect((await room.reached(id, 'done', 'needs_you')).state).toBe('done');
    expect(most).toBe(1);
  });

  test('closing in the middle of a request loses nothing: the next start sends it', async () => {
    const well = healthy();
    let asked: () => void = () => {};
    const reached = new Promise<void>((resolve) => {
      asked = resolve;
    });
    portal.fate = (seen) => {
      if (seen.method !== 'POST') return well(seen.route, seen.method);
      asked();
      return 'hang';
    };
    const patient = await openNewsroom(worker, { patienceMs: 60_000 });
    const to = await patient.target(
      { kind: 'wordpress', url: portal.url, user: 'editor', finalStatus: 'publish' },
      'secret',
    );
    const { id } = await patient.order(await patient.article({}), to.id);
    await reached;
    await patient.leave();
    portal.fate = (seen) => well(seen.route, seen.method);
    const again = await openNewsroom(worker, {}, { folder: patient.folder });
    expect((await again.reached(id, 'done', 'needs_you')).state).toBe('done');
    await again.close();
  });

  test('without a keychain a password lives until the program closes and never reaches the disk', async () => {
    const well = healthy();
    portal.fate = (seen) => well(seen.route, seen.method);
    const none = { available: () => false, encrypt: () => new Uint8Array(), decrypt: () => '' };
    const bare = await openNewsroom(worker, { secrets: none });
    const to = await bare.target(
      { kind: 'wordpress', url: portal.url, user: 'editor', finalStatus: 'publish' },
      'mật-khẩu',
    );
    expect(to.hasSecret).toBe(true);
    expect((await bare.store.call('targets.get', { id: to.id }))?.secret).toBeNull();
    expect((await bare.publish(await bare.article({}), to.id)).state).toBe('done');
    const checks = await bare.sync.handlers['targets.test']({ id: to.id });
    expect(checks.find(({ step }) => step === 'secret')?.outcome).toBe('warn');
    await bare.leave();
    const next = await openNewsroom(worker, { secrets: none }, { folder: bare.folder });
    expect(await next.publish(await next.article({}), to.id)).toMatchObject({
      state: 'needs_you',
      error: { code: 'target.secret-missing' },
    });
    await next.close();
  });

  test('an address without TLS gets no password', async () => {
    const to = await room.target(
      { kind: 'wordpress', url: 'http://portal.example', user: 'editor', finalStatus: 'publish' },
      'secret',
    );
    expect(await room.publish(await room.article({}), to.id)).toMatchObject({
      state: 'needs_you',
      error: { code: 'target.insecure' },
    });
    expect(await room.sync.handlers['targets.test']({ id: to.id })).toMatchObject([
      { step: 'address', outcome: 'fail' },
    ]);
  });

  const failed: readonly (readonly [string, Fate, string])[] = [
    ['nothing', 'hang', 'reach fail'],
    ['a server error', { status: 503, text: '{}' }, 'reach warn'],
    ['a page that is not WordPress', { status: 200, type: 'text/html', text: '<html></html>' }, 'kind fail'],
    ['a redirect', { status: 302, text: '', headers: { location: 'https://other.example/' } }, 'address fail'],
  ];
  test.each(failed)('the connection test meets %s', async (_name, fate, last) => {
    portal.fate = () => fate;
    const checks = await room.sync.handlers['targets.test']({ id: (await target()).id });
    const end = checks.at(-1);
    expect(`${end?.step} ${end?.outcome}`).toBe(last);
  });
});

function failedOnce(room: Newsroom, id: number): Promise<OutboxItem> {
  return failedAgain(room, id, 0);
}

/** The order after a try later than the `attempts`-th has failed. */
function failedAgain(room: Newsroom, id: number, attempts: number): Promise<OutboxItem> {
  return room.found(id, (item) => item.error !== null && item.attempts > attempts && item.state !== 'sending');
}
