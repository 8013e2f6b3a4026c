import { expect, test } from 'vitest';
import { filesGiven, handedOver, handOver } from './files-given';
import { outsideLink } from './links';

test.each(['https://camau.gov.vn/tin', 'http://127.0.0.1:8080/', 'mailto:a@b.vn'])(
  '%s may be opened outside',
  (url) => {
    expect(outsideLink(url)).toBe(url);
  },
);

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  'ms-msdt:/id',
  'data:text/html,x',
  'https://name:secret@example.org/',
  'app://toasoan/index.html',
  'not an address',
  '',
])('%s may not be opened outside', (url) => {
  expect(outsideLink(url)).toBeNull();
});

test('files on the command line are found, whole and from the folder where they were typed', () => {
  const is = (path: string) => path.endsWith('.docx');
  expect(filesGiven(['toasoan', '--switch', 'a.docx', '/b/c.docx', '/folder'], '/here', true, is)).toEqual([
    '/here/a.docx',
    '/b/c.docx',
  ]);
});

test('the app’s own path is not a file to take in', () => {
  expect(filesGiven(['electron', '.', 'a.docx'], '/here', false, () => true)).toEqual(['/here/a.docx']);
});

test('files reach the first copy whatever their names are', () => {
  const files = ['/nhà/gửi đến.txt', '/a%20b.docx'];
  const sent = handOver(files);
  expect(JSON.stringify(sent)).toMatch(/^[\x20-\x7e]*$/);
  expect(handedOver(sent, () => true)).toEqual(files);
});

test.each([null, 7, 'x', {}, { files: 'x' }, { files: ['%E0%A4%A'] }])(
  'a message that is none (%j) hands nothing over',
  (data) => {
    expect(handedOver(data, () => true)).toEqual([]);
  },
);
