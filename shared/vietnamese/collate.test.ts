import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKey } from './collate';

const sorted = (words: readonly string[]): string[] => [...words].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));

test('letters stand in the order of the Vietnamese alphabet, whatever their case', () => {
  const order = ['anh', 'ăn', 'Âm', 'bò', 'da', 'Đa', 'em', 'êm', 'ôm', 'ơn', 'u', 'Ư', 'xa', 'ý'];
  expect(sorted([...order].reverse())).toEqual(order);
});

test('tones count only where all letters are the same: ngang huyền hỏi ngã sắc nặng', () => {
  const order = ['ma', 'mà', 'mả', 'mã', 'má', 'mạ', 'mà na', 'ma nữ'];
  expect(sorted([...order].reverse())).toEqual(order);
});

test('numbers stand before letters, a shorter title before a longer one, quotes do not count', () => {
  const order = ['35 năm', 'An', '“An Bình”', 'An Ninh', 'Ấp'];
  expect(sorted([...order].reverse())).toEqual(order);
});

test('syllables of letters only sort as Intl.Collator sorts them', () => {
  const collator = new Intl.Collator('vi');
  const letter = fc.constantFrom(
    ...'aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ',
  );
  const word = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(word, word, (a, b) => {
      const [x, y] = [sortKey(a), sortKey(b)];
      expect(Math.sign(x < y ? -1 : x > y ? 1 : 0)).toBe(Math.sign(collator.compare(a, b)));
    }),
    { numRuns: 1000 },
  );
});
