// Where the window stands: everything that can be sent to a colleague is in the address, and nothing else is.
import type { ListName } from '../api/types';
import { rememberPlace, takeUp } from './memory';

export const LISTS: ListName[] = ['documents', 'chronology', 'people', 'places', 'bodies', 'shelfmarks'];
export type View = 'start' | 'doors' | 'read' | 'list' | 'entity' | 'search' | 'schemes' | 'system' | 'shared' | 'timeline' | 'network' | 'map' | 'review' | 'disagreements' | 'unknown';
/** Views whose address is their name, with what follows it in `rest`. */
export const NAMED: View[] = ['schemes', 'system', 'shared', 'timeline', 'network', 'map', 'review', 'disagreements'];
export type Address = {
  view: View;
  project: string;
  source: string;
  entity: string;
  list: ListName;
  /** What follows the name of the view: a case and an order, or a table of the dossier. */
  rest: string[];
  filters: URLSearchParams;
  hash: string;
};

const NOWHERE: Address = { view: 'start', project: '', source: '', entity: '', list: 'documents', rest: [], filters: new URLSearchParams(), hash: '' };

export function addressOf(url: URL): Address {
  const address: Address = { ...NOWHERE, filters: new URLSearchParams(url.search), hash: url.hash.slice(1) };
  const parts = url.pathname.split('/').filter((part) => part !== '').map(decoded);
  if (parts.length === 0) return address;
  if (parts[0] !== 'p' || !parts[1]) return { ...address, view: 'unknown' };
  address.project = parts[1];
  const [, , view, ...rest] = parts;
  if (view === undefined) return { ...address, view: 'doors' };
  if (view === 'read') return { ...address, view: 'read', source: rest.join('/') };
  if (view === 'e' && rest.length > 0) return { ...address, view: 'entity', entity: rest.join('/') };
  if ((NAMED as string[]).includes(view)) return { ...address, view: view as View, rest };
  if (view === 'search') return { ...address, view: 'search' };
  if ((LISTS as string[]).includes(view)) return { ...address, view: 'list', list: view as ListName };
  return { ...address, view: 'unknown' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const path = (text: string) => text.split('/').map(encodeURIComponent).join('/');
const withFilters = (base: string, filters?: URLSearchParams) => (filters?.size ? `${base}?${filters}` : base);

export const to = {
  start: () => '/',
  doors: (project: string) => `/p/${path(project)}`,
  list: (project: string, list: ListName, filters?: URLSearchParams) => withFilters(`/p/${path(project)}/${list}`, filters),
  entity: (project: string, entity: string) => `/p/${path(project)}/e/${path(entity)}`,
  schemes: (project: string, filters?: URLSearchParams, ...rest: string[]) => withFilters(`/p/${path(project)}/schemes${rest.map((part) => `/${encodeURIComponent(part)}`).join('')}`, filters),
  system: (project: string, table = '') => `/p/${path(project)}/system${table ? `/${path(table)}` : ''}`,
  shared: (project: string, id = '', filters?: URLSearchParams) => withFilters(`/p/${path(project)}/shared${id ? `/${path(id)}` : ''}`, filters),
  view: (project: string, view: View, filters?: URLSearchParams) => withFilters(`/p/${path(project)}/${view}`, filters),
  search: (project: string, q = '') => `/p/${path(project)}/search${q ? `?${new URLSearchParams({ q })}` : ''}`,
  read: (project: string, source: string, start?: number, end?: number, finding?: string) =>
    `/p/${path(project)}/read/${path(source)}${start === undefined ? '' : `#t=${start}-${end ?? start}${finding ? `&f=${encodeURIComponent(finding)}` : ''}`}`,
};

/** The words that an address of the reading view points at. */
export function wordsOf(hash: string): { start: number; end: number; finding: string | null } | null {
  const parts = new URLSearchParams(hash);
  const match = /^(\d+)-(\d+)$/.exec(parts.get('t') ?? '');
  return match ? { start: Number(match[1]), end: Number(match[2]), finding: parts.get('f') } : null;
}

/** `arrival` grows whenever a link is followed, even to where one already is. */
export const here = $state<{ at: Address; arrival: number; back: boolean }>({ at: addressOf(new URL(location.href)), arrival: 0, back: false });

/** A new view, document or source is a step that Back undoes. */
export function go(href: string): void {
  const url = new URL(href, location.href);
  rememberPlace();
  if (url.href !== location.href) history.pushState(takeUp(), '', url);
  here.back = false;
  here.at = addressOf(url);
  here.arrival++;
}

/** Choosing, brushing and filtering change the address, but are no step. */
export function change(href: string): void {
  const url = new URL(href, location.href);
  history.replaceState(history.state, '', url);
  here.back = false;
  here.at = addressOf(url);
}

/** Notes in the address what is chosen, without telling the views that they have moved. */
export function note(href: string): void {
  history.replaceState(history.state, '', new URL(href, location.href));
}

export function followAddress(): void {
  history.scrollRestoration = 'manual';
  if (!history.state?.step) history.replaceState(takeUp(), '');
  else takeUp(history.state.step);
  addEventListener('popstate', (event) => {
    rememberPlace();
    takeUp(event.state?.step);
    here.back = true;
    here.at = addressOf(new URL(location.href));
    here.arrival++;
  });
  addEventListener('pagehide', rememberPlace);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/licences/')) return;
    if (link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    go(link.href);
  });
}
