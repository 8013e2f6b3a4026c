// biome-ignore-all lint/suspicious/noTemplateCurlyInString: electron-builder's own places for values
// How the program is packaged for each platform. Read by build/dist.mjs; checked against the builder's own schema by
// electron-builder.test.mjs.
import { inRoot } from './bootstrap/index.mjs';

/** Files that "open with" offers the program for; none of them becomes the program's own. */
export const OPENS = Object.freeze([
  { ext: 'docx', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { ext: 'doc', mime: 'application/msword' },
  { ext: 'html', mime: 'text/html' },
  { ext: 'htm', mime: 'text/html' },
  { ext: 'txt', mime: 'text/plain' },
]);

/**
 * @param {object} options
 * @param {string} options.app folder that is packaged, made by build/stage.mjs
 * @param {string} options.out folder of the results
 * @param {string} [options.electronDist] an unpacked Electron to package instead of fetching one
 * @param {string} options.electronVersion
 * @returns {import('electron-builder').Configuration}
 */
export function configuration({ app, out, electronDist, electronVersion }) {
  return {
    appId: 'vn.toasoan.desktop',
    productName: 'Tòa soạn',
    copyright: 'Bản quyền © Tòa soạn. Giấy phép MIT.',
    electronVersion,
    ...(electronDist ? { electronDist } : {}),
    directories: { app, output: out, buildResources: inRoot('build') },
    // Everything of the staged folder: it holds nothing else than what the program runs on.
    files: ['**/*', '!**/*.{md,map,ts,d.ts}'],
    asar: true,
    // Native code must be a file of its own for the system's loader.
    asarUnpack: ['**/*.node'],
    extraResources: [
      { from: inRoot('node_modules', '@expo-google-fonts', 'tinos'), to: 'fonts', filter: ['**/*.ttf', 'LICENSE*'] },
      { from: inRoot('LICENSE'), to: 'LICENSE.toasoan.txt' },
    ],
    electronLanguages: ['vi', 'en-US'],
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      onlyLoadAppFromAsar: true,
      // Electron checks the archive's hash on Windows and macOS; on Linux the fuse has no effect.
      enableEmbeddedAsarIntegrityValidation: true,
      // The interface comes by app://; nothing of ours is opened by file://.
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
    },
    win: {
      target: [
        { target: 'nsis', arch: ['x64'] },
        { target: 'msi', arch: ['x64'] },
      ],
      icon: inRoot('build', 'icons', 'icon.ico'),
      executableName: 'Toasoan',
      legalTrademarks: 'Tòa soạn',
      requestedExecutionLevel: 'asInvoker',
    },
    nsis: {
      // Per user without asking for rights, per machine with `/allusers`; silent with `/S` (build/README.md).
      oneClick: false,
      perMachine: false,
      selectPerMachineByDefault: false,
      allowElevation: true,
      allowToChangeInstallationDirectory: true,
      createDesktopShortcut: true,
      createStartMenuShortcut: true,
      shortcutName: 'Tòa soạn',
      uninstallDisplayName: 'Tòa soạn',
      // What people wrote stays when the program goes.
      deleteAppDataOnUninstall: false,
      installerLanguages: ['vi_VN', 'en_US'],
      language: '1066',
      multiLanguageInstaller: true,
      displayLanguageSelector: false,
      unicode: true,
      installerIcon: inRoot('build', 'icons', 'icon.ico'),
      uninstallerIcon: inRoot('build', 'icons', 'icon.ico'),
      license: inRoot('LICENSE'),
      include: inRoot('build', 'installer', 'installer.nsh'),
      artifactName: 'toasoan-${version}-setup.${ext}',
    },
    msi: {
      // For roll-out by group policy: per machine, silent with `msiexec /qn`.
      oneClick: false,
      perMachine: true,
      createDesktopShortcut: true,
      createStartMenuShortcut: true,
      shortcutName: 'Toa soan',
      // Never to be changed: Windows knows by it that a newer package takes the place of an older one.
      upgradeCode: '{6E1C7B1A-8A65-4B53-9C0E-0E4C0B6A3F21}',
      artifactName: 'toasoan-${version}.${ext}',
    },
    linux: {
      target: [
        { target: 'deb', arch: ['x64'] },
        { target: 'rpm', arch: ['x64'] },
        { target: 'AppImage', arch: ['x64'] },
      ],
      icon: inRoot('build', 'icons'),
      executableName: 'toasoan',
      category: 'Office',
      maintainer: 'Tòa soạn <toasoan@localhost>',
      vendor: 'Tòa soạn',
      synopsis: 'Bàn làm việc biên tập ngoại tuyến',
      description: 'Soạn, duyệt, in bản tin và đăng bài khi mạng yếu hoặc không có mạng.',
      mimeTypes: [...new Set(OPENS.map(({ mime }) => mime))],
      desktop: {
        entry: {
          Name: 'Tòa soạn',
          'Name[en]': 'Tòa soạn newsroom',
          'Comment[en]': 'Write, approve, print bulletins and publish with a weak connection or none',
          StartupWMClass: 'Tòa soạn',
          Keywords: 'bài viết;bản tin;biên tập;editor;newsroom;',
        },
      },
      artifactName: 'toasoan-${version}-${arch}.${ext}',
    },
    deb: {
      packageCategory: 'editors',
      priority: 'optional',
      depends: [
        'libgtk-3-0',
        'libnotify4',
        'libnss3',
        'libxss1',
        'libxtst6',
        'xdg-utils',
        'libatspi2.0-0',
        'libuuid1',
        'libsecret-1-0',
        'libasound2',
        'libgbm1',
      ],
    },
    rpm: {
      packageCategory: 'Applications/Editors',
      depends: [
        'gtk3',
        'libnotify',
        'nss',
        'libXScrnSaver',
        'libXtst',
        'xdg-utils',
        'at-spi2-core',
        'libuuid',
        'alsa-lib',
        'mesa-libgbm',
      ],
    },
    appImage: { license: inRoot('LICENSE') },
  };
}
