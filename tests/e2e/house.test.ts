import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../build/bootstrap/index.mjs';
import { ownSamples } from '../../electron/demo/samples';
import type { Article } from '../../shared/domain/article';
import { EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import { expect, LARGE, SMALL, test } from './app';
import { approve, call, openRoom } from './rooms';

/** The project's own articles go the whole way in, as files do. */
async function takeSamples(page: Page): Promise<Article[]> {
  const taken: Article[] = [];
  for (const { name, bytes } of await ownSamples(root)) {
    const text = new TextDecoder().decode(bytes);
    // Bytes cannot cross into the page as they are.
    const answer = await page.evaluate(
      ([file, html]) => window.toasoan.call('intake.bytes', { name: file, bytes: new TextEncoder().encode(html) }),
      [name, text] as const,
    );
    if (!answer.ok) throw new Error(answer.error.code);
    const { ticket } = answer.value as { ticket: string };
    await call(page, 'intake.preview', { ticket });
    taken.push(await call(page, 'intake.accept', { ticket }));
  }
  return taken;
}

/** Articles taken in, some approved and sent, a bulletin of them: what an office's first month leaves. */
async function furnish(page: Page, dataFolder: string): Promise<void> {
  const all = await takeSamples(page);
  const folder = join(dataFolder, 'cong');
  await mkdir(folder);
  const target = await call(page, 'targets.save', {
    id: null,
    name: 'Cổng thông tin xã',
    config: { kind: 'folder', path: folder },
    secret: null,
  });
  const out = all.slice(0, 5);
  for (const { id } of out) await approve(page, id);
  await call(page, 'outbox.order', {
    articleIds: out.map(({ id }) => id),
    targetIds: [target.id],
    action: 'publish',
  });
  await expect
    .poll(async () => (await call(page, 'outbox.list', { done: true })).filter((item) => item.state === 'done').length)
    .toBe(out.length);
  await call(page, 'bulletins.create', {
    fields: {
      ...EMPTY_BULLETIN,
      masthead: {
        kicker: 'BẢN TIN',
        title: 'Đất Mũi hôm nay',
        publisher: 'Ủy ban nhân dân xã',
        issue: '12',
        date: '2026-12-01',
      },
      items: all.slice(0, 8).map(({ id }) => ({ articleId: id })),
    },
  });
}

for (const { size, theme, language } of [
  { size: SMALL, theme: 'light', language: 'vi' },
  { size: LARGE, theme: 'dark', language: 'en' },
  { size: SMALL, theme: 'dark', language: 'vi' },
  { size: LARGE, theme: 'light', language: 'en' },
] as const) {
  test.describe(`${size.width} ${theme} ${language}`, () => {
    test.use({ size, theme, language });
    test('every room is drawn with the house furnished', async ({ page, shot, dataFolder }) => {
      test.setTimeout(120_000);
      await furnish(page, dataFolder);
      const names =
        language === 'vi'
          ? { library: 'Thư viện', bulletin: 'Bản tin', sync: 'Gửi đi', office: 'Cơ quan' }
          : { library: 'Library', bulletin: 'Bulletin', sync: 'Sending', office: 'Office' };
      await openRoom(page, 'library', names.library);
      const ferry = page.locator('[data-room="library"]').getByText('Người lái đò hai mươi năm', { exact: false });
      await ferry.first().waitFor();
      await shot('house-library');
      await ferry.first().dblclick();
      await page.locator('.sheet img').first().waitFor();
      await shot('house-editor');
      await openRoom(page, 'bulletin', names.bulletin);
      await page.locator('[data-room="bulletin"]').getByText('Đất Mũi hôm nay').first().click();
      await page.locator('[data-room="bulletin"] [data-page="1"][data-drawn="true"] canvas').waitFor();
      await shot('house-bulletin');
      await openRoom(page, 'sync', names.sync);
      await page.locator('[data-room="sync"]').getByText('Cổng thông tin xã').first().waitFor();
      await shot('house-sync');
      await openRoom(page, 'office', names.office);
      await shot('house-office');
      // The README's pictures are these: renewed on purpose, so that a run of the tests leaves the checkout as it was.
      if (process.env.TOASOAN_DOCS === '1' && size === SMALL && theme === 'light') {
        await mkdir(join(root, 'docs', 'rooms'), { recursive: true });
        for (const room of ['library', 'editor', 'bulletin', 'sync', 'office']) {
          const file = `house-${room}-${size.width}-${theme}-${language}.png`;
          await copyFile(join(root, 'out', 'shots', file), join(root, 'docs', 'rooms', `${room}.png`));
        }
      }
    });
  });
}
