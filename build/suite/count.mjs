// Counting what ran: from the reports of vitest and Playwright to the one closing line.
/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped names of what was skipped
 */

/** @param {number} passed @param {number} failed @param {string[]} [skipped] @returns {Count} */
export const count = (passed, failed, skipped = []) => ({ passed, failed, skipped });

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  return count(
    counts.reduce((all, one) => all + one.passed, 0),
    counts.reduce((all, one) => all + one.failed, 0),
    counts.flatMap((one) => one.skipped),
  );
}

/** The closing line. @param {Count} all */
export function closing({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

/**
 * A runner that ended badly without naming a failed test (it crashed, a file did not load) counts one failure.
 * @param {Count} found
 * @param {number} code exit code of the runner
 */
export function withExit(found, code) {
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

/** @param {any} report vitest's JSON report @returns {Count} */
export function fromVitest(report) {
  const files = report.testResults ?? [];
  const tests = files.flatMap((/** @type {any} */ file) => file.assertionResults ?? []);
  const is = (/** @type {string[]} */ ...states) =>
    tests.filter((/** @type {any} */ test) => states.includes(test.status));
  // A file that does not load has no tests, yet it failed.
  const broken = files.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !(file.assertionResults ?? []).some((/** @type {any} */ test) => test.status === 'failed'),
  );
  return count(
    is('passed').length,
    is('failed').length + broken.length,
    is('pending', 'skipped', 'todo', 'disabled').map((/** @type {any} */ test) => test.fullName ?? test.title),
  );
}

/** @param {any} report Playwright's JSON report @returns {Count} */
export function fromPlaywright(report) {
  let passed = 0;
  let failed = (report.errors ?? []).length;
  /** @type {string[]} */
  const skipped = [];
  const visit = (/** @type {any} */ suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) {
        if (test.status === 'expected') passed += 1;
        else if (test.status === 'skipped') skipped.push(spec.title);
        else failed += 1;
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites ?? []) visit(suite);
  return count(passed, failed, skipped);
}
