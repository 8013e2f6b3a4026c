import { normaliseReport } from '../../shared/vietnamese';
import { decode } from '../intake';
import { faultOf } from './fault';
import type { Io } from './io';

/**
 * `normalise [--text] [FILE…]`: text in its one stored form, with what was changed; standard input without a file.
 * @returns exit code
 */
export async function normaliseVerb(files: readonly string[], plain: boolean, io: Io): Promise<number> {
  let code = 0;
  for (const file of files.length > 0 ? files : [null]) {
    try {
      const { text, encoding } = decode(file === null ? await io.readInput() : await io.readFile(file));
      const report = normaliseReport(text);
      if (plain) io.text(report.text);
      else io.out({ ...(file === null ? {} : { file }), encoding, ...report });
    } catch (error) {
      io.out({ file, error: faultOf(error, file ?? '-', io) });
      code = 1;
    }
  }
  return code;
}
