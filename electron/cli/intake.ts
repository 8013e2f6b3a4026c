import { basename } from 'node:path';
import { readFile } from '../intake';
import { faultOf } from './fault';
import type { Io } from './io';

/**
 * `intake FILE…`: each file as the article it would become, a line each; what fails is a line too.
 * @returns exit code: 1 when any failed
 */
export async function intakeVerb(files: readonly string[], io: Io): Promise<number> {
  let code = 0;
  for (const file of files) {
    try {
      const { kind, encoding, fields, blocks, notes } = await readFile(await io.readFile(file), basename(file));
      io.out({ file, kind, article: { fields, blocks }, encoding, report: notes });
    } catch (error) {
      io.out({ file, error: faultOf(error, file, io) });
      code = 1;
    }
  }
  return code;
}
