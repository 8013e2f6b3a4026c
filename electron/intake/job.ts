import { serveJobs } from '../jobs/serve';
import { PROBE, probeOrder, READ, readOrder } from './order';
import { probe } from './picture';
import { readFile } from './read';

/** Entry of the intake process: reads strangers' files and pictures, where a crash or a bomb hurts nobody. */
serveJobs({
  [READ]: (order) => {
    const { name, bytes } = readOrder.parse(order);
    return readFile(bytes, name);
  },
  [PROBE]: (order) => probe(probeOrder.parse(order).bytes),
});
