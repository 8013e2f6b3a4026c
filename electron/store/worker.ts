import { parentPort, workerData } from 'node:worker_threads';
import { serveCare } from './care';
import { serveListing } from './listing';
import { type Report, type Request, type ThreadData, toWire } from './wire';
import { type Serve, serveWriting } from './writing';

// The entry of every thread of the store; what it is for stands in its data.
const port = parentPort;
if (!port) throw new Error('the store worker is started as a thread');
const data = workerData as ThreadData;
const report = (message: Report): void => port.postMessage(message);
const roles = { write: serveWriting, list: serveListing, care: serveCare } as const;

let serve: Serve | null = null;
try {
  serve = roles[data.role](data, report);
} catch (error) {
  report({ kind: 'failed', error: toWire(error) });
  port.close();
}

port.on('message', (request: Request) => {
  serve?.(request);
  if (request.kind === 'close') port.close();
});
