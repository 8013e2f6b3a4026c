import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Block, body, type Inline } from '../../shared/body/schema';
import { articleFields, EMPTY_FIELDS } from '../../shared/domain/article';
import { bulletinFields } from '../../shared/domain/bulletin';
import { printBulletin } from './compile';
import { blockIdOf, sampleFields } from './fixtures/bulletin';
import { fontFolder, type PrintInput, readPresets } from './index';

const root = resolve(import.meta.dirname, '../..');
const presets = [...readPresets().values()];
let folder: string;
let pictures: Record<string, string>;

/** A PNG of 2 × 2 pixels, a file that is cut off, one that is none, and one that is not there. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGNoaGgAIQYIBQAdvgP97kq1DgAAAABJRU5ErkJggg==',
  'base64',
);
const MEDIA = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'print-any-'));
  const files = [PNG, PNG.subarray(0, 50), Buffer.from('không phải ảnh')];
  pictures = Object.fromEntries(
    files.map((bytes, index) => {
      const path = join(folder, `${index}.png`);
      writeFileSync(path, bytes);
      return [MEDIA[index] ?? '', path];
    }),
  );
  pictures[MEDIA[3] ?? ''] = join(folder, 'gone.png');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Letters that have broken something before, or mean something to Typst, PDF or Unicode. */
const ODD = [
  ...'#*_$@\\/`<>~-"\'[](){}=+;:,.!?%&|^',
  ...[
    '//',
    '/*',
    '*/',
    '---',
    '\\u{0}',
    '#{',
    ']',
    '#let x = 1',
    '@a <b>',
    '$x$',
    '"\\',
    '= a',
    '+ b',
    '- c',
    '/ d: e',
  ],
  ...['\u0000', '\u0007', '\t', '\n', '\r\n', '\u2028', '\u0085', '\u007f', '\ufeff', '\u200b', '\u200d', '\u00ad'],
  ...['\ud800', '\udc00', '\ufffe', '\uffff', '\u{1ffff}', '\ue000', '\u{f0000}', '\ufffc', '\ufffd', '\u{e0041}'],
  ...[
    '😀',
    '👨‍👩‍👧',
    '🇻🇳',
    '1️⃣',
    '漢字',
    '日本語',
    '안녕',
    'ไทย',
    'العربية',
    'עברית',
    '\u202e',
    '\u2066',
    '\u2069',
    'हिन्दी',
  ],
  ...[
    'ế',
    'ộ',
    'Ứ',
    'Ặ',
    'e\u0302\u0301',
    '\u0301',
    'a\u0323\u0302\u0301\u0308',
    '\u00a0',
    '\u3000',
    '\u1680',
    '\u2003',
  ],
  ...[
    'số 35',
    'ngày 3',
    '35-NQ/TW',
    '30/2020/NĐ-CP',
    'x'.repeat(300),
    'Ứ'.repeat(90),
    `https://a.vn/${'b-'.repeat(80)}`,
  ],
  ...['漢'.repeat(60), '\u0301'.repeat(40), ' '.repeat(50), 'từ '.repeat(200)],
];
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ODD) }, fc.string({ unit: 'binary', maxLength: 12 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const short = (most: number) => text.map((words) => words.slice(0, most));

const run: fc.Arbitrary<Inline> = fc.record({
  t: fc.constant('text' as const),
  text,
  marks: fc
    .subarray(['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'] as const)
    .map((all) => [...all]),
});
const br: fc.Arbitrary<{ t: 'br' }> = fc.constant({ t: 'br' });
const link: fc.Arbitrary<Inline> = fc.record({
  t: fc.constant('link' as const),
  href: fc.oneof(
    fc.webUrl(),
    fc.constantFrom('mailto:a', 'tel:0', 'https://x"\\#[', `https://${'a'.repeat(4000)}`, 'https://\ud800'),
  ),
  children: fc.array(fc.oneof(run as fc.Arbitrary<{ t: 'text'; text: string }>, br), { maxLength: 3 }),
});
const inline = fc.array(fc.oneof({ weight: 4, arbitrary: run }, br, link), { maxLength: 4 });
const align = fc.constantFrom('center', 'right', 'justify', undefined);
const aligned = <T extends object>(block: T, to: string | undefined) => (to ? { ...block, align: to } : block);

const block: fc.Arbitrary<object> = fc.oneof(
  fc.tuple(inline, align).map(([words, to]) => aligned({ kind: 'paragraph', inline: words }, to)),
  fc
    .tuple(inline, align, fc.constantFrom(2, 3, 4))
    .map(([words, to, level]) => aligned({ kind: 'heading', level, inline: words }, to)),
  fc.tuple(inline, align).map(([words, to]) => aligned({ kind: 'quote', inline: words }, to)),
  fc
    .array(fc.record({ level: fc.integer({ min: 0, max: 8 }), ordered: fc.boolean(), inline }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((items) => ({ kind: 'list', items })),
  fc.constant({ kind: 'rule' }),
  fc.record({
    kind: fc.constant('picture'),
    media: fc.constantFrom(...MEDIA, 'e'.repeat(64)),
    width: fc.integer({ min: 1, max: 20_000 }),
    height: fc.integer({ min: 1, max: 20_000 }),
    alt: short(2000),
    credit: short(500),
    caption: inline,
  }),
);
const blocks = fc
  .array(block, { maxLength: 8 })
  .map((all): Block[] => body.parse(all.map((each, index) => ({ ...each, id: blockIdOf(0, index) }))));
const fields = fc
  .record({
    title: short(1000),
    subtitle: short(1000),
    lead: text,
    category: short(200),
    author: short(200),
    penName: short(200),
    source: short(500),
  })
  .map((some) => articleFields.parse({ ...EMPTY_FIELDS, ...some }));
const article = fc.oneof(
  { weight: 8, arbitrary: fc.record({ fields, blocks }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const bulletin = fc
  .record({
    articles: fc.array(article, { minLength: 1, maxLength: 4 }),
    preset: fc.constantFrom(...presets),
    columns: fc.constantFrom(1, 2, 3),
    contents: fc.boolean(),
    masthead: fc.record({
      kicker: short(100),
      title: short(300),
      publisher: short(300),
      issue: short(100),
      date: fc.constantFrom('', '2026-01-02', '0000-99-99'),
    }),
    imprint: fc.record({
      licence: short(300),
      printer: short(300),
      printRun: short(100),
      period: short(100),
      responsible: short(300),
      deposit: short(300),
    }),
  })
  .map(({ articles, preset, ...more }) => {
    const input: PrintInput = {
      fields: bulletinFields.parse(sampleFields({ ...more, preset: preset.id } as Parameters<typeof sampleFields>[0])),
      articles: articles.map((each, index) => {
        const id = `bai0000${index}`;
        return { id, article: each && { id, ...each } };
      }),
      pictures: {},
    };
    return { input, preset };
  });

const setting = { fonts: fontFolder(root), now: 1_780_000_000_000 };

test('no article makes the export fail: every bulletin of odd articles is valid PDF/UA-1', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(bulletin, ({ input, preset }) => {
      fc.pre(input.articles.some((each) => each.article !== null));
      const printed = printBulletin({ ...input, pictures }, { ...setting, preset });
      expect(Buffer.from(printed.pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
      expect(printed.pages).toBeGreaterThan(0);
      expect(Buffer.from(printed.pdf).includes('<pdfuaid:part>1<')).toBe(true);
    }),
    { numRuns: Number(process.env.PRINT_RUNS ?? 60), seed: Number(process.env.PRINT_SEED ?? 20_260_705) },
  );
});
