import type { ListName } from '../api/types';

/** The orders of each list as the server knows them; the first is the one it takes unasked. */
export const SORTS: Record<ListName, string[]> = {
  documents: ['date', 'from', 'to', 'genre', 'sources'],
  chronology: ['date', 'type', 'place'],
  people: ['mentions', 'label', 'sources', 'documents'],
  places: ['mentions', 'label', 'sources', 'documents'],
  bodies: ['mentions', 'label', 'sources', 'documents'],
  shelfmarks: ['label', 'citations'],
};
