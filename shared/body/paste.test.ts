import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { blocksToHtml, htmlToBlocks, placePictures } from './html';

const folder = resolve(import.meta.dirname, '../../tests/fixtures/paste');
const read = (name: string, article = false) => {
  const { blocks, ...rest } = htmlToBlocks(readFileSync(resolve(folder, name), 'utf8'), { article });
  const html = blocksToHtml(placePictures(blocks, new Map()), { picture: () => null }).split('\n');
  return { html, ...rest };
};

test('Word: its title, numbered headings, lists of paragraphs, table; no deletions, comments, fillers', () => {
  const { html, notes } = read('word.html');
  expect(html).toEqual([
    '<h2 style="text-align:center"><strong>Chợ nổi ngày giáp Tết</strong></h2>',
    '<p style="text-align:justify"><strong>Chưa đến rằm tháng Chạp, ghe bông đã về kín một khúc sông.</strong></p>',
    '<h2>1. Người bán hoa</h2>',
    '<p style="text-align:justify">Chị <em>Tư Lụa</em> nói: “Năm nay cúc <u>đẹp</u>, giá chừng 80 nghìn đồng/m<sup>2</sup>”.</p>',
    '<ul><li>Cúc mâm xôi<ul><li>loại chậu nhỏ</li></ul></li><li>Vạn thọ</li></ul>',
    '<ol><li>Bán sỉ</li></ol>',
    '<p>Loại | Giá</p>',
    '<p>Mai | 500.000 đồng</p>',
    '<p>Xem thêm <a href="https://xa.example/cho-hoa">tại đây</a>.</p>',
  ]);
  const kinds = Object.fromEntries(notes.map((note) => [note.kind, note.count]));
  expect(kinds).toMatchObject({ 'dropped-comment': 3, 'dropped-table': 1, 'dropped-picture': 1 });
});

test("Word, as a whole article: Word's own title is the title, the first paragraph the lead", () => {
  const { fields, html } = read('word.html', true);
  expect(fields).toEqual({
    title: 'Chợ nổi ngày giáp Tết',
    lead: 'Chưa đến rằm tháng Chạp, ghe bông đã về kín một khúc sông.',
  });
  expect(html[0]).toBe('<h2>1. Người bán hoa</h2>');
});

test('Google Docs: the wrapper is not bold, styles become marks, redirects come off links', () => {
  const { html, notes } = read('google-docs.html');
  expect(html).toEqual([
    '<h2>Vườn dừa bên sông</h2>',
    '<p style="text-align:justify"><strong>Dừa sáp</strong> được giá, bà con <em><u>phấn khởi</u></em>. Xem <a href="https://xa.example/dua?b=1">bài trước</a></p>',
    '<ul><li>Trồng mới<ul><li>dừa xiêm</li></ul></li><li>Cải tạo</li></ul>',
    '<ol><li>Bón phân</li></ol>',
    '<p>Nước mặn 2‰ CO<sub>2</sub></p>',
  ]);
  expect(notes).toContainEqual({
    kind: 'dropped-picture',
    count: 1,
    detail: 'https://lh7-rt.googleusercontent.com/docsz/abc',
  });
});

test('LibreOffice: nested lists, fonts left out, a link that would run script loses its address only', () => {
  const { html, notes } = read('libreoffice.html');
  expect(html).toEqual([
    '<h2>Lớp học bên bờ kênh</h2>',
    '<p style="text-align:center"><strong>Tối thứ ba và thứ năm</strong></p>',
    '<p>Thầy Út dạy <s>hai</s> ba buổi; học trò <em>từ 8 đến 60</em> tuổi.<br>Xuống dòng.</p>',
    '<ol><li>Tập đọc<ol><li>bảng chữ cái</li></ol></li><li>Tập viết</li></ol>',
    '<p><a href="https://lop.example/"><u>lop.example</u></a> và nút</p>',
  ]);
  expect(notes).toContainEqual({ kind: 'dropped-link', count: 1, detail: 'javascript:alert(1)' });
});

test.each([
  [
    'script, style and what is hidden',
    '<p>a<script>x()</script><style>p{}</style><span style="display:none">b</span><iframe src="x">c</iframe>d</p>',
    ['<p>ad</p>'],
  ],
  ['an svg that is never closed swallows nothing', '<p>a<svg><path/><text>x</text><p>b</p>', ['<p>a</p>', '<p>b</p>']],
  ['line breaks that part paragraphs', '<div>một<br><br>hai<br>ba</div>', ['<p>một</p>', '<p>hai<br>ba</p>']],
  ['a page laid out by a table', '<table><tr><td><p>một</p><p>hai</p></td></tr></table>', ['<p>một</p>', '<p>hai</p>']],
  [
    'cells with several lines, and an empty one',
    '<table><tr><td>a<p>b<td><td>c</table>',
    ['<p>a<br>b |  | c</p>'.replace('<p>', '<p style="white-space:pre-wrap">')],
  ],
  [
    'a table inside a list item',
    '<ul><li>a<table><tr><td>b<td>c</table>d</ul>',
    ['<ul><li>a</li></ul>', '<p>b | c</p>', '<ul><li>d</li></ul>'],
  ],
  [
    'quotes',
    '<blockquote>một<p>hai</p></blockquote>',
    ['<blockquote><p>một</p></blockquote>', '<blockquote><p>hai</p></blockquote>'],
  ],
  [
    'formatting around blocks',
    '<b>a<p>b</p>c</b>d',
    ['<p><strong>a</strong></p>', '<p><strong>b</strong></p>', '<p><strong>c</strong>d</p>'],
  ],
  [
    'formatting that ends behind its block',
    '<p><b>a</p><p>b</b>c</p>',
    ['<p><strong>a</strong></p>', '<p><strong>b</strong>c</p>'],
  ],
  [
    'headings of a page without h1 stay, those below 4 come up',
    '<h2>a</h2><h3>b</h3><h6>c</h6>',
    ['<h2>a</h2>', '<h3>b</h3>', '<h4>c</h4>'],
  ],
  [
    'headings of a document with several h1 go one down',
    '<h1>a</h1><h2>b</h2><h1>c</h1>',
    ['<h2>a</h2>', '<h3>b</h3>', '<h2>c</h2>'],
  ],
  [
    'an emoji that came as a picture',
    '<p>Chào <img src="https://x.example/e.png" alt="😀"> nhé</p>',
    ['<p>Chào 😀 nhé</p>'],
  ],
  [
    'decomposed letters, Eth, zero-width',
    `<p>${'Đảng'.normalize('NFD')} \u00d0o\u00e0n&shy; k&#x200b;ết</p>`,
    ['<p>Đảng Đoàn kết</p>'],
  ],
  [
    'preformatted text',
    '<pre>một\n  hai\n\nba</pre>',
    ['<p style="white-space:pre-wrap">một<br>  hai</p>', '<p>ba</p>'],
  ],
  ['nothing', '<p> &nbsp; </p><ul><li></li></ul><h2><br></h2>', ['']],
])('%s', (_name, from, to) => {
  const { blocks } = htmlToBlocks(from);
  expect(blocksToHtml(placePictures(blocks, new Map()), { picture: () => null }).split('\n')).toEqual(to);
});

test('pictures: inside, by address, stored already, remote; with caption, credit and alt text', () => {
  const sha = 'ab'.repeat(32);
  const html =
    '<figure><img src="data:image/png;base64,iVBORw0KGgo=" alt="Cầu mới"><figcaption>Khánh thành <cite>Ảnh: Thu Hà</cite></figcaption></figure>' +
    `<p>trước<img src="blob:app/1">sau</p><img src="media://${sha}" width="10" height="20" alt="a">` +
    '<figure><img src="https://x.example/a.jpg"><figcaption>chú thích còn lại</figcaption></figure>';
  const read = htmlToBlocks(html);
  expect(read.blocks).toMatchObject([
    { kind: 'pending', alt: 'Cầu mới', credit: 'Ảnh: Thu Hà', caption: [{ text: 'Khánh thành' }] },
    { kind: 'paragraph', inline: [{ text: 'trước' }] },
    { kind: 'pending', token: 'src0' },
    { kind: 'paragraph', inline: [{ text: 'sau' }] },
    { kind: 'picture', media: sha, width: 10, height: 20 },
    { kind: 'paragraph', inline: [{ text: 'chú thích còn lại' }] },
  ]);
  expect(read.pictures).toEqual([
    { token: 'src0', src: 'blob:app/1' },
    { token: '0', data: { mime: 'image/png', bytes: new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]) } },
  ]);
  const placed = placePictures(read.blocks, new Map([['0', { media: sha, width: 1, height: 2 }]]));
  expect(placed.map((block) => block.kind)).toEqual(['picture', 'paragraph', 'paragraph', 'picture', 'paragraph']);
});
