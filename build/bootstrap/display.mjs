// A virtual display of our own where the machine has none.
import { spawn } from 'node:child_process';
import { atEnd } from './run.mjs';
import { SetUpError } from './say.mjs';
import { findProgram } from './system.mjs';

/** @param {NodeJS.ProcessEnv} [env] @returns {boolean} whether a person could see a window here */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb (1920 × 1080, 24 bit) on a display number that Xvfb itself finds free; it ends with this process.
 * @returns {Promise<{ name: string, end: () => void }>} `name` as for DISPLAY, ready to be used
 * @throws {SetUpError} when it does not start
 */
export function virtualDisplay() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'];
    // setpriv ends it with us even when we are killed outright; without setpriv only an ordered end does.
    const bound = findProgram('setpriv') ? ['setpriv', '--pdeathsig', 'TERM'] : [];
    const [program, ...words] = [...bound, 'Xvfb', ...args];
    const child = spawn(/** @type {string} */ (program), words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    const end = () => {
      child.kill('SIGTERM');
    };
    atEnd(end);
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (part) => {
      errors = `${errors}${part}`.slice(-2000);
    });
    child.on('error', (error) => reject(new SetUpError(`Xvfb could not be started: ${error.message}`)));
    child.on('exit', (code) => reject(new SetUpError(`Xvfb ended with ${code}: ${errors.trim()}`)));
    let number = '';
    // Xvfb writes its number and a line feed on this pipe when it takes connections.
    child.stdio[3]?.on('data', (part) => {
      number += part;
      if (!number.includes('\n')) return;
      child.unref();
      for (const pipe of [child.stderr, child.stdio[3]]) /** @type {import('node:net').Socket} */ (pipe).unref();
      resolve({ name: `:${number.trim()}`, end });
    });
  });
}
