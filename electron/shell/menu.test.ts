import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../shared/commands';
import { menuTemplate } from './menu';

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

describe.each(['vi', 'en'] as const)('the menu in %s', (language) => {
  const items = flat(menuTemplate({ language, packaged: true, onCommand: () => undefined }));

  test('holds every command with its shortcut', () => {
    for (const [id, accelerator] of Object.entries(COMMANDS)) {
      const item = items.find((one) => one.id === id);
      expect(item, id).toBeDefined();
      expect(item?.accelerator ?? null, id).toBe(accelerator);
    }
  });

  test('has a word for everything', () => {
    for (const item of items) {
      if (item.type === 'separator') continue;
      expect(item.label).toBeTruthy();
      expect(item.label).not.toContain(':');
      expect(item.label).not.toMatch(/^[a-z]+\./);
    }
  });
});

test('no two commands share a shortcut', () => {
  const used = Object.values(COMMANDS).filter((one) => one !== null);
  expect(new Set(used).size).toBe(used.length);
});

test('the tools of programmers are not in the packaged program', () => {
  const roles = (packaged: boolean) =>
    flat(menuTemplate({ language: 'vi', packaged, onCommand: () => undefined })).map((item) => item.role);
  expect(roles(false)).toContain('toggleDevTools');
  expect(roles(true)).not.toContain('toggleDevTools');
  expect(roles(true)).not.toContain('reload');
});

test('choosing a command sends its name', () => {
  const onCommand = vi.fn();
  const item = flat(menuTemplate({ language: 'vi', packaged: true, onCommand })).find(
    (one) => one.id === 'article.new',
  );
  (item?.click as (() => void) | undefined)?.();
  expect(onCommand).toHaveBeenCalledWith('article.new');
});
