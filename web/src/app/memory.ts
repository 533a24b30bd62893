// What Back brings back besides the address: how far each pane was scrolled, and where the focus was.

type Kept = { scrolls: Record<string, number>; focus: string | null };
const KEPT = 'regesta.places';
const places = new Map<string, Kept>(read());
const scrollers = new Map<string, () => number>();
let step = '';

function read(): [string, Kept][] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
  } catch {
    return [];
  }
}

/** Begins a step of the history, or takes one up again; the answer is the state to keep in the history. */
export function takeUp(known?: string): { step: string } {
  step = known ?? crypto.randomUUID();
  return { step };
}

export function rememberPlace(): void {
  const scrolls: Record<string, number> = {};
  for (const [name, offset] of scrollers) scrolls[name] = offset();
  const focus = document.activeElement?.closest<HTMLElement>('[data-return]')?.dataset.return ?? null;
  places.set(step, { scrolls, focus });
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...places].slice(-60)));
  } catch {
    // a full or forbidden store: Back then works within this visit only
  }
}

export const keptScroll = (name: string): number | undefined => places.get(step)?.scrolls[name];
export const keptFocus = (): string | null => places.get(step)?.focus ?? null;

/** Registers a pane; the offset may count pixels or anything that the pane can find again. */
export function keepScroll(name: string, offset: () => number): () => void {
  scrollers.set(name, offset);
  return () => {
    if (scrollers.get(name) === offset) scrollers.delete(name);
  };
}

/** Brings the focus back where it was on this step, as soon as the thing is there. */
export function returnFocus(): void {
  const wanted = keptFocus();
  if (!wanted) return;
  let tries = 90;
  const look = () => {
    const found = document.querySelector<HTMLElement>(`[data-return="${CSS.escape(wanted)}"]`);
    if (found) found.focus({ preventScroll: true });
    else if (--tries > 0) requestAnimationFrame(look);
  };
  look();
}
