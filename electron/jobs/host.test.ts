import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/domain/errors';
import type { Jobs } from './contract';
import { bundled } from './fixtures/bundled';
import { jobHost } from './host';
import { nodeChild } from './node-child';

// Real processes on a machine that may be busy with others: the limit is against a hang, not a measure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let entry: string;
let jobs: Jobs;
const open: Jobs[] = [];

beforeAll(async () => {
  entry = await bundled('electron/jobs/fixtures/child.ts', 'jobs-child');
}, 60_000);
beforeEach(() => {
  jobs = host(60_000);
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.shutdown()));
});

function host(deadlineMs: number, memoryMb = 512): Jobs {
  const made = jobHost({
    start: nodeChild,
    entry,
    memoryMb,
    deadlineMs,
    timeoutCode: 'print.timeout',
    crashCode: 'print.failed',
  });
  open.push(made);
  return made;
}

/** Whether a process of this id is there. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a job host with a real child', () => {
  test('bytes and words come back as they went', async () => {
    const input = { words: 'Bản tin Cà Mau', bytes: new Uint8Array([0, 255, 7]), none: undefined };
    expect(await jobs.run('echo', input)).toEqual(input);
  });

  test('the process stays warm from one job to the next', async () => {
    expect(await jobs.run('pid', null)).toBe(await jobs.run('pid', null));
  });

  test('progress comes before the end, in order', async () => {
    const seen: unknown[] = [];
    expect(await jobs.run('steps', null, { onProgress: (step) => seen.push(step) })).toBe('done');
    expect(seen).toEqual([1, 2, 3]);
  });

  test('an AppError of the job arrives as one, with its params', async () => {
    const error = await jobs.run('refuse', null).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'media.not-a-picture', params: { name: 'bức ảnh' } });
  });

  test('a mistake of ours arrives with its words, not as a message for people', async () => {
    const error = await jobs.run('fault', null).catch((caught: unknown) => caught);
    expect(error).not.toBeInstanceOf(AppError);
    expect(String(error)).toContain('a mistake of ours');
  });

  test('a kind that nobody serves is refused, also one that every object has', async () => {
    await expect(jobs.run('nothing', null)).rejects.toThrow('no job of the kind nothing');
    await expect(jobs.run('toString', null)).rejects.toThrow('no job of the kind toString');
  });

  test('a crash in native code fails that job only; the next one gets a new process', async () => {
    const before = await jobs.run('pid', null);
    const crash = jobs.run('crash', null);
    const after = jobs.run('pid', null);
    await expect(crash).rejects.toMatchObject({ code: 'print.failed' });
    expect(await after).not.toBe(before);
  });

  test('a hung job ends at its deadline, its process is gone, and work goes on', async () => {
    const stuck = Number(await jobs.run('pid', null));
    const hung = jobs.run('hang', null, { deadlineMs: 1000 });
    await expect(hung).rejects.toMatchObject({ code: 'print.timeout', params: { seconds: 1 } });
    expect(await jobs.run('pid', null)).not.toBe(stuck);
    await jobs.shutdown();
    expect(lives(stuck)).toBe(false);
  });

  test('cancel ends a hung job at once; one that still waits never starts', async () => {
    const stop = new AbortController();
    const stopWaiting = new AbortController();
    const hung = jobs.run('hang', null, { signal: stop.signal, onProgress: () => stop.abort() });
    const waiting = jobs.run('echo', 1, { signal: stopWaiting.signal });
    const last = jobs.run('echo', 2);
    stopWaiting.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(hung).rejects.toMatchObject({ code: 'cancelled' });
    expect(await last).toBe(2);
    await expect(jobs.run('echo', 3, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('a job that takes too much native memory is ended, the host lives on', async () => {
    await expect(host(60_000, 256).run('swell', null)).rejects.toMatchObject({ code: 'print.failed' });
    expect(await jobs.run('echo', 'còn đây')).toBe('còn đây');
  });

  test('an entry that is not there is a failed job, not a hang', async () => {
    const lost = jobHost({
      start: nodeChild,
      entry: `${entry}.missing`,
      memoryMb: 64,
      deadlineMs: 60_000,
      timeoutCode: 'print.timeout',
      crashCode: 'print.failed',
    });
    await expect(lost.run('echo', 1)).rejects.toMatchObject({ code: 'print.failed' });
  });

  test('after shutdown nothing runs any more', async () => {
    const hung = jobs.run('hang', null, { onProgress: () => void jobs.shutdown() });
    await expect(hung).rejects.toMatchObject({ code: 'cancelled' });
    await expect(jobs.run('echo', 1)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
