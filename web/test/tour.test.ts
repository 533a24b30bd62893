import { describe, expect, it } from 'vitest';
import { placeOf, STEPS } from '../src/start/tour';

const WINDOW = { width: 1000, height: 700 };
const covers = (thing: { left: number; top: number; right: number; bottom: number }, at: { left: number; top: number }, width: number, height: number) => at.left < thing.right && at.left + width > thing.left && at.top < thing.bottom && at.top + height > thing.top;

describe('the tour', () => {
  it('has five notes, each in another view', () => {
    expect(STEPS.length).toBe(5);
    expect(new Set(STEPS.map((step) => step.view)).size).toBe(5);
  });
  it('stands beside the thing and inside the window, wherever the thing is', () => {
    for (const [left, top] of [[0, 0], [900, 0], [0, 650], [900, 650], [450, 330]] as const) {
      const thing = { left, top, right: left + 90, bottom: top + 40 };
      const at = placeOf(thing, 350, 160, WINDOW);
      expect(covers(thing, at, 350, 160)).toBe(false);
      expect(at.left >= 0 && at.left + 350 <= 1000 && at.top >= 0 && at.top + 160 <= 700).toBe(true);
    }
  });
  it('lies in the corner where there is no thing', () => {
    const at = placeOf(null, 350, 160, WINDOW);
    expect(at.left).toBeGreaterThan(500);
    expect(at.top).toBeGreaterThan(350);
  });
});
