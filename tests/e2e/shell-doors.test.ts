import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../build/bootstrap/index.mjs';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../shared/channels';
import { EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { expect, test } from './app';
import { listen } from './listen';

/** A call as the interface makes it. */
async function call<N extends ChannelName>(page: Page, name: N, input: ChannelInput<N>): Promise<ChannelOutput<N>> {
  const answer = await page.evaluate(([n, i]) => window.toasoan.call(n, i), [
    name as string,
    input as unknown,
  ] as const);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as ChannelOutput<N>;
}

const TEXT = `Mùa nước nổi về trên những cánh đồng đầu nguồn, bà con tranh thủ giăng lưới.

Năm nay nước lên sớm hơn mọi năm chừng mười ngày.

Theo camau.gov.vn
`;

test('a file becomes an article, a bulletin, a PDF that can be previewed and exported', async ({
  page,
  dataFolder,
}) => {
  const bytes = [...new TextEncoder().encode(TEXT)];
  const ticket = await page.evaluate(async (list) => {
    const answer = await window.toasoan.call('intake.bytes', { name: 'bai.txt', bytes: new Uint8Array(list) });
    return answer.ok ? (answer.value as { ticket: string }).ticket : '';
  }, bytes);
  const shown = await call(page, 'intake.preview', { ticket });
  expect(shown.fields.lead).toContain('Mùa nước nổi');
  const article = await call(page, 'intake.accept', { ticket });
  expect(article).toMatchObject({ status: 'draft', fields: { lead: shown.fields.lead } });

  const bulletin = await call(page, 'bulletins.create', {
    fields: { ...EMPTY_BULLETIN, items: [{ articleId: article.id }] },
  });
  const laid = await call(page, 'bulletins.render', { id: bulletin.id });
  expect(laid.pages).toBeGreaterThan(0);
  const read = await page.evaluate(async (url) => {
    const whole = await fetch(url);
    const part = await fetch(url, { headers: { Range: 'bytes=0-7' } });
    return {
      status: [whole.status, part.status],
      type: whole.headers.get('content-type'),
      size: (await whole.arrayBuffer()).byteLength,
      range: part.headers.get('content-range'),
      head: await part.text(),
    };
  }, laid.url);
  expect(read).toMatchObject({ status: [200, 206], type: 'application/pdf', head: expect.stringMatching(/^%PDF-1\./) });
  expect(read.range).toBe(`bytes 0-7/${read.size}`);

  await call(page, 'settings.set', { change: { exportFolder: join(dataFolder, 'out') } });
  const exported = await call(page, 'bulletins.export', { id: bulletin.id, choose: false });
  expect((await readFile(exported?.path ?? '')).byteLength).toBe(exported?.bytes);
});

test('a stored picture is shown by its sha256, and its bytes can be asked for in part', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 30);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    const answer = await window.toasoan.call('media.add', { name: 'a.png', bytes });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const media = answer.value as { sha256: string; size: number };
    const image = new Image();
    image.src = `media://${media.sha256}`;
    await image.decode();
    const part = await fetch(image.src, { headers: { Range: 'bytes=1-3' } });
    return { width: image.naturalWidth, part: await part.text(), same: media.size === bytes.length };
  });
  expect(seen).toEqual({ width: 40, part: 'PNG', same: true });
});

test('bytes that are no picture are refused in plain words', async ({ page }) => {
  const answer = await page.evaluate(() =>
    window.toasoan.call('media.add', { name: 'a.png', bytes: new TextEncoder().encode('not a picture') }),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'media.not-a-picture' } });
});

test('a file that a second start names is handed to the first, which takes it in without asking', async ({
  app,
  page,
  electron,
  dataFolder,
}) => {
  const file = join(dataFolder, 'gửi đến.txt');
  await writeFile(file, TEXT);
  const heard = await listen(page);
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.reject(new Error('nobody was to be asked'));
  });
  const second = spawn(electron.electronPath, [...electron.args, root, `--user-data-dir=${dataFolder}`, file], {
    env: electron.env,
    stdio: 'ignore',
  });
  await once(second, 'exit');
  await expect.poll(heard).toEqual({ command: 'intake.open' });
});

test('a picked folder comes from the system’s dialog, and nothing when the person cancels', async ({ app, page }) => {
  await app.evaluate(({ dialog }) => {
    const answers = [
      { canceled: false, filePaths: ['/somewhere'] },
      { canceled: true, filePaths: [] },
    ];
    // The dialog itself is the system's: what is answered for it is what a person would.
    dialog.showOpenDialog = () => Promise.resolve(answers.shift() ?? { canceled: true, filePaths: [] });
  });
  expect(await call(page, 'targets.pickFolder', {})).toBe('/somewhere');
  expect(await call(page, 'targets.pickFolder', {})).toBeNull();
});
