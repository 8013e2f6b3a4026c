import type { Page } from '@playwright/test';
import { startFaulty } from '../real/faulty';
import { type Account, missingPackages, startWordpress, type Wordpress } from '../real/wordpress';
import { expect, test } from './app';

/** The whole way in the real program: its own fetch, keychain and store, to a real WordPress. */
const missing = missingPackages();

let wp: Wordpress;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  if (missing.length === 0) wp = await startWordpress();
});
test.afterAll(async () => wp?.stop());
test.skip(missing.length > 0, `a real WordPress: ${missing.join(', ')} not installed`);

/** A channel as the interface calls it. @throws Error with the fault's code */
function call<T>(page: Page, name: string, input: unknown): Promise<T> {
  return page.evaluate(
    async ([channel, given]) => {
      const { toasoan } = window as unknown as {
        toasoan: {
          call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>;
        };
      };
      const answer = await toasoan.call(channel as string, given);
      if (!answer.ok) throw new Error(answer.error?.code);
      return answer.value as never;
    },
    [name, input] as const,
  );
}

async function approved(page: Page, title: string): Promise<string> {
  const { id } = await call<{ id: string }>(page, 'articles.create', {
    fields: { title, lead: 'Mở đầu.', category: 'Thời sự' },
  });
  await call(page, 'articles.move', { id, to: 'ready' });
  await call(page, 'articles.move', { id, to: 'approved' });
  return id;
}

interface Order {
  id: number;
  state: string;
  error: { code: string } | null;
}
async function order(page: Page, article: string, target: string): Promise<Order> {
  const [made] = await call<Order[]>(page, 'outbox.order', {
    articleIds: [article],
    targetIds: [target],
    action: 'publish',
  });
  let now: Order | undefined;
  await expect
    .poll(async () => {
      now = (await call<Order[]>(page, 'outbox.list', { done: true })).find(({ id }) => id === made?.id);
      return now !== undefined && (now.error !== null || now.state === 'done');
    })
    .toBe(true);
  if (now === undefined) throw new Error('the order is gone');
  return now;
}

const target = (page: Page, url: string, account: Account, secret: string) =>
  call<{ id: string; hasSecret: boolean }>(page, 'targets.save', {
    id: null,
    name: 'Cổng',
    config: { kind: 'wordpress', url, user: account, finalStatus: 'publish' },
    secret,
  });

test('an article goes from the program to WordPress; a lost answer leaves one post', async ({ page }) => {
  const between = await startFaulty(wp.url);
  const { id, hasSecret } = await target(page, between.url, 'editor', wp.passwords.editor);
  expect(hasSecret).toBe(true);
  const checks = await call<{ step: string; outcome: string }[]>(page, 'targets.test', { id });
  expect(checks.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  expect(checks.map(({ step }) => step)).toContain('media');

  let lost = 0;
  between.fate = ({ method, route }) =>
    method === 'POST' && route === '/wp/v2/posts' && lost++ === 0 ? 'lose' : 'pass';
  const article = await approved(page, 'Qua chương trình thật');
  const first = await order(page, article, id);
  expect(first.error?.code).toBe('target.offline');
  await call(page, 'outbox.retry', { id: first.id });
  await expect.poll(async () => (await wp.posts()).map(({ status }) => status)).toEqual(['publish']);
  await expect
    .poll(
      async () => (await call<{ article: { status: string } }>(page, 'articles.open', { id: article })).article.status,
    )
    .toBe('published');
  expect((await call<{ state: string }>(page, 'line.get', {})).state).toBe('up');
  await between.stop();
});

test("the program's own network refuses what it must: a redirect, a wrong password, HTML, a refused size", async ({
  page,
}) => {
  const portal = await startFaulty(wp.url);
  const cases = [
    ['target.address', { status: 301, text: '', headers: { location: 'https://other.example/' } }],
    ['target.auth', { status: 401, text: '{"code":"x"}', headers: { 'www-authenticate': 'Basic realm="x"' } }],
    ['target.too-big', { status: 413, type: 'text/html', text: '<h1>413</h1>' }],
    ['target.server', { status: 503, text: '{}' }],
    ['target.not-wordpress', { status: 200, type: 'text/html', text: '<html></html>' }],
  ] as const;
  for (const [code, fate] of cases) {
    portal.fate = ({ route }) => (route === '/' ? 'pass' : fate);
    const { id } = await target(page, portal.url, 'editor', 'secret');
    expect((await order(page, await approved(page, code), id)).error?.code).toBe(code);
  }
  // Where a redirect pointed, nobody was asked, and nobody got the password.
  expect(portal.seen.every(({ headers }) => headers.host === new URL(portal.url).host)).toBe(true);
  await portal.stop();
});
