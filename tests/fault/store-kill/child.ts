import { openStore } from '../../../electron/store';
import { work } from '../support/work';

// The store with all its threads, at work until it is killed. Arguments: folder, worker, seed.
const [, , folder = '', worker = '', seed = '0'] = process.argv;
const store = await openStore({ folder, worker, careAfter: 30 });
store.settle();
await work((name, input) => store.call(name, input), Number(seed), Number.MAX_SAFE_INTEGER);
