import type { StartChild } from './contract';

/** What is used of Electron's UtilityProcess. */
interface UtilityLike {
  readonly pid: number | undefined;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  once(event: 'spawn', listener: () => void): unknown;
  kill(): boolean;
}

/** `utilityProcess.fork`, handed in so that nothing here imports electron. */
export type UtilityFork = (
  entry: string,
  args: string[],
  options: { serviceName: string; execArgv: string[]; stdio: 'ignore' | 'inherit' },
) => UtilityLike;

/** @param serviceName the name that the system's task list shows */
export function utilityChild(fork: UtilityFork, serviceName: string): StartChild {
  return (entry, memoryMb) => {
    const child = fork(entry, [], {
      serviceName,
      execArgv: [`--max-old-space-size=${memoryMb}`],
      stdio: 'inherit',
    });
    let exited = false;
    child.on('exit', () => {
      exited = true;
    });
    const kill = () => {
      if (exited) return;
      // UtilityProcess.kill() asks politely (SIGTERM); a process stuck in native code must go at once.
      try {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
        else child.once('spawn', kill);
      } catch {
        child.kill();
      }
    };
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill,
    };
  };
}
