/** How large the paper is shown: fitted to the pane, or a share of its true size. */
export type Zoom = 'width' | 'page' | number;

export const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
/** CSS pixels in a point: 96 to the inch against 72. */
const PIXELS = 96 / 72;
/** On a large screen a page that fills the pane is larger than anyone reads: fitting stops here. */
const WIDEST = 1.5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels per point. `paper` in points, `pane` in pixels without its margins. */
export function scaleOf(zoom: Zoom, paper: Size, pane: Size): number {
  const across = Math.max(pane.width, 120) / paper.width;
  if (zoom === 'width') return Math.min(across, WIDEST * PIXELS);
  if (zoom === 'page') return Math.min(across, Math.max(pane.height, 120) / paper.height);
  return zoom * PIXELS;
}

/** The next larger or smaller step from a scale, the same one at the end of the range. */
export function stepped(scale: number, by: 1 | -1): number {
  const now = scale / PIXELS;
  const found = by === 1 ? STEPS.find((step) => step > now + 0.01) : STEPS.findLast((step) => step < now - 0.01);
  return found ?? (by === 1 ? (STEPS.at(-1) ?? 1) : STEPS[0]);
}
