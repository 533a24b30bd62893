// Draws one block of text with its findings. Words of a source enter the page as text nodes and in no other way.
import type { Block, Edit, Mark, NoteCall, Piece } from '../api/types';
import { say } from '../app/words.svelte';
import { LETTERS } from '../marks/kinds';
import { atoms_of, lanes_of, type Span } from '../text/atoms';
import { shown_of } from '../text/unseen';

type Over = { mark: Mark } | { edit: Edit } | { call: NoteCall } | { quotationMark: true };
type Open = { over: Over; element: HTMLElement };

/** Beyond this a block is laid out in slices, so that no text is too long for the browser. */
export const SLICE = 6000;

/** Repairs that change no letter: calls are drawn as calls, interruptions as the next piece. */
const UNSEEN_REPAIRS = new Set(['note_call', 'interruption']);

/** Where each drawn text node begins in the original, in code points. */
const begins = new WeakMap<Node, number>();
export const code_point_of_node = (node: Node): number | undefined => begins.get(node);

export function drawBlock(block: Block): HTMLElement[] {
  const lanes = lanes_of(block.marks);
  const slices: HTMLElement[] = [];
  const length = block.pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
  let slice = newSlice(length > SLICE);
  let room = SLICE;
  for (const piece of block.pieces) {
    const points = Array.from(piece.text);
    for (let from = 0; from < points.length; ) {
      const end = points.length - from > room * 1.2 ? lastSpace(points, from + room) : points.length;
      if (slice.hasChildNodes()) slice.append(' ');
      drawStretch(slice, block, piece, points, from, end, lanes);
      room -= end - from;
      from = end;
      if (room <= 0 || from < points.length) {
        slices.push(slice);
        slice = newSlice(true);
        room = SLICE;
      }
    }
  }
  if (slice.hasChildNodes() || slices.length === 0) slices.push(slice);
  return slices;
}

function newSlice(long: boolean): HTMLElement {
  const element = document.createElement(long ? 'div' : 'span');
  if (long) element.className = 'slice';
  return element;
}

function lastSpace(points: string[], near: number): number {
  for (let at = near; at > near - 400 && at > 0; at--) if (/\s/.test(points[at - 1]!)) return at;
  return near;
}

function drawStretch(into: HTMLElement, block: Block, piece: Piece, points: string[], from: number, end: number, lanes: Map<string, number>): void {
  const start = piece.start + from;
  const stop = piece.start + end;
  const spans: Span<Over>[] = [];
  for (const mark of block.marks) {
    for (const [a, b] of mark.pieces) if (a < stop && b > start) spans.push({ start: a, end: b, of: { mark } });
    if (mark.kind === 'quote') spans.push(...quotationMarks(mark, piece, points));
  }
  for (const edit of block.edits) if (edit.start < stop && edit.end > start && !UNSEEN_REPAIRS.has(edit.reason)) spans.push({ start: edit.start, end: edit.end, of: { edit } });
  for (const call of block.calls) if (call.start < stop && call.end > start) spans.push({ start: call.start, end: call.end, of: { call } });

  let open: Open[] = [];
  for (const atom of atoms_of(start, stop, spans)) {
    let same = 0;
    while (same < open.length && same < atom.over.length && open[same]!.over === atom.over[same]) same++;
    open = open.slice(0, same);
    for (const over of atom.over.slice(same)) {
      const element = elementOf(over, atom.start, lanes);
      (open[open.length - 1]?.element ?? into).append(element);
      open.push({ over, element });
    }
    const last = open[open.length - 1];
    const text = points.slice(atom.start - piece.start, atom.end - piece.start).join('');
    const target = last?.element ?? into;
    const repaired = open.map((one) => one.over).find((over) => 'edit' in over) as { edit: Edit } | undefined;
    if (repaired && isLineEndEdit(repaired.edit)) appendText(target, lineEnd(text), atom.start);
    else appendText(target, text, atom.start);
  }
}

/** The quotation marks that belong to a quotation: its first and last sign, or the ones just outside. */
function quotationMarks(mark: Mark, piece: Piece, points: string[]): Span<Over>[] {
  const found: Span<Over>[] = [];
  const look = (at: number) => {
    const sign = points[at - piece.start];
    if (sign !== undefined && /["«»“”„‟‘’‹›]/.test(sign)) {
      found.push({ start: at, end: at + 1, of: { quotationMark: true } });
      return true;
    }
    return false;
  };
  const first = mark.pieces[0];
  const last = mark.pieces[mark.pieces.length - 1];
  if (first && first[0] >= piece.start && first[0] < piece.end && !look(first[0])) look(first[0] - 1);
  if (last && last[1] > piece.start && last[1] <= piece.end && !look(last[1] - 1)) look(last[1]);
  return found;
}

/** The sign at a line end as printed, without the break; a soft hyphen was printed as a hyphen. */
const lineEnd = (text: string) => text.replace(/\s+/g, '').replace(/\u00ad/g, '-');

function elementOf(over: Over, at: number, lanes: Map<string, number>): HTMLElement {
  if ('call' in over) {
    const call = document.createElement('span');
    call.setAttribute('role', 'button');
    call.className = /^[\u00b9\u00b2\u00b3\u2070-\u2079]+$/.test(over.call.label) ? 'call raised' : 'call';
    call.tabIndex = -1;
    call.dataset.note = over.call.note === null ? '' : String(over.call.note);
    call.setAttribute('aria-label', say('note-call', { label: over.call.label }));
    return call;
  }
  const element = document.createElement('span');
  if ('quotationMark' in over) element.className = 'qm';
  else if ('edit' in over) {
    element.className = isLineEndEdit(over.edit) ? 'fix hyphen' : 'fix';
    element.title = say('repaired', { reading: over.edit.replacement || '∅', reason: over.edit.reason_text });
  } else {
    const { mark } = over;
    const classes = ['f', mark.kind, mark.status];
    if (mark.pieces[0]?.[0] === at) classes.push('begins');
    const lane = lanes.get(mark.id);
    if (lane === -1) classes.push('lane-margin');
    else if (lane) classes.push(`lane-${lane}`);
    if (mark.flags.includes('impossible') || mark.flags.includes('impossible_date')) classes.push('impossible');
    element.className = classes.join(' ');
    element.dataset.f = mark.id;
    element.dataset.letter = LETTERS[mark.kind];
    if (mark.entity) element.dataset.e = mark.entity;
  }
  return element;
}

const isLineEndEdit = (edit: Edit) => edit.reason === 'line_end_hyphen' || edit.reason === 'hyphen_kept';

function appendText(target: HTMLElement, text: string, at: number): void {
  let point = at;
  for (const part of shown_of(text)) {
    if (part.unseen && part.text !== '\u00ad') {
      const box = document.createElement('span');
      box.className = 'unseen';
      box.textContent = part.name;
      begins.set(box.firstChild!, point);
      target.append(box);
    } else {
      const node = document.createTextNode(part.text);
      begins.set(node, point);
      target.append(node);
    }
    point += Array.from(part.text).length;
  }
}
