// Decisions of this window: made, undone, made again. The server keeps them; this keeps the order of one's own steps.
import { forgetAnswers, server } from '../api/server.svelte';
import type { DecisionRow, NewDecision } from '../api/types';

const EDITOR = 'regesta.editor';
export const editor = $state({ name: globalThis.localStorage?.getItem(EDITOR) ?? '' });
export function callEditor(name: string): void {
  editor.name = name;
  localStorage.setItem(EDITOR, name);
}

type Step = { project: string; row: DecisionRow; made: NewDecision };
/** Steps that can be undone, the last at the end; and those that were undone. `version` grows with every decision. */
export const steps = $state<{ done: Step[]; undone: Step[]; version: number; last: Record<string, string> }>({ done: [], undone: [], version: 0, last: {} });

function taken(row: DecisionRow): DecisionRow {
  if (row.finding) steps.last[row.finding] = row.id;
  forgetAnswers();
  steps.version++;
  return row;
}

/** Decides; `knows` is the decision that stood beside the finding when it was shown. */
export async function decide(project: string, made: NewDecision): Promise<DecisionRow> {
  const row = taken(await server.decide(project, { ...made, editor: editor.name }));
  steps.done.push({ project, row, made });
  steps.undone = [];
  return row;
}

/** What a step back or forward was about, and the decision that is in force now. */
export type Turn = { about: DecisionRow; now: DecisionRow };

/** Undoes the last step of this window. */
export async function undo(project: string): Promise<Turn | null> {
  const step = steps.done[steps.done.length - 1];
  if (!step || step.project !== project) return null;
  const now = taken(await server.undo(project, step.row.id, editor.name));
  steps.undone.push(steps.done.pop()!);
  return { about: step.row, now };
}

/** Makes the last undone step again. */
export async function redo(project: string): Promise<Turn | null> {
  const step = steps.undone[steps.undone.length - 1];
  if (!step || step.project !== project) return null;
  const row = taken(await server.decide(project, { ...step.made, knows: steps.last[step.made.finding] ?? null, editor: editor.name }));
  steps.undone.pop();
  steps.done.push({ ...step, row });
  return { about: row, now: row };
}
