import { expect, test } from 'vitest';
import { longTexts } from './library';
import { commonest, paragraph } from './prose';
import { random } from './random';

test('a paragraph has exactly the words asked for, begins a sentence and ends one', () => {
  for (let seed = 0; seed < 50; seed++) {
    const text = paragraph(random(seed), 60);
    expect(text.split(' ')).toHaveLength(60);
    expect(text).toMatch(/^\p{Lu}.*\.$/u);
    expect(text).not.toMatch(/\.\.|,\./);
  }
});

test('the same seed gives the same text, another one another', () => {
  expect(longTexts(20)).toEqual(longTexts(20));
  expect(longTexts(20)[0]).not.toBe(longTexts(21)[0]);
});

test('words come up as in life: the commonest far more often than the rare', () => {
  const next = random(1);
  const words = Array.from({ length: 200 }, () => paragraph(next, 60))
    .join(' ')
    .toLowerCase();
  const count = (word: string) => words.split(/[ .,]+/).filter((one) => one === word).length;
  const [first = ''] = commonest(1);
  expect(count(first)).toBeGreaterThan(10 * count('hương'));
});
