import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readable, slugOf } from './slug';

const ID = 'abcdefgh23456789';

test.each([
  ['Đại đoàn kết toàn dân!', 'dai-doan-ket-toan-dan-abcdefgh'],
  ['  “Nghị quyết 35-NQ/TW”: Ư, Ớ, ề ', 'nghi-quyet-35-nq-tw-u-o-e-abcdefgh'],
  ['', 'abcdefgh'],
  ['日本', 'abcdefgh'],
])('%j is found at %s', (title, slug) => {
  expect(slugOf(title, ID)).toBe(slug);
});

test('a long title is cut between words', () => {
  expect(readable('Ủy ban nhân dân tỉnh Cà Mau tổ chức hội nghị tổng kết công tác năm')).toBe(
    'uy-ban-nhan-dan-tinh-ca-mau-to-chuc-hoi-nghi-tong-ket-cong',
  );
});

test('whatever the title, the address is one that WordPress and every file system keep as it is, ending in the id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const slug = slugOf(title, ID);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(69);
      expect(slug.endsWith('abcdefgh')).toBe(true);
    }),
  );
});
