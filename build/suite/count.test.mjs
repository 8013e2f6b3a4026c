import { expect, test } from 'vitest';
import { closing, count, fromPlaywright, fromVitest, sum, withExit } from './count.mjs';

test('the closing line names skipped tests only when there are some', () => {
  expect(closing(count(3, 0))).toBe('3 passed, 0 failed');
  expect(closing(count(3, 1, ['a', 'b']))).toBe('3 passed, 1 failed, 2 skipped');
});

test('counts add up', () => {
  expect(sum([count(1, 2, ['a']), count(3, 4, ['b'])])).toEqual(count(4, 6, ['a', 'b']));
  expect(sum([])).toEqual(count(0, 0));
});

test('a runner that ends badly without a failed test counts one failure', () => {
  expect(withExit(count(5, 0), 1)).toEqual(count(5, 1));
  expect(withExit(count(5, 2), 1)).toEqual(count(5, 2));
  expect(withExit(count(5, 0), 0)).toEqual(count(5, 0));
});

test('vitest: passed, failed and skipped tests, and a file that does not load', () => {
  const report = {
    testResults: [
      {
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'a' },
          { status: 'failed', fullName: 'b' },
          { status: 'skipped', fullName: 'c' },
          { status: 'todo', fullName: 'd' },
        ],
      },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(fromVitest(report)).toEqual(count(1, 2, ['c', 'd']));
  expect(fromVitest({})).toEqual(count(0, 0));
});

test('Playwright: nested suites, flaky counts as failed, errors outside tests count', () => {
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({ title, tests: [{ status }] });
  const report = {
    errors: [{}],
    suites: [
      {
        specs: [spec('a', 'expected')],
        suites: [{ specs: [spec('b', 'unexpected'), spec('c', 'skipped'), spec('d', 'flaky')] }],
      },
    ],
  };
  expect(fromPlaywright(report)).toEqual(count(1, 3, ['c']));
});
