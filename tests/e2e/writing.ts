import { expect, type Page } from '@playwright/test';
import type { Inline, PlacedBlock } from '../../shared/body/schema';

/** The place of the article's text. */
export const bodyOf = (page: Page) => page.getByTestId('body');

/** A new article by the keyboard, with its title; the caret is in the title. */
export async function newArticle(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await expect(page.locator('[name="title"]')).toBeFocused();
  await page.keyboard.insertText(title);
}

/** Waits until all that is typed is acknowledged by the store. */
export async function saved(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('saved')).toHaveAttribute('data-state', 'saved');
}

/** Calls the store as the interface does. @throws Error naming the fault's code */
export async function callStore<T>(page: Page, name: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    ([channel, value]) =>
      (globalThis as unknown as { toasoan: { call(n: string, i: unknown): Promise<unknown> } }).toasoan.call(
        channel,
        value,
      ),
    [name, input] as const,
  );
  const { ok, value, error } = answer as { ok: boolean; value: T; error?: { code: string } };
  if (!ok) throw new Error(`${name}: ${error?.code}`);
  return value;
}

type Answer = {
  ok: boolean;
  value: { article: { fields: { title: string; lead: string } }; blocksJson: string; next: string | null };
};

const words = (inline: readonly Inline[]): string =>
  inline.map((part) => (part.t === 'link' ? words(part.children) : part.t === 'br' ? '\n' : part.text)).join('');

/** The blocks of the open article as the store has them. */
export async function storedBlocks(page: Page): Promise<{ title: string; lead: string; blocks: PlacedBlock[] }> {
  const answer = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { toasoan: { call(name: string, input: unknown): Promise<unknown> } })
      .toasoan;
    const { value } = (await bridge.call('settings.get', {})) as { value: { settings: { lastArticle: string } } };
    return bridge.call('articles.open', { id: value.settings.lastArticle });
  });
  const { ok, value } = answer as Answer;
  expect(ok).toBe(true);
  expect(value.next).toBeNull();
  return {
    title: value.article.fields.title,
    lead: value.article.fields.lead,
    blocks: JSON.parse(value.blocksJson) as PlacedBlock[],
  };
}

/** The same as plain words, a string a block (list items by lines). */
export async function storedText(page: Page): Promise<{ title: string; lead: string; blocks: string[] }> {
  const { title, lead, blocks } = await storedBlocks(page);
  return {
    title,
    lead,
    blocks: blocks.map(({ block }) =>
      block.kind === 'list'
        ? block.items.map((item) => words(item.inline)).join('\n')
        : block.kind === 'picture'
          ? words(block.caption)
          : block.kind === 'rule'
            ? '---'
            : words(block.inline),
    ),
  };
}

/** Pastes a small picture file, as from a file manager, and waits until it stands in the text. */
export async function pastePicture(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 40);
    const pen = canvas.getContext('2d');
    pen?.fillRect(8, 8, 20, 20);
    const data = new DataTransfer();
    data.items.add(new File([await canvas.convertToBlob({ type: 'image/png' })], 'anh.png', { type: 'image/png' }));
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('[data-testid="body"]')?.dispatchEvent(event);
  });
  await expect(page.locator('[data-testid="body"] figure img')).toBeVisible();
}
