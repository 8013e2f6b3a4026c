import { describe, expect, test } from 'vitest';
import type { Block, Picture } from './schema';
import { blockTypst, type TypstSetting, textTypst } from './typst';

/** Covers everything below the Chinese letters. */
function setting(): TypstSetting & { told: string[] } {
  const told: string[] = [];
  return {
    told,
    covers: (code) => code < 0x3000 && code >= 0x20,
    missing: (character) => told.push(character),
    headingLevel: (level) => level,
    picture: (media) => (media.startsWith('a') ? { file: '/a.jpg', width: 80 } : { missing: 'Mất ảnh' }),
  };
}
const id = 'khoi000001';
const run = (text: string, ...marks: ('bold' | 'underline' | 'strike')[]) =>
  ({ t: 'text', text, ...(marks.length ? { marks } : {}) }) as const;

describe('text', () => {
  test('stands in a string, where only quotes and backslashes mean something', () => {
    expect(textTypst('#a *b* "c" \\n', setting())).toBe('#"#a *b* \\"c\\" \\\\n"');
  });

  test('comes in one form, without controls and lone surrogates', () => {
    expect(textTypst('e\u0302\u0301\u0000\ud800\t\u200bx', setting())).toBe('#"ế x"');
  });

  test('a character that cannot be printed is one box, marks and joined pictures included, and told', () => {
    const own = setting();
    expect(textTypst('a漢\u0301b👨\u200d👩\u200d👧', own)).toBe('#"a□b□"');
    expect(own.told).toEqual(['漢\u0301', '👨\u200d👩\u200d👧']);
  });

  test('a citation is held together, a number stays with its word', () => {
    expect(textTypst('Nghị quyết số 35-NQ/TW ngày 22', setting())).toBe(
      '#"Nghị quyết số\u00a0"#held("35-NQ/TW")#" ngày\u00a022"',
    );
    expect(textTypst('tài số A', setting())).toBe('#"tài số A"');
  });

  test('a stretch without spaces may break, after the signs of an address first', () => {
    expect(textTypst('https://xa.vn/tin-tuc/bai', setting())).toBe(
      '#"https:"#h(0pt)#"//xa."#h(0pt)#"vn/"#h(0pt)#"tin-"#h(0pt)#"tuc/"#h(0pt)#"bai"',
    );
    expect(textTypst('nghiêng-nghiêng', setting())).toBe('#"nghiêng-nghiêng"');
  });
});

describe('blocks', () => {
  const typst = (block: Block) => blockTypst(block, setting());

  test('what would not be seen is left out', () => {
    expect(typst({ id, kind: 'paragraph', inline: [run(' \u00a0\u200b'), { t: 'br' }] })).toBe('');
    expect(typst({ id, kind: 'heading', level: 2, inline: [] })).toBe('');
    expect(typst({ id, kind: 'list', items: [{ level: 0, ordered: false, inline: [run('')] }] })).toBe('');
  });

  test('marks wrap the text; underline and strike together are drawn another way', () => {
    expect(typst({ id, kind: 'paragraph', inline: [run('a', 'bold'), run('b', 'underline', 'strike')] })).toBe(
      '#par[#strong[#"a"]#understrike[#"b"]]',
    );
  });

  test('a list nests by level and changes kind at the same level', () => {
    const item = (text: string, level: number, ordered = false) => ({ level, ordered, inline: [run(text)] });
    expect(
      typst({ id, kind: 'list', items: [item('a', 0), item('b', 2, true), item('c', 0), item('d', 0, true)] }),
    ).toBe('#list([#"a"#enum([#"b"],)],[#"c"],)#enum([#"d"],)');
  });

  test('a picture names its file, its width and what it shows; a lost one says so', () => {
    const picture: Omit<Picture, 'media'> = {
      id,
      kind: 'picture',
      width: 1,
      height: 1,
      alt: 'Bến "sông"',
      credit: '',
      caption: [run('Chợ')],
    };
    expect(typst({ ...picture, media: 'a'.repeat(64) })).toBe(
      '#picture("khoi000001", "/a.jpg", 80.00mm, "Bến \\"sông\\"", none, [#"Chợ"], none)',
    );
    expect(typst({ ...picture, media: 'b'.repeat(64), alt: ' ' })).toBe(
      '#picture("khoi000001", none, 100%, none, [#"Mất ảnh"], [#"Chợ"], none)',
    );
  });
});
