import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BODY, colour, LEAD, SOURCE, TITLE, wordFile } from '../intake/fixtures/files';

// Each test starts real processes, which may have to be bundled first.
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'toasoan-cli-'));
const text = join(folder, 'bài.txt');
const word = join(folder, 'bài.docx');
const pdf = join(folder, 'gia.pdf');

/** The real command, as a script runs it. */
function cli(
  words: readonly string[],
  input = '',
): Promise<{ code: number | null; lines: unknown[]; out: string; err: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, 'build/cli.mjs'), ...words], { cwd: folder });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      const lines = out.split('\n').filter((line) => line.startsWith('{'));
      done({ code, lines: lines.map((line): unknown => JSON.parse(line)), out, err });
    });
    child.stdin.end(input);
  });
}

beforeAll(async () => {
  writeFileSync(text, [TITLE, LEAD, ...BODY, SOURCE].join('\r\n'));
  writeFileSync(word, await wordFile(await colour(300, 200)));
  writeFileSync(pdf, '%PDF-1.7');
  // The first run bundles the command.
  await cli(['normalise']);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('normalise takes standard input and says what it changed', async () => {
  const { code, lines } = await cli(['normalise'], `\ufeff${'Đảng'.normalize('NFD')} \u00d0o\u00e0n\u200b`);
  expect(code).toBe(0);
  expect(lines).toEqual([{ encoding: 'UTF-8', text: 'Đảng Đoàn', composed: 1, eth: 1, invisible: 1, control: 0 }]);
  expect((await cli(['normalise', '--text'], 'a\u200bb\r\n')).out).toBe('ab\n');
});

test('intake gives a line for each file, a fault too, and ends with 1 when one failed', async () => {
  const { code, lines, err } = await cli(['intake', text, pdf, word]);
  expect(code).toBe(1);
  expect(lines).toMatchObject([
    { file: text, kind: 'txt', encoding: 'UTF-8', article: { fields: { title: TITLE, lead: LEAD, source: SOURCE } } },
    { file: pdf, error: { code: 'intake.kind' } },
    { file: word, kind: 'docx', article: { fields: { title: TITLE } } },
  ]);
  expect(err).toContain('intake.kind');
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('print makes one PDF of texts, Word files and what intake printed', async () => {
  const line = (await cli(['intake', text])).out;
  const json = join(folder, 'bài.json');
  writeFileSync(json, line);
  const out = join(folder, 'ra.pdf');
  const { code, lines, err } = await cli([
    'print',
    text,
    word,
    json,
    '-o',
    out,
    '--preset',
    'a5',
    '--columns',
    '1',
    '--title',
    'Kinh Đứng',
  ]);
  expect(err).toBe('');
  expect(code).toBe(0);
  const bytes = readFileSync(out);
  expect(lines).toMatchObject([{ file: out, articles: 3, bytes: bytes.length }]);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined;
test.skipIf(!hasPdfToText)('the printed PDF holds the words of the file [needs pdftotext]', async () => {
  const { code } = await cli(['print', text]);
  expect(code).toBe(0);
  const made = join(folder, 'bài.pdf');
  expect(existsSync(made)).toBe(true);
  const words = spawnSync('pdftotext', [made, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' ');
  expect(words).toContain('Từ tờ mờ sáng');
  expect(words).toContain(TITLE);
});

test.each([
  [[]],
  [['nothing']],
  [['intake']],
  [['print', 'a.txt', '--columns', '7']],
  [['print', 'a.txt', '--preset', 'x']],
  [['normalise', '--what']],
])('wrong words end with 2 and the usage: %j', async (words) => {
  const { code, out, err } = await cli(words);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('usage:');
});
