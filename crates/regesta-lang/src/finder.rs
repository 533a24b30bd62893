//! Where the rules of one set match: one automaton for all of them, asked at the starts of words only.
//!
//! A rule begins at the edge of a word, so that nothing is lost when the automaton is started there and nowhere else, and
//! it runs forward only: it says which rule matches and where it ends. Most words are left after their first letters. An
//! engine that also kept the slots of all rules for each of its states would need gigabytes for large lists; the slots
//! are read by each rule's own [`Reader`](crate::reader::Reader).

use regex_automata::hybrid::{LazyStateID, dfa};
use regex_automata::nfa::thompson::{Compiler, Config, NFA, State, WhichCaptures};
use regex_automata::util::look::{Look, LookSet};
use regex_automata::util::pool::Pool;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};

use crate::letters::next_edge;

/// Bytes that the cache of one automaton in one thread may grow to. The Turkish dates need some 12 MB; a smaller cache is
/// thrown away again and again, and the search is thirty times slower.
const CACHE: usize = 32 << 20;

/// Bytes that the states of all rules together may take.
const NFA_SIZE: usize = 256 << 20;

/// All rules of a set as one automaton.
pub(crate) struct Finder {
    /// Of the rules that match at one place the one that stands first.
    first: dfa::DFA,
    /// All rules that match at one place.
    all: dfa::DFA,
    /// The bytes that a match can begin with.
    first_bytes: Box<[bool; 256]>,
    /// No rule asks what stands before it.
    forward_only: bool,
    caches: Pool<Caches, Box<dyn Fn() -> Caches + Send + Sync>>,
}

/// What the automata have worked out so far; each thread has its own.
pub(crate) struct Caches {
    first: dfa::Cache,
    /// Made when a match is refused for the first time.
    all: Option<dfa::Cache>,
    /// The beginnings of words that no rule matches, eight bytes each, at the place that their hash gives; 0 for none. The
    /// states of the automaton lie far apart in memory, this table does not, and words are repeated.
    barren: Box<[u64; BARREN]>,
    /// The same for beginnings of sixteen bytes: words in Cyrillic part late from those that rules begin with.
    barren_long: Box<[u128; BARREN]>,
}

/// Places for barren beginnings.
const BARREN: usize = 1 << 13;

/// Where a beginning stands in the table.
fn barren_place(beginning: u64) -> usize {
    (beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BARREN.trailing_zeros())) as usize
}

/// The `N` bytes of a text from byte `start` on, where there are so many.
fn beginning<const N: usize>(text: &str, start: usize) -> Option<[u8; N]> {
    text.as_bytes().get(start..start + N)?.try_into().ok()
}

/// A rule that matches, and one past the last byte that it may take, with the sign behind the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) rule: usize,
    pub(crate) end: usize,
}

impl Finder {
    /// Compiles the patterns together.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub(crate) fn new(patterns: &[&str]) -> Result<Self, String> {
        let nfa = Compiler::new()
            .configure(Config::new().nfa_size_limit(Some(NFA_SIZE)).which_captures(WhichCaptures::None))
            .build_many(patterns)
            .map_err(|error| error.to_string())?;
        let dfa = |kind: MatchKind| {
            let config = dfa::Config::new().cache_capacity(CACHE).skip_cache_capacity_check(true).match_kind(kind);
            dfa::DFA::builder().configure(config).build_from_nfa(nfa.clone()).map_err(|error| error.to_string())
        };
        let first = dfa(MatchKind::LeftmostFirst)?;
        let own = first.clone();
        let make: Box<dyn Fn() -> Caches + Send + Sync> = Box::new(move || Caches {
            first: own.create_cache(),
            all: None,
            barren: Box::new([0; BARREN]),
            barren_long: Box::new([0; BARREN]),
        });
        let behind = nfa.look_set_any().subtract(LookSet::singleton(Look::End));
        Ok(Self {
            forward_only: behind.is_empty(),
            all: dfa(MatchKind::All)?,
            first_bytes: first_bytes(&nfa),
            first,
            caches: Pool::new(make),
        })
    }

    /// Runs `search` with the caches of this thread.
    pub(crate) fn with_caches<T>(&self, search: impl FnOnce(&mut Caches) -> T) -> T {
        search(&mut self.caches.get())
    }

    /// The next byte from `at` where a rule may begin: the edge of a word, and a byte that some rule begins with.
    pub(crate) fn next_start(&self, text: &str, at: usize) -> Option<usize> {
        next_edge(text, at, &self.first_bytes)
    }

    /// The rule that matches at byte `start`, the first of those that do.
    pub(crate) fn first_at(&self, caches: &mut Caches, text: &str, start: usize) -> Option<Hit> {
        const WIDTH: usize = size_of::<u64>();
        const LONG: usize = size_of::<u128>();
        let short = beginning(text, start).filter(|_| self.forward_only).map_or(0, u64::from_le_bytes);
        let place = barren_place(short);
        if short != 0 && caches.barren[place] == short {
            return None;
        }
        let long = beginning(text, start).filter(|_| self.forward_only).map_or(0, u128::from_le_bytes);
        let long_place = barren_place(short ^ ((long >> 64) as u64).rotate_left(29));
        if long != 0 && caches.barren_long[long_place] == long {
            return None;
        }
        let mut hit = None;
        let seen = walk(&self.first, &mut caches.first, text, start, |cache, state, end| {
            hit = Some(Hit { rule: self.first.match_pattern(cache, state, 0).as_usize(), end });
        });
        if hit.is_none() && seen <= start + WIDTH {
            caches.barren[place] = short;
        } else if hit.is_none() && seen <= start + LONG {
            caches.barren_long[long_place] = long;
        }
        hit
    }

    /// All rules that match at byte `start`, in their order, each with the end of its longest match.
    pub(crate) fn all_at(&self, caches: &mut Caches, text: &str, start: usize) -> Vec<Hit> {
        let cache = caches.all.get_or_insert_with(|| self.all.create_cache());
        let mut hits: Vec<Hit> = Vec::new();
        walk(&self.all, cache, text, start, |cache, state, end| {
            for index in 0..self.all.match_len(cache, state) {
                let rule = self.all.match_pattern(cache, state, index).as_usize();
                match hits.iter_mut().find(|hit| hit.rule == rule) {
                    Some(hit) => hit.end = end,
                    None => hits.push(Hit { rule, end }),
                }
            }
        });
        hits.sort_unstable_by_key(|hit| hit.rule);
        hits
    }
}

/// Runs an automaton from byte `start` until no rule can match any more, and tells of each match: its state and its end.
/// Gives one past the last byte that it looked at.
fn walk(
    dfa: &dfa::DFA,
    cache: &mut dfa::Cache,
    text: &str,
    start: usize,
    mut matched: impl FnMut(&dfa::Cache, LazyStateID, usize),
) -> usize {
    let bytes = text.as_bytes();
    let behind = start.checked_sub(1).map(|at| bytes[at]);
    let config = start::Config::new().anchored(Anchored::Yes).look_behind(behind);
    // The automaton never gives up: it is not told to, and no byte makes it quit.
    let Ok(mut state) = dfa.start_state(cache, &config) else { return usize::MAX };
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        let Ok(next) = dfa.next_state(cache, state, byte) else { return usize::MAX };
        state = next;
        if state.is_tagged() {
            if !state.is_match() {
                return at + 1;
            }
            // A match is told one byte late.
            matched(cache, state, at);
        }
    }
    if let Ok(state) = dfa.next_eoi_state(cache, state)
        && state.is_match()
    {
        matched(cache, state, bytes.len());
    }
    usize::MAX
}

/// The bytes that a match of any pattern can begin with.
fn first_bytes(nfa: &NFA) -> Box<[bool; 256]> {
    let mut found = Box::new([false; 256]);
    let mut seen = vec![false; nfa.states().len()];
    let mut open: Vec<StateID> = vec![nfa.start_anchored()];
    let range = |from: u8, to: u8, found: &mut [bool; 256]| found[usize::from(from)..=usize::from(to)].fill(true);
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.as_usize()], true) {
            continue;
        }
        match nfa.state(id) {
            State::ByteRange { trans } => range(trans.start, trans.end, &mut found),
            State::Sparse(sparse) => sparse.transitions.iter().for_each(|t| range(t.start, t.end, &mut found)),
            State::Dense(dense) => {
                (0..=255).filter(|byte| dense.matches_byte(*byte).is_some()).for_each(|b| found[usize::from(b)] = true);
            }
            State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
            State::Union { alternates } => open.extend(alternates.iter().copied()),
            State::BinaryUnion { alt1, alt2 } => open.extend([*alt1, *alt2]),
            State::Fail | State::Match { .. } => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_bytes_that_a_rule_begins_with() {
        let finder = Finder::new(&["(?:[0-9]+|(?:x )?май)", "\\(?Ж"]).unwrap();
        let bytes: Vec<usize> = (0..256).filter(|byte| finder.first_bytes[*byte]).collect();
        let expected: Vec<usize> =
            [b'(', b'x', "м".as_bytes()[0]].into_iter().chain(b'0'..=b'9').map(usize::from).collect();
        assert_eq!(bytes.len(), expected.len());
        assert!(expected.iter().all(|byte| bytes.contains(byte)), "{bytes:?}");
    }

    #[test]
    fn starts_at_the_edges_of_words_only() {
        let finder = Finder::new(&["\\p{L}+", "[0-9]+", "\\("]).unwrap();
        let text = "да, (5мая ж";
        let mut starts = Vec::new();
        let mut at = 0;
        while let Some(start) = finder.next_start(text, at) {
            starts.push(&text[start..]);
            at = start + text[start..].chars().next().map_or(1, char::len_utf8);
        }
        assert_eq!(starts, ["да, (5мая ж", "(5мая ж", "5мая ж", "ж"]);
    }

    #[test]
    fn the_first_rule_wins_and_all_are_known() {
        let finder = Finder::new(&["ab+(?:$| )", "abb(?:$| )", "a(?:$| |b)"]).unwrap();
        finder.with_caches(|caches| {
            assert_eq!(finder.first_at(caches, "x abb ", 2), Some(Hit { rule: 0, end: 6 }));
            let all = finder.all_at(caches, "x abb", 2);
            assert_eq!(all, [Hit { rule: 0, end: 5 }, Hit { rule: 1, end: 5 }, Hit { rule: 2, end: 4 }]);
            assert_eq!(finder.first_at(caches, "x acc", 2), None);
        });
    }
}
