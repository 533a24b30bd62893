// The views at the left, in order, with the key that follows G.
import { shared } from '../lists/filters';
import { here, to } from './address.svelte';
import { windowState } from './state.svelte';

type RailEntry = { name: string; key: string; href: (project: string) => string; only?: () => boolean };

/** Reading opens the source read last in this visit, else the first one. */
let lastRead: { project: string; address: string } | null = null;
export function rememberReading(project: string, address: string): void {
  lastRead = { project, address };
}
function readAddress(project: string): string {
  if (lastRead?.project === project) return lastRead.address;
  const first = windowState.overview?.sources.find((source) => source.status !== 'failed');
  return first ? to.read(project, first.source) : to.doors(project);
}

/** Filters that any list may know go along from view to view. */
const carried = (dated = false) => (here.at.view === 'list' || here.at.view === 'timeline' || here.at.view === 'map' ? shared(here.at.filters, dated) : undefined);

export const RAIL: RailEntry[] = [
  { name: 'read', key: 'KeyR', href: readAddress },
  { name: 'documents', key: 'KeyC', href: (project) => to.list(project, 'documents', carried(true)) },
  { name: 'chronology', key: 'KeyT', href: (project) => to.list(project, 'chronology', carried(true)) },
  { name: 'timeline', key: 'KeyI', href: (project) => to.view(project, 'timeline', carried(true)) },
  { name: 'map', key: 'KeyM', href: (project) => to.view(project, 'map', carried(true)) },
  { name: 'shared', key: 'KeyW', href: (project) => to.shared(project) },
  { name: 'people', key: 'KeyP', href: (project) => to.list(project, 'people', carried()) },
  { name: 'places', key: 'KeyL', href: (project) => to.list(project, 'places', carried()) },
  { name: 'bodies', key: 'KeyB', href: (project) => to.list(project, 'bodies', carried()) },
  { name: 'network', key: 'KeyN', href: (project) => to.view(project, 'network') },
  { name: 'shelfmarks', key: 'KeyS', href: (project) => to.list(project, 'shelfmarks', carried()) },
  { name: 'disagreements', key: 'KeyF', href: (project) => to.view(project, 'disagreements') },
  { name: 'review', key: 'KeyV', href: (project) => to.view(project, 'review') },
  { name: 'schemes', key: 'KeyX', href: (project) => to.schemes(project), only: () => windowState.overview?.dossier != null },
  { name: 'system', key: 'KeyY', href: (project) => to.system(project), only: () => windowState.overview?.dossier != null },
];
export const listIcon = (name: string): string => name;
