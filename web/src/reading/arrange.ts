// The order in which blocks stand on the screen, and the stretches in which a long text is laid out and loaded.
import type { OutlineBlock } from '../api/types';

export type Place = { block: OutlineBlock; hosted: boolean };
export type Stretch = { index: number; places: Place[]; chars: number };

const STRETCH_CHARS = 4000;
const STRETCH_BLOCKS = 20;

/** Notes stand under the block of their call, in the order of the print; all else as printed. */
export function placesOf(blocks: OutlineBlock[]): Place[] {
  const known = new Set(blocks.map((block) => block.block));
  const notes = new Map<number, OutlineBlock[]>();
  for (const block of blocks) {
    if (block.host === null || block.host === block.block || !known.has(block.host)) continue;
    const beside = notes.get(block.host);
    if (beside) beside.push(block);
    else notes.set(block.host, [block]);
  }
  const moved = new Set([...notes.values()].flat().map((block) => block.block));
  const places: Place[] = [];
  const placed = new Set<number>();
  const put = (block: OutlineBlock, hosted: boolean) => {
    if (placed.has(block.block)) return;
    placed.add(block.block);
    places.push({ block, hosted });
    for (const note of notes.get(block.block) ?? []) put(note, true);
  };
  for (const block of blocks) if (!moved.has(block.block)) put(block, false);
  for (const block of blocks) put(block, false);
  return places;
}

export function stretchesOf(places: Place[]): Stretch[] {
  const stretches: Stretch[] = [];
  let current: Stretch | null = null;
  for (const place of places) {
    const full = current && (current.chars + place.block.chars > STRETCH_CHARS || current.places.length >= STRETCH_BLOCKS);
    if (!current || (full && !place.hosted) || current.places.length >= STRETCH_BLOCKS * 3) {
      current = { index: stretches.length, places: [], chars: 0 };
      stretches.push(current);
    }
    current.places.push(place);
    current.chars += place.block.chars;
  }
  return stretches;
}

/** The narrowest block that holds this code point; notes may interrupt the block they lie in. */
export function blockAt(blocks: OutlineBlock[], point: number): OutlineBlock | null {
  let best: OutlineBlock | null = null;
  for (const block of blocks) {
    if (block.start > point || block.end <= point) continue;
    if (!best || block.end - block.start < best.end - best.start) best = block;
  }
  if (best) return best;
  let nearest: OutlineBlock | null = null;
  for (const block of blocks) if (block.start <= point && (!nearest || block.start > nearest.start)) nearest = block;
  return nearest ?? blocks[0] ?? null;
}

/** A first guess of a stretch's height, so that the scroll bar is honest before the text is there. */
export function guessedHeight(stretch: Stretch): number {
  return stretch.places.reduce((sum, place) => sum + Math.ceil(place.block.chars / (place.hosted ? 72 : 62)) * (place.hosted ? 23 : 30) + 18, 0);
}
