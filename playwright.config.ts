import { defineConfig } from '@playwright/test';

/** The app itself, driven as a person would. One at a time: each test has the machine and the display to itself. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.{test,spec}.ts',
  outputDir: 'out/test/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
});
