// Decisions of this window: made, undone, made again. The server keeps them; this keeps the order of one's own steps.
import { forgetAnswers, server } from '../api/server.svelte';
import type { DecisionRow, IdentityChange, NewDecision, NewMark, NewSettlement } from '../api/types';
import { tell } from '../app/live.svelte';
import { say } from '../app/words.svelte';

const EDITOR = 'regesta.editor';
export const editor = $state({ name: globalThis.localStorage?.getItem(EDITOR) ?? '' });
export function callEditor(name: string): void {
  editor.name = name;
  localStorage.setItem(EDITOR, name);
}

type Made = Pick<DecisionRow, 'id' | 'exact' | 'finding'> & Partial<DecisionRow>;
/** A step: what it made, and how it is made again. */
type Step = { project: string; row: Made; again: (knows: string | null) => Promise<Made> };
/** Steps that can be undone, the last at the end; and those that were undone. `version` grows with every decision. */
export const steps = $state<{ done: Step[]; undone: Step[]; version: number; last: Record<string, string> }>({ done: [], undone: [], version: 0, last: {} });

function taken<T extends Made>(row: T): T {
  if (row.finding) steps.last[row.finding] = row.id;
  forgetAnswers();
  steps.version++;
  return row;
}

async function make<T extends Made>(project: string, knows: string | null, again: (knows: string | null) => Promise<T>): Promise<T> {
  const row = taken(await again(knows));
  steps.done.push({ project, row, again });
  steps.undone = [];
  return row;
}

/** Decides; `knows` is the decision that stood beside the finding when it was shown. */
export const decide = (project: string, made: NewDecision): Promise<DecisionRow> =>
  make(project, made.knows ?? null, (knows) => server.decide(project, { ...made, knows, editor: editor.name }));

/** Keeps selected words as a finding. */
export const mark = (project: string, made: NewMark): Promise<DecisionRow> =>
  make(project, null, () => server.mark(project, { ...made, editor: editor.name }));

/** Judges a difference between texts. */
export const settle = (project: string, difference: string, made: NewSettlement): Promise<DecisionRow> =>
  make(project, made.knows ?? null, (knows) => server.settle(project, difference, { ...made, knows, editor: editor.name }));

/** Judges who is who; the names are joined anew before the answer comes. */
export async function judgeNames(project: string, change: IdentityChange, what: string): Promise<string | null> {
  let entity: string | null = null;
  await make(project, null, async () => {
    const done = await server.identity(project, { ...change, by: editor.name });
    entity = done.entity;
    return { id: done.decision, exact: what, finding: null };
  });
  return entity;
}

/** What a step back or forward was about, and the decision that is in force now. */
export type Turn = { about: Made; now: Made };

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
  const row = taken(await step.again(step.row.finding ? (steps.last[step.row.finding] ?? null) : null));
  steps.undone.pop();
  steps.done.push({ ...step, row });
  return { about: row, now: row };
}

/** What went wrong with the last step from a bar or a key; shown at the foot of the window. */
export const foot = $state<{ said: string; failure: unknown }>({ said: '', failure: null });

/** Steps in their order: keys may come faster than the disk. */
let last: Promise<void> = Promise.resolve();
export function inOrder(work: () => Promise<void>): Promise<void> {
  last = last.then(work).then(() => { foot.failure = null; }, (reason) => { foot.failure = reason; });
  return last;
}

/** A step back or forward from anywhere in the window. */
export function turn(project: string, how: typeof undo | typeof redo): Promise<void> {
  return inOrder(async () => {
    const turned = await how(project);
    foot.said = turned ? say(how === undo ? 'said-undone' : 'said-redone', { what: turned.about.exact }) : say('nothing-to-undo');
    tell(foot.said);
  });
}
