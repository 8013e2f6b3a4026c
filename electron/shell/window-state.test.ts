import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bounds, placeWindow } from './window-state';

const SCREEN: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND: Bounds = { x: 1920, y: -200, width: 1280, height: 984 };
const saved = (bounds: Bounds) => ({ bounds, maximized: false, fullScreen: false });

describe('the window opens', () => {
  test('where it was left', () => {
    const bounds = { x: 100, y: 80, width: 1200, height: 800 };
    expect(placeWindow(saved(bounds), [SCREEN]).bounds).toEqual(bounds);
  });

  test('on the second screen while that is there, else centred on the first', () => {
    const bounds = { x: 2000, y: -100, width: 1000, height: 700 };
    expect(placeWindow(saved(bounds), [SCREEN, SECOND]).bounds).toEqual(bounds);
    expect(placeWindow(saved(bounds), [SCREEN]).bounds).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
  });

  test('never with its title bar above the screen', () => {
    expect(placeWindow(saved({ x: 100, y: -40, width: 1000, height: 700 }), [SCREEN]).bounds.y).toBe(170);
  });

  test('not larger than a screen that became smaller', () => {
    const small = { x: 0, y: 0, width: 1366, height: 728 };
    const { bounds } = placeWindow(saved({ x: 0, y: 0, width: 1900, height: 1000 }), [small]);
    expect(bounds).toEqual(small);
  });

  test('maximized again', () => {
    const state = { ...saved({ x: 0, y: 0, width: 1200, height: 800 }), maximized: true };
    expect(placeWindow(state, [SCREEN]).maximized).toBe(true);
  });

  test.each([
    null,
    7,
    '{}',
    { bounds: {} },
    { bounds: { x: 1.5, y: 0, width: 900, height: 700 } },
    saved({ x: 0, y: 0, width: 3, height: 3 }),
  ])('centred at its usual size when what was saved is %j', (state) => {
    expect(placeWindow(state, [SCREEN]).bounds).toEqual({ x: 277, y: 136, width: 1366, height: 768 });
  });

  test('within hand’s reach of some screen, whatever was saved', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 200, max: 9000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const { bounds } = placeWindow(saved({ x, y, width, height }), [SCREEN, SECOND]);
        const seen = [SCREEN, SECOND].some(
          (screen) =>
            Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x) >= 160 &&
            bounds.y >= screen.y &&
            bounds.y <= screen.y + screen.height - 32,
        );
        expect(seen).toBe(true);
      }),
    );
  });
});
