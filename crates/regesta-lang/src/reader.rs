//! The slots of one match of one rule.

use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::pool::Pool;
use regex_automata::util::primitives::{NonMaxUsize, StateID};
use regex_automata::{Anchored, Input};
use smallvec::SmallVec;

use regesta_text::Span;

/// The whole match without the sign behind it.
const WHOLE: &str = "whole";

/// Reads the slots of a rule whose place and end are known already.
///
/// The stretch is short, so that backtracking with a record of what was tried is the fastest way; a stretch too long for
/// that record is read by the engine that needs none.
pub(crate) struct Reader {
    short: BoundedBacktracker,
    long: PikeVM,
    caches: Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync>>,
    whole: usize,
    /// Number of the group and name of the slot.
    slots: Vec<(usize, String)>,
}

/// The slots that took part in a match.
pub(crate) type SlotSpans<'r> = SmallVec<[(&'r str, Span); 6]>;

struct Cache {
    /// Made when they are first needed.
    short: Option<backtrack::Cache>,
    long: Option<pikevm::Cache>,
    open: Vec<Open>,
    found: Vec<Option<NonMaxUsize>>,
}

/// What plain backtracking has still to do.
enum Open {
    /// Another way, from a state and a byte of the text.
    Way(StateID, usize),
    /// A group's place as it was before the way that is given up.
    Place(usize, Option<NonMaxUsize>),
}

/// Steps that plain backtracking may take. A date takes some hundreds.
const STEPS: usize = 4000;

/// Backtracking that keeps no record of what was tried, and finds the same as that which does: for short stretches the record
/// costs more than it saves. `None` where it would take too long.
fn backtrack(
    nfa: &NFA,
    open: &mut Vec<Open>,
    found: &mut [Option<NonMaxUsize>],
    text: &[u8],
    range: std::ops::Range<usize>,
) -> Option<bool> {
    let mut steps = 0;
    open.clear();
    found.fill(None);
    open.push(Open::Way(nfa.start_anchored(), range.start));
    while let Some(next) = open.pop() {
        let (mut state, mut at) = match next {
            Open::Way(state, at) => (state, at),
            Open::Place(group, place) => {
                found[group] = place;
                continue;
            }
        };
        loop {
            steps += 1;
            if steps > STEPS {
                return None;
            }
            let byte = || text.get(at).copied().filter(|_| at < range.end);
            let taken = match nfa.state(state) {
                State::ByteRange { trans } => {
                    byte().filter(|byte| (trans.start..=trans.end).contains(byte)).map(|_| trans.next)
                }
                State::Sparse(sparse) => byte().and_then(|byte| sparse.matches_byte(byte)),
                State::Dense(dense) => byte().and_then(|byte| dense.matches_byte(byte)),
                State::Look { look, next } => {
                    if !nfa.look_matcher().matches(*look, text, at) {
                        break;
                    }
                    state = *next;
                    continue;
                }
                State::Union { alternates } => {
                    let Some((first, others)) = alternates.split_first() else { break };
                    open.extend(others.iter().rev().map(|other| Open::Way(*other, at)));
                    state = *first;
                    continue;
                }
                State::BinaryUnion { alt1, alt2 } => {
                    open.push(Open::Way(*alt2, at));
                    state = *alt1;
                    continue;
                }
                State::Capture { next, slot, .. } => {
                    let group = slot.as_usize();
                    if let Some(place) = found.get_mut(group) {
                        open.push(Open::Place(group, *place));
                        *place = NonMaxUsize::new(at);
                    }
                    state = *next;
                    continue;
                }
                State::Fail => break,
                State::Match { .. } => return Some(true),
            };
            let Some(next) = taken else { break };
            state = next;
            at += 1;
        }
    }
    Some(false)
}

impl Reader {
    /// Compiles the pattern of one rule.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub(crate) fn new(pattern: &str) -> Result<Self, String> {
        let short = BoundedBacktracker::new(pattern).map_err(|error| error.to_string())?;
        let nfa = short.get_nfa();
        let long = PikeVM::new_from_nfa(nfa.clone()).map_err(|error| error.to_string())?;
        let groups = nfa.group_info();
        let mut slots: Vec<(usize, String)> =
            groups.all_names().filter_map(|(_, index, name)| Some((index, name?.replace("__", "-")))).collect();
        let whole = slots.iter().position(|(_, name)| name == WHOLE).ok_or("the pattern has no whole")?;
        let (whole, _) = slots.remove(whole);
        let length = groups.slot_len();
        let make: Box<dyn Fn() -> Cache + Send + Sync> =
            Box::new(move || Cache { short: None, long: None, open: Vec::new(), found: vec![None; length] });
        Ok(Self { short, long, caches: Pool::new(make), whole, slots })
    }

    /// The whole and the slots of the match that begins at byte `start` and ends, with the sign behind it, at `end` or
    /// before.
    pub(crate) fn read(&self, text: &str, start: usize, end: usize) -> Option<(Span, SlotSpans<'_>)> {
        let cache = &mut *self.caches.get();
        let nfa = self.short.get_nfa();
        let matched = match backtrack(nfa, &mut cache.open, &mut cache.found, text.as_bytes(), start..end) {
            Some(matched) => matched,
            None => {
                cache.found.fill(None);
                let input = Input::new(text).range(start..end).anchored(Anchored::Yes);
                let short = cache.short.get_or_insert_with(|| self.short.create_cache());
                let matched = match self.short.try_search_slots(short, &input, &mut cache.found) {
                    Ok(matched) => matched,
                    Err(_) => {
                        let long = cache.long.get_or_insert_with(|| self.long.create_cache());
                        self.long.search_slots(long, &input, &mut cache.found)
                    }
                };
                matched.is_some()
            }
        };
        if !matched {
            return None;
        }
        let group = |index: usize| {
            let (from, to) = (cache.found[index * 2]?, cache.found[index * 2 + 1]?);
            Some(Span::new(from.get(), to.get()))
        };
        let slots = self.slots.iter().filter_map(|(index, name)| Some((name.as_str(), group(*index)?))).collect();
        Some((group(self.whole)?, slots))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_stretches_are_read_like_short_ones() {
        let reader = Reader::new("(?P<whole>(?P<a__b>\\p{L}+)(?: \\p{L}+)*)(?:$|[^\\p{L}\\p{N}])").unwrap();
        let text = "слово ".repeat(20_000);
        let (whole, slots) = reader.read(&text, 0, text.len()).unwrap();
        assert_eq!((whole, slots), (Span::new(0, text.len() - 1), SlotSpans::from_slice(&[("a-b", Span::new(0, 10))])));
    }
}
