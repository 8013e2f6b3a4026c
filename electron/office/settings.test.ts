import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Policy } from '../../shared/domain/settings';
import { SettingsFile } from './settings';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toasoan-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const trouble = vi.fn();
beforeEach(() => trouble.mockReset());
const open = (policy: Policy = {}) => new SettingsFile(file, policy, trouble, () => 42);

test('without a file the defaults hold and nothing is wrong', () => {
  expect(open().view()).toEqual({ settings: DEFAULT_SETTINGS, locked: [] });
  expect(trouble).not.toHaveBeenCalled();
});

test('a change is there at the next start', async () => {
  await open().change({ language: 'en', author: 'Nguyễn Văn Ấm' });
  expect(open().view().settings).toMatchObject({ language: 'en', author: 'Nguyễn Văn Ấm', theme: 'system' });
});

test('many changes at once leave the last one on disk', async () => {
  const settings = open();
  await Promise.all([300, 301, 302, 303].map((leftWidth) => settings.change({ leftWidth })));
  expect(JSON.parse(readFileSync(file, 'utf8')).leftWidth).toBe(303);
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test('one wrong value costs that value only', () => {
  writeFileSync(file, '\uFEFF{"language":"en","leftWidth":-5,"unknown":1}');
  expect(open().view().settings).toEqual({ ...DEFAULT_SETTINGS, language: 'en' });
  expect(trouble).not.toHaveBeenCalled();
});

test.each(['{"language":', '', '[]', 'null'])('an unreadable file (%j) is kept aside and told', async (text) => {
  writeFileSync(file, text);
  const settings = open();
  expect(settings.view().settings).toEqual(DEFAULT_SETTINGS);
  expect(readFileSync(`${file}.unreadable-42`, 'utf8')).toBe(text);
  expect(trouble).toHaveBeenCalledWith('settings.unreadable', { path: `${file}.unreadable-42`, reason: 'JSON' });
});

test('the policy stands above the person’s choice and cannot be changed', async () => {
  writeFileSync(file, '{"theme":"dark","language":"en"}');
  const settings = open({ theme: 'light', categories: ['Thời sự'] });
  expect(settings.view().settings).toMatchObject({ theme: 'light', categories: ['Thời sự'], language: 'en' });
  expect(settings.view().locked.sort()).toEqual(['categories', 'theme']);
  await settings.change({ theme: 'dark', language: 'vi' });
  expect(settings.view().settings).toMatchObject({ theme: 'light', language: 'vi' });
});

test('what the person chose comes back when the policy is lifted', async () => {
  writeFileSync(file, '{"theme":"dark"}');
  await open({ theme: 'light' }).change({ language: 'en' });
  expect(open().view().settings).toMatchObject({ theme: 'dark', language: 'en' });
});

test.skipIf(process.platform === 'win32')(
  'a folder that cannot be written to is told, the choice holds for now',
  async () => {
    // A file in the place of the folder refuses root as well, whom no permission bits hold.
    writeFileSync(join(folder, 'blocked'), '');
    chmodSync(join(folder, 'blocked'), 0o400);
    const settings = new SettingsFile(join(folder, 'blocked', 'settings.json'), {}, trouble, () => 42);
    trouble.mockReset();
    const view = await settings.change({ language: 'en' });
    expect(view.settings.language).toBe('en');
    expect(trouble).toHaveBeenCalledWith(
      'settings.unreadable',
      expect.objectContaining({ reason: expect.any(String) }),
    );
  },
);
