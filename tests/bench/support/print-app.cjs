// One Electron in which the product's print process and Chromium's print take turns. Says one JSON line a round.
// Argument after the app: path of a JSON file {job, order, contestant, given, folder, rounds, delayMs}; with no rounds it
// prints once by Chromium, for the time from the start of the whole Electron.
const { readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { app, utilityProcess } = require('electron');

const task = JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));
const { print } = require(task.contestant);

/** From the start of the process to the PDF on disk. The delay of the self-check lies where the product would be slower. */
function product(out) {
  return new Promise((resolve, reject) => {
    const order = JSON.parse(readFileSync(task.order, 'utf8'));
    rmSync(out, { force: true });
    const begun = performance.now();
    const child = utilityProcess.fork(task.job, [], { stdio: 'inherit' });
    child.on('exit', () => reject(new Error('the print process ended')));
    child.on('message', (message) => {
      if (message.t !== 'done') {
        reject(new Error(JSON.stringify(message)));
        return;
      }
      setTimeout(() => {
        resolve({ ms: performance.now() - begun, pages: message.value.pages, bytes: message.value.bytes });
        child.removeAllListeners('exit');
        child.kill();
      }, task.delayMs);
    });
    child.postMessage({ id: 1, kind: 'print.compile', input: { ...order, out }, memoryMb: 2048 });
  });
}

app
  .whenReady()
  .then(async () => {
    if (task.rounds === 0) {
      const cold = await print(task.given, join(task.folder, 'cold.pdf'), false);
      process.stdout.write(`${JSON.stringify(cold)}\n`);
    }
    for (let round = 0; round < task.rounds; round++) {
      const chromium = await print(task.given, join(task.folder, 'chromium.pdf'), false);
      const typst = await product(join(task.folder, 'product.pdf'));
      // A Chromium bulletin with page numbers in its contents must be printed again once they are known.
      const again = await print(task.given, join(task.folder, 'again.pdf'), false);
      const plain = await print(task.given, join(task.folder, 'plain.pdf'), true);
      process.stdout.write(`${JSON.stringify({ chromium, typst, again, plain })}\n`);
    }
    app.exit(0);
  })
  .catch((error) => {
    console.error(error);
    app.exit(1);
  });
app.on('window-all-closed', () => undefined);
