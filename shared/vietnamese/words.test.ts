import { expect, test } from 'vitest';
import { countWords } from './words';

test('syllables and numbers count, signs alone do not', () => {
  expect(countWords('Chỉ thị số 35-CT/TW ngày 30/5/2019 – “diễn biến” ; •')).toBe(8);
  expect(countWords(' \n ')).toBe(0);
  expect(countWords('Cà\u00a0Mau\nhôm nay')).toBe(4);
});
