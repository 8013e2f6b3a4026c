import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold';

const LETTERS = [...'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ ,.'];

test('every Vietnamese letter folds to its bare one', () => {
  expect(fold('Đại đoàn kết Ế Ự ộ ằ')).toBe('dai doan ket e u o a');
  expect(fold('ế'.normalize('NFD'))).toBe('e');
});

test('NFC Vietnamese keeps its number of code points, so that hits align', () => {
  const letter = fc.constantFrom(...LETTERS, ...LETTERS.map((one) => one.toUpperCase()), '한', '😀');
  fc.assert(
    fc.property(fc.array(letter), (letters) => {
      expect([...fold(letters.join(''))].length).toBe(letters.length);
    }),
  );
});
