import { expect, test } from 'vitest';
import { addressOf } from './address';

test('an address without a scheme is taken as https', () => {
  expect(addressOf('congxa.example.vn')).toBe('https://congxa.example.vn');
  expect(addressOf(' http://127.0.0.1:8080/wp ')).toBe('http://127.0.0.1:8080/wp');
});

test('what is no web address is none', () => {
  for (const typed of ['', '   ', 'https://', 'ftp://congxa.example.vn', 'hai chữ', 'javascript://x']) {
    expect(addressOf(typed), typed).toBeNull();
  }
});
