// Names for the shapes that travel; they are generated from docs/openapi.json (`npm run types`).
import type { components } from './openapi';

type Schemas = components['schemas'];
export type EntityType = Schemas['EntityKind'];
export type MarkKind = Schemas['MarkKind'];
export type MarkStatus = Schemas['MarkStatus'];
export type BlockKind = Schemas['BlockKind'];
export type Block = Schemas['Block'];
export type Edit = Schemas['EditMark'];
export type NoteCall = Schemas['Call'];
export type Piece = Schemas['Piece'];
export type Mark = Schemas['Mark'];
export type Outline = Schemas['Outline'];
export type OutlineBlock = Schemas['OutlineBlock'];
export type TextPart = Schemas['TextPart'];
export type PageList = Schemas['PageList'];
export type PageCard = Schemas['PageCard'];
export type PagePart = Schemas['PagePart'];
export type PageWord = Schemas['PageWord'];
export type Passage = Schemas['Passage'];
export type Field = Schemas['Field'];
export type FindingPage = Schemas['FindingPage'];
export type Statement = Schemas['Statement'];
export type Mention = Schemas['Mention'];
export type EntityPage = Schemas['EntityPage'];
export type Facet = Schemas['Facet'];
export type Party = Schemas['Party'];
export type DocumentRow = Schemas['DocumentRow'];
export type ChronologyRow = Schemas['ChronologyRow'];
export type NameRow = Schemas['NameRow'];
export type CitedDocument = Schemas['CitedDocument'];
export type ShelfmarkRow = Schemas['ShelfmarkRow'];
export type Row = Schemas['Row'];
export type Histogram = Schemas['Histogram'];
export type ListPage = Schemas['ListPage'];
export type SearchHit = Schemas['SearchHit'];
export type SearchPage = Schemas['SearchPage'];
export type Quotation = Schemas['Quote'];
export type Overview = Schemas['Overview'];
export type ProjectList = Schemas['ProjectList'];
export type Problem = Schemas['Problem'];
export type Job = Schemas['Job'];

export type ListName = 'documents' | 'chronology' | 'people' | 'places' | 'bodies' | 'shelfmarks';
/** Keys of the counts of a project. */
export type CountName = 'sources' | 'date' | 'cite' | 'quote' | 'documents' | 'events' | 'persons' | 'places' | 'bodies' | 'shelfmarks' | 'findings';
