//! States that only an adjective names: "русско-грузинский договор", "Rus-Ermeni anlaşması", "the Japanese note".

use regesta_lang::{Pack, lower};
use regesta_name::NameType;

use super::chain::person;
use super::items::Item;
use super::roles::Draft;
use crate::context::Findings;

/// Words before a noun in which the adjective may stand.
const REACH: usize = 3;

/// Fills the parties of a treaty, or the sender of a note, that the adjective before the noun names, where the paper names
/// those states elsewhere too. The lists are `state-adjective` (first parts of compounds, and adjectives of languages that
/// have no list `place-adjective`) and `place-adjective` of the packs.
pub(crate) fn states_of_adjective(findings: &Findings, items: &[Item], at: usize, draft: &mut Draft) {
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
    let sends = matches!(draft.genre.as_deref(), Some("note" | "ultimatum" | "declaration"));
    if !draft.from.is_empty() || !(bilateral || sends) || draft.his {
        return;
    }
    let passage = &findings.paper.passages[draft.passage];
    let text = passage.reading.text();
    let noun = items[at].span;
    let start = items[at.saturating_sub(REACH)].span.start;
    let Some(pack) = findings.pack_at(draft.passage, noun.start) else { return };
    let Some(before) = text.get(start..noun.start) else { return };
    for word in before.split_whitespace().rev().take(REACH) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let parts = parts(word);
        let states: Vec<usize> =
            parts.iter().filter_map(|part| state(findings, pack, draft.passage, noun.start, part)).collect();
        let all = states.len() == parts.len() && !states.is_empty();
        if all && (bilateral && states.len() > 1 || sends && states.len() == 1) {
            draft.from = states;
            draft.from.dedup();
            draft.points += 2;
            draft.reasons.push("the adjective before it names the states".into());
            return;
        }
    }
}

/// The parts of a compound adjective: at hyphens, and at capitals inside the word where a hyphen was lost.
fn parts(word: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in word.split(['-', '–', '—', '\u{2011}']).filter(|p| !p.is_empty()) {
        let inner = part.char_indices().skip(3).find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
        match inner {
            Some(at) if part[at..].chars().nth(1).is_some_and(char::is_lowercase) => {
                out.push(&part[..at]);
                out.push(&part[at..]);
            }
            _ => out.push(part),
        }
    }
    out
}

/// The mention of the state that an adjective names: the last before the place, or else the first in the paper.
fn state(findings: &Findings, pack: &Pack, passage: usize, at: usize, part: &str) -> Option<usize> {
    let word = lower(part, pack.casing());
    let lang = findings.lang_at(passage, at)?;
    let lemma = findings.morphology.lemma(findings.packs, lang, &word);
    let ids = ["state-adjective", "place-adjective"].iter().find_map(|list| {
        let lexicon = pack.lexicon(list);
        lexicon.value(&word).or_else(|| lexicon.value(&lemma)).map(str::to_owned)
    });
    // Declined adjectives of a language without a dictionary: the endings change, the stem does not.
    let ids = ids.or_else(|| {
        let stem = |form: &str| form.trim_end_matches(['й', 'и', 'і']).to_owned();
        let lexicon = pack.lexicon("place-adjective");
        let entry = lexicon.entries().iter().find(|e| {
            let stem = stem(&e.form);
            stem.chars().count() > 4 && word.starts_with(&stem) && word.chars().count() <= stem.chars().count() + 3
        });
        entry.filter(|_| pack.morphology() == Some("endings")).map(|e| e.value.clone())
    })?;
    let named = |m: &usize| {
        let value = &findings.mentions[*m].value;
        !person(findings, *m)
            && value.name_type == NameType::Place
            && value.authority.as_deref().is_some_and(|id| ids.split('|').any(|i| i == id))
    };
    let before = |m: &usize| {
        let found = &findings.mentions[*m];
        (found.passage, found.span.start) < (passage, at)
    };
    let all = || (0..findings.mentions.len()).filter(named);
    let last = all().filter(before).max_by_key(|&m| (findings.mentions[m].passage, findings.mentions[m].span.start));
    last.or_else(|| all().min_by_key(|&m| (findings.mentions[m].passage, findings.mentions[m].span.start)))
}
