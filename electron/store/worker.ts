import { parentPort, workerData } from 'node:worker_threads';
import { type Core, type CoreCall, openCore } from './core';
import { type Report, type Request, type ThreadData, toWire } from './wire';

// The entry of every thread of the store; what it is for is in its data. Only shells of what stands in core.ts.
const port = parentPort;
if (!port) throw new Error('the store worker is started as a thread');
const { folder } = workerData as ThreadData;
const report = (message: Report): void => port.postMessage(message);

let core: Core | null = null;
try {
  core = openCore(folder);
  report({ kind: 'open' });
} catch (error) {
  report({ kind: 'failed', error: toWire(error) });
  port.close();
}

port.on('message', (request: Request) => {
  if (!core) return;
  switch (request.kind) {
    case 'call':
      try {
        const value = core.call(request.name as CoreCall, request.input as never);
        report({ kind: 'answer', id: request.id, value });
      } catch (error) {
        report({ kind: 'refusal', id: request.id, error: toWire(error) });
      }
      for (const change of core.takeChanges()) report({ kind: 'change', change });
      return;
    case 'settle':
      return;
    case 'close':
      core.close();
      core = null;
      report({ kind: 'closed' });
      port.close();
  }
});
