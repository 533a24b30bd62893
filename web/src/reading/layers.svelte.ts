// Which kinds are drawn. A habit of the reader, so it is kept in the browser.
import type { MarkKind } from '../api/types';

export type Layer = MarkKind | 'repairs' | 'letters' | 'notes' | 'undecided';
const KEPT = 'regesta.layers';
/** Off until asked for: while nothing can be decided, a wash on everything would say nothing. */
const UNASKED: Layer[] = ['repairs', 'letters', 'undecided'];
const off = new Set<Layer>(read());

function read(): Layer[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? JSON.stringify(UNASKED));
  } catch {
    return UNASKED;
  }
}

export const layers = $state<{ off: Layer[] }>({ off: [...off] });
export const isOn = (layer: Layer): boolean => !layers.off.includes(layer);
export function toggle(layer: Layer): void {
  layers.off = isOn(layer) ? [...layers.off, layer] : layers.off.filter((other) => other !== layer);
  localStorage.setItem(KEPT, JSON.stringify(layers.off));
}
