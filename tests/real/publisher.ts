import { openNewsroom } from './newsroom';

/**
 * The program as a process of its own that can be killed: opens the store of a folder and lets the outbox work.
 * Arguments: the folder, the bundled store worker.
 */
const [, , folder, worker] = process.argv;
if (folder === undefined || worker === undefined) throw new Error('publisher FOLDER WORKER');
await openNewsroom(worker, {}, { folder });
process.stdout.write('open\n');
