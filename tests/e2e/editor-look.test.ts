import type { Page } from '@playwright/test';
import type { PlacedBlock } from '../../shared/body/schema';
import { expect, LARGE, SMALL, test } from './app';
import { bodyOf, callStore, saved } from './writing';

/** A picture of our own: a field, a sky and a sun, drawn in the page. */
async function drawPicture(page: Page): Promise<string> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(960, 540);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    const sky = pen.createLinearGradient(0, 0, 0, 360);
    sky.addColorStop(0, '#7fb4c9');
    sky.addColorStop(1, '#f3d9a4');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 960, 540);
    pen.fillStyle = '#f6b04b';
    pen.arc(700, 250, 60, 0, 7);
    pen.fill();
    pen.fillStyle = '#4f7a4a';
    pen.fillRect(0, 340, 960, 200);
    pen.fillStyle = '#8fae5d';
    for (let row = 0; row < 9; row++) pen.fillRect(0, 352 + row * 22, 960, 8);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const added = await page.evaluate(async (list) => {
    const bridge = (
      globalThis as unknown as {
        toasoan: { call(n: string, i: unknown): Promise<{ ok: boolean; value: { sha256: string } }> };
      }
    ).toasoan;
    return bridge.call('media.add', { name: 'dong-lua.png', bytes: new Uint8Array(list) });
  }, bytes);
  expect(added.ok).toBe(true);
  return added.value.sha256;
}

const text = (words: string) => [{ t: 'text' as const, text: words }];

/** Every kind of block, with stacked marks in each. */
function blocks(media: string): PlacedBlock[] {
  const list: PlacedBlock['block'][] = [
    {
      id: 'blokkk0001',
      kind: 'paragraph',
      inline: [
        { t: 'text', text: 'Sáng 12/9, xã Tân Thuận tổ chức ngày hội đọc sách tại nhà văn hóa ấp Lưu Hoa Thanh. ' },
        { t: 'text', text: 'Hơn ba trăm học sinh', marks: ['bold'] },
        { t: 'text', text: ' và phụ huynh đã đến từ sớm; các kệ sách được xếp dưới hàng dừa trước sân. Xem thêm tại ' },
        { t: 'link', href: 'https://camau.gov.vn/', children: [{ t: 'text', text: 'trang tin của tỉnh' }] },
        { t: 'text', text: '.' },
      ],
    },
    {
      id: 'blokkk0002',
      kind: 'picture',
      media,
      width: 960,
      height: 540,
      alt: 'Cánh đồng lúa dưới nắng sớm',
      credit: 'Ảnh: Nguyễn Văn Ưởng',
      caption: text('Đường vào ấp đi qua cánh đồng vụ hè thu'),
    },
    { id: 'blokkk0003', kind: 'heading', level: 2, inline: text('Mỗi ấp một tủ sách') },
    {
      id: 'blokkk0004',
      kind: 'list',
      items: [
        { level: 0, ordered: false, inline: text('Tủ sách ấp Lưu Hoa Thanh: 420 cuốn') },
        { level: 1, ordered: false, inline: text('Sách thiếu nhi ở kệ thấp, vừa tầm các em') },
        { level: 0, ordered: false, inline: text('Tủ sách ấp Ổ Rô: 310 cuốn') },
      ],
    },
    {
      id: 'blokkk0005',
      kind: 'quote',
      inline: text('Có sách để đọc, bọn trẻ bớt lên mạng hẳn. Ấp nào cũng nên có một tủ như vậy.'),
    },
    { id: 'blokkk0006', kind: 'heading', level: 3, inline: text('Ý kiến của người dân') },
    {
      id: 'blokkk0007',
      kind: 'paragraph',
      inline: text(
        'Bà Trần Thị Ế nói: từ khi có tủ sách, chiều nào sân nhà văn hóa cũng rộn tiếng cười. Ủy ban xã sẽ mở cửa thêm tối thứ Bảy.',
      ),
    },
    { id: 'blokkk0008', kind: 'rule' },
    {
      id: 'blokkk0009',
      kind: 'list',
      items: [
        { level: 0, ordered: true, inline: text('Mượn sách trong mười ngày') },
        { level: 0, ordered: true, inline: text('Giữ sách sạch, trả đúng hẹn') },
      ],
    },
  ];
  return list.map((block, index) => ({ pos: `V00${index + 1}`, block }));
}

async function openSample(page: Page): Promise<void> {
  const media = await drawPicture(page);
  const { id } = await callStore<{ id: string }>(page, 'articles.create', {
    fields: {
      title: 'Ngày hội đọc sách ở Tân Thuận: Ứng xử đẹp bắt đầu từ trang sách',
      subtitle: 'Mỗi ấp một tủ sách, mỗi nhà một giờ đọc',
      lead: 'Sau hai năm vận động, mười một ấp của xã đều đã có tủ sách chung. Ngày hội năm nay là dịp để bà con đổi sách và kể chuyện mình đọc.',
      category: 'Văn hóa – Xã hội',
      author: 'Nguyễn Thị Thùy Ặng',
      source: 'Đài Truyền thanh xã',
      keywords: ['đọc sách', 'nông thôn mới'],
      featured: media,
    },
    blocksJson: JSON.stringify(blocks(media)),
  });
  await page.locator('[data-pane="left"] [role="option"]').first().click();
  await expect(page.locator('.body figure img')).toBeVisible();
  expect(id).toBeTruthy();
}

for (const [size, theme, language] of [
  [SMALL, 'light', 'vi'],
  [SMALL, 'dark', 'en'],
  [LARGE, 'light', 'en'],
  [LARGE, 'dark', 'vi'],
] as const) {
  test.describe(`${size.width} px, ${theme}, ${language}`, () => {
    test.use({ size, theme, language });

    test('the writing room: sheet, inspector, history, palette, locked and empty', async ({ page, shot }) => {
      await page.keyboard.press('Control+2');
      await expect(page.getByTestId('desk-empty')).toBeVisible();
      await shot('editor-empty');
      await openSample(page);
      await expect(page.locator('[name="author"]')).toHaveValue(/Ặng/);
      await shot('editor');
      await page.locator('.body figure').scrollIntoViewIfNeeded();
      await shot('editor-picture');
      await page.locator('.body blockquote').scrollIntoViewIfNeeded();
      await page.locator('.body blockquote').click();
      await shot('editor-blocks');
      await page.keyboard.press('Control+Shift+K');
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot('editor-link');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page
        .getByRole('dialog')
        .getByRole('textbox')
        .fill(language === 'vi' ? 'khung' : 'pane');
      await shot('palette');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+s');
      await saved(page);
      await page.getByRole('tab').nth(1).click();
      await expect(page.locator('.revision').first()).toBeVisible();
      await shot('editor-history');
      await page.locator('.revision button').first().click();
      await expect(page.getByRole('dialog').locator('.reading h1')).toBeVisible();
      await shot('editor-revision');
      await page.keyboard.press('Escape');
      await page.getByRole('tab').nth(0).click();
      await page.keyboard.press('Control+Enter');
      await expect(page.locator('.stand-mark.ready')).toBeVisible();
      await page.getByRole('button', { name: /^(Duyệt bài|Approve)$/ }).click();
      await expect(page.getByTestId('locked')).toBeVisible();
      await expect(bodyOf(page)).toHaveAttribute('contenteditable', 'false');
      await expect(page.locator('figure [name="caption"]')).not.toBeEditable();
      await shot('editor-locked');
    });
  });
}
