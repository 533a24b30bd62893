//! Finding the words of decisions again, after the texts have changed.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use crate::fold::Folded;
use crate::{Anchor, Decision, Mention, Project, Span, StoreError};

/// Words at least this long (in folded characters) are their own proof in the source that a decision names.
const TELLING_WORDS: usize = 24;
/// The same in a source that the decision does not name.
const TELLING_WORDS_ELSEWHERE: usize = 40;
/// Shorter words need this many characters of their former context beside them.
const LEAST_CONTEXT: usize = 4;
/// The same in a source that the decision does not name.
const LEAST_CONTEXT_ELSEWHERE: usize = 12;

/// A text in which words of decisions are looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceText {
    /// The source's identifier.
    pub id: String,
    /// All its paths.
    pub paths: Vec<String>,
    /// Its raw text.
    pub raw_text: String,
    /// Anchors of more than one piece; the words of these do not stand together in the text.
    pub split_anchors: Vec<Anchor>,
}

/// Where one mention of a decision stands now. A decision has as many attachments as mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The decision's identifier.
    pub decision: String,
    /// Which of its mentions, from 0.
    pub mention: usize,
    /// Where its words are.
    #[serde(flatten)]
    pub status: AttachmentStatus,
}

/// The outcome for one mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum AttachmentStatus {
    /// The words stand under the path that the decision names.
    Attached {
        /// The source, whose identifier may be new.
        source: String,
        /// The bytes of its raw text, in one or more pieces.
        pieces: Vec<Span>,
    },
    /// The words stand under another path only.
    Moved {
        /// The path where they stand now.
        path: String,
        /// The source there.
        source: String,
        /// The bytes of its raw text, in one or more pieces.
        pieces: Vec<Span>,
    },
    /// The words have no certain place. The decision stays, and is to be shown.
    Stale {
        /// Why.
        why: StaleReason,
    },
}

/// Why words have no certain place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaleReason {
    /// They stand nowhere in the project.
    NotFound,
    /// They stand at several places that fit equally well.
    Ambiguous,
    /// They stand somewhere, but nothing of what stood beside them does.
    OtherContext,
}

impl std::fmt::Display for StaleReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "not found",
            Self::Ambiguous => "ambiguous",
            Self::OtherContext => "other context",
        })
    }
}

/// Looks for the words of each decision: under the path it names, then in the source with the identifier it names, then
/// in all others. Nothing is dropped: there is one attachment for each mention, in the order of the decisions.
///
/// White space and hyphens between letters do not count. Of several places the one with the longest stretch of the
/// former context (before and after together) is taken. A single place counts as well only if it can be told from a
/// chance repetition: short words (under 24 characters; under 40 in a source that the decision does not name) need 4 (12)
/// characters of their former context, or all of it where it is shorter.
pub fn reattach(decisions: &[Decision], sources: &[SourceText]) -> Vec<Attachment> {
    let paths = sources.iter().map(|source| (source.id.clone(), source.paths.clone())).collect::<Vec<_>>();
    let found =
        search(decisions, &paths, &BTreeMap::new(), |number| Ok::<_, Infallible>(Searched::new(&sources[number])));
    let Ok(found) = found;
    found
}

impl Project {
    /// [`reattach`] over the texts of the project, which are read one at a time. Words of a text that has not changed
    /// since the decision are found at their bytes, without a search.
    ///
    /// # Errors
    /// Those of reading.
    pub fn reattach(&self, decisions: &[Decision]) -> Result<Vec<Attachment>, StoreError> {
        let mut sources = Vec::new();
        for source in self.sources()? {
            let paths = self.source_paths(&source.id)?;
            sources.push((source.id, paths));
        }
        let known = self.unmoved(decisions, &sources)?;
        search(decisions, &sources, &known, |number| {
            let (id, paths) = &sources[number];
            let split_anchors = self.split_anchors(id)?;
            let raw_text = self.raw_text(id)?.unwrap_or_default();
            Ok(Searched::new(&SourceText { id: id.clone(), paths: paths.clone(), raw_text, split_anchors }))
        })
    }

    /// The mentions, by their number over all decisions, whose text is the same byte for byte under the same path and has
    /// their words at their bytes.
    fn unmoved(
        &self,
        decisions: &[Decision],
        sources: &[(String, Vec<String>)],
    ) -> Result<BTreeMap<usize, AttachmentStatus>, StoreError> {
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        let mut known = BTreeMap::new();
        let mentions = decisions.iter().flat_map(|decision| decision.content.about.mentions());
        let placed = mentions.enumerate().filter(|(_, mention)| !mention.pieces.is_empty());
        for (number, mention) in placed {
            let named = |(id, paths): &&(String, Vec<String>)| {
                mention.source.as_ref() == Some(id) && paths.contains(&mention.path)
            };
            let Some((source, _)) = sources.iter().find(named) else { continue };
            let same = |anchor: &Anchor| {
                (&anchor.exact, &anchor.prefix, &anchor.suffix) == (&mention.exact, &mention.prefix, &mention.suffix)
            };
            let found = match self.anchor(&crate::anchor_id(source, &mention.pieces))? {
                Some(anchor) => same(&anchor),
                // Words that only a person has marked have no anchor.
                None => {
                    if !texts.contains_key(source.as_str()) {
                        texts.insert(source, self.raw_text(source)?.unwrap_or_default());
                    }
                    Anchor::from_text(source, &texts[source.as_str()], mention.pieces.clone()).is_some_and(|a| same(&a))
                }
            };
            if found {
                let pieces = mention.pieces.clone();
                known.insert(number, AttachmentStatus::Attached { source: source.clone(), pieces });
            }
        }
        Ok(known)
    }
}

/// The words of a mention, ready to be looked for.
#[derive(Default)]
struct Wanted {
    words: String,
    before: String,
    after: String,
    /// Whether the words began and ended a word.
    bounded: (bool, bool),
    word_chars: usize,
    context_chars: usize,
}

impl Wanted {
    fn new(mention: &Mention) -> Self {
        // Folded as a whole, so that a hyphen at the edge is seen with both its letters.
        let folded = Folded::new(&[mention.prefix.as_str(), &mention.exact, &mention.suffix].concat());
        let start = folded.folded_from_raw(mention.prefix.len());
        let end = folded.folded_from_raw(mention.prefix.len() + mention.exact.len()).max(start);
        let words = folded.text[start..end].trim();
        let start = start + (folded.text[start..end].len() - folded.text[start..end].trim_start().len());
        let before = folded.text[..start].trim_start();
        let after = folded.text[start + words.len()..].trim_end();
        Self {
            bounded: (bounded(before, words), bounded(words, after)),
            word_chars: words.chars().count(),
            context_chars: before.chars().count() + after.chars().count(),
            words: words.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    fn shared_context(&self, before: &str, after: &str) -> usize {
        let same = |pair: &(char, char)| pair.0 == pair.1;
        self.before.chars().rev().zip(before.chars().rev()).take_while(same).count()
            + self.after.chars().zip(after.chars()).take_while(same).count()
    }

    fn is_told(&self, shared: usize, elsewhere: bool) -> bool {
        let (words, context) = match elsewhere {
            true => (TELLING_WORDS_ELSEWHERE, LEAST_CONTEXT_ELSEWHERE),
            false => (TELLING_WORDS, LEAST_CONTEXT),
        };
        let enough = context.min(self.context_chars);
        self.word_chars >= words || (shared >= enough && !(elsewhere && enough == 0))
    }
}

/// Whether a word ends between two texts: not between two letters, nor between two digits.
fn bounded(left: &str, right: &str) -> bool {
    match (left.chars().next_back(), right.chars().next()) {
        (Some(left), Some(right)) => {
            !(left.is_alphabetic() && right.is_alphabetic() || left.is_numeric() && right.is_numeric())
        }
        _ => true,
    }
}

/// A source, folded once for all mentions that are looked for in it.
struct Searched {
    folded: Folded,
    /// The folded words of anchors of several pieces, with their context.
    split: Vec<(Wanted, Vec<Span>)>,
}

impl Searched {
    fn new(source: &SourceText) -> Self {
        let split = source.split_anchors.iter().map(|anchor| {
            let mention = Mention {
                kind: String::new(),
                path: String::new(),
                source: None,
                exact: anchor.exact.clone(),
                prefix: anchor.prefix.clone(),
                suffix: anchor.suffix.clone(),
                pieces: Vec::new(),
            };
            (Wanted::new(&mention), anchor.pieces.clone())
        });
        Self { folded: Folded::new(&source.raw_text), split: split.collect() }
    }

    /// The pieces of each place where the words stand, with the length of the context they share.
    fn places(&self, wanted: &Wanted) -> Vec<(usize, Vec<Span>)> {
        let mut by_hull: BTreeMap<Option<Span>, (usize, Vec<Span>)> = BTreeMap::new();
        let text = self.folded.text.as_str();
        let step = wanted.words.chars().next().map_or(1, char::len_utf8);
        let mut from = 0;
        while let Some(at) = (!wanted.words.is_empty()).then(|| text[from..].find(&wanted.words)).flatten() {
            let (start, end) = (from + at, from + at + wanted.words.len());
            from = start + step;
            let (before, after) = (&text[..start], &text[end..]);
            let fits = (!wanted.bounded.0 || bounded(before, &wanted.words))
                && (!wanted.bounded.1 || bounded(&wanted.words, after));
            if fits {
                let span = self.folded.raw_span(start, end);
                by_hull.insert(Some(span), (wanted.shared_context(before, after), vec![span]));
            }
        }
        for (split, pieces) in self.split.iter().filter(|(split, _)| split.words == wanted.words) {
            let shared = wanted.shared_context(&split.before, &split.after);
            by_hull.insert(Span::hull(pieces), (shared, pieces.clone()));
        }
        by_hull.into_values().collect()
    }
}

/// The best place so far, over one or more sources.
#[derive(Default)]
struct Best {
    place: Option<(usize, usize, Vec<Span>)>,
    tie: bool,
}

impl Best {
    fn add(&mut self, source: usize, places: Vec<(usize, Vec<Span>)>) {
        for (shared, pieces) in places {
            match self.place.as_ref().map(|(best, ..)| shared.cmp(best)) {
                Some(std::cmp::Ordering::Less) => {}
                Some(std::cmp::Ordering::Equal) => self.tie = true,
                _ => *self = Self { place: Some((shared, source, pieces)), tie: false },
            }
        }
    }

    fn settle(self, wanted: &Wanted, elsewhere: bool) -> Result<(usize, Vec<Span>), StaleReason> {
        let (shared, source, pieces) = self.place.ok_or(StaleReason::NotFound)?;
        match (wanted.is_told(shared, elsewhere), self.tie) {
            (false, _) => Err(StaleReason::OtherContext),
            (true, true) => Err(StaleReason::Ambiguous),
            (true, false) => Ok((source, pieces)),
        }
    }
}

/// Two ways through the sources, so that one folded text at a time is held: the sources that the decisions name, then all
/// of them for what is left.
fn search<E>(
    decisions: &[Decision],
    sources: &[(String, Vec<String>)],
    known: &BTreeMap<usize, AttachmentStatus>,
    mut load: impl FnMut(usize) -> Result<Searched, E>,
) -> Result<Vec<Attachment>, E> {
    let mentions: Vec<(&Decision, usize, &Mention)> = decisions
        .iter()
        .flat_map(|decision| {
            decision
                .content
                .about
                .mentions()
                .iter()
                .enumerate()
                .map(move |(number, mention)| (decision, number, mention))
        })
        .collect();
    // What is known need not be looked for, however many decisions there are.
    let wanted: Vec<Wanted> = mentions
        .iter()
        .enumerate()
        .map(
            |(number, (_, _, mention))| {
                if known.contains_key(&number) { Wanted::default() } else { Wanted::new(mention) }
            },
        )
        .collect();
    let mut outcomes: Vec<Result<AttachmentStatus, StaleReason>> =
        (0..mentions.len()).map(|number| known.get(&number).cloned().ok_or(StaleReason::NotFound)).collect();

    let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, (_, _, mention)) in mentions.iter().enumerate().filter(|(number, _)| !known.contains_key(number)) {
        let by_path = sources.iter().position(|(_, paths)| paths.contains(&mention.path));
        let by_id = sources.iter().position(|(id, _)| mention.source.as_ref() == Some(id));
        for source in by_path.into_iter().chain(by_id.filter(|by_id| Some(*by_id) != by_path)) {
            named.entry(source).or_default().push(number);
        }
    }
    for (source, numbers) in named {
        let searched = load(source)?;
        let (id, paths) = &sources[source];
        for number in numbers {
            let at_its_path = paths.contains(&mentions[number].2.path);
            if outcomes[number].is_ok() && !at_its_path {
                continue;
            }
            let mut best = Best::default();
            best.add(source, searched.places(&wanted[number]));
            match best.settle(&wanted[number], false) {
                Ok((_, pieces)) if at_its_path => {
                    outcomes[number] = Ok(AttachmentStatus::Attached { source: id.clone(), pieces });
                }
                Ok((_, pieces)) => outcomes[number] = Ok(moved(id, paths, pieces)),
                Err(why) if outcomes[number].is_err() && why != StaleReason::NotFound => outcomes[number] = Err(why),
                Err(_) => {}
            }
        }
    }

    // What is ambiguous under its own path is not made certain by another text.
    let left: Vec<usize> = (0..mentions.len())
        .filter(|number| !matches!(outcomes[*number], Ok(_) | Err(StaleReason::Ambiguous)))
        .collect();
    let mut best: BTreeMap<usize, Best> = left.iter().map(|number| (*number, Best::default())).collect();
    for source in if left.is_empty() { 0..0 } else { 0..sources.len() } {
        let searched = load(source)?;
        for (number, best) in &mut best {
            if !sources[source].1.contains(&mentions[*number].2.path) {
                best.add(source, searched.places(&wanted[*number]));
            }
        }
    }
    for (number, best) in best {
        match best.settle(&wanted[number], true) {
            Ok((source, pieces)) => outcomes[number] = Ok(moved(&sources[source].0, &sources[source].1, pieces)),
            Err(why) if outcomes[number] == Err(StaleReason::NotFound) => outcomes[number] = Err(why),
            Err(_) => {}
        }
    }

    let attachments = mentions.iter().zip(outcomes).map(|((decision, mention, _), outcome)| Attachment {
        decision: decision.id.clone(),
        mention: *mention,
        status: outcome.unwrap_or_else(|why| AttachmentStatus::Stale { why }),
    });
    Ok(attachments.collect())
}

fn moved(id: &str, paths: &[String], pieces: Vec<Span>) -> AttachmentStatus {
    AttachmentStatus::Moved { path: paths.first().cloned().unwrap_or_default(), source: id.to_owned(), pieces }
}
