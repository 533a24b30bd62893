// The kinds of findings, in the order of the legend, and which entity stands behind which kind.
import type { EntityType, MarkKind } from '../api/types';

export const KINDS: MarkKind[] = ['date', 'person', 'place', 'body', 'cite', 'quote', 'document', 'event'];
export const LETTERS: Record<MarkKind, string> = { date: 'd', person: 'p', place: 'l', body: 'b', cite: 'c', quote: 'q', document: 'D', event: 'e' };
export const SIGN_OF_ENTITY: Record<EntityType, string> = {
  person: 'person', place: 'place', body: 'body', document: 'document', event: 'event', shelfmark: 'cite',
};
