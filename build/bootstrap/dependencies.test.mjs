import { expect, test } from 'vitest';
import { agrees } from './dependencies.mjs';

/** @param {Record<string, object>} packages */
const lock = (packages) => JSON.stringify({ packages });
const wanted = lock({
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-win32': { version: '1.0.0', optional: true },
});

test('the same packages agree, without those for other platforms', () => {
  expect(agrees(wanted, lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true);
});

test('another version, a missing and a foreign package do not agree', () => {
  expect(agrees(wanted, lock({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false);
  expect(agrees(wanted, lock({}))).toBe(false);
  expect(agrees(wanted, lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } }))).toBe(
    false,
  );
});
