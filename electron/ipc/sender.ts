/** What of Electron's `WebFrameMain` tells where a call comes from. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/**
 * Whether a call comes from the main frame of a page of ours.
 * @param frame null once the frame has navigated away or is gone
 * @param origin the one origin that may call, as `app://host`
 */
export function isOwnFrame(frame: SenderFrame | null | undefined, origin: string): boolean {
  if (!frame || frame.parent !== null) return false;
  // `URL.origin` is "null" for a scheme that Node does not know, so the start of the address is compared.
  return frame.url === origin || frame.url.startsWith(`${origin}/`);
}
