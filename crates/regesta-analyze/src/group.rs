//! One document out of several mentions, within a paper and across papers.

use std::collections::{BTreeMap, BTreeSet};

use regesta_lang::Found;

use crate::value::{DocumentEntity, DocumentJoin, DocumentMention};

/// A mention with its parties resolved.
struct Known<'a> {
    paper: usize,
    document: usize,
    mention: &'a Found<DocumentMention>,
    genre: &'a str,
    date: Option<&'a str>,
    from: BTreeSet<String>,
    to: BTreeSet<String>,
}

struct Group {
    members: Vec<(usize, Vec<String>, u16)>,
    genre: String,
    date: Option<String>,
    from: BTreeSet<String>,
    to: BTreeSet<String>,
}

/// Joins mentions of one document, within a paper and across papers: compatible kind, the same date, and a sender or
/// addressee that is the same entity by `entity_of(paper, mention)`. Within a paper a mention without a date joins the
/// one document that it can be. Treaties join by date and one party. What nothing joins is an entity of its own; an
/// identifier that two would have gets a number. `called(entity)` is the name of a party for the label; without one its
/// identifier stands there.
pub fn group_documents<P: AsRef<[Found<DocumentMention>]>>(
    papers: &[P],
    entity_of: &dyn Fn(usize, usize) -> Option<String>,
    called: &dyn Fn(&str) -> Option<String>,
) -> Vec<DocumentEntity> {
    let known = known(papers, entity_of);
    let mut groups: Vec<Group> = Vec::new();
    let mut by_date: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let (dated, undated): (Vec<usize>, Vec<usize>) = (0..known.len()).partition(|&k| known[k].date.is_some());
    for k in dated {
        let one = &known[k];
        let date = one.date.unwrap_or_default().to_owned();
        let there = by_date.get(&date).into_iter().flatten().copied();
        let best = there
            .filter_map(|g| joins(one, &groups[g]).map(|(reasons, score)| (score, std::cmp::Reverse(g), reasons)))
            .max();
        match best {
            Some((score, std::cmp::Reverse(g), reasons)) => add(&mut groups[g], one, k, reasons, score),
            None => {
                by_date.entry(date).or_default().push(groups.len());
                groups.push(group(one, k));
            }
        }
    }
    for k in undated {
        let one = &known[k];
        let fits = |g: &Group| {
            let same_paper = g.members.iter().any(|&(m, _, _)| known[m].paper == one.paper);
            same_paper && kinds_agree(&g.genre, one.genre) && sides_agree(one, g) && parties_shared(one, g) == 2
        };
        let candidates: Vec<usize> = (0..groups.len()).filter(|&g| fits(&groups[g])).collect();
        match candidates.as_slice() {
            [only] => {
                let reason = "the only document of this kind between the same parties in the paper".to_owned();
                add(&mut groups[*only], one, k, vec![reason], 650);
            }
            _ => groups.push(group(one, k)),
        }
    }
    entities(groups, &known, called)
}

fn known<'a, P: AsRef<[Found<DocumentMention>]>>(
    papers: &'a [P],
    entity_of: &dyn Fn(usize, usize) -> Option<String>,
) -> Vec<Known<'a>> {
    let mut out = Vec::new();
    for (paper, documents) in papers.iter().enumerate() {
        let documents = documents.as_ref();
        for (document, mention) in documents.iter().enumerate() {
            let ids = |list: &[usize]| list.iter().filter_map(|&m| entity_of(paper, m)).collect();
            out.push(Known {
                paper,
                document,
                mention,
                genre: &mention.value.genre,
                date: mention.value.date.as_deref(),
                from: ids(&mention.value.from),
                to: ids(&mention.value.to),
            });
        }
    }
    out
}

/// Kinds that authors use for one and the same document.
fn kinds_agree(a: &str, b: &str) -> bool {
    const NEAR: [(&str, &str); 9] = [
        ("agreement", "treaty"),
        ("letter", "note"),
        ("note", "telegram"),
        ("letter", "telegram"),
        ("memorandum", "report"),
        ("decision", "decree"),
        ("directive", "order"),
        ("report", "telegram"),
        ("appeal", "telegram"),
    ];
    let pair = if a < b { (a, b) } else { (b, a) };
    a == b || a == "other" || b == "other" || NEAR.contains(&pair)
}

fn sides_agree(one: &Known, group: &Group) -> bool {
    let agree = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.is_empty() || b.is_empty() || !a.is_disjoint(b);
    agree(&one.from, &group.from) && agree(&one.to, &group.to)
}

fn parties_shared(one: &Known, group: &Group) -> usize {
    usize::from(!one.from.is_disjoint(&group.from)) + usize::from(!one.to.is_disjoint(&group.to))
}

fn joins(one: &Known, group: &Group) -> Option<(Vec<String>, u16)> {
    if !kinds_agree(&group.genre, one.genre) || !sides_agree(one, group) {
        return None;
    }
    let shared = parties_shared(one, group);
    if shared == 0 {
        return None;
    }
    let mut reasons = vec![format!("the same date ({})", one.date.unwrap_or_default())];
    if !one.from.is_disjoint(&group.from) {
        reasons.push("the same sender".into());
    }
    if !one.to.is_disjoint(&group.to) {
        reasons.push("the same addressee".into());
    }
    let same_kind = group.genre == one.genre;
    if !same_kind {
        reasons.push(format!("{} and {} may be one kind", group.genre, one.genre));
    }
    // Two documents of one day by one sender are not rare: another kind and one side only is not enough.
    (same_kind || shared == 2).then_some((reasons, 700 + 100 * shared as u16 + 50 * u16::from(same_kind)))
}

fn group(one: &Known, k: usize) -> Group {
    Group {
        members: vec![(k, vec!["first mention".into()], 1000)],
        genre: one.genre.to_owned(),
        date: one.date.map(str::to_owned),
        from: one.from.clone(),
        to: one.to.clone(),
    }
}

fn add(group: &mut Group, one: &Known, k: usize, reasons: Vec<String>, score: u16) {
    group.members.push((k, reasons, score));
    if group.genre == "other" {
        group.genre = one.genre.to_owned();
    }
    if group.from.is_empty() {
        group.from.clone_from(&one.from);
    }
    if group.to.is_empty() {
        group.to.clone_from(&one.to);
    }
}

fn entities(groups: Vec<Group>, known: &[Known], called: &dyn Fn(&str) -> Option<String>) -> Vec<DocumentEntity> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for group in groups {
        let first = |side: &BTreeSet<String>| side.iter().next().cloned();
        let date = group.date.as_deref().map(|d| d.trim_start_matches("../").replace(['/', ':', '~', '?', '%'], "_"));
        let parts = [Some(group.genre.clone()), date, first(&group.from), first(&group.to)];
        let base = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
        let count = taken.entry(base.clone()).or_default();
        *count += 1;
        let id = if *count == 1 { base } else { format!("{base}-{count}") };
        let fullest = group.members.iter().map(|(k, _, _)| &known[*k]).max_by_key(|m| {
            let value = &m.mention.value;
            (
                value.from.len() + value.to.len() + usize::from(value.date.is_some()),
                std::cmp::Reverse((m.paper, m.document)),
            )
        });
        out.push(DocumentEntity {
            id,
            label: label(&group, fullest.map(|m| m.mention.value.subject.as_str()).unwrap_or_default(), called),
            genre: group.genre,
            date: group.date,
            joins: group
                .members
                .into_iter()
                .map(|(k, reasons, score)| DocumentJoin {
                    paper: known[k].paper,
                    document: known[k].document,
                    reasons,
                    score,
                })
                .collect(),
        });
    }
    out
}

/// Kind, sender, addressee, date and subject in one line: "telegram, Orlov to Stroganov, 17 Mar 1812: bread".
fn label(group: &Group, subject: &str, called: &dyn Fn(&str) -> Option<String>) -> String {
    // "Orlov, Ivan Petrovich": the surname is enough beside others.
    let name = |id: &String| {
        let name = called(id).unwrap_or_else(|| id.clone());
        name.split(',').next().unwrap_or(&name).trim().to_owned()
    };
    let list = |side: &BTreeSet<String>| side.iter().map(name).collect::<Vec<_>>().join(", ");
    let parties = match (group.from.is_empty(), group.to.is_empty()) {
        (false, false) => format!(", {} to {}", list(&group.from), list(&group.to)),
        (false, true) => format!(", {}", list(&group.from)),
        (true, false) => format!(", to {}", list(&group.to)),
        (true, true) => String::new(),
    };
    let date = group.date.as_deref().map(|d| format!(", {}", day_in_words(d))).unwrap_or_default();
    let subject = if subject.is_empty() { String::new() } else { format!(": {subject}") };
    format!("{}{parties}{date}{subject}", group.genre)
}

/// A day or month of EDTF as a reader writes it; an interval open to the left as a bound; anything else as it is.
fn day_in_words(edtf: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if let Some(last) = edtf.strip_prefix("../") {
        return format!("by {}", day_in_words(last));
    }
    let day = edtf.split('T').next().unwrap_or(edtf);
    let parts: Vec<&str> = day.split('-').collect();
    let number = |n: usize| parts.get(n).and_then(|p| p.parse::<usize>().ok());
    let plain = day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let month = number(1).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (plain, parts.len(), month, number(2)) {
        (true, 2, Some(month), _) => format!("{month} {}", parts[0]),
        (true, 3, Some(month), Some(day)) => format!("{day} {month} {}", parts[0]),
        _ => edtf.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regesta_text::Span;

    fn document(genre: &str, date: Option<&str>, from: &[usize], to: &[usize]) -> Found<DocumentMention> {
        Found {
            passage: 0,
            span: Span::new(0, 1),
            value: DocumentMention {
                genre: genre.into(),
                from: from.to_vec(),
                to: to.to_vec(),
                date: date.map(str::to_owned),
                ..DocumentMention::default()
            },
            rule: String::new(),
            pack: String::new(),
            reason: String::new(),
            score: 900,
        }
    }

    fn ids(papers: &[Vec<Found<DocumentMention>>]) -> Vec<(String, usize)> {
        let names = ["alba", "baber", "cole", "dant"];
        group_documents(papers, &|_, m| names.get(m).map(|n| (*n).to_owned()), &|_| None)
            .into_iter()
            .map(|e| (e.id, e.joins.len()))
            .collect()
    }

    #[test]
    fn joins_by_kind_date_and_party_across_papers() {
        let papers = [
            vec![document("telegram", Some("1814-05-10"), &[0], &[1])],
            vec![
                document("telegram", Some("1814-05-10"), &[0], &[]),
                document("telegram", Some("1814-05-11"), &[0], &[1]),
            ],
        ];
        assert_eq!(
            ids(&papers),
            [("telegram-1814-05-10-alba-baber".to_owned(), 2), ("telegram-1814-05-11-alba-baber".to_owned(), 1)]
        );
    }

    #[test]
    fn keeps_apart_what_differs_in_one_party() {
        let papers = [vec![
            document("letter", Some("1814-05-10"), &[0], &[1]),
            document("letter", Some("1814-05-10"), &[0], &[2]),
            document("order", Some("1814-05-10"), &[3], &[]),
        ]];
        assert_eq!(ids(&papers).len(), 3);
    }

    #[test]
    fn an_undated_mention_joins_the_only_one_it_can_be() {
        let one = [vec![document("letter", Some("1814-05-10"), &[0], &[1]), document("letter", None, &[0], &[1])]];
        assert_eq!(ids(&one), [("letter-1814-05-10-alba-baber".to_owned(), 2)]);
        let two = [vec![
            document("letter", Some("1814-05-10"), &[0], &[1]),
            document("letter", Some("1814-05-12"), &[0], &[1]),
            document("letter", None, &[0], &[1]),
        ]];
        assert_eq!(ids(&two).len(), 3);
    }

    #[test]
    fn a_label_is_made_of_words() {
        let papers = [vec![
            document("telegram", Some("1814-05-10"), &[0], &[1]),
            document("note", Some("../1814-05"), &[], &[1]),
            document("decree", Some("1814-21"), &[0], &[]),
        ]];
        let ids = ["alba", "baber"];
        let called = |id: &str| (id == "alba").then(|| "Alba, Fernando".to_owned());
        let found = group_documents(&papers, &|_, m| ids.get(m).map(|n| (*n).to_owned()), &called);
        let labels: Vec<&str> = found.iter().map(|e| e.label.as_str()).collect();
        assert_eq!(
            labels,
            ["telegram, Alba to baber, 10 May 1814", "note, to baber, by May 1814", "decree, Alba, 1814-21"]
        );
    }

    #[test]
    fn identifiers_are_unique() {
        let papers = [vec![document("decree", Some("1814"), &[], &[]), document("decree", Some("1814"), &[], &[])]];
        assert_eq!(
            ids(&papers).iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
            ["decree-1814", "decree-1814-2"]
        );
    }
}
