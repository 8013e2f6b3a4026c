import { fork } from 'node:child_process';
import type { StartChild } from './contract';

/** A job process under plain Node: tests, the command line, the benches. */
export const nodeChild: StartChild = (entry, memoryMb) => {
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    send: (message) => void child.send(message as Parameters<typeof child.send>[0]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null) => {
        if (told) return;
        told = true;
        listener(code);
      };
      child.on('exit', tell);
      child.on('error', () => tell(null));
    },
    kill: () => void child.kill('SIGKILL'),
    hold: (on) => {
      if (on) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
  };
};
