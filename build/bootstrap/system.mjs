// System packages on Debian and Ubuntu: what Electron needs to open a window, and what the tests' real servers need.
import { existsSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mark } from './hash.mjs';
import { locked } from './lock.mjs';
import { cacheDir } from './places.mjs';
import { atEnd, run } from './run.mjs';
import { SetUpError, say } from './say.mjs';

/** Groups of packages; a group is what a kind of test needs as a whole. */
export const groups = Object.freeze({
  window: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libcups2'],
  display: ['xvfb', 'xauth'],
  wordpress: ['wordpress', 'mariadb-server', 'php-cli', 'php-mysql', 'php-gd', 'php-curl', 'php-xml', 'php-mbstring'],
  pdf: ['poppler-utils'],
  trace: ['strace'],
});
/** @typedef {keyof typeof groups} Group */

/** The list of installed packages changes with this file. */
const DPKG = '/var/lib/dpkg/status';

/**
 * Names of packages that are not installed. A newer release may have the same library under NAMEt64.
 * @param {readonly string[]} names
 * @param {string} status text of dpkg's status file
 */
export function absent(names, status) {
  const installed = new Set();
  for (const paragraph of status.split('\n\n')) {
    const name = /^Package: (\S+)$/m.exec(paragraph)?.[1];
    if (name && /^Status: install ok installed$/m.test(paragraph)) installed.add(name);
  }
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** Shared libraries that an executable asks for and the machine has not. @param {string} executable */
async function missingLibraries(executable) {
  const { code, stdout } = await run('ldd', [executable], { capture: true }).catch(() => ({ code: 1, stdout: '' }));
  if (code !== 0) return [];
  return stdout.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? []);
}

/** @param {readonly string[]} names */
const line = (names) => `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;

/**
 * Installs packages as root, without letting any of them start a service: tests run servers of their own.
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} whether all are there now
 */
function install(names) {
  return locked(join(cacheDir(), 'lock-packages'), async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // Another apt (unattended upgrades, a second checkout) may hold the lock for minutes.
    const apt = (/** @type {string[]} */ args) =>
      run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=600', ...args], { env, capture: true });
    const updated = await apt(['update']);
    if (updated.code !== 0) say(`apt-get update: ${updated.stderr.trim().split('\n').at(-1)}`);
    const known = await run('apt-cache', ['--names-only', 'search', 't64$'], { env, capture: true });
    const renamed = new Set(known.stdout.split('\n').map((entry) => entry.split(' ')[0]));
    const wanted = names.map((name) => (renamed.has(`${name}t64`) ? `${name}t64` : name));
    const release = await withoutServices();
    try {
      const done = await apt(['install', '-y', '--no-install-recommends', ...wanted]);
      if (done.code !== 0) say(`apt-get install: ${done.stderr.trim() || done.stdout.trim().split('\n').at(-1)}`);
      return done.code === 0;
    } finally {
      release();
    }
  });
}

const POLICY = '/usr/sbin/policy-rc.d';
const OURS = '#!/bin/sh\n# Of the toasoan set-up, while it installs packages; may be deleted.\nexit 101\n';

/** Forbids package scripts to start services, by Debian's policy-rc.d. @returns {Promise<() => void>} allows it again */
async function withoutServices() {
  const there = await readFile(POLICY, 'utf8').catch(() => undefined);
  // One that is not ours is the administrator's and stays; one of ours was left by a killed set-up.
  if (there !== undefined && there !== OURS) return () => {};
  const release = () => rmSync(POLICY, { force: true });
  atEnd(release);
  await writeFile(POLICY, OURS, { mode: 0o755 });
  return release;
}

/**
 * Makes sure that the packages of some groups are installed: as root by installing them after saying so, else only
 * by saying the one line to run.
 * @param {readonly Group[]} wanted
 * @returns {Promise<Group[]>} the groups that are still incomplete
 */
export async function systemPackages(wanted) {
  const status = async () => readFile(DPKG, 'utf8').catch(() => undefined);
  const before = await status();
  if (before === undefined) return [];
  const missing = absent(
    wanted.flatMap((group) => groups[group]),
    before,
  );
  if (missing.length === 0) return [];
  if (process.getuid?.() === 0) {
    say(`installing system packages: ${missing.join(' ')}`);
    await install(missing);
  } else {
    say(`system packages are missing; as root run: ${line(missing)}`);
  }
  const after = (await status()) ?? '';
  return wanted.filter((group) => absent(groups[group], after).length > 0);
}

/**
 * Makes sure that Electron can open a window here.
 * @param {string} executable the Electron
 * @param {{ display: boolean, env?: NodeJS.ProcessEnv }} options `display`: a virtual display is needed too
 * @throws {SetUpError} when something it needs is missing and we are not root
 */
export async function systemLibraries(executable, options) {
  if (process.platform !== 'linux') return;
  const stamp = join(cacheDir(options.env), 'libraries-checked.json');
  const state = JSON.stringify([executable, await mark(executable), await mark(DPKG).catch(() => ''), options.display]);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === state) return;

  /** @type {Group[]} */
  const wanted = options.display ? ['window', 'display'] : ['window'];
  const incomplete = await systemPackages(wanted);
  const libraries = await missingLibraries(executable);
  const noDisplay = options.display && incomplete.includes('display') && !findProgram('Xvfb');
  if (libraries.length > 0 || noDisplay) {
    const all = wanted.flatMap((group) => groups[group]);
    throw new SetUpError(
      `Electron cannot open a window on this machine: ${[...libraries, ...(noDisplay ? ['Xvfb'] : [])].join(', ')} missing.\n` +
        `On Debian or Ubuntu run as root:\n  ${line(all)}`,
    );
  }
  await mkdir(cacheDir(options.env), { recursive: true });
  // dpkg may have changed meanwhile, by us.
  await writeFile(
    stamp,
    JSON.stringify([executable, await mark(executable), await mark(DPKG).catch(() => ''), options.display]),
  );
}

/** @param {string} name @param {string} [path] @returns {string | undefined} full path of a program on the PATH */
export function findProgram(name, path = process.env.PATH ?? '') {
  return path
    .split(':')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}
