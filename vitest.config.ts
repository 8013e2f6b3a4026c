import { defineConfig } from 'vitest/config';

/** Tests stand beside their file. `electron` and `shared` also run under Electron's own Node (build/test.mjs). */
const project = (name: string, more: readonly string[] = []) => ({
  test: {
    name,
    include: [`${name}/**/*.test.{ts,tsx,mjs}`],
    exclude: ['**/node_modules/**', ...more],
  },
});

export default defineConfig({
  test: {
    projects: [
      project('shared'),
      project('electron'),
      project('renderer'),
      project('build'),
      // Tests against real servers and the like; those that drive the app are Playwright's.
      project('tests', ['tests/e2e/**']),
    ],
  },
});
