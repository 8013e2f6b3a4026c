import { type ChildProcess, spawn } from 'node:child_process';

/** A server of the tests that ends with them: its whole group ends when `stop` is called or when this process dies, however it dies. */
export interface Server {
  readonly pid: number;
  /** Resolves with the exit code once the process has ended. */
  readonly ended: Promise<number | null>;
  /** What it printed so far (both streams). */
  output(): string;
  stop(): Promise<void>;
}

/**
 * The shell between holds a pipe from us: when we are gone (even by SIGKILL) `cat` sees its end, and the shell ends
 * the server's group. No server of a broken test run stays behind.
 */
const KEEPER = '"$@" </dev/null & server=$!; { cat >/dev/null; kill -KILL 0; } <&3 & wait $server; code=$?; exit $code';

export function startServer(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Server {
  const child: ChildProcess = spawn('/bin/sh', ['-c', KEEPER, 'server', command, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  return {
    pid: child.pid ?? -1,
    ended,
    output: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // Already gone.
        }
      }
      await ended;
    },
  };
}

/** Runs a command to its end. @throws Error with what it printed when it fails. */
export function run(command: string, args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ended with ${code}: ${errors.slice(-2000)}${out.slice(-2000)}`));
    });
    child.stdin.end(input ?? '');
  });
}
