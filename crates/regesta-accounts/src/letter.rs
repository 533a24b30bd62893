use std::collections::{BTreeMap, BTreeSet};

use crate::Kind;
use crate::compare::{Difference, disjoint};
use crate::telling::shared;
use crate::when::{DateRelation, relate};

/// What one text says of one document. Parties are numbers of the caller's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// The text.
    pub text: u32,
    /// The work: a text, its abstract and its translation have one number.
    pub work: u32,
    /// The document that the text means: mentions with one number are of one document.
    pub document: u32,
    /// Its kind: `telegram`, `letter`.
    pub genre: String,
    /// When it was written or sent, as EDTF; open to the left where only the arrival is told.
    pub sent: Option<String>,
    /// When it arrived.
    pub received: Option<String>,
    /// The date on which it was printed, where the text's date is that of the newspaper it cites.
    pub printed: bool,
    /// Senders, sorted.
    pub from: Vec<u32>,
    /// Addressees, sorted.
    pub to: Vec<u32>,
    /// Those of them that are bodies, not persons, sorted.
    pub bodies: Vec<u32>,
    /// Whoever is named in its words or beside it, sorted.
    pub named: Vec<u32>,
    /// Archival units cited for it, sorted.
    pub units: Vec<u32>,
    /// Shared passages that its words stand in, with their score: sorted by passage.
    pub passages: Vec<(u32, u32)>,
}

/// Two mentions of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterJoint {
    /// The first.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// How sure, in thousandths.
    pub score: u16,
    /// Why, for a person.
    pub reasons: Vec<String>,
}

/// Letters of shared words that make two mentions one document, whatever else is told.
const SURE_WORDS: u32 = 60;
/// More mentions than this on one day are not held against each other one by one.
const HABIT: usize = 64;

/// Pairs of mentions in different works that are of one document, with the reasons: the same words, or date, kind and
/// party, or archival unit. In every other text a document has at most one counterpart. By first and second.
pub fn join_letters(letters: &[Letter]) -> Vec<LetterJoint> {
    let mut found: Vec<LetterJoint> = candidates(letters)
        .into_iter()
        .filter(|&(a, b)| letters[a].work != letters[b].work)
        .filter_map(|(a, b)| joint(letters, a, b))
        .collect();
    found.sort_by(|x, y| y.score.cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    // Document and text to the one document of that text which it is.
    let mut partner: BTreeMap<(u32, u32, u32), u32> = BTreeMap::new();
    found.retain(|joint| {
        let (one, two) = (&letters[joint.a], &letters[joint.b]);
        let there = *partner.entry((one.text, one.document, two.text)).or_insert(two.document);
        let back = *partner.entry((two.text, two.document, one.text)).or_insert(one.document);
        there == two.document && back == one.document
    });
    found.sort_by_key(|joint| (joint.a, joint.b));
    found
}

fn candidates(letters: &[Letter]) -> BTreeSet<(usize, usize)> {
    let mut by_key: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (n, letter) in letters.iter().enumerate() {
        let day = letter.received.as_deref().or(letter.sent.as_deref()).map(last_day);
        let days = letter.sent.as_deref().map(last_day).into_iter().chain(day).collect::<BTreeSet<_>>();
        let mut keys: Vec<(u8, String)> = days.into_iter().map(|day| (0, day)).collect();
        keys.extend(letter.passages.iter().map(|(p, _)| (1, p.to_string())));
        keys.extend(letter.units.iter().map(|u| (2, u.to_string())));
        keys.into_iter().for_each(|key| by_key.entry(key).or_default().push(n));
    }
    let mut pairs = BTreeSet::new();
    for list in by_key.values().filter(|list| list.len() <= HABIT) {
        for (i, &a) in list.iter().enumerate() {
            pairs.extend(list[i + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}

fn last_day(edtf: &str) -> String {
    edtf.rsplit('/')
        .next()
        .unwrap_or(edtf)
        .split('T')
        .next()
        .unwrap_or_default()
        .trim_end_matches(['~', '?', '%'])
        .into()
}

fn is_day(edtf: &str) -> bool {
    last_day(edtf).len() == 10
}

fn joint(letters: &[Letter], a: usize, b: usize) -> Option<LetterJoint> {
    let (one, two) = (&letters[a], &letters[b]);
    let words = one.passages.iter().filter(|(p, _)| two.passages.iter().any(|(q, _)| p == q)).map(|(_, s)| *s).max();
    let dates = one.sent.as_deref().zip(two.sent.as_deref()).and_then(|(x, y)| relate(x, y));
    let same_day = |x: &str, y: &str| is_day(x) && last_day(x) == last_day(y);
    let date = one.sent.as_deref().zip(two.sent.as_deref()).is_some_and(|(x, y)| same_day(x, y));
    let from = shared(&one.from, &two.from).next().is_some();
    let to = shared(&one.to, &two.to).next().is_some();
    let unit = shared(&one.units, &two.units).next().is_some();
    let apart = matches!(dates, Some(DateRelation::Apart { .. }));
    let kind = kinds_agree(&one.genre, &two.genre);
    let mut reasons = Vec::new();
    let mut score = 0;
    if let Some(letters) = words {
        reasons.push(format!("the same words ({letters} letters)"));
        score += if letters >= SURE_WORDS { 800 } else { 450 };
    }
    if date {
        reasons.push(format!("the same day ({})", last_day(one.sent.as_deref().unwrap_or_default())));
        score += 300;
    }
    if from {
        reasons.push("the same sender".into());
        score += 200;
    }
    if to {
        reasons.push("the same addressee".into());
        score += 200;
    }
    if unit {
        reasons.push("the same archival unit".into());
        score += 150;
    }
    if one.genre == two.genre {
        reasons.push(format!("both a {}", one.genre));
        score += 100;
    }
    // Two documents of one day are not rare: kind, and a party or the words or the unit, must agree as well.
    let stands = words.is_some_and(|w| w >= SURE_WORDS || date || from || to)
        || date && kind && (from || to) && !disjoint(&one.from, &two.from) && !disjoint(&one.to, &two.to)
        || unit && date && kind;
    let contradicted = apart && words.is_none_or(|w| w < SURE_WORDS);
    (stands && !contradicted && score >= 600).then(|| LetterJoint { a, b, score: score.min(1000), reasons })
}

/// Kinds that authors use for one and the same document.
fn kinds_agree(a: &str, b: &str) -> bool {
    const NEAR: [(&str, &str); 12] = [
        ("agreement", "treaty"),
        ("appeal", "telegram"),
        ("decision", "decree"),
        ("decision", "directive"),
        ("decision", "order"),
        ("directive", "order"),
        ("directive", "telegram"),
        ("letter", "note"),
        ("letter", "telegram"),
        ("memorandum", "report"),
        ("note", "telegram"),
        ("report", "telegram"),
    ];
    let pair = if a < b { (a, b) } else { (b, a) };
    a == b || a == "other" || b == "other" || NEAR.contains(&pair)
}

/// In what two mentions of one document differ: the relation of their dates, of senders and of addressees, as far as both
/// tell them.
pub fn compare_letters(one: &Letter, two: &Letter) -> Vec<Difference> {
    let mut found = Vec::new();
    if let Some(kind) = dates(one, two) {
        found.push(Difference::of(kind, "date"));
    }
    for (aspect, a, b) in [("sender", &one.from, &two.from), ("addressee", &one.to, &two.to)] {
        if a.is_empty() || b.is_empty() {
            continue;
        }
        let kind = if a == b {
            Kind::Same
        } else if !disjoint(a, b) {
            Kind::FinerPrecision
        } else if acts_for(one, two, a, b) {
            Kind::DifferentScope
        } else {
            Kind::ActorOrRole
        };
        found.push(Difference::of(kind, aspect));
    }
    found
}

/// Whether a body stands on one side and persons on the other, who may act for it, or the party of one is named by the
/// other in another place.
fn acts_for(one: &Letter, two: &Letter, a: &[u32], b: &[u32]) -> bool {
    let body = |letter: &Letter, list: &[u32]| list.iter().any(|p| letter.bodies.binary_search(p).is_ok());
    let named =
        a.iter().any(|p| two.named.binary_search(p).is_ok()) || b.iter().any(|p| one.named.binary_search(p).is_ok());
    body(one, a) != body(two, b) || named
}

fn dates(one: &Letter, two: &Letter) -> Option<Kind> {
    let arrival_only = |l: &Letter| l.sent.as_deref().is_some_and(|d| d.starts_with("../"));
    let (a, b) = (one.sent.as_deref()?, two.sent.as_deref()?);
    let relation = relate(a, b)?;
    Some(match relation {
        DateRelation::Apart { .. } | DateRelation::OtherHour { .. } if one.printed != two.printed => {
            Kind::PrintedVersusSent
        }
        // It arrived before the other lets it be sent.
        DateRelation::Apart { .. } | DateRelation::OtherHour { .. } => Kind::DateOrHour,
        DateRelation::OtherCalendar { .. } => Kind::CalendarShift,
        _ if arrival_only(one) != arrival_only(two) => Kind::SentVersusReceived,
        DateRelation::Same => Kind::Same,
        DateRelation::Finer | DateRelation::Overlapping => Kind::FinerPrecision,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: u32, document: u32, sent: &str, from: &[u32], to: &[u32]) -> Letter {
        Letter {
            text,
            work: text,
            document,
            genre: "letter".into(),
            sent: (!sent.is_empty()).then(|| sent.into()),
            from: from.to_vec(),
            to: to.to_vec(),
            ..Letter::default()
        }
    }

    #[test]
    fn date_and_party_make_one_document() {
        let letters = [
            letter(0, 0, "1782-03-05", &[1], &[2]),
            letter(0, 1, "1782-03-05", &[3], &[4]),
            letter(1, 2, "1782-03-05", &[1], &[]),
            letter(1, 3, "1782-03-06", &[1], &[2]),
        ];
        let found = join_letters(&letters);
        assert_eq!(found.iter().map(|j| (j.a, j.b)).collect::<Vec<_>>(), [(0, 2)]);
        assert!(found[0].reasons.contains(&"the same sender".to_owned()), "{:?}", found[0].reasons);
    }

    #[test]
    fn words_make_one_document_though_the_dates_differ() {
        let mut letters = [letter(0, 0, "1782-03-05", &[1], &[2]), letter(1, 1, "1782-03-09", &[1], &[2])];
        assert!(join_letters(&letters).is_empty());
        letters.iter_mut().for_each(|l| l.passages = vec![(7, 120)]);
        assert_eq!(join_letters(&letters).len(), 1);
        let kinds: Vec<Kind> = compare_letters(&letters[0], &letters[1]).into_iter().map(|d| d.kind).collect();
        assert_eq!(kinds, [Kind::DateOrHour, Kind::Same, Kind::Same]);
    }

    #[test]
    fn a_document_has_one_counterpart_in_a_text() {
        let mut letters = [
            letter(0, 0, "1782-03-05", &[1], &[2]),
            letter(1, 1, "1782-03-05", &[1], &[2]),
            letter(1, 2, "1782-03-05", &[1], &[]),
        ];
        letters[1].units = vec![5];
        letters[0].units = vec![5];
        assert_eq!(join_letters(&letters).iter().map(|j| (j.a, j.b)).collect::<Vec<_>>(), [(0, 1)]);
    }

    #[test]
    fn arrival_and_sending_are_no_conflict_unless_they_are_reversed() {
        let kind = |a: &str, b: &str| compare_letters(&letter(0, 0, a, &[], &[]), &letter(1, 1, b, &[], &[]))[0].kind;
        assert_eq!(kind("1782-03-05", "../1782-03-09"), Kind::SentVersusReceived);
        assert_eq!(kind("1782-03-09", "../1782-03-05"), Kind::DateOrHour);
        assert_eq!(kind("1782-03", "1782-03-05"), Kind::FinerPrecision);
        assert_eq!(kind("1782-03-05", "1782-03-16"), Kind::CalendarShift);
    }

    #[test]
    fn a_body_and_who_signs_for_it_are_no_two_senders() {
        let one = Letter { bodies: vec![8], ..letter(0, 0, "", &[8], &[]) };
        let two = letter(1, 1, "", &[1], &[]);
        let three = letter(2, 2, "", &[3], &[]);
        assert_eq!(compare_letters(&one, &two)[0].kind, Kind::DifferentScope);
        assert_eq!(compare_letters(&two, &three)[0].kind, Kind::ActorOrRole);
        let named = Letter { named: vec![1], ..three };
        assert_eq!(compare_letters(&two, &named)[0].kind, Kind::DifferentScope);
    }
}
