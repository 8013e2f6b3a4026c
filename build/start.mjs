// npm start: sets up what is missing and opens the workstation. Without a display, or with --demo, the app runs its
// demonstration on a virtual one.
import { prepare, root, run } from './bootstrap/index.mjs';
import { command } from './suite/modules.mjs';

await command(async () => {
  const given = process.argv.slice(2);
  const set = await prepare({ build: true });
  const demo = set.display === 'virtual' && !given.includes('--demo') ? ['--demo'] : [];
  const { code } = await run(set.electronPath, [...set.args, root, ...demo, ...given], { cwd: root, env: set.env });
  set.end();
  return code;
});
