import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from './bootstrap/index.mjs';
import { refuseRelease } from './dist.mjs';
import { configuration, OPENS } from './electron-builder.mjs';

const config = configuration({ app: 'out/dist/app', out: 'out/dist', electronVersion: '45.4.1' });

/** electron-builder's own check against its schema; not among what the package exports by name. */
async function check(/** @type {unknown} */ value) {
  const require = createRequire(import.meta.url);
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config');
  const { DebugLogger } = createRequire(require.resolve('app-builder-lib'))('builder-util');
  // Whatever it is: finding out is the very matter of the check.
  await validateConfiguration(/** @type {import('electron-builder').Configuration} */ (value), new DebugLogger(false));
}

test('the packaging passes the builder’s own schema', async () => {
  await check(config);
});

test('the schema check is a real one: a wrong key fails it', async () => {
  await expect(check({ ...config, nsis: { ...config.nsis, perMachin: true } })).rejects.toThrow(/configuration\.nsis/);
});

test('every target of every platform stands from the first day', () => {
  const names = (/** @type {any} */ list) => list.map((/** @type {any} */ one) => one.target);
  expect(names(config.win?.target)).toEqual(['nsis', 'msi']);
  expect(names(config.linux?.target)).toEqual(['deb', 'rpm', 'AppImage']);
});

test('the fuses are those of a release', () => {
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('what is named lies there', () => {
  const named = [
    config.win?.icon,
    config.linux?.icon,
    config.nsis?.installerIcon,
    config.nsis?.include,
    config.nsis?.license,
  ];
  for (const path of named) expect(existsSync(String(path)), String(path)).toBe(true);
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    const png = readFileSync(inRoot('build', 'icons', `${size}x${size}.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
});

test('Windows and Linux offer the program for the same files', () => {
  const installer = readFileSync(inRoot('build', 'installer', 'installer.nsh'), 'utf8');
  const written = [...installer.matchAll(/WriteRegStr .*\\\.(\w+)\\OpenWithProgids/g)].map((hit) => hit[1]);
  const removed = [...installer.matchAll(/DeleteRegValue .*\\\.(\w+)\\OpenWithProgids/g)].map((hit) => hit[1]);
  expect(written).toEqual(OPENS.map(({ ext }) => ext));
  expect(removed).toEqual(written);
  for (const { mime } of OPENS) expect(config.linux?.mimeTypes).toContain(mime);
});

test('the installer refuses a Windows older than 10 22H2, in Vietnamese', () => {
  const installer = readFileSync(inRoot('build', 'installer', 'installer.nsh'), 'utf8');
  expect(installer).toMatch(/AtLeastBuild\} 19045/);
  expect(installer).toMatch(/Tòa soạn cần Windows 10 bản 22H2 trở lên/);
});

const makensis = spawnSync('makensis', ['-VERSION']).status === 0;
test.skipIf(!makensis)(
  `the installer’s own script compiles without a warning${makensis ? '' : ' (skipped: no makensis, Debian package nsis)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'toasoan-nsis-'));
    try {
      const script = [
        'Unicode true',
        '!include "LogicLib.nsh"',
        'Name "probe"',
        `OutFile "${join(folder, 'probe.exe')}"`,
        '!define APP_EXECUTABLE_FILENAME "Toasoan.exe"',
        `!include "${inRoot('build', 'installer', 'installer.nsh')}"`,
        'Function .onInit',
        '!insertmacro preInit',
        'FunctionEnd',
        'Section',
        'WriteUninstaller "$INSTDIR\\uninstall.exe"',
        '!insertmacro customInstall',
        'SectionEnd',
        'Section "un.probe"',
        '!insertmacro customUnInstall',
        'SectionEnd',
      ];
      writeFileSync(join(folder, 'probe.nsi'), script.join('\n'));
      const { status, stdout } = spawnSync('makensis', ['-INPUTCHARSET', 'UTF8', '-WX', join(folder, 'probe.nsi')], {
        encoding: 'utf8',
      });
      expect(status, stdout).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test('a release of the registry copy of Electron is refused; a try is not', () => {
  expect(() => refuseRelease('registry', { dir: false, test: false })).toThrow(/official checksums/);
  refuseRelease('registry', { dir: true, test: false });
  refuseRelease('registry', { dir: false, test: true });
  refuseRelease('official', { dir: false, test: false });
  refuseRelease('override', { dir: false, test: false });
});
