//! The slots of one match of one rule.

use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::util::pool::Pool;
use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::{Anchored, Input};

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

struct Cache {
    short: backtrack::Cache,
    long: Option<pikevm::Cache>,
    found: Vec<Option<NonMaxUsize>>,
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
        let own = short.clone();
        let length = groups.slot_len();
        let make: Box<dyn Fn() -> Cache + Send + Sync> =
            Box::new(move || Cache { short: own.create_cache(), long: None, found: vec![None; length] });
        Ok(Self { short, long, caches: Pool::new(make), whole, slots })
    }

    /// The whole and the slots of the match that begins at byte `start` and ends, with the sign behind it, at `end` or
    /// before.
    pub(crate) fn read(&self, text: &str, start: usize, end: usize) -> Option<(Span, Vec<(&str, Span)>)> {
        let cache = &mut *self.caches.get();
        let input = Input::new(text).range(start..end).anchored(Anchored::Yes);
        let matched = match self.short.try_search_slots(&mut cache.short, &input, &mut cache.found) {
            Ok(matched) => matched,
            Err(_) => {
                let long = cache.long.get_or_insert_with(|| self.long.create_cache());
                self.long.search_slots(long, &input, &mut cache.found)
            }
        };
        matched?;
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
        assert_eq!((whole, slots), (Span::new(0, text.len() - 1), vec![("a-b", Span::new(0, 10))]));
    }
}
