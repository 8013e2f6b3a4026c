import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface Props {
  readonly label: string;
  /** Width of the pane it moves, in px. */
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** 1: the pane is left of the divider; -1: right of it. */
  readonly side: 1 | -1;
  readonly onMove: (width: number) => void;
  readonly onEnd: (width: number) => void;
}

/** A line between two panes that mouse and arrow keys move. */
export function Divider({ label, width, min, max, side, onMove, onEnd }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const at = (event: PointerEvent) =>
    clamp((from.current?.width ?? width) + side * (event.clientX - (from.current?.x ?? 0)));
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    onEnd(clamp(width + side * step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget; <hr> is not.
    <div
      className="divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={key}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => from.current && onMove(at(event))}
      onPointerUp={(event) => {
        if (from.current) onEnd(at(event));
        from.current = null;
      }}
    />
  );
}
