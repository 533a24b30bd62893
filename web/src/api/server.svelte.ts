// All talk with the server: one way to ask, one way to fail, and whether it is there at all.
import type {
  Basis, CasePage, CollationPage, Comparison, DecisionList, DecisionRow, Disagreement, EntityPage, ExplanationPage, FindingPage, IdentityChange, IdentityDone, Imported, Job, ListName, ListPage, MapOutlines, MapPage, NewDecision, NewJudgement, NewMark, NewSettlement, Outline, Overview, PageList, PagePart, Problem, ProjectList, Quotation, ReviewPage, SchemesPage, SearchPage, SharedPage, SystemPage, SystemTable, TextPart, TimelinePage, WordsRead,
} from './types';

/** A refusal of the server, in its own words. */
export class Refusal extends Error {
  constructor(readonly problem: Problem, readonly status: number) {
    super(problem.found);
  }
}

/** `returns` grows when the program is back after a question went unanswered: views then ask again. */
export const connection = $state({ gone: false, returns: 0 });

const KEPT_ANSWERS = 120;
const answers = new Map<string, Promise<unknown>>();

/** What the server said once is not asked again until the project is read anew. */
export function forgetAnswers(): void {
  answers.clear();
}

async function ask(address: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    connection.gone = true;
    waitForReturn();
    throw new Refusal({ code: 'server-gone', expected: '', found: '', place: address, cure: '' }, 0);
  }
  if (response.ok) return response;
  throw new Refusal(await problemOf(response, address), response.status);
}

async function problemOf(response: Response, address: string): Promise<Problem> {
  try {
    const problem = (await response.json()) as Problem;
    if (typeof problem.code === 'string') return problem;
  } catch {
    // the answer was no problem description: say what is known
  }
  return { code: `http-${response.status}`, expected: '', found: `${response.status} ${response.statusText}`.trim(), place: address, cure: '' };
}

let waiting = false;
function waitForReturn(): void {
  if (waiting) return;
  waiting = true;
  const again = async () => {
    try {
      await fetch('/api/projects');
      waiting = false;
      answers.clear();
      connection.gone = false;
      connection.returns++;
    } catch {
      setTimeout(again, 2000);
    }
  };
  setTimeout(again, 2000);
}

function get<T>(address: string): Promise<T> {
  const known = answers.get(address);
  if (known) {
    answers.delete(address);
    answers.set(address, known);
    return known as Promise<T>;
  }
  const answer = ask(address).then((response) => response.json() as Promise<T>);
  answers.set(address, answer);
  answer.catch(() => answers.delete(address));
  if (answers.size > KEPT_ANSWERS) answers.delete(answers.keys().next().value as string);
  return answer;
}

type Query = Record<string, string | number | undefined> | URLSearchParams;
function query(parts: Query): string {
  if (parts instanceof URLSearchParams) return parts.size ? `?${parts}` : '';
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parts)) if (value !== undefined) search.set(key, String(value));
  return search.size ? `?${search}` : '';
}
const of = (project: string) => `/api/p/${encodeURIComponent(project)}`;

export const server = {
  projects: async (): Promise<ProjectList> => (await ask('/api/projects')).json(),
  overview: (project: string) => get<Overview>(of(project)),
  outline: (project: string, source: string) => get<Outline>(`${of(project)}/outline${query({ source })}`),
  text: (project: string, source: string, first: number, last: number) =>
    get<TextPart>(`${of(project)}/text${query({ source, first, last })}`),
  pages: (project: string, source: string) => get<PageList>(`${of(project)}/pages${query({ source })}`),
  page: (project: string, source: string, index: number) => get<PagePart>(`${of(project)}/page${query({ source, index })}`),
  pictureAddress: (project: string, source: string, index: number, width: number) => `${of(project)}/page.png${query({ source, index, width })}`,
  finding: (project: string, id: string) => get<FindingPage>(`${of(project)}/finding/${encodeURIComponent(id)}`),
  entity: (project: string, id: string, offset = 0, limit = 50) =>
    get<EntityPage>(`${of(project)}/entity/${encodeURIComponent(id)}${query({ offset, limit })}`),
  list: (project: string, list: ListName, filters: URLSearchParams, offset: number, limit: number) => {
    const search = new URLSearchParams(filters);
    search.set('offset', String(offset));
    search.set('limit', String(limit));
    return get<ListPage>(`${of(project)}/list/${list}${query(search)}`);
  },
  search: (project: string, parts: { q: string; offset?: number; limit?: number; source?: string }) =>
    get<SearchPage>(`${of(project)}/search${query(parts)}`),
  quote: (project: string, source: string, start: number, end: number) =>
    get<Quotation>(`${of(project)}/quote${query({ source, start, end })}`),
  shared: (project: string, filters: URLSearchParams, offset: number, limit: number) => {
    const search = new URLSearchParams(filters);
    search.set('offset', String(offset));
    search.set('limit', String(limit));
    return get<SharedPage>(`${of(project)}/shared${query(search)}`);
  },
  collation: (project: string, id: string, base?: string) => get<CollationPage>(`${of(project)}/shared/${encodeURIComponent(id)}${query({ base })}`),
  teiAddress: (project: string, id: string, base?: string) => `${of(project)}/shared/${encodeURIComponent(id)}/tei${query({ base: base || undefined })}`,
  review: (project: string, filters: URLSearchParams, offset: number, limit: number) => {
    const search = new URLSearchParams(filters);
    search.set('offset', String(offset));
    search.set('limit', String(limit));
    return get<ReviewPage>(`${of(project)}/review${query(search)}`);
  },
  decisions: (project: string, parts: { about?: string; only?: string } = {}) => get<DecisionList>(`${of(project)}/decisions${query(parts)}`),
  decisionsFile: (project: string) => `${of(project)}/decisions.jsonl`,
  importDecisions: async (project: string, text: string): Promise<Imported> =>
    (await ask(`${of(project)}/decisions.jsonl`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: text })).json(),
  words: (project: string, source: string, start: number, end: number, kind: string) => get<WordsRead>(`${of(project)}/words${query({ source, start, end, kind })}`),
  mark: async (project: string, made: NewMark): Promise<DecisionRow> => (await post(`${of(project)}/words`, made)).json(),
  disagreements: (project: string, parts: { kind?: string; source?: string; possible?: string; all?: string }) => get<Disagreement[]>(`${of(project)}/disagreements${query(parts)}`),
  settle: async (project: string, id: string, made: NewSettlement & { editor: string }): Promise<DecisionRow> => (await post(`${of(project)}/disagreements/${encodeURIComponent(id)}`, made)).json(),
  identity: async (project: string, change: IdentityChange): Promise<IdentityDone> => (await post(`${of(project)}/identity`, change)).json(),
  decide: async (project: string, decision: NewDecision): Promise<DecisionRow> => (await post(`${of(project)}/decide`, decision)).json(),
  undo: async (project: string, decision: string, editor: string): Promise<DecisionRow> =>
    (await post(`${of(project)}/decisions/${encodeURIComponent(decision)}/undo`, { editor })).json(),
  timeline: (project: string, filters: URLSearchParams) => get<TimelinePage>(`${of(project)}/timeline${query(filters)}`),
  map: (project: string, filters: URLSearchParams) => get<MapPage>(`${of(project)}/map${query(filters)}`),
  outlines: (box: string) => get<MapOutlines>(`/api/outlines${query({ box })}`),
  exportAddress: (project: string, list: string, format: 'csv' | 'json' | 'md' | 'xlsx', filters: URLSearchParams) =>
    `${of(project)}/export/${list}.${format}${query(filters)}`,

  // A dossier may change while the window is open: its pages are asked for anew.
  schemes: async (project: string, scheme: string | undefined, basis: Basis): Promise<SchemesPage> =>
    (await ask(`${of(project)}/schemes${query({ scheme, basis })}`)).json(),
  schemeCase: async (project: string, name: string, scheme: string | undefined, basis: Basis): Promise<CasePage> =>
    (await ask(`${of(project)}/schemes/case/${encodeURIComponent(name)}${query({ scheme, basis })}`)).json(),
  explain: async (project: string, name: string, order: string, scheme: string | undefined, basis: Basis): Promise<ExplanationPage> =>
    (await ask(`${of(project)}/schemes/explain${query({ case: name, order, scheme, basis })}`)).json(),
  compareSchemes: async (project: string, basis: Basis): Promise<Comparison> => (await ask(`${of(project)}/schemes/compare${query({ basis })}`)).json(),
  judge: (project: string, judgement: NewJudgement) => post(`${of(project)}/schemes/judge`, judgement),
  schemeExport: (project: string, file: string, scheme: string | undefined, basis: Basis) => `${of(project)}/schemes/export/${file}${query({ scheme, basis })}`,
  system: async (project: string, basis: Basis): Promise<SystemPage> => (await ask(`${of(project)}/dossier${query({ basis })}`)).json(),
  systemTable: async (project: string, table: string, basis: Basis): Promise<SystemTable> => (await ask(`${of(project)}/dossier/${table}${query({ basis })}`)).json(),

  startIntake: async (name: string): Promise<{ intake: string }> => (await post('/api/intake', { name })).json(),
  putFile: (intake: string, path: string, file: Blob) =>
    ask(`/api/intake/${encodeURIComponent(intake)}/file${query({ path })}`, { method: 'PUT', body: file }),
  build: async (intake: string): Promise<{ job: string; project: string }> =>
    (await post(`/api/intake/${encodeURIComponent(intake)}/build`)).json(),
  rebuild: async (project: string): Promise<{ job: string }> => (await post(`${of(project)}/rebuild`)).json(),
  job: async (job: string): Promise<Job> => (await ask(`/api/jobs/${encodeURIComponent(job)}`)).json(),
  jobEvents: (job: string) => new EventSource(`/api/jobs/${encodeURIComponent(job)}/events`),
  stopJob: (job: string) => post(`/api/jobs/${encodeURIComponent(job)}/stop`),
};

function post(address: string, body?: unknown): Promise<Response> {
  return ask(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
}
