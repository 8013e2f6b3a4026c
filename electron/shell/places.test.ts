import { expect, test } from 'vitest';
import { places } from './places';

const linux = { platform: 'linux', env: {}, home: '/home/an' } as const;

test('on Linux settings and data follow the XDG folders', () => {
  expect(places(linux)).toMatchObject({
    settings: '/home/an/.config/toasoan',
    data: '/home/an/.local/share/toasoan/data',
  });
  const env = { XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d' };
  expect(places({ ...linux, env })).toMatchObject({ settings: '/c/toasoan', data: '/d/toasoan/data' });
});

test('an XDG folder that is not absolute counts as unset', () => {
  expect(places({ ...linux, env: { XDG_DATA_HOME: 'here' } }).data).toBe('/home/an/.local/share/toasoan/data');
});

test('a chosen folder holds everything', () => {
  const all = Object.values(places({ ...linux, chosen: '/tmp/x' }));
  for (const one of all) expect(one.startsWith('/tmp/x')).toBe(true);
});

test('on Windows only settings lie in the roaming profile', () => {
  const env = { APPDATA: 'R:', LOCALAPPDATA: 'L:' };
  const { settings, ...local } = places({ platform: 'win32', env, home: 'H:' });
  expect(settings.startsWith('R:')).toBe(true);
  for (const one of Object.values(local)) expect(one.startsWith('L:')).toBe(true);
});
