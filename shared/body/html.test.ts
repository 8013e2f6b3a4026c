import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '../vietnamese';
import { blocksToHtml, htmlToBlocks, placePictures, type ReadBlock } from './html';
import { inlineText, tidy } from './inline';
import { type Block, body, type Inline, MARKS } from './schema';
import { bodyText } from './text';

const ID = 'aaaaaaaa0000';
const media = (block: { media: string }) => ({ src: `media://${block.media}` });

/** Without ids, inline parts in their plainest form. */
function shape(blocks: readonly ReadBlock[]): unknown[] {
  return blocks.map((block) => {
    const { id: _id, ...rest } = block;
    if ('inline' in rest) return { ...rest, inline: tidy(rest.inline) };
    if (rest.kind === 'list')
      return { ...rest, items: rest.items.map((item) => ({ ...item, inline: tidy(item.inline) })) };
    return rest;
  });
}

const text = fc.oneof(
  fc.constantFrom(
    'Cà Mau',
    ' ',
    '  ',
    '\t',
    '\n',
    '\u00a0',
    'đ',
    '<b>',
    '&amp;',
    '"',
    "'",
    '\u0301',
    '\u200b',
    '👩‍👩‍👧',
    '\u3000',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const run = fc.record({ t: fc.constant('text' as const), text, marks: fc.subarray([...MARKS]) });
const br = fc.constant({ t: 'br' as const });
const link = fc.record({
  t: fc.constant('link' as const),
  href: fc.constantFrom('https://xa.example/?a=1&b="2"', 'mailto:vanphong@xa.example', 'tel:0290123456'),
  children: fc.array(fc.oneof(run, br), { maxLength: 3 }),
});
const visible = (parts: readonly Inline[]) => /\S/.test(inlineText(tidy(parts)));
const oneOfBothScripts = (parts: readonly Inline[]) => !JSON.stringify(parts).includes('"subscript","superscript"');
const inline = fc
  .array(fc.oneof({ arbitrary: run, weight: 4 }, br, link), { maxLength: 6 })
  .filter((parts) => visible(parts) && oneOfBothScripts(parts));
const align = fc.constantFrom(
  {},
  { align: 'center' as const },
  { align: 'right' as const },
  { align: 'justify' as const },
);
const line = text.map((one) => normalise(one).replace(/\s+/g, ' ').trim());

const items = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.record({ step: fc.integer({ min: -3, max: 1 }), ordered: fc.boolean(), inline }), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([top, all]) => {
    // All items of level 0 are of one kind; so is a list below its item.
    let level = 0;
    return all.map((one, at) => {
      level = at === 0 ? 0 : Math.max(0, Math.min(8, level + one.step));
      return { level, ordered: level === 0 ? top : one.ordered, inline: one.inline };
    });
  });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.tuple(align, inline).map(([a, parts]): Block => ({ id: ID, kind: 'paragraph', ...a, inline: parts })),
  fc
    .tuple(align, inline, fc.constantFrom(2 as const, 3 as const, 4 as const))
    .map(([a, parts, level]): Block => ({ id: ID, kind: 'heading', level, ...a, inline: parts })),
  fc.tuple(align, inline).map(([a, parts]): Block => ({ id: ID, kind: 'quote', ...a, inline: parts })),
  items.map((all): Block => ({ id: ID, kind: 'list', items: all })),
  fc.constant<Block>({ id: ID, kind: 'rule' }),
  fc
    .record({
      alt: line,
      credit: line,
      caption: fc.array(fc.oneof(run, link), { maxLength: 3 }),
      width: fc.integer({ min: 1, max: 99_999 }),
    })
    .filter(({ caption }) => oneOfBothScripts(caption))
    .map(({ caption, ...rest }): Block => {
      const words = tidy(caption);
      const edged = /^\s|\s$/.test(inlineText(words)) || !visible(words);
      return { id: ID, kind: 'picture', media: 'ab'.repeat(32), height: 5, ...rest, caption: edged ? [] : words };
    }),
);

test('blocks → HTML → blocks keeps text and structure', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
      const html = blocksToHtml(blocks, { picture: media });
      const back = htmlToBlocks(html);
      expect(shape(back.blocks)).toEqual(shape(blocks));
      expect(html.normalize('NFC')).toBe(html);
      expect(back.notes).toEqual([]);
      expect(body.safeParse(back.blocks).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('any text that looks like HTML is read into valid blocks, without a throw', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'p,div,b,i,a,ul,ol,li,table,tr,td,th,h1,h2,h3,blockquote,span,br,hr,img,figure,figcaption,pre,svg,script,style,select,object,q,cite,del'
        .split(',')
        .flatMap((tag) => [
          `<${tag}>`,
          `</${tag}>`,
          `<${tag} style="font-weight:bold;mso-list:l0 level2 lfo1;text-align:center">`,
        ]),
    ),
    fc.constantFrom(
      'chữ ',
      ' ',
      '&nbsp;',
      '<!--x-->',
      '<![if !x]>',
      '<a href="https://a.example">',
      '<img src="blob:x" alt="a">',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const read = htmlToBlocks(pieces.join(''));
      const blocks = placePictures(read.blocks, new Map());
      expect(body.safeParse(blocks).error?.message).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('no visible word is lost or joined to another, however tags are nested', () => {
  const tag = fc.constantFrom(
    'p',
    'div',
    'b',
    'i',
    'ul',
    'li',
    'table',
    'tr',
    'td',
    'h2',
    'blockquote',
    'span',
    'pre',
    'center',
    'dl',
    'dd',
  );
  const piece = fc.oneof(
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      let words = 0;
      const html = pieces.map((one) => one ?? ` từ${words++} `).join('');
      const found = bodyText(placePictures(htmlToBlocks(html).blocks, new Map())).match(/từ\d+(?=\s|$)/g) ?? [];
      expect(new Set(found).size).toBe(words);
      expect(found.length).toBe(words);
    }),
    { numRuns: 500 },
  );
});

describe('growth', () => {
  const shapes: [string, (n: number) => string][] = [
    ['deep nesting', (n) => `${'<div><span>'.repeat(n)}đáy${'</span></div>'.repeat(n)}`],
    ['nesting that is never closed', (n) => `${'<div><b>'.repeat(n)}x`],
    ['ends without a beginning', (n) => '<div>'.repeat(n) + '</p></b></td></table>'.repeat(n)],
    ['deep lists', (n) => '<ul><li>a'.repeat(n)],
    ['deep tables', (n) => '<table><tr><td>a'.repeat(n)],
    ['formatting around blocks', (n) => `<b><i><u>${'<div><p>a</div>'.repeat(n)}`],
    ['many attributes', (n) => `<p ${Array.from({ length: n }, (_, at) => `a${at}=1`).join(' ')}>x`],
    ['paragraphs', (n) => '<p>Bà con <b>xã ta</b> ra đồng.</p>'.repeat(n)],
    ['one endless line', (n) => '<b>a</b> b<br>'.repeat(n)],
  ];
  test.each(shapes)('%s: twice the input is at most 2.5 times the work', (_name, make) => {
    const once = htmlToBlocks(make(5000)).steps;
    expect(htmlToBlocks(make(10_000)).steps).toBeLessThanOrEqual(once * 2.5);
  });

  test('elements 100,000 deep do not overflow the stack', () => {
    const { blocks } = htmlToBlocks(`${'<div><i>'.repeat(100_000)}đáy${'</i></div>'.repeat(100_000)}`);
    expect(blocks.map((one) => one.kind)).toEqual(['paragraph']);
  });

  test('more than 32 MB of HTML is refused with its size, pictures inside do not count', () => {
    const large = 'x'.repeat(33 * 1024 * 1024);
    expect(() => htmlToBlocks(`<p>${large}</p>`)).toThrow(
      expect.objectContaining({ code: 'intake.too-big', params: { size: 33, limit: 32 } }),
    );
    const picture = `<img src="data:image/png;base64,${'A'.repeat(34 * 1024 * 1024)}">`;
    const read = htmlToBlocks(`<p>trước</p>${picture}<p>sau</p>`);
    expect(read.blocks.map((one) => one.kind)).toEqual(['paragraph', 'pending', 'paragraph']);
  });

  test('a paragraph too long for one block is parted at a space', () => {
    const read = htmlToBlocks(`<p>${'nước nổi '.repeat(130_000)}</p>`);
    expect(read.blocks.length).toBe(3);
    expect(read.notes).toEqual([{ kind: 'split-block', count: 2, detail: '' }]);
    expect(bodyText(placePictures(read.blocks, new Map())).replace(/\n/g, ' ')).toBe(
      'nước nổi '.repeat(130_000).trim(),
    );
  });
});
