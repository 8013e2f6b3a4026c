import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Entries whose file is there: the house is built room by room. */
const present = (entries: Record<string, string>) =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));
const at = (path: string) => resolve(import.meta.dirname, path);

/**
 * One configuration for the three bundles. Targets are named because the defaults follow the newest
 * Electron, and product code must also run on Electron 33 (Node 20.18, Chrome 130).
 * Every process of its own (store worker, print and intake jobs) is an entry of the main bundle.
 */
export default defineConfig({
  main: {
    // fflate's build for Node declares a `require` of its own, which collides with the one that electron-vite puts into
    // the same chunk; what we use of it is the same in both builds.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      minify: true,
      externalizeDeps: {
        // Packages with native parts, or that read files of their own, stay outside the bundle.
        include: ['better-sqlite3', '@napi-rs/image', '@myriaddreamin/typst-ts-node-compiler'],
        exclude: ['zod', 'parse5', 'iconv-lite', 'mammoth', 'word-extractor', 'electron-log', 'fflate', 'docx'],
      },
      rollupOptions: {
        input: present({
          index: at('electron/main.ts'),
          store: at('electron/store/worker.ts'),
          print: at('electron/print/job.ts'),
          intake: at('electron/intake/job.ts'),
        }),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      minify: true,
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      cssMinify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
