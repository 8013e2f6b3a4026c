// What is built from the sources: the app (electron-vite) and single entries for Node (vite). Built again only
// when a source, a configuration or the lockfile changed.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fingerprint } from './hash.mjs';
import { locked } from './lock.mjs';
import { run } from './run.mjs';
import { SetUpError, say } from './say.mjs';

const CONFIGURATION = ['package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts'];
const SOURCES = ['electron', 'shared', 'renderer', ...CONFIGURATION];

/**
 * Does `work` unless `stamp` says that it was done for the same sources and `product` is there.
 * @param {{ root: string, sources: readonly string[], stamp: string, product: string, work: () => Promise<void> }} job
 * @returns {Promise<boolean>} whether it was done now
 */
export async function whenChanged(job) {
  const same = async (/** @type {string} */ print) =>
    existsSync(job.product) && (await readFile(job.stamp, 'utf8').catch(() => '')) === print;
  if (await same(await fingerprint(job.root, job.sources))) return false;
  return locked(`${job.stamp}.lock`, async () => {
    // Taken before the work: a source that changes meanwhile leads to another build, not to a stale one.
    const print = await fingerprint(job.root, job.sources);
    if (await same(print)) return false;
    await job.work();
    await mkdir(dirname(job.stamp), { recursive: true });
    await writeFile(job.stamp, print);
    return true;
  });
}

/**
 * Builds main, preload and renderer into out/.
 * @param {string} root
 * @returns {Promise<boolean>} whether anything was built
 * @throws {SetUpError} when the build fails
 */
export function buildApp(root) {
  return whenChanged({
    root,
    sources: SOURCES,
    stamp: join(root, 'out', '.stamp-app'),
    product: join(root, 'out', 'main', 'index.js'),
    work: async () => {
      say('building the app');
      const bin = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
      const { code, stdout, stderr } = await run(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
        cwd: root,
        capture: true,
      });
      if (code !== 0) throw new SetUpError(`electron-vite build failed:\n${stdout}${stderr}`);
    },
  });
}

/**
 * Bundles one TypeScript entry for Node (packages stay outside).
 * @param {string} root
 * @param {string} entry relative to root
 * @param {string} outfile relative to root
 * @returns {Promise<string>} absolute path of the bundle
 * @throws {SetUpError} when the entry is missing or wrong
 */
export async function bundle(root, entry, outfile) {
  if (!existsSync(join(root, entry))) throw new SetUpError(`there is no ${entry}`);
  const product = join(root, outfile);
  await whenChanged({
    root,
    sources: ['electron', 'shared', 'tests', 'package.json', 'package-lock.json', 'tsconfig.json'],
    stamp: `${product}.stamp`,
    product,
    work: async () => {
      // Vite, not esbuild alone: an import that means something in the product (`?raw`, import.meta.glob) means the same here.
      const { build } = await import('vite');
      try {
        await build({
          root,
          configFile: false,
          logLevel: 'error',
          publicDir: false,
          build: {
            ssr: entry,
            outDir: dirname(outfile),
            emptyOutDir: false,
            target: 'node20.18',
            minify: false,
            sourcemap: 'inline',
            rollupOptions: { output: { format: 'es', entryFileNames: basename(outfile), codeSplitting: false } },
          },
        });
      } catch (error) {
        throw new SetUpError(`${entry} could not be bundled: ${error instanceof Error ? error.message : error}`);
      }
    },
  });
  return product;
}
