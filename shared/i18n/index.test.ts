import { expect, test } from 'vitest';
import { COMMANDS } from '../commands';
import { ERROR_CODES } from '../domain/errors';
import { AREAS, words } from './index';

test.each(AREAS)('%s: both languages have the same keys and the same places for values', (area) => {
  const vi: Record<string, string> = words.vi[area];
  const en: Record<string, string> = words.en[area];
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hit) => hit[1]).sort();
  for (const key of Object.keys(vi)) expect(places(en[key] ?? ''), key).toEqual(places(vi[key] ?? ''));
});

test('every fault has a title, a body and an action in both languages', () => {
  for (const language of ['vi', 'en'] as const) {
    const table: Record<string, string> = words[language].error;
    for (const code of ERROR_CODES)
      for (const part of ['title', 'body', 'action'])
        expect(table[`${code}.${part}`], `${language} ${code}.${part}`).toBeTruthy();
  }
});

test('every command has its word', () => {
  for (const language of ['vi', 'en'] as const) {
    const table: Record<string, string> = words[language].command;
    for (const id of Object.keys(COMMANDS)) expect(table[id], `${language} ${id}`).toBeTruthy();
  }
});

test('all words are NFC', () => {
  const text = JSON.stringify(words);
  expect(text.normalize('NFC')).toBe(text);
});
