// Filters live in the address. These read and change it; values of one key are joined by or, keys by and.

export const NOT_FILTERS = new Set(['sel', 'sort', 'dir', 'offset', 'limit']);
export const FACET_KEYS = ['source', 'kind', 'genre', 'sender', 'addressee', 'person', 'place', 'body', 'archive', 'modality', 'type', 'certainty', 'decided'];

/** What the server is asked: all but what only the window needs. */
export function asked(address: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(address);
  search.delete('sel');
  return search;
}

export function isFiltered(address: URLSearchParams): boolean {
  return [...address.keys()].some((key) => !NOT_FILTERS.has(key));
}

export function withValue(address: URLSearchParams, key: string, value: string, on: boolean): URLSearchParams {
  const search = new URLSearchParams(address);
  const values = new Set(search.getAll(key));
  if (on) values.add(value);
  else values.delete(value);
  search.delete(key);
  for (const one of values) search.append(key, one);
  return search;
}

export function withSetting(address: URLSearchParams, settings: Record<string, string | null>): URLSearchParams {
  const search = new URLSearchParams(address);
  for (const [key, value] of Object.entries(settings)) {
    if (value === null || value === '') search.delete(key);
    else search.set(key, value);
  }
  return search;
}

export function withoutFilters(address: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(address);
  for (const key of [...search.keys()]) if (!NOT_FILTERS.has(key)) search.delete(key);
  return search;
}

/** Keeps filters from one view to another: only those that the other list may know. */
export function shared(address: URLSearchParams, dated: boolean): URLSearchParams {
  const search = new URLSearchParams();
  for (const key of dated ? ['from', 'to', 'source'] : ['source']) for (const value of address.getAll(key)) search.append(key, value);
  return search;
}
