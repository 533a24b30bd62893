// What the bars show of the view that is open.
import type { Overview } from '../api/types';

export type KeyHint = { keys: string[]; does: string };
export const windowState = $state<{ overview: Overview | null; help: boolean; palette: boolean; crumb: string; crumbNote: string; hints: KeyHint[] }>({
  overview: null, help: false, palette: false, crumb: '', crumbNote: '', hints: [],
});

/** Sets the title of the page, the trail at the top and the keys at the foot. */
export function present(crumb: string, crumbNote = '', hints: KeyHint[] = []): void {
  windowState.crumb = crumb;
  windowState.crumbNote = crumbNote;
  windowState.hints = hints;
  document.title = crumb ? `${crumb} · Regesta` : 'Regesta';
}
