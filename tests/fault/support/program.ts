import { join } from 'node:path';
import { build } from 'vite';

/** A TypeScript program of the tests as one file for plain Node: threads and children cannot load TypeScript. */
export async function program(root: string, entry: string, name: string): Promise<string> {
  const folder = join(root, 'out', 'fault', 'programs');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
  return join(folder, `${name}.mjs`);
}
