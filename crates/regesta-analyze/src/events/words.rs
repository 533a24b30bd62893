//! The words that tell of a happening.

use std::collections::BTreeSet;

use regesta_lang::{LexiconEntry, Pack, PartOfSpeech, Sentence, TokenKind, lower};
use regesta_text::Span;

use crate::context::Findings;
use crate::documents::{Item, Kind};

/// How far the word of the third column may stand, in items.
const COMPANION_REACH: usize = 5;

/// What in a sentence tells of a happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The item.
    pub(super) at: usize,
    /// The neutral type.
    pub(super) event_type: String,
    pub(super) origin: Origin,
    /// It has the form of a finite verb in the past.
    pub(super) past: bool,
}

/// Why a word is taken to tell of a happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// `event-verb.tsv`
    Verb,
    /// `event-noun.tsv`
    Noun,
    /// A finite verb in the past that no list has.
    Clause,
}

/// The words of a sentence that tell of happenings: those of the lists first, then verbs in the past.
pub(super) fn words(findings: &Findings, index: usize, pack: &Pack, sentence: &Sentence, items: &[Item]) -> Vec<Word> {
    let past = past_forms(findings, index, pack, sentence);
    let mut out: Vec<Word> =
        (0..items.len()).filter_map(|at| listed(findings, index, pack, sentence, items, &past, at)).collect();
    let told: BTreeSet<usize> = out.iter().map(|w| w.at).collect();
    let clauses: Vec<usize> = (0..items.len())
        .filter(|&at| items[at].kind == Kind::Word && past.contains(&items[at].span.start) && !told.contains(&at))
        .filter(|&at| happens(findings, index, pack, items[at].span))
        // A word that the dictionary does not have is no verb.
        .filter(|&at| match pack.morphology() {
            Some("rumorph") => is_noun(findings, index, pack, sentence, items[at].span) == Some(false),
            _ => true,
        })
        .collect();
    out.extend(clauses.into_iter().map(|at| Word {
        at,
        event_type: "other".to_owned(),
        origin: Origin::Clause,
        past: true,
    }));
    out
}

/// Where finite verbs in the past begin, by the rules of kind `event-clause`.
fn past_forms(findings: &Findings, index: usize, pack: &Pack, sentence: &Sentence) -> BTreeSet<usize> {
    let text = findings.paper.passages[index].reading.text();
    let Some(rules) = pack.rules("event-clause") else { return BTreeSet::new() };
    let found = rules.find(&text[sentence.span.range()], |_| true);
    found.iter().map(|m| m.span.start + sentence.span.start).collect()
}

/// Whether a verb is none of `event-none.tsv`, whose verbs tell of what is, not of what happens.
fn happens(findings: &Findings, index: usize, pack: &Pack, span: Span) -> bool {
    let word = lower(&findings.paper.passages[index].reading.text()[span.range()], pack.casing());
    let state = pack.lexicon("event-none");
    !state.has(&word) && state.stem_of(&word).is_none()
}

/// Whether the dictionary, where the language has one, reads a word as a noun first.
fn is_noun(findings: &Findings, index: usize, pack: &Pack, sentence: &Sentence, span: Span) -> Option<bool> {
    if pack.morphology() != Some("rumorph") {
        return None;
    }
    let text = findings.paper.passages[index].reading.text();
    let readings = findings.morphology.analyses(findings.packs, sentence.lang, &text[span.range()]);
    Some(matches!(readings.first()?.part, PartOfSpeech::Noun | PartOfSpeech::ProperNoun))
}

/// What the lists say of an item: the longest form that fits, of one length the first whose companion stands near.
fn listed(
    findings: &Findings,
    index: usize,
    pack: &Pack,
    sentence: &Sentence,
    items: &[Item],
    past: &BTreeSet<usize>,
    at: usize,
) -> Option<Word> {
    if !matches!(items[at].kind, Kind::Word | Kind::Verb(_) | Kind::Noun(_) | Kind::Mark(_)) {
        return None;
    }
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let token = passage.tokens_in(items[at].span).first().copied()?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = lower(&text[token.span.range()], pack.casing());
    for (list, origin) in [("event-verb", Origin::Verb), ("event-noun", Origin::Noun)] {
        let lexicon = pack.lexicon(list);
        if !lexicon.has(&word) && lexicon.stem_of(&word).is_none() {
            continue;
        }
        let starred = !lexicon.has(&word);
        if starred && origin == Origin::Verb && is_noun(findings, index, pack, sentence, token.span) == Some(true) {
            continue;
        }
        let past = past.contains(&token.span.start);
        let fits = |entry: &LexiconEntry| match entry.extra.first().filter(|c| !c.is_empty()) {
            None => true,
            Some(companions) => companions.split('|').any(|c| stands_near(text, pack, items, at, c)),
        };
        let found = |entry: &LexiconEntry| Some(Word { at, event_type: entry.value.clone(), origin, past });
        if let Some(entry) = lexicon.all(&word).find(|e| fits(e)) {
            return found(entry);
        }
        let ends = word.char_indices().map(|(i, _)| i).skip(2).chain([word.len()]).collect::<Vec<_>>();
        for &end in ends.iter().rev() {
            if let Some(entry) = lexicon.all(&format!("{}*", &word[..end])).find(|e| fits(e)) {
                return found(entry);
            }
        }
    }
    None
}

/// Whether a word (or, with `*`, one that begins so) stands within [`COMPANION_REACH`] items.
fn stands_near(text: &str, pack: &Pack, items: &[Item], at: usize, companion: &str) -> bool {
    let first = at.saturating_sub(COMPANION_REACH);
    items[first..items.len().min(at + COMPANION_REACH + 1)].iter().any(|item| {
        let near = lower(&text[item.span.range()], pack.casing());
        match companion.strip_suffix('*') {
            Some(start) => near.split_whitespace().any(|w| w.starts_with(start)),
            None => near.split_whitespace().any(|w| w == companion),
        }
    })
}
