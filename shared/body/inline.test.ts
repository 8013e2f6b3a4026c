import { expect, test } from 'vitest';
import { build, tidy } from './inline';
import { MARKS } from './marks';
import { MARKS as SCHEMA_MARKS } from './schema';

test('the marks known without the schema library are those of the schema', () => {
  expect(MARKS).toEqual(SCHEMA_MARKS);
});

test('a letter and its mark are one, even where formatting parts them', () => {
  expect(
    build([
      { text: 'ti', marks: 0, href: null },
      { text: 'e\u0302', marks: 1, href: null },
      { text: '\u0301ng', marks: 0, href: null },
    ]),
  ).toEqual([
    { t: 'text', text: 'ti' },
    { t: 'text', text: 'ế', marks: ['bold'] },
    { t: 'text', text: 'ng' },
  ]);
});

test('a link of spaces only is no link, and its space stays', () => {
  const link = { t: 'link' as const, href: 'https://a.example', children: [{ t: 'text' as const, text: ' ' }] };
  expect(tidy([{ t: 'text', text: 'một' }, link, { t: 'text', text: 'hai' }])).toEqual([
    { t: 'text', text: 'một hai' },
  ]);
});
