// The answers of the server, as the contract gives them.

export type EntityType = 'person' | 'place' | 'body' | 'document' | 'event' | 'shelfmark';
export type MarkKind = 'date' | 'person' | 'place' | 'body' | 'cite' | 'quote' | 'document' | 'event';
export type MarkStatus = 'undecided' | 'accepted' | 'rejected' | 'corrected';
export type BlockKind = 'body' | 'heading' | 'running_head' | 'footnote' | 'endnote' | 'bibliography' | 'abstract' | 'caption';
export type CountName = 'sources' | 'date' | 'cite' | 'quote' | 'documents' | 'events' | 'persons' | 'places' | 'bodies' | 'shelfmarks' | 'findings';
export type Counts = Record<CountName, number>;

export type ProjectCard = { key: string; title: string; sample: boolean; counts: Counts; sources: number; job: string | null };
export type ProjectList = { projects: ProjectCard[]; version: string; can_add: boolean };

export type SourceCard = {
  source: string; title: string | null; author: string | null; short: string; langs: string[]; media_type: string;
  encoding: string | null; status: 'read' | 'partial' | 'failed'; chars: number; blocks: number; pages: number;
  findings: Record<string, number>;
};
export type Message = { severity: 'error' | 'warning' | 'note'; code: string; file: string; message: string; cure: string | null };
export type Overview = {
  key: string; title: string; revision: string; read_at: string | null; program: string; counts: Counts;
  sources: SourceCard[]; messages: Message[]; decisions: number; stale_decisions: number; job: string | null;
};

export type OutlineBlock = { block: number; kind: BlockKind; start: number; end: number; chars: number; page: string | null; host: number | null; findings: number };
export type Outline = { source: SourceCard; chars: number; blocks: OutlineBlock[]; headings: { block: number; text: string; level: number }[] };

export type Mark = {
  id: string; kind: MarkKind; n: number | null; pieces: [number, number][]; score: number; entity: string | null; label: string;
  edtf: string | null; flags: string[]; status: MarkStatus; parts: string[]; part_of: string[];
};
export type Edit = { start: number; end: number; replacement: string; reason: string; reason_text: string };
export type NoteCall = { start: number; end: number; note: number | null; label: string };
export type Piece = { start: number; end: number; text: string };
export type Block = {
  block: number; kind: BlockKind; lang: string | null; dir: 'ltr' | 'rtl'; label: string | null; page: string | null; host: number | null;
  pieces: Piece[]; edits: Edit[]; calls: NoteCall[]; marks: Mark[];
};
export type TextPart = { source: string; first: number; last: number; blocks: Block[] };

export type Passage = { source: string; short: string; page: string | null; start: number; end: number; block: number; exact: string; before: string; after: string };
export type Field = { predicate: string; label: string; as_written: string; edtf: string | null; entity: string | null; finding: string | null };
export type FindingPage = {
  id: string; kind: MarkKind; passage: Passage; label: string; edtf: string | null; rule: string; pack: string | null; reason: string;
  score: number; status: MarkStatus; alternatives: { label: string; edtf: string | null; reason: string }[]; triggers: string[]; value: unknown;
  entities: { id: string; type: EntityType; label: string; status: 'same' | 'possible'; score: number; reasons: string[] }[];
  n: number | null; cited_for: Passage | null; parts: Field[];
};

export type Statement = {
  id: string; predicate: string; label: string; edtf: string | null; as_written: string; entity: string | null; modality: string; voice: string;
  certainty: string | null; score: number; source: string; short: string; rule: string; passages: Passage[]; passages_total: number;
};
export type Mention = { finding: string; passage: Passage; status: 'same' | 'possible'; reasons: string[]; rule: string; reason: string; score: number };
export type SourceCount = { source: string; short: string; count: number };
export type EntityPage = {
  id: string; type: EntityType; n: number | null; label: string; regest: string | null; document: DocumentRow | null; variants: { name: string; lang: string | null; count: number }[];
  authority: string | null; statements: Statement[]; mentions: Mention[]; mentions_total: number; by_source: SourceCount[];
  documents: { id: string; n: number; role: string; date: string | null; label: string }[];
  possible: { id: string; label: string; reasons: string[] }[];
};

export type ListName = 'documents' | 'chronology' | 'people' | 'places' | 'bodies' | 'shelfmarks';
export type FacetValue = { value: string; label: string; count: number; chosen: boolean };
export type Facet = { key: string; values: FacetValue[]; more: number };
export type Party = { id: string; label: string; as_written: string };
export type DocumentRow = {
  id: string; n: number; genre: string; dates: { edtf: string; sources: string[] }[]; date_as_written: string | null; received: string[];
  from: Party[]; to: Party[]; subject: string | null; regest: string; cited: string[]; shelfmarks: Party[]; quoted: boolean;
  sources: SourceCount[]; first: Passage;
};
export type ChronologyRow = {
  id: string; n: number | null; kind: 'event' | 'document'; date: string; date_as_written: string; type: string; modality: string;
  place: Party | null; agents: Party[]; text: string; passage: Passage;
};
export type NameRow = {
  id: string; label: string; variants: string[]; mentions: number; possible: number; sources: SourceCount[]; authority: string | null;
  documents: number; first: Passage;
};
export type ShelfmarkRow = {
  id: string; label: string; archive: string; citations: number; sources: SourceCount[]; folios: string[];
  cited: { citation: Passage; folios: string[]; cited_for: Passage | null }[];
};
export type Row = DocumentRow | ChronologyRow | NameRow | ShelfmarkRow;
export type Histogram = { from: string; to: string; step: 'day' | 'month' | 'year' | 'decade'; bins: { at: string; all: number; here: number }[] };
export type ListPage = {
  list: string; total: number; unfiltered: number; offset: number; rows: Row[]; facets: Facet[]; undated: number; histogram: Histogram | null;
};

export type SearchHit = { passage: Passage; marks: [number, number][]; lang: string | null; kind: BlockKind };
export type SearchPage = {
  q: string; total: number; entities: { id: string; type: EntityType; label: string; mentions: number; variants: string[] }[];
  hits: SearchHit[]; explained: string[];
};
export type Quotation = { text: string; reference: string; address: string };

export type Problem = { code: string; expected: string; found: string; place: string; cure: string };
export type JobFile = {
  path: string; bytes: number; state: 'waiting' | 'reading' | 'done' | 'current' | 'failed'; findings: number | null;
  message: string | null; cure: string | null;
};
export type JobState = 'waiting' | 'reading' | 'joining' | 'indexing' | 'done' | 'stopped' | 'failed';
export type Job = {
  job: string; project: string; state: JobState; files: JobFile[]; done_files: number; total_files: number; done_bytes: number;
  total_bytes: number; seconds_left: number | null; counts: Partial<Counts>; error: Problem | null;
};
