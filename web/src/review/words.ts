// Decisions in sentences, in the language of the reader.
import type { DecisionRow } from '../api/types';
import { language, say, sayIfKnown } from '../app/words.svelte';
import { dateWords } from '../dates/words';

const TOLD = new Set(['accept', 'reject', 'correct_value', 'retype', 'leave_open', 'comment', 'merge', 'split', 'prefer', 'add']);

export function dayOf(at: string): string {
  const time = Date.parse(at);
  return Number.isFinite(time) ? new Intl.DateTimeFormat(language.tag === 'en' ? 'en-GB' : language.tag, { dateStyle: 'medium', timeStyle: 'short' }).format(time) : at;
}

/** "Accepted. M. K., 14 Nov 2026, 10:02: form visible" */
export function decisionWords(decision: DecisionRow): string {
  const value = decision.value ?? '';
  const dated = decision.predicate ? decision.predicate.startsWith('date') : decision.kind === 'date';
  const shown = decision.action === 'retype' ? (sayIfKnown(`kind-${value}`) ?? sayIfKnown(`type-${value}`) ?? value) : dated && value ? dateWords(value) || value : value;
  const what = decision.takes_back ? say('decided-as-undo') : TOLD.has(decision.action) ? say(`decided-as-${decision.action}`, { value: shown }) : `${decision.action} ${shown}`.trim();
  const who = [decision.editor, dayOf(decision.at)].filter(Boolean).join(', ');
  return `${what}. ${who}${decision.rationale ? `: ${decision.rationale}` : ''}`;
}
