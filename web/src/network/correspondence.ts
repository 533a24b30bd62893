// Who wrote to whom, from one person or body: counted from the calendar of documents, by direction and channel.
import type { DocumentRow, Party } from '../api/types';
import { boundsOf, shapeOf } from '../dates/edtf';

export type Link = { party: Party; key: string; to: DocumentRow[]; from: DocumentRow[] };
export type Channel = { genre: string; number: number };

export const keyOf = (party: Party): string => party.id || `~${party.label}`;

/** The others with whom a party exchanged documents: first those with the most. A document to three is one with each. */
export function linksOf(start: string, documents: DocumentRow[]): Link[] {
  const links = new Map<string, Link>();
  const at = (party: Party): Link => {
    const key = keyOf(party);
    const known = links.get(key) ?? { party, key, to: [], from: [] };
    links.set(key, known);
    return known;
  };
  for (const document of documents) {
    const sent = document.from.some((party) => keyOf(party) === start);
    const got = document.to.some((party) => keyOf(party) === start);
    if (sent) for (const party of document.to) if (keyOf(party) !== start) at(party).to.push(document);
    if (got) for (const party of document.from) if (keyOf(party) !== start) at(party).from.push(document);
  }
  return [...links.values()].sort((a, b) => b.to.length + b.from.length - (a.to.length + a.from.length) || (a.party.label < b.party.label ? -1 : a.party.label > b.party.label ? 1 : a.key < b.key ? -1 : 1));
}

/** Documents of a party whose other side no text names. */
export function unanswered(start: string, documents: DocumentRow[]): { sent: number; got: number } {
  const named = (list: Party[]) => list.some((party) => keyOf(party) !== start);
  return {
    sent: documents.filter((document) => document.from.some((party) => keyOf(party) === start) && !named(document.to)).length,
    got: documents.filter((document) => document.to.some((party) => keyOf(party) === start) && !named(document.from)).length,
  };
}

export function channelsOf(documents: DocumentRow[]): Channel[] {
  const counts = new Map<string, number>();
  for (const document of documents) counts.set(document.genre, (counts.get(document.genre) ?? 0) + 1);
  return [...counts].map(([genre, number]) => ({ genre, number })).sort((a, b) => b.number - a.number || (a.genre < b.genre ? -1 : 1));
}

/** How a channel is drawn: by wire a full line, by paper a dashed one, what is not known a dotted one. */
export function dashOf(channels: Channel[]): string | undefined {
  const genre = channels[0]?.genre ?? '';
  if (['telegram', 'direct-wire'].includes(genre)) return undefined;
  return ['', 'other'].includes(genre) ? '1.5 4' : '7 4';
}

/** The axis on which all documents of a party lie. */
export function axisOf(documents: DocumentRow[]): [number, number] | null {
  const all = documents.flatMap((document) => document.dates.map((date) => boundsOf(shapeOf(date.edtf), 0))).filter((one) => one !== null);
  const short = all.filter(([from, to]) => to - from < 63 * 86_400_000);
  const taken = short.length > 0 ? short : all;
  if (taken.length === 0) return null;
  const [low, high] = [Math.min(...taken.map((one) => one[0])), Math.max(...taken.map((one) => one[1]))];
  const air = Math.max((high - low) * 0.03, 86_400_000);
  return [low - air, high + air];
}
