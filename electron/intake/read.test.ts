import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inlineText } from '../../shared/body/inline';
import type { Block } from '../../shared/body/schema';
import { TABLES } from '../../shared/vietnamese/encodings/tables';
import { oldWordFile } from './fixtures/doc';
import { BODY, bomb, colour, LEAD, SOURCE, sha256Of, TITLE, wordFile } from './fixtures/files';
import { readFile } from './read';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const words = (block: Block | undefined) => (block && 'inline' in block ? inlineText(block.inline) : undefined);
const text = `${TITLE}\n${LEAD}  \n \n${BODY.join('\n\n')}\n${SOURCE}`;

test('a Word file: title, lead, formatting, lists, table, picture with caption and alt text, source', async () => {
  const picture = await colour(50, 30);
  const read = await readFile(await wordFile(picture), 'bai.docx');
  expect(read.fields).toEqual({ title: TITLE, lead: LEAD, source: SOURCE });
  expect(read.blocks).toMatchObject([
    {
      kind: 'paragraph',
      align: 'justify',
      inline: [{ text: `${BODY[0]}` }, { text: ' Rất đông.', marks: ['italic'] }],
    },
    { kind: 'heading', level: 2 },
    {
      kind: 'list',
      items: [
        { level: 0, ordered: false, inline: [{ text: 'Dọn lục bình' }] },
        { level: 1, ordered: false },
      ],
    },
    { kind: 'list', items: [{ level: 0, ordered: true, inline: [{ text: 'Đắp bờ' }] }] },
    { kind: 'paragraph', inline: [{ text: 'Ấp | Hộ' }] },
    { kind: 'paragraph', inline: [{ text: 'Kinh Đứng | 62' }] },
    {
      kind: 'picture',
      width: 50,
      height: 30,
      media: sha256Of(picture),
      alt: 'Xuồng trên kênh',
      caption: [{ text: 'Bà con vớt lục bình' }],
    },
    { kind: 'paragraph' },
  ]);
  expect(words(read.blocks.at(-1))).toBe(BODY[1]);
  expect(read.pictures.map((one) => [one.mime, one.sha256])).toEqual([['image/png', sha256Of(picture)]]);
  expect(read.notes.map((note) => note.kind)).toContain('dropped-table');
});

test.each([
  ['UTF-8', bytes(text)],
  ['UTF-8 with its mark', bytes(`\ufeff${text}`)],
  ['UTF-16 with its mark', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ['UTF-16 big-endian', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())],
  ['UTF-16 without its mark', new Uint8Array(Buffer.from(text, 'utf16le'))],
  ['decomposed, with Windows line ends', bytes(text.normalize('NFD').replace(/\n/g, '\r\n'))],
])('plain text in %s: title, lead, source and two paragraphs', async (_name, file) => {
  const read = await readFile(file, 'bai.txt');
  expect(read.kind).toBe('txt');
  expect(read.fields).toEqual({ title: TITLE, lead: LEAD, source: SOURCE });
  expect(read.blocks.map(words)).toEqual(BODY);
});

test('a page of HTML, whatever its name says', async () => {
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body><h1>${TITLE}</h1><p>${LEAD}</p>${BODY.map((one) => `<p>${one}</p>`).join('')}<p align="right">Nguồn: Đài xã</p></body></html>`;
  const read = await readFile(bytes(page), 'bai.doc');
  expect(read.kind).toBe('html');
  expect(read.fields).toEqual({ title: TITLE, lead: LEAD, source: 'Đài xã' });
  expect(read.blocks.map(words)).toEqual(BODY);
});

test.each([
  ['a PDF', bytes('%PDF-1.7\n'), 'intake.kind'],
  ['RTF', bytes('{\\rtf1 a}'), 'intake.kind'],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'intake.kind'],
  ['another archive', zipSync({ 'xl/workbook.xml': bytes('<a/>') }), 'intake.kind'],
  ['a cut-off Word file', zipSync({ 'word/document.xml': bytes('<a/>') }).subarray(0, 60), 'intake.unreadable'],
  ['a Word file without a document in it', zipSync({ 'word/document.xml': bytes('no xml') }), 'intake.unreadable'],
  [
    'an old Excel file',
    new Uint8Array(
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')]),
    ),
    'intake.kind',
  ],
  [
    'a broken old Word file',
    new Uint8Array(
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('WordDocument', 'utf16le'),
      ]),
    ),
    'intake.unreadable',
  ],
])('%s is refused in words', async (_name, file, code) => {
  await expect(readFile(new Uint8Array(file), 'tep')).rejects.toMatchObject({ code });
});

test('a Word file that would fill the memory is refused before it is unpacked', async () => {
  await expect(readFile(bomb(), 'bom.docx')).rejects.toMatchObject({ code: 'intake.too-big' });
});

test('text of 33 MB is refused', async () => {
  await expect(readFile(new Uint8Array(33 * 1024 * 1024).fill(97), 'dai.txt')).rejects.toMatchObject({
    code: 'intake.too-big',
  });
});

const sample = resolve(import.meta.dirname, '../../../shared/domain/samples/ca-mau-2020.txt');
test.skipIf(!existsSync(sample))(
  'the sample of Cà Mau [needs ../shared/domain/samples/ca-mau-2020.txt]: lead, source, two paragraphs, no title',
  async () => {
    const file = readFileSync(sample);
    const lines = file
      .toString('utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const read = await readFile(new Uint8Array(file), 'ca-mau-2020.txt');
    expect(read.fields).toEqual({ lead: lines[0], source: 'camau.gov.vn' });
    expect(read.blocks.map(words)).toEqual(lines.slice(1, 3));
    expect(read.notes.map((note) => note.kind)).toEqual(['source', 'lead']);
  },
);

test.each([
  ['TCVN3 (ABC)', TABLES.tcvn3],
  ['VISCII', TABLES.viscii],
  ['VPS', TABLES.vps],
])('plain text in %s is read, and said so', async (encoding, table) => {
  const letters = Array.from(table);
  const old = Array.from(BODY[0] ?? '', (letter) =>
    letter < '\x80' ? letter.charCodeAt(0) : 0x80 + letters.indexOf(letter),
  );
  const read = await readFile(new Uint8Array(old), 'cu.txt');
  expect(read.encoding).toBe(encoding);
  expect(read.blocks.map(words)).toEqual([BODY[0]]);
  expect(read.notes).toContainEqual({ kind: 'encoding', count: 1, detail: encoding });
});

test('a Word file and a page in the fonts of before Unicode are read by their fonts', async () => {
  const page =
    '<p><font face=".VnTimeH">®¹i héi</font> <span style="font-family:\'VNI-Times\'">ñaïi hoäi</span> Đại hội</p>';
  const html = await readFile(new Uint8Array(Buffer.from(page)), 'cu.html');
  expect(html.blocks.map(words)).toEqual(['ĐẠI HỘI đại hội Đại hội']);
  expect(html.notes).toContainEqual({ kind: 'encoding', count: 2, detail: 'TCVN3 (ABC)' });
  const word = await readFile(await wordFile(await colour(4, 4), { font: '.VnTime', text: '®oµn kÕt' }), 'cu.docx');
  expect(words(word.blocks.at(-1))).toBe('đoàn kết');
});

test('a page of Windows-1252 keeps its quotation marks', async () => {
  const page = Buffer.from('<meta charset="windows-1252"><p>\x93Long Ho\x94 \x96 caf\xe9 &#7879;</p>', 'latin1');
  const read = await readFile(new Uint8Array(page), 'cu.html');
  expect(read.blocks.map(words)).toEqual(['“Long Ho” – café ệ']);
});

test('an old Word file: title, lead, source and paragraphs', async () => {
  const read = await readFile(oldWordFile([TITLE, LEAD, '', ...BODY, SOURCE, ''].join('\r')), 'bai.doc');
  expect(read.kind).toBe('doc');
  expect(read.fields).toEqual({ title: TITLE, lead: LEAD, source: SOURCE });
  expect(read.blocks.map(words)).toEqual(BODY);
});

test('an old Word file in .VnTime is read from TCVN3', async () => {
  const read = await readFile(
    oldWordFile('§\xb9i \xaeoµn kÕt, tr\xad\xedc m\xefa m\xada. §\xb9i héi.\r', 'narrow'),
    'cu.doc',
  );
  expect(read.blocks.map(words)).toEqual(['Đại đoàn kết, trước mùa mưa. Đại hội.']);
  expect(read.notes).toContainEqual({ kind: 'encoding', count: 1, detail: 'TCVN3 (ABC)' });
});

test('an old Word file with a password is refused, not read as rubbish', async () => {
  await expect(readFile(oldWordFile('rác\r', 'wide', true), 'kin.doc')).rejects.toMatchObject({
    code: 'intake.unreadable',
  });
});
