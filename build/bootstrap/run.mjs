// Child processes of the commands: started, streamed, ended with us.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
/** @type {Set<() => void>} */
const endings = new Set();
let hooked = false;

/** Runs `end` once, when this process ends for whatever reason it can still notice. @param {() => void} end */
export function atEnd(end) {
  endings.add(end);
  if (hooked) return;
  hooked = true;
  process.on('exit', () => {
    for (const child of children) child.kill('SIGTERM');
    for (const one of endings) one();
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => process.exit(128 + (constants.signals[signal] ?? 15)));
  }
}

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 128 + signal number for a child that was killed
 * @property {string} stdout only with `capture`
 * @property {string} stderr only with `capture`
 */

/**
 * Runs a program to its end. Never throws for a non-zero exit: the caller judges `code`.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, capture?: boolean, quiet?: boolean, signal?: AbortSignal,
 *   shell?: boolean, onStart?: (child: import('node:child_process').ChildProcess) => void }} [options]
 *   `capture` keeps both outputs, `quiet` throws them away, otherwise they are streamed through
 * @returns {Promise<Ended>}
 * @throws when the program cannot be started at all
 */
export function run(file, args, options = {}) {
  atEnd(() => {});
  return new Promise((resolve, reject) => {
    const piped = options.capture === true;
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : options.quiet ? 'ignore' : 'inherit',
    });
    children.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (part) => {
      stdout += part;
    });
    child.stderr?.setEncoding('utf8').on('data', (part) => {
      stderr += part;
    });
    const stop = () => child.kill('SIGTERM');
    options.signal?.addEventListener('abort', stop, { once: true });
    options.onStart?.(child);
    child.on('error', (error) => {
      children.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      children.delete(child);
      options.signal?.removeEventListener('abort', stop);
      resolve({ code: code ?? 128 + (signal ? (constants.signals[signal] ?? 1) : 1), stdout, stderr });
    });
  });
}

/**
 * Runs npm, the one that started us if there is one.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/.test(own)) return run(process.execPath, [own, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
