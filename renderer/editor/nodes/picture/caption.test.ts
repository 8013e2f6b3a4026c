import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inline } from '../../../../shared/body/schema';
import { inline } from '../../body/arbitrary';
import { captionText, editCaption } from './caption';

test('a caption edited in a plain field says exactly what was typed', () => {
  fc.assert(
    fc.property(inline, fc.string({ unit: fc.constantFrom('a', 'ế', ' ', '\n', 'Ưở') }), (caption, typed) => {
      expect(captionText(editCaption(caption, typed))).toBe(typed);
    }),
  );
});

test('words beside the change keep their marks and links', () => {
  const caption: Inline[] = [
    { t: 'text', text: 'Ảnh ', marks: ['italic'] },
    { t: 'link', href: 'https://camau.gov.vn/', children: [{ t: 'text', text: 'Cà Mau' }] },
    { t: 'text', text: ' sáng nay' },
  ];
  expect(editCaption(caption, 'Ảnh chụp Cà Mau sáng nay')).toEqual([
    { t: 'text', text: 'Ảnh chụp ', marks: ['italic'] },
    ...caption.slice(1),
  ]);
});
