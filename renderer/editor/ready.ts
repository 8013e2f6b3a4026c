let painted: () => void;
const frame = new Promise<void>((resolve) => {
  painted = resolve;
});

/** Called once what stands first on screen is in the page: the promise ends after the frame that shows it. */
export function announceFirstFrame(): void {
  // The message task runs after the frame that the callback belongs to has been drawn.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted();
    port2.postMessage(null);
  });
}

/** Ends after the first painted frame in which the editor takes keys (or the first room stands). */
export const firstFrame = (): Promise<void> => frame;
