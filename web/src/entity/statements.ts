// Statements in columns by author and rows by field. Nothing is averaged; silence is an empty cell, not a no.
import type { EntityPage, Statement } from '../api/types';

export type Author = { source: string; short: string };
export type FieldRow = { predicate: string; cells: Map<string, Statement[]>; values: number };
export type StatementGrid = { authors: Author[]; rows: FieldRow[] };

const ORDER = [
  'genre', 'date_stated', 'date_sent', 'date', 'date_received', 'sent_by', 'signed_by', 'sent_from', 'received_by', 'copied_to', 'received_at', 'place', 'agent',
  'patient', 'number', 'subject', 'incipit', 'attestation', 'held_at', 'published_in', 'quoted_in', 'replies_to', 'office', 'name', 'parent',
];

export function tableOf(page: EntityPage): StatementGrid {
  const authors: Author[] = [];
  const rows = new Map<string, FieldRow>();
  for (const statement of page.statements) {
    if (!authors.some((author) => author.source === statement.source)) authors.push({ source: statement.source, short: statement.short });
    let row = rows.get(statement.predicate);
    if (!row) rows.set(statement.predicate, (row = { predicate: statement.predicate, cells: new Map(), values: 0 }));
    const cell = row.cells.get(statement.source);
    if (cell) cell.push(statement);
    else row.cells.set(statement.source, [statement]);
  }
  for (const row of rows.values()) {
    row.values = new Set([...row.cells.values()].flat().map((statement) => statement.entity ?? statement.edtf ?? statement.label)).size;
  }
  const place = (predicate: string) => (ORDER.includes(predicate) ? ORDER.indexOf(predicate) : ORDER.length);
  return { authors, rows: [...rows.values()].sort((a, b) => place(a.predicate) - place(b.predicate) || (a.predicate < b.predicate ? -1 : 1)) };
}

/** The statements of one author on one field, those of one value together: the value is said once, with each of its passages. */
export function valuesOf(statements: Statement[]): [Statement, ...Statement[]][] {
  const values = new Map<string, [Statement, ...Statement[]]>();
  for (const statement of statements) {
    const key = JSON.stringify([statement.entity, statement.edtf, statement.label]);
    const known = values.get(key);
    if (known) known.push(statement);
    else values.set(key, [statement]);
  }
  return [...values.values()];
}
