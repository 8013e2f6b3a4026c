import { expect, test } from 'vitest';
import { absent } from './system.mjs';

const status = `Package: xvfb
Status: install ok installed
Version: 1

Package: libgtk-3-0t64
Status: install ok installed

Package: strace
Status: deinstall ok config-files

Package: php-cli
Status: install ok unpacked`;

test('installed packages are not named, also under their t64 name', () => {
  expect(absent(['xvfb', 'libgtk-3-0'], status)).toEqual([]);
});

test('removed, half installed and unknown packages are named', () => {
  expect(absent(['strace', 'php-cli', 'poppler-utils'], status)).toEqual(['strace', 'php-cli', 'poppler-utils']);
});
