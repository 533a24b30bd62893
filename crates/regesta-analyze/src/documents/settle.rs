//! What mentions of one document in a paper say of each other: a later one may leave out the date, a verb the kind.

use regesta_lang::Found;

use super::memory::{compatible, share};
use crate::context::Findings;
use crate::value::DocumentMention;

/// Paragraphs between two mentions of one document, one of which has no date.
const NEAR: usize = 4;

/// Fills the date of a mention without one from the only dated document of the same kind and sender in the paper, and the
/// kind that a verb left open from a document of the same sender and day that a noun names.
pub(crate) fn settle(findings: &Findings, found: &mut [Found<DocumentMention>]) {
    let known: Vec<Found<DocumentMention>> = found.to_vec();
    let by_noun: Vec<bool> = found.iter().map(|f| f.rule == "document.noun").collect();
    for (n, document) in found.iter_mut().enumerate() {
        if document.rule == "document.verb" && document.value.genre == "report" {
            kind_of_same_day(findings, n, document, &known, &by_noun);
        }
        if document.value.date.is_none() && by_noun[n] {
            date_of_same(findings, n, document, &known);
        }
    }
}

/// "23 мая Орлов сообщил Строганову" and, elsewhere, "телеграмма Орлова от 23 мая" are one document.
fn kind_of_same_day(
    findings: &Findings,
    n: usize,
    document: &mut Found<DocumentMention>,
    known: &[Found<DocumentMention>],
    by_noun: &[bool],
) {
    let value = &document.value;
    let same = (0..known.len()).filter(|&k| {
        let other = &known[k].value;
        k != n
            && by_noun[k]
            && value.date.is_some()
            && other.date == value.date
            && matches!(other.genre.as_str(), "telegram" | "letter" | "note")
            && share(findings, &other.from, &value.from)
            && compatible(findings, &other.to, &value.to)
    });
    let genres: std::collections::BTreeSet<&str> = same.map(|k| known[k].value.genre.as_str()).collect();
    if genres.len() == 1
        && let Some(genre) = genres.first()
    {
        document.value.genre = (*genre).to_owned();
        document.reason.push_str("; its kind is named where the paper speaks of it by its date");
    }
}

/// The date of a mention without one: that of the only dated document of its kind and sender near it; of a treaty, the only
/// one between the same two parties in the paper.
pub(super) fn date_of_same(
    findings: &Findings,
    n: usize,
    document: &mut Found<DocumentMention>,
    known: &[Found<DocumentMention>],
) {
    let (value, passage) = (&document.value, document.passage);
    let bilateral = matches!(value.genre.as_str(), "treaty" | "agreement");
    if value.date.is_some() || value.from.is_empty() || value.reply_to.is_some() || bilateral && value.from.len() < 2 {
        return;
    }
    let both = |a: &[usize], b: &[usize]| a.iter().all(|&m| share(findings, &[m], b));
    let same: Vec<usize> = (0..known.len())
        .filter(|&k| {
            let other = &known[k].value;
            let near = compatible(findings, &other.to, &value.to) && known[k].passage.abs_diff(passage) <= NEAR;
            let parties = both(&other.from, &value.from) && both(&value.from, &other.from) && (bilateral || near);
            k != n && other.genre == value.genre && other.date.is_some() && parties
        })
        .collect();
    let Some(&first) = same.first() else { return };
    if same.iter().all(|&k| known[k].value.date == known[first].value.date) {
        let other = &known[first].value;
        document.value.date = other.date.clone();
        document.value.date_received = other.date_received.clone();
        if document.value.to.is_empty() {
            document.value.to = other.to.clone();
        }
        document.reason.push_str("; the only document of this kind and sender that the paper dates");
    }
}
