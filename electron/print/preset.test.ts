import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../store/fixtures/folder';
import { columnWidth, readPreset, readPresets } from './preset';
import bulletin from './templates/bulletin-190x270.json';

test('the licensed bulletin is within the law and its two columns wide enough to be justified', () => {
  const preset = readPresets().get('bulletin-190x270');
  expect(preset?.page).toEqual({ width: 190, height: 270 });
  if (preset) expect(columnWidth(preset, 2)).toBeGreaterThan(55);
});

test('a fault in a file names the file, the field and what it allows', () => {
  const wrong = { ...bulletin, margin: { ...bulletin.margin, inside: 900 } };
  expect(() => readPreset('của-xã.json', wrong)).toThrow(/của-xã\.json: margin\.inside: .*<=50/);
  expect(() => readPreset('x.json', { ...bulletin, colour: 'red' })).toThrow(/x\.json: .*colour/);
});

test('the formats of the office come from its folder, one of the same name instead of ours', () => {
  const folder = testFolder();
  writeFileSync(
    join(folder, 'a5.json'),
    JSON.stringify({ ...bulletin, id: 'a5', name: { vi: 'A5 của xã', en: 'A5' } }),
  );
  writeFileSync(join(folder, 'ghi-chú.txt'), 'không phải khuôn');
  expect(readPresets(folder).get('a5')?.name.vi).toBe('A5 của xã');
  expect(readPresets(folder).size).toBe(3);
  writeFileSync(join(folder, 'hỏng.json'), '{');
  expect(() => readPresets(folder)).toThrow(/hỏng\.json/);
});
