import { serveJobs } from '../jobs/serve';
import { printBulletin } from './compile';
import { writeSynced } from './file';
import { COMPILE, type CompileAnswer, compileOrder } from './order';

/** Entry of the print process: lays bulletins out and writes their PDFs. */
serveJobs({
  [COMPILE]: async (order): Promise<CompileAnswer> => {
    const { input, preset, fonts, now, out } = compileOrder.parse(order);
    const { pdf, pages, warnings } = printBulletin(input, { preset, fonts, now });
    await writeSynced(out, pdf);
    return { pages, bytes: pdf.length, warnings: [...warnings] };
  },
});
