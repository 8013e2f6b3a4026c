import { expect, test } from 'vitest';
import type { Block } from './schema';
import { blockText, bodyText, bodyWords } from './text';

const body: Block[] = [
  { id: 'aaaaaaaa1', kind: 'heading', level: 2, inline: [{ t: 'text', text: 'Mùa nước nổi' }] },
  {
    id: 'aaaaaaaa2',
    kind: 'paragraph',
    inline: [
      { t: 'text', text: 'Bà con ' },
      { t: 'link', href: 'https://xa.example/', children: [{ t: 'text', text: 'xã ta', marks: ['bold'] }] },
      { t: 'br' },
      { t: 'text', text: 'ra đồng.' },
    ],
  },
  { id: 'aaaaaaaa3', kind: 'rule' },
  {
    id: 'aaaaaaaa4',
    kind: 'list',
    items: [
      { level: 0, ordered: true, inline: [{ t: 'text', text: 'Một' }] },
      { level: 1, ordered: false, inline: [{ t: 'text', text: 'hai' }] },
    ],
  },
  {
    id: 'aaaaaaaa5',
    kind: 'picture',
    media: 'a'.repeat(64),
    width: 10,
    height: 10,
    alt: 'không tính',
    credit: 'Ảnh: Thu Hà',
    caption: [{ t: 'text', text: 'Đồng trắng nước' }],
  },
];

test('text of each kind of block', () => {
  expect(body.map(blockText)).toEqual([
    'Mùa nước nổi',
    'Bà con xã ta\nra đồng.',
    '',
    'Một\nhai',
    'Đồng trắng nước\nẢnh: Thu Hà',
  ]);
  expect(bodyText(body)).toBe('Mùa nước nổi\nBà con xã ta\nra đồng.\nMột\nhai\nĐồng trắng nước\nẢnh: Thu Hà');
  expect(bodyWords(body)).toBe(3 + 6 + 2 + 6);
});
