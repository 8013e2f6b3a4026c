import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The project's own sample articles, each as one self-contained HTML file: its drawings put in as data addresses. */
export async function ownSamples(root: string): Promise<Sample[]> {
  const folder = join(root, 'tests', 'fixtures', 'articles');
  const names = (await readdir(folder)).filter((name) => extname(name) === '.html').sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await inlined(folder, name) })));
}

/** The real article the project is tried on, where the folder beside the checkout has it. */
export async function realSample(root: string): Promise<Sample | null> {
  const path = join(root, '..', 'shared', 'domain', 'samples', 'ca-mau-2020.txt');
  const bytes = await readFile(path).catch(() => null);
  return bytes && { name: basename(path), bytes: new Uint8Array(bytes) };
}

async function inlined(folder: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  let html = await readFile(join(folder, name), 'utf8');
  for (const [, path] of html.matchAll(/src="(pictures\/[\w-]+\.jpg)"/g)) {
    if (path === undefined) continue;
    const picture = await readFile(join(folder, path));
    html = html.replace(path, `data:image/jpeg;base64,${picture.toString('base64')}`);
  }
  return new TextEncoder().encode(html);
}
