// npm run -s cli -- VERB …: the pure parts of the product on files or standard input. Standard output belongs to the
// verb; set-up speaks only when it must install something or fails.
import { pathToFileURL } from 'node:url';
import { bundle, dependencies, root } from './bootstrap/index.mjs';
import { command } from './suite/modules.mjs';

await command(async () => {
  await dependencies(root);
  const file = await bundle(root, 'electron/cli/index.ts', 'out/cli/index.mjs');
  const { main } = await import(pathToFileURL(file).href);
  return main(process.argv.slice(2));
});
