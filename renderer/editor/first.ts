import { desk } from './desk';

/** So long (ms) the first drawing waits for the article from last time. A store that has to be mended takes longer. */
const PATIENCE = 80;

/**
 * Ends when the article that was on the desk last time has come, at once when there is none, and after PATIENCE at the latest.
 * Drawing the frame first and the article into it a moment later cost a second layout before the first key (30 ms).
 */
export function firstAnswer(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (desk.state().kind === 'opening') return;
      end();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      end();
      resolve();
    }, PATIENCE);
    const end = desk.listen(look);
    look();
  });
}
