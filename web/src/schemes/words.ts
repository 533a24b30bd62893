// Words for what the server names by keys.
import { say, sayIfKnown } from '../app/words.svelte';
import { dateWords } from '../dates/words';
import type { Counted } from '../api/types';

/** A date of evidence for people; one that is told by its distance from another says so, and names no identifier. */
export function whenWords(date: string): string {
  if (date === 'undated') return say('undated');
  const distance = /^(.*?)(?:, )?P\S+ (?:after|before) \S+$/.exec(date);
  if (!distance) return dateWords(date);
  return [distance[1] ? dateWords(distance[1]) : '', say('by-distance')].filter(Boolean).join(' · ');
}

/** The name of a stage as the scheme has it: the dossier's words are its writer's. */
export const stageWords = (_stage: string, name: string): string => name;

/** A verdict in the language of the reader. */
export const verdictWords = (verdict: Counted['verdict']): string => sayIfKnown(`verdict-${verdict.toLowerCase()}`) ?? verdict;

/** In how many readings, for people. */
export const tallyWords = ({ tally }: Counted): string => say('tally', { holds: Number(tally.holds), fails: Number(tally.fails), open: Number(tally.open) });

/** `S3<S4` with room to read. */
export const orderWords = (order: string): string => order.replace('<', ' < ');

const DAY = 1440;
/** Minutes as a span for people: days where both ends are whole enough, else hours. */
export function spanWords(least: number | null | undefined, greatest: number | null | undefined): string {
  const known = [least, greatest].filter((one): one is number => one != null);
  if (known.length === 0) return say('unknown-time');
  const days = known.every((one) => Math.abs(one) >= 2 * DAY);
  const unit = days ? 'span-days' : 'span-hours';
  const round = (minutes: number | null | undefined) => (minutes == null ? '…' : String(Math.round(minutes / (days ? DAY : 60))));
  const [from, till] = [round(least), round(greatest)];
  return say(unit, { span: from === till ? from : `${from} … ${till}` });
}
