import { z } from 'zod';

/** Pixels as Electron counts them (device-independent). */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const bounds = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
});
export const windowState = z.strictObject({ bounds, maximized: z.boolean(), fullScreen: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

export const SMALLEST = { width: 960, height: 600 } as const;
const USUAL = { width: 1366, height: 768 } as const;
/** So much of the title bar must be on a screen for a hand to get hold of it. */
const GRIP = { width: 160, height: 32 } as const;

/**
 * Where the window opens: as it was left if a hand can reach it there, else centred on the first screen.
 * @param saved as read from disk, unchecked
 * @param screens work areas of the present screens, the main one first
 */
export function placeWindow(saved: unknown, screens: readonly Bounds[]): WindowState {
  const main = screens[0] ?? { x: 0, y: 0, ...USUAL };
  const read = windowState.safeParse(saved);
  if (!read.success) return { bounds: centred(main, USUAL), maximized: false, fullScreen: false };
  const { bounds: left, maximized, fullScreen } = read.data;
  const home = screens.find((screen) => reachable(left, screen));
  const found = home ? fitted(left, home) : centred(main, left);
  return { bounds: found, maximized, fullScreen };
}

function reachable(window: Bounds, screen: Bounds): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const above = screen.y + screen.height - window.y;
  return across >= GRIP.width && above >= GRIP.height && window.y >= screen.y;
}

/** No larger than its screen; what is cut off on the right may not take the window out of reach. */
function fitted(window: Bounds, screen: Bounds): Bounds {
  const width = Math.min(window.width, screen.width);
  const height = Math.min(window.height, screen.height);
  return { x: Math.max(window.x, screen.x - (width - GRIP.width)), y: window.y, width, height };
}

function centred(screen: Bounds, size: { readonly width: number; readonly height: number }): Bounds {
  const width = Math.min(Math.max(size.width, SMALLEST.width), screen.width);
  const height = Math.min(Math.max(size.height, SMALLEST.height), screen.height);
  return {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 2),
    width,
    height,
  };
}
