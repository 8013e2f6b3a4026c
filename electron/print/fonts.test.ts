import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../store/fixtures/folder';
import { openFonts } from './fonts';
import { fontFolder } from './index';

const fonts = openFonts(fontFolder(resolve(import.meta.dirname, '../..')));
const covers = (text: string) => [...text].every((letter) => fonts.covers(letter.codePointAt(0) ?? 0));

test('every Vietnamese letter is in all four faces, small and capital', () => {
  let letters = 'đĐ–“”‘’…•©₫°½²³';
  for (const base of 'aăâeêioôơuưy')
    for (const tone of ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'])
      letters += (base + tone).normalize('NFC');
  expect(letters.length).toBeGreaterThanOrEqual(85);
  expect(covers(letters + letters.toUpperCase())).toBe(true);
});

test('what Tinos has not is known: Chinese, emoji, private use, controls', () => {
  for (const letter of ['漢', '😀', '\ue000', '\uf0b7', '\u0001', '\uffff']) expect(covers(letter), letter).toBe(false);
});

test('a folder without fonts is refused by its name', () => {
  const folder = testFolder();
  expect(() => openFonts(folder)).toThrow(folder);
});
