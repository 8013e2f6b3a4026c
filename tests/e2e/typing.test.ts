import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './app';
import { bodyOf, newArticle, pastePicture, saved, storedText } from './writing';

/** Our own sentences, with the marks and the doubled letters that Telex and VNI retype. 210 syllables. */
const TEXT = [
  'Sáng nay, Ủy ban nhân dân xã Tân Thuận tổ chức hội nghị tổng kết phong trào toàn dân đoàn kết xây dựng đời sống văn hóa.',
  'Đồng chí chủ tịch nhấn mạnh: mỗi ấp phải chọn một việc thiết thực, làm đến nơi đến chốn, để người dân thấy được kết quả.',
  'Trong năm, bà con đã góp hơn ba nghìn ngày công, sửa sáu ki-lô-mét đường, dựng hai cây cầu và trồng bảy trăm cây xanh.',
  'Trường tiểu học được sơn lại, trạm y tế có thêm máy đo huyết áp; những hộ khó khăn được thăm hỏi, giúp đỡ kịp thời.',
  'Ông Nguyễn Văn Ưởng, bảy mươi tuổi, kể rằng trước kia mùa nước nổi phải lội qua quãng đường sình lầy mới đến được chợ huyện.',
  'Nay đường rộng, xe chạy êm, nông sản bán được giá hơn; con cháu đi học về nhà trước giờ cơm, ai cũng phấn khởi.',
  'Hội nghị thống nhất phương hướng năm tới: giữ gìn vệ sinh, thắp sáng đường quê, khuyến khích đọc sách và luyện tập thể thao.',
  'Kết thúc hội nghị, các tập thể và cá nhân tiêu biểu được khen thưởng; mọi người cùng hát bài ca về quê hương đổi mới.',
];
const LINE = TEXT.join(' ');

const BARE: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D' };
const bare = (letter: string): string => BARE[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
/** Without its tone, still with breve, circumflex or horn: what a Telex typist sees before the tone key. */
const toneless = (letter: string): string =>
  letter
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');

/**
 * What UniKey and EVKey send for a text: letters as they are typed, and at each that changes what stands there
 * Backspaces over the changed stretch and its letters again, as one burst. A string is letters, a number Backspaces.
 */
function bursts(text: string): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const word of text.split(/(?<=\s)/)) {
    const stages = [word.replace(/./gu, bare), word.replace(/./gu, toneless), word];
    let shown = '';
    for (const stage of stages) {
      if (stage === shown) continue;
      const letters = [...stage];
      const old = [...shown];
      // A space ends the syllable: marks are set before it.
      let same = 0;
      while (same < old.length && same < letters.length && old[same] === letters[same]) same++;
      const space = stage === word ? '' : (/\s+$/.exec(stage)?.[0] ?? '');
      const typed = letters.slice(same).join('');
      if (old.length > same) keys.push(old.length - same);
      keys.push(space === '' ? typed : typed.slice(0, typed.length - space.length));
      shown = space === '' ? stage : stage.slice(0, stage.length - space.length);
    }
  }
  return keys.filter((key) => key !== '' && key !== 0);
}

/** Real key events without a pause between them: keyDown with text for each letter, as the input method injects them. */
async function typeAsUniKey(cdp: CDPSession, text: string): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const key = (type: 'keyDown' | 'keyUp', more: Record<string, unknown>) =>
    sent.push(
      cdp.send('Input.dispatchKeyEvent', { type, ...more } as Parameters<typeof cdp.send<'Input.dispatchKeyEvent'>>[1]),
    );
  const backspace = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
  for (const burst of bursts(text)) {
    if (typeof burst === 'number') {
      for (let count = 0; count < burst; count++) {
        key('keyDown', backspace);
        key('keyUp', backspace);
      }
    } else {
      for (const letter of burst) {
        // VK_PACKET: letters that no key of the layout has.
        const packet = { key: letter, windowsVirtualKeyCode: 231 };
        key('keyDown', { ...packet, text: letter });
        key('keyUp', packet);
      }
    }
  }
  await Promise.all(sent);
}

/** ibus and fcitx: the syllable is composed under the caret, stage by stage, and committed with its space. */
async function typeAsIbus(cdp: CDPSession, text: string): Promise<void> {
  for (const word of text.split(/(?<=\s)/)) {
    const syllable = word.trimEnd();
    const plain = [...syllable].map(bare);
    for (let count = 1; count <= plain.length; count++) {
      const shown = plain.slice(0, count).join('');
      await cdp.send('Input.imeSetComposition', {
        text: shown,
        selectionStart: shown.length,
        selectionEnd: shown.length,
      });
    }
    for (const shown of [syllable.replace(/./gu, toneless), syllable])
      await cdp.send('Input.imeSetComposition', {
        text: shown,
        selectionStart: shown.length,
        selectionEnd: shown.length,
      });
    await cdp.send('Input.insertText', { text: syllable });
    const space = word.slice(syllable.length);
    if (space !== '')
      await cdp.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        key: ' ',
        code: 'Space',
        text: ' ',
        windowsVirtualKeyCode: 32,
      });
    if (space !== '')
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: ' ', code: 'Space', windowsVirtualKeyCode: 32 });
  }
}

const METHODS = [
  ['UniKey and EVKey (bursts of Backspace and letters)', typeAsUniKey],
  ['ibus and fcitx (composition)', typeAsIbus],
] as const;

/** Kinds of block by the key that makes them. */
const BLOCKS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['paragraph', async () => undefined],
  ['heading', (page) => page.keyboard.press('Control+Alt+2')],
  ['quote', (page) => page.keyboard.press('Control+Shift+9')],
  ['bulleted list item', (page) => page.keyboard.press('Control+Shift+8')],
  [
    'nested list item',
    async (page) => {
      await page.keyboard.press('Control+Shift+7');
      await page.keyboard.type('a');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    },
  ],
];

for (const [method, type] of METHODS) {
  test.describe(method, () => {
    for (const [kind, begin] of BLOCKS) {
      test(`${kind}: no letter is lost or doubled, and what is stored is what was typed`, async ({ page }) => {
        await newArticle(page, 'Gõ tiếng Việt');
        await bodyOf(page).click();
        await begin(page);
        const cdp = await page.context().newCDPSession(page);
        await type(cdp, LINE);
        const expected = kind === 'nested list item' ? `a\n${LINE}` : LINE;
        await expect(bodyOf(page)).toContainText(LINE.slice(-40));
        await saved(page);
        expect((await storedText(page)).blocks.join('|')).toBe(expected);
      });
    }

    test('picture caption: no letter is lost or doubled, and what is stored is what was typed', async ({ page }) => {
      await newArticle(page, 'Chú thích ảnh');
      await bodyOf(page).click();
      await pastePicture(page);
      await page.locator('figure [name="caption"]').click();
      await type(await page.context().newCDPSession(page), LINE);
      await expect(page.locator('figure [name="caption"]')).toHaveValue(LINE);
      await saved(page);
      expect((await storedText(page)).blocks).toContain(LINE);
    });

    for (const name of ['title', 'lead'] as const) {
      test(`${name}: no letter is lost or doubled, and what is stored is what was typed`, async ({ page }) => {
        await newArticle(page, '');
        await page.locator(`[name="${name}"]`).click();
        await type(await page.context().newCDPSession(page), LINE);
        await expect(page.locator(`[name="${name}"]`)).toHaveValue(LINE);
        await saved(page);
        expect((await storedText(page))[name]).toBe(LINE);
      });
    }
  });
}
