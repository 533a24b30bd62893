// Five notes on real things of the sample project, one view after the other; closed once, they never come back.
import type { to, View } from '../app/address.svelte';

export type Step = { name: 'doors' | 'documents' | 'read' | 'timeline' | 'review'; view: View; anchor: string; href: (way: typeof to, project: string, source: string) => string };
export const STEPS: Step[] = [
  { name: 'doors', view: 'doors', anchor: '[data-return="door-documents"]', href: (way, project) => way.doors(project) },
  { name: 'documents', view: 'list', anchor: '[role="row"], .rows .row, .row', href: (way, project) => way.list(project, 'documents') },
  { name: 'read', view: 'read', anchor: '.f.date, .f.person', href: (way, project, source) => way.read(project, source) },
  { name: 'timeline', view: 'timeline', anchor: '.dating', href: (way, project) => way.view(project, 'timeline') },
  { name: 'review', view: 'review', anchor: '.rows li', href: (way, project) => way.view(project, 'review') },
];
const KEPT = 'regesta.tour';

export function isClosed(): boolean {
  try { return localStorage.getItem(KEPT) === 'closed'; } catch { return true; }
}
export function closeForGood(): void {
  try { localStorage.setItem(KEPT, 'closed'); } catch { /* a forbidden store: closed for this visit only */ }
}

export type Box = { left: number; top: number; right: number; bottom: number };
/** Where a note of some size stands beside a thing without covering it: below, above, right or left, else in the lower corner. */
export function placeOf(thing: Box | null, width: number, height: number, inner: { width: number; height: number }): { left: number; top: number } {
  const GAP = 12;
  const clamp = (at: number, most: number) => Math.max(8, Math.min(at, most - 8));
  const corner = { left: clamp(inner.width - width - 16, inner.width - width), top: clamp(inner.height - height - 48, inner.height - height) };
  if (!thing) return corner;
  const left = clamp(thing.left, inner.width - width);
  const top = clamp(thing.top, inner.height - height);
  if (thing.bottom + GAP + height <= inner.height) return { left, top: thing.bottom + GAP };
  if (thing.top - GAP - height >= 0) return { left, top: thing.top - GAP - height };
  if (thing.right + GAP + width <= inner.width) return { left: thing.right + GAP, top };
  if (thing.left - GAP - width >= 0) return { left: thing.left - GAP - width, top };
  return corner;
}
