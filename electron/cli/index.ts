import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { intakeVerb } from './intake';
import { type Io, UsageError } from './io';
import { normaliseVerb } from './normalise';
import { printVerb } from './print';

const USAGE = `usage: npm run -s cli -- VERB …
  normalise [--text] [FILE…]     text in its stored form, and what was changed; standard input without FILE
  intake FILE…                   files as the articles they would become
  print FILE… [-o OUT.pdf] [--preset ID] [--columns N] [--title WORDS]
                                 files (docx, doc, html, txt, or json of intake) as one bulletin
JSON out, one object a line. Exit 1: something failed. Exit 2: wrong words.`;

/**
 * The pure parts of the product on files or standard input, for scripts and for checking.
 * @param argv words after the program's name
 * @returns exit code: 0 done, 1 something failed, 2 wrong words
 */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  const [verb, ...words] = argv;
  try {
    switch (verb) {
      case 'normalise': {
        const { values, positionals } = parse(words, { text: { type: 'boolean' } });
        return await normaliseVerb(positionals, values.text === true, io);
      }
      case 'intake': {
        const { positionals } = parse(words, {});
        if (positionals.length === 0) throw new UsageError('intake: no FILE');
        return await intakeVerb(positionals, io);
      }
      case 'print': {
        const { values, positionals } = parse(words, {
          out: { type: 'string', short: 'o' },
          preset: { type: 'string' },
          columns: { type: 'string' },
          title: { type: 'string' },
        });
        if (positionals.length === 0) throw new UsageError('print: no FILE');
        return await printVerb(positionals, values, io);
      }
      default:
        throw new UsageError(verb === undefined ? 'no VERB' : `there is no verb ${verb}`);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.say(`${error.message}\n${USAGE}`);
    return 2;
  }
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const processIo: Io = {
  async readInput() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
    return new Uint8Array(Buffer.concat(chunks));
  },
  readFile: async (path) => new Uint8Array(await readFile(path)),
  writeFile: (path, bytes) => writeFile(path, bytes),
  out: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  text: (text) => void process.stdout.write(text),
  say: (line) => void process.stderr.write(`${line}\n`),
};
