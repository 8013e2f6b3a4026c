import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Block } from '../../shared/body/schema';
import { blockText } from '../../shared/body/text';
import { AppError } from '../../shared/domain/errors';
import { printBulletin } from './compile';
import { sampleArticle, sampleBulletin, sampleFields } from './fixtures/bulletin';
import { poppler, readPdf } from './fixtures/pdf';
import { fontFolder } from './index';
import type { PrintInput } from './input';
import { columnWidth, type Preset, readPresets } from './preset';

// Real processes on a machine that may be busy with others: the limit is against a hang, not a measure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const fonts = fontFolder(resolve(import.meta.dirname, '../..'));
const presets = readPresets();
const preset = (id: string): Preset => {
  const found = presets.get(id);
  if (!found) throw new Error(id);
  return found;
};
const print = (input: PrintInput) =>
  printBulletin(input, { preset: preset(input.fields.preset), fonts, now: 1_780_000_000_000 });
const reading = describe.skipIf(!poppler);
const flat = (words: string) => words.replace(/\s+/g, ' ').trim();

/** One article of these blocks, in one column so that the text extracts as it was written. */
function oneArticle(blocks: readonly object[], more: Partial<PrintInput> = {}): PrintInput {
  const article = {
    ...sampleArticle(0, 0),
    blocks: blocks.map((block, index) => ({ ...block, id: `khoi${String(index).padStart(6, '0')}` }) as Block),
  };
  return {
    fields: sampleFields({ columns: 1, contents: false }),
    articles: [{ id: article.id, article }],
    pictures: {},
    ...more,
  };
}
const paragraph = (text: string) => ({ kind: 'paragraph', inline: [{ t: 'text', text }] });

reading('the PDF, read back by poppler (needs poppler-utils)', () => {
  test.each([...presets.keys()])('%s: its page size, tagged, every font embedded and subset', (id) => {
    const format = preset(id);
    const pdf = readPdf(print(sampleBulletin(4, 5, { preset: id, columns: 2 })).pdf);
    expect(Math.abs(pdf.width - format.page.width)).toBeLessThan(0.5);
    expect(Math.abs(pdf.height - format.page.height)).toBeLessThan(0.5);
    expect(pdf.tagged).toBe(true);
    expect(pdf.fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of pdf.fonts) expect(font).toMatchObject({ embedded: true, subset: true, name: /Tinos/ });
  });

  test('title and Vietnamese as the language of the document', () => {
    const { pdf } = print(sampleBulletin(1, 2));
    expect(readPdf(pdf).title).toBe('BẢN TIN – Tiếng nói Vàm Lớn – Số 7');
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Lang\s*\(vi(-VN)?\)/);
  });

  test('every page but the first carries the running head, every page its number', () => {
    const { pages, text } = readPdf(print(sampleBulletin(5, 8)).pdf);
    expect(pages).toBeGreaterThan(3);
    text.forEach((page, index) => {
      expect(page.replace(/ /g, '')).toContain(`–${index + 1}–`);
      if (index > 0) expect(page).toContain('BẢN TIN Tiếng nói Vàm Lớn');
    });
  });

  test('the head of page 1 and the imprint on the last page', () => {
    const { text } = readPdf(print(sampleBulletin(3, 6)).pdf);
    const head = text[0] ?? '';
    for (const words of [
      'BẢN TIN',
      'Tiếng nói Vàm Lớn',
      'Ủy ban nhân dân xã Vàm Lớn',
      'Số 7',
      'Ngày 05 tháng 7 năm 2026',
    ])
      expect(head).toContain(words);
    const foot = text.at(-1) ?? '';
    for (const words of [
      'Giấy phép xuất bản: số 12/GP-XBBT',
      'Nơi in: Xưởng in Phù Sa',
      'Số lượng: 400 cuốn',
      'Kỳ hạn: mỗi tháng',
      'Chịu trách nhiệm xuất bản: Bà Huỳnh Thị Lệ Thủy',
      'Nộp lưu chiểu: tháng 7',
    ])
      expect(foot).toContain(words);
  });

  test.each([
    ['few articles, contents over the columns', 6],
    ['many articles, contents in the column', 30],
  ])('%s: the page numbers of the contents are those where the articles stand', (_name, count) => {
    const input = sampleBulletin(count, 5);
    const { text } = readPdf(print(input).pdf);
    const contents = text.join(' ').split('MỤC LỤC')[1];
    expect(contents).toBeDefined();
    for (const { article } of input.articles) {
      const title = article?.fields.title ?? '';
      const pattern = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const page = Number(new RegExp(`${pattern}[ .·]*? (\\d+) `).exec(contents ?? '')?.[1]);
      expect(page, title).toBeGreaterThan(0);
      expect(text[page - 1], `${title} on page ${page}`).toContain(flat(article?.fields.lead.slice(0, 30) ?? '?'));
    }
  });

  test('all words of the articles are there in their order, with every Vietnamese letter', () => {
    const input = sampleBulletin(3, 6, { columns: 1 });
    const { text } = readPdf(print(input).pdf);
    const whole = text
      .join(' ')
      .replace(/Số 7 – 5\/7\/2026|BẢN TIN Tiếng nói Vàm Lớn|– \d+ –/g, ' ')
      .replace(/\s+/g, ' ');
    let at = 0;
    for (const { article } of input.articles) {
      for (const block of article?.blocks ?? []) {
        for (const line of blockText(block).split('\n').map(flat)) {
          const found = whole.indexOf(line, at);
          expect(found, line).toBeGreaterThanOrEqual(at);
          at = found;
        }
      }
    }
  });

  test('a word that the office typed before its imprint value is not printed twice', () => {
    const fields = sampleFields();
    const input = sampleBulletin(1, 2, { imprint: { ...fields.imprint, licence: 'Giấy phép xuất bản số 12/GP-XBBT' } });
    expect(readPdf(print(input).pdf).text.at(-1)).not.toContain('Giấy phép xuất bản: Giấy phép');
  });

  test('signs that mean something to Typst print as typed', () => {
    const odd =
      '#let x = 1 *đậm* _nghiêng_ $x$ @nguồn <nhãn> // chú /* thích */ `mã` ~ -- --- "ngoặc" \'đơn\' \\n = - + [a] {b}';
    const { text } = readPdf(print(oneArticle([paragraph(odd)])).pdf);
    expect(text.join(' ')).toContain(odd);
  });

  test('a citation stays on one line, whatever the width of the words before it', () => {
    const fields = sampleFields({ preset: 'a5', columns: 2, contents: false });
    for (let before = 1; before < 24; before += 2) {
      const words = `${'a '.repeat(before)}Nghị quyết 35-NQ/TW ngày 22/10/2018, Nghị định 30/2020/NĐ-CP. `.repeat(3);
      const all = readPdf(print({ ...oneArticle([paragraph(words)]), fields }).pdf).words.flat();
      expect(all.filter(({ text }) => text === '35-NQ/TW')).toHaveLength(3);
      expect(all.filter(({ text }) => text === '30/2020/NĐ-CP.')).toHaveLength(3);
      all.forEach(({ text, top }, index) => {
        if (text === 'ngày') expect(all[index + 1]?.top, `after ${before} words`).toBeCloseTo(top, 0);
      });
    }
  });

  test.each([
    ['one page', 250],
    ['two pages', 800],
  ])('columns of the last page end level: %s', (_name, count) => {
    const numbered = Array.from({ length: count }, (_, index) => `từ${index}`).join(' ');
    const { words } = readPdf(
      print({ ...oneArticle([paragraph(numbered)]), fields: sampleFields({ contents: false }) }).pdf,
    );
    const last = (words.at(-1) ?? []).filter(({ text }) => /^từ\d+$/.test(text));
    const middle = (190 / 2 / 25.4) * 72;
    const foot = (of: typeof last) => Math.max(...of.map(({ bottom }) => bottom));
    const [left, right] = [last.filter((word) => word.left < middle), last.filter((word) => word.left > middle)];
    expect(Math.abs(foot(left) - foot(right))).toBeLessThan(5 * 14.5);
  });
});

describe('what is changed or left out is told', () => {
  const kinds = (input: PrintInput) => print(input).warnings.map(({ kind }) => kind);

  test('a plain bulletin has nothing to tell', () => {
    expect(print(sampleBulletin(3, 4)).warnings).toEqual([]);
  });

  test('heading levels are renumbered without a jump', () => {
    const heading = (level: number) => ({ kind: 'heading', level, inline: [{ t: 'text', text: `Cấp ${level}` }] });
    expect(kinds(oneArticle([heading(2), heading(3), heading(4), heading(2), paragraph('x')]))).toEqual([]);
    expect(kinds(oneArticle([heading(4), heading(2), paragraph('x')]))).toEqual(['heading-levels']);
    expect(kinds(oneArticle([heading(2), heading(4), paragraph('x')]))).toEqual(['heading-levels']);
  });

  test('characters that no bundled font has, each named once', () => {
    const { warnings } = print(oneArticle([paragraph('漢 và 漢 và 😀')]));
    expect(warnings).toEqual([
      { kind: 'missing-glyph', articleId: 'bai00000000', detail: '漢 (U+6F22), 😀 (U+1F600)' },
    ]);
  });

  test('no title, no text, an article that is gone', () => {
    const input = sampleBulletin(2, 2);
    const [first] = input.articles;
    if (!first?.article) throw new Error('fixture');
    const bare = { ...first.article, blocks: [], fields: { ...first.article.fields, title: ' \u200b' } };
    const told = kinds({
      ...input,
      articles: [
        { id: first.id, article: bare },
        { id: 'gone0000', article: null },
      ],
    });
    expect(told.sort()).toEqual(['empty-article', 'missing-article', 'no-title']);
  });

  test('more pages, a larger page, a narrower column than the law or the eye allows', () => {
    expect(kinds(sampleBulletin(70, 9, { columns: 1 }))).toEqual(['too-many-pages']);
    expect(kinds(sampleBulletin(2, 2, { preset: 'a4' }))).toEqual(['page-too-large']);
    expect(columnWidth(preset('bulletin-190x270'), 3)).toBeLessThan(55);
    expect(kinds(sampleBulletin(2, 2, { columns: 3 }))).toEqual(['narrow-column']);
  });

  test('a bulletin of nothing is refused by its own name', () => {
    const empty = { ...sampleBulletin(0, 0), articles: [] };
    expect(() => print(empty)).toThrow(AppError);
    expect(() => print(empty)).toThrow(/print\.empty/);
  });
});

describe('pictures', () => {
  let folder: string;
  const media = (letter: string) => letter.repeat(64);
  const picture = (letter: string, alt = 'Bến sông') => ({
    kind: 'picture',
    media: media(letter),
    width: 10,
    height: 10,
    alt,
    credit: 'Kiều Oanh',
    caption: [{ t: 'text', text: 'Chợ nổi.' }],
  });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'print-pictures-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A picture of colour stripes. */
  function stripes(width: number, height: number): Transformer {
    const pixels = new Uint8Array(width * height * 4);
    for (let at = 0; at < width * height; at++) {
      pixels.set([(at % width) % 256, (at / width) % 256, ((at % width) * 7) % 256, 255], at * 4);
    }
    return Transformer.fromRgbaPixels(pixels, width, height);
  }
  function file(name: string, bytes: Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  test('WebP comes into the PDF, which knows none, with its caption, credit and alternative text', async () => {
    const path = file('a.webp', await stripes(1200, 800).webp(80));
    const printed = print(oneArticle([picture('a')], { pictures: { [media('a')]: path } }));
    expect(printed.warnings).toEqual([]);
    expect(
      Buffer.from(printed.pdf).includes('/Subtype /Image') || Buffer.from(printed.pdf).includes('/Subtype/Image'),
    ).toBe(true);
    if (poppler) expect(readPdf(printed.pdf).text.join(' ')).toContain('Chợ nổi. (Kiều Oanh)');
  });

  test('a picture larger than print can show is shrunk: four times the pixels make no larger PDF', async () => {
    const size = async (width: number) => {
      const path = file(`${width}.jpg`, await stripes(width, width / 2).jpeg(90));
      return print(oneArticle([picture('b')], { pictures: { [media('b')]: path } })).pdf.length;
    };
    const column = Math.round((columnWidth(preset('bulletin-190x270'), 1) / 25.4) * 300);
    const fitting = await size(column);
    expect(await size(column * 2)).toBeLessThan(fitting * 1.5);
  });

  test('without alternative text it is an artifact, and told', async () => {
    const path = file('c.png', await stripes(1200, 300).png());
    const { warnings } = print(oneArticle([picture('c', ' ')], { pictures: { [media('c')]: path } }));
    expect(warnings).toEqual([{ kind: 'no-alt', articleId: 'bai00000000', detail: 'Kiều Oanh' }]);
  });

  test('a small one is told of and printed small', async () => {
    const path = file('d.png', await stripes(90, 60).png());
    const { warnings } = print(oneArticle([picture('d')], { pictures: { [media('d')]: path } }));
    expect(warnings).toEqual([{ kind: 'low-resolution', articleId: 'bai00000000', detail: 'Kiều Oanh (100 dpi)' }]);
  });

  test('one that is none, cut off or gone becomes a box with words', async () => {
    const half = (await stripes(300, 300).jpeg(80)).subarray(0, 400);
    const pictures = {
      [media('e')]: file('e.jpg', Buffer.from('không phải ảnh')),
      [media('f')]: file('f.jpg', half),
      [media('0')]: join(folder, 'gone.jpg'),
    };
    const printed = print(oneArticle([picture('e'), picture('f'), picture('0'), picture('1')], { pictures }));
    expect(printed.warnings.map(({ kind }) => kind).sort()).toEqual(['missing-picture', 'picture-unreadable']);
    if (poppler) {
      const text = readPdf(printed.pdf).text.join(' ');
      expect(text.split('Không đọc được ảnh').length - 1).toBe(2);
      expect(text.split('Không tìm thấy ảnh').length - 1).toBe(2);
    }
  });

  test('a picture that does not fit under the text leaves no hole: as many pages as with its words alone or one more', async () => {
    const path = file('2.jpg', await stripes(800, 900).jpeg(80));
    const words = Array.from({ length: 30 }, () =>
      paragraph('Nước lớn đầy sông, ghe xuồng tấp nập vào ra bến chợ. '.repeat(9)),
    );
    const some = [...words.slice(0, 4), picture('2'), ...words.slice(4)];
    const fields = sampleFields({ contents: false });
    const printed = print({ ...oneArticle(some, { pictures: { [media('2')]: path } }), fields });
    const bare = print({ ...oneArticle(words), fields });
    expect(printed.pages - bare.pages).toBeLessThanOrEqual(1);
  });
});

describe('long things', () => {
  test('a word of 100,000 letters and a paragraph of 40,000 words', () => {
    const printed = print({
      ...oneArticle([paragraph('Ứ'.repeat(100_000)), paragraph('sông nước '.repeat(20_000))]),
      fields: sampleFields(),
    });
    expect(printed.pages).toBeGreaterThan(20);
  });
});

test('the same bulletin at the same time gives the same bytes', () => {
  expect(Buffer.from(print(sampleBulletin(3, 4)).pdf).equals(Buffer.from(print(sampleBulletin(3, 4)).pdf))).toBe(true);
});
