/** No key for so long (ms): the person has paused. */
const PAUSE = 800;
/** Nothing is put off longer (ms), however long someone types on. */
const LONGEST = 15_000;

let lastKey = Number.NEGATIVE_INFINITY;
window.addEventListener(
  'keydown',
  () => {
    lastKey = performance.now();
  },
  { capture: true, passive: true },
);

/**
 * Runs `act` in `ms` milliseconds, and later still while someone types: what is drawn beside the sheet after every
 * autosave must not hold up the next key.
 */
export function whenQuiet(ms: number, act: () => void): void {
  const until = performance.now() + LONGEST;
  const look = () => {
    const wait = lastKey + PAUSE - performance.now();
    if (wait <= 0 || performance.now() >= until) act();
    else setTimeout(look, wait);
  };
  setTimeout(look, ms);
}
