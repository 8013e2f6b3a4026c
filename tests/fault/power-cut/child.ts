import { type CoreCall, openCore } from '../../../electron/store/core';
import { work } from '../support/work';

// Saves on its main thread alone, so that a trace of that thread is everything. Arguments: folder, seed, steps, synchronous.
const [, , folder = '', seed = '0', steps = '0', synchronous = 'FULL'] = process.argv;
const core = openCore(folder, { synchronous: synchronous === 'OFF' ? 'OFF' : 'FULL', checkpointPages: 150 });
await work((name, input) => core.call(name as CoreCall, input as never) as never, Number(seed), Number(steps));
core.close();
