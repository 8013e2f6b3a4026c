import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { test as base, expect } from './app';
import { approve, call, newArticle, openRoom } from './rooms';

const room = (page: Page) => page.locator('[data-room="sync"]');
const json = (answer: ServerResponse, status: number, code: string) => {
  answer.writeHead(status, { 'content-type': 'application/json' });
  answer.end(JSON.stringify({ code, message: 'No.', data: { status } }));
};

/** Portals that answer wrongly, by the first part of their path; none of them ever takes an article. */
const ANSWERS: Readonly<Record<string, (answer: ServerResponse, asked: IncomingMessage) => void>> = {
  // As WordPress does: strangers are refused the index, and this password everything.
  '401': (answer, asked) =>
    json(answer, 401, asked.headers.authorization === undefined ? 'rest_not_logged_in' : 'incorrect_password'),
  '413': (answer) => answer.writeHead(413, { 'content-type': 'text/html' }).end('<h1>Request Entity Too Large</h1>'),
  '500': (answer) => answer.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>'),
  html: (answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Đăng nhập Wi-Fi</h1>'),
  nothing: (answer) => answer.socket?.destroy(),
};

const test = base.extend<{ portals: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parameters
  portals: async ({}, use) => {
    const server = createServer((request, response) => {
      request.resume();
      const wrong = ANSWERS[request.url?.split('/')[1] ?? ''];
      if (wrong) wrong(response, request);
      else json(response, 404, 'rest_no_route');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

const NAMES = {
  '401': 'Cổng một',
  '413': 'Cổng hai',
  '500': 'Cổng ba',
  html: 'Cổng bốn',
  nothing: 'Cổng năm',
} as const;

/** What each order says, and where it stands: waiting by itself, or for the person. */
const TOLD = [
  ['401', 'needs_you', 'Đăng nhập không được', 'Nhập lại mật khẩu ứng dụng', 'Sửa nơi nhận'],
  ['413', 'needs_you', 'Tệp lớn quá mức nơi nhận cho phép', 'Thu nhỏ ảnh rồi gửi lại', 'Gửi lại ngay'],
  ['500', 'waiting', 'Máy chủ nơi nhận đang lỗi', 'Chờ máy chủ ổn định', 'Gửi lại ngay'],
  // Tried a few times by itself, then shown to the person: where it stands now is a matter of seconds.
  ['html', null, 'Địa chỉ này không phải WordPress', 'Kiểm tra lại địa chỉ', 'Gửi lại ngay'],
  ['nothing', 'waiting', 'Chưa nối được với nơi nhận', 'Xem lại mạng', 'Gửi lại ngay'],
] as const;

test('portals that answer 401, 413, 500, a page instead of data, or nothing: each order says why and what comes next', async ({
  page,
  portals,
  shot,
}) => {
  for (const [path] of TOLD)
    await call(page, 'targets.save', {
      id: null,
      name: NAMES[path],
      config: { kind: 'wordpress', url: `${portals}/${path}`, user: 'bientap', finalStatus: 'publish' },
      secret: 'abcd efgh ijkl mnop',
    });
  const text = 'Sáng 12/3, Ủy ban nhân dân xã Đất Mới khởi công tuyến đường dài 2,4 km.';
  const article = await newArticle(page, { title: 'Xã Đất Mới khởi công đường' }, [text]);
  await approve(page, article.id);

  await openRoom(page, 'library', 'Thư viện');
  await page.getByRole('grid').locator('[role="row"][aria-selected]').first().click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Gửi đi' }).click();
  const dialog = page.getByRole('dialog');
  for (const name of Object.values(NAMES)) {
    const box = dialog.getByRole('checkbox', { name: new RegExp(name) });
    if (!(await box.isChecked())) await box.check();
  }
  await dialog.getByRole('button', { name: 'Gửi 1 bài' }).click();
  await openRoom(page, 'sync', 'Gửi đi');

  for (const [path, , why, next, button] of TOLD) {
    const order = room(page).locator('[data-order]').filter({ hasText: NAMES[path] });
    await expect(order).toContainText(why);
    await expect(order).toContainText(next);
    await expect(order).toContainText('Bài nằm trong hàng chờ');
    await expect(order.getByRole('button', { name: button })).toBeVisible();
  }
  for (const [path, state] of TOLD)
    if (state !== null)
      await expect(room(page).locator(`[data-state="${state}"]`).filter({ hasText: NAMES[path] })).toBeVisible();
  await expect(page.getByTestId('line')).toContainText('bài cần bạn xem');
  await shot('wrong-portals');

  // The next step of a refused password is where the password stands.
  const refused = room(page).locator('[data-order]').filter({ hasText: NAMES['401'] });
  await refused.getByRole('button', { name: 'Sửa nơi nhận' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Mật khẩu ứng dụng' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click();

  // The article is as it was, and every order can be given up.
  const opened = await call(page, 'articles.open', { id: article.id });
  expect(opened.article.status).toBe('queued');
  expect(opened.blocksJson).toContain(text);
  for (const name of Object.values(NAMES)) {
    const order = room(page).locator('[data-order]').filter({ hasText: name });
    await order.getByRole('button', { name: 'Thôi không gửi' }).click();
    await expect(order).toHaveCount(0);
  }
  expect((await call(page, 'articles.open', { id: article.id })).article.status).toBe('approved');
});
