import type { Page } from '@playwright/test';

/** Begins to hear commands of the native menu in the page; what it gives back reads the last one heard. */
export async function listen(page: Page): Promise<() => Promise<unknown>> {
  await page.evaluate(() => {
    const self = window as unknown as { heard: unknown };
    self.heard = null;
    window.toasoan.on('menu.command', (payload) => {
      self.heard = payload;
    });
  });
  return () => page.evaluate(() => (window as unknown as { heard: unknown }).heard);
}
