// Two commands started at once (a test run beside a start) must not build or install into each other.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Does `work` while holding a lock folder; waits for another living holder, takes over from a dead one.
 * @template T
 * @param {string} folder path of the lock, made and removed here
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function locked(folder, work) {
  await mkdir(dirname(folder), { recursive: true });
  const owner = join(folder, 'pid');
  for (let unowned = 0; ; ) {
    try {
      await mkdir(folder);
      await writeFile(owner, String(process.pid));
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const pid = Number(await readFile(owner, 'utf8').catch(() => ''));
    // A holder that died between making the folder and writing its number leaves no number: give it 20 looks.
    unowned = pid ? 0 : unowned + 1;
    if (pid ? !alive(pid) : unowned > 20) await rm(folder, { recursive: true, force: true });
    else await wait(100);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
