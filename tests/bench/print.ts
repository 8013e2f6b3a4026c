import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchContext, BenchResult } from '../../build/contracts';
import { fontFolder, type PrintInput, readPresets } from '../../electron/print';
import { sampleBulletin } from '../../electron/print/fixtures/bulletin';
import { blockText } from '../../shared/body/text';
import { median, rounded } from './support/stats';

/** Articles that fill about 80 pages of A5 in two columns. */
const ARTICLES = 52;
const FILE = /^\{.*\}$/;

/**
 * The PDF of an 80-page A5 bulletin in a fresh print process, from its start to the file synced, against Chromium's
 * printToPDF of the same words in a fresh renderer, from its start to the file on disk, in the same Electron; taking turns.
 * The same settings for both: page, columns, font, sizes, running head, page numbers, tags, outline, and lines broken with
 * regard to each other (Typst's justification; `text-wrap: pretty`). Also told: `printOnly`, against printToPDF alone with
 * the page already loaded; `plain`, against Chromium without running head, page numbers and pretty lines; `contents`,
 * against the two prints that Chromium needs for page numbers in the contents, which the product's PDF has (finding the
 * pages in the first print is not counted); `cold`, both from the start of an operating system's process: the print job
 * alone against a whole Electron that prints once.
 */
export default async function print(context: BenchContext): Promise<BenchResult> {
  const { electron, root, short, say, delayMs } = context;
  const rounds = short ? 3 : 11;
  const preset = readPresets().get('a5');
  if (!preset) throw new Error('no preset a5');
  const fonts = fontFolder(root);
  const input = sampleBulletin(ARTICLES, 10, { preset: 'a5', columns: 2 });
  const folder = await mkdtemp(join(tmpdir(), 'toasoan-bench-print-'));
  const path = (name: string) => join(folder, name);
  try {
    await writeFile(path('order.json'), JSON.stringify({ input, preset, fonts, now: Date.now() }));
    const { page, margin, sizes, leading, gutter, indent } = preset;
    const face = (name: string) => join(fonts, name, `Tinos_${name}.ttf`);
    const given = {
      page: { ...page, ...margin, body: sizes.body, title: sizes.title, columns: 2, leading, gutter, indent },
      fonts: {
        regular: face('400Regular'),
        bold: face('700Bold'),
        italic: face('400Regular_Italic'),
        boldItalic: face('700Bold_Italic'),
      },
      articles: words(input),
      head: `${input.fields.masthead.kicker} ${input.fields.masthead.title}`,
    };
    await writeFile(path('given.json'), JSON.stringify(given));
    const task = {
      job: join(root, 'out', 'main', 'print.js'),
      order: path('order.json'),
      contestant: join(root, 'tests', 'bench', 'contestants', 'print', 'print.cjs'),
      given: path('given.json'),
      folder,
      rounds: rounds + 1,
      delayMs,
    };
    await writeFile(path('task.json'), JSON.stringify(task));
    const app = join(root, 'tests', 'bench', 'support', 'print-app.cjs');
    const lines = await run(electron, [app, `--user-data-dir=${path('profile')}`, path('task.json')]);
    await writeFile(path('cold.json'), JSON.stringify({ ...task, rounds: 0 }));
    const cold: { product: number; chromium: number }[] = [];
    for (let round = 0; round < Math.ceil(rounds / 2); round++) {
      const begun = performance.now();
      await run(electron, [app, `--user-data-dir=${path('profile')}`, path('cold.json')]);
      const between = performance.now();
      await alone(
        electron,
        task.job,
        { input, preset, fonts, now: Date.now(), out: path(`cold-${round}.pdf`) },
        delayMs,
      );
      cold.push({ chromium: between - begun, product: performance.now() - between });
    }
    // The first turn warms the disk for both and is not counted.
    const turns = lines.slice(1);
    if (turns.length !== rounds) throw new Error(`${turns.length} turns of ${rounds}`);
    const product = median(turns.map(({ typst }) => typst.ms));
    const chromium = median(turns.map((turn) => turn.chromium.loadMs + turn.chromium.printMs));
    const printOnly = median(turns.map((turn) => turn.chromium.printMs));
    const twice = median(
      turns.map(({ chromium: one, again }) => one.loadMs + one.printMs + again.loadMs + again.printMs),
    );
    const plain = median(turns.map((turn) => turn.plain.loadMs + turn.plain.printMs));
    say(`print: product ${product.toFixed()} ms, Chromium ${chromium.toFixed()} ms (plain ${plain.toFixed()} ms)`);
    const coldProduct = median(cold.map((one) => one.product));
    const coldChromium = median(cold.map((one) => one.chromium));
    const pdf = await readFile(path('chromium.pdf'), 'latin1');
    return {
      ratio: rounded(product / chromium),
      printOnly: rounded(product / printOnly),
      plain: rounded(product / plain),
      contents: rounded(product / twice),
      cold: rounded(coldProduct / coldChromium),
      atMost: { ratio: 0.5 },
      medianMs: {
        product: rounded(product),
        chromium: rounded(chromium),
        printOnly: rounded(printOnly),
        plain: rounded(plain),
        contents: rounded(twice),
        coldProduct: rounded(coldProduct),
        coldChromium: rounded(coldChromium),
      },
      pages: { product: turns[0]?.typst.pages, chromium: (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length },
      bytes: { product: turns[0]?.typst.bytes, chromium: (await stat(path('chromium.pdf'))).size },
      rounds,
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The articles as plain parts, which need nothing of the product to be set. */
function words(input: PrintInput): { tag: string; text: string }[][] {
  const tags = { paragraph: 'p', heading: 'h2', quote: 'blockquote', list: 'p', rule: 'p', picture: 'p' } as const;
  return input.articles.map(({ article }) =>
    article
      ? [
          { tag: 'h1', text: article.fields.title },
          { tag: 'p class="lead"', text: article.fields.lead },
          ...article.blocks.map((block) => ({ tag: tags[block.kind], text: blockText(block) })),
          { tag: 'p', text: article.fields.author },
        ]
      : [],
  );
}

interface Chromium {
  readonly loadMs: number;
  readonly printMs: number;
}

interface Turn {
  readonly chromium: Chromium;
  readonly again: Chromium;
  readonly plain: Chromium;
  readonly typst: { readonly ms: number; readonly pages: number; readonly bytes: number };
}

function run(electron: BenchContext['electron'], args: readonly string[]): Promise<Turn[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(electron.path, [...electron.args, ...args], {
      env: electron.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`the bench app ended with ${code}: ${complaints.slice(-2000)}`));
      else
        resolve(
          out
            .split('\n')
            .filter((line) => FILE.test(line))
            .map((line): Turn => JSON.parse(line)),
        );
    });
  });
}

/** One print job in a process of its own (the same Electron as plain Node), from its start to its end. */
function alone(
  electron: BenchContext['electron'],
  job: string,
  order: Readonly<Record<string, unknown>> & { readonly out: string },
  delayMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(electron.path, [job], {
      env: { ...electron.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    child.on('error', reject);
    child.on('message', () => void setTimeout(() => child.disconnect(), delayMs));
    // Not 'close': it never comes where this side gave up the channel.
    child.on('exit', () => {
      stat(order.out).then(() => resolve(), reject);
    });
    child.send({ id: 1, kind: 'print.compile', input: order, memoryMb: 2048 });
  });
}

print.selfCheckMs = 300;
