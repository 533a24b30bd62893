//! Who holds an office or title that stands without a name: "the marshal", "глава бюро".

use std::collections::BTreeMap;

use regesta_lang::{Casing, Pack, lower};
use regesta_name::NameType;
use regesta_text::Span;

use super::items::{Item, Kind};
use super::memory::same_name;
use super::phrase::basic_form;
use crate::context::Findings;

/// Offices that one person at a time holds, so that two words for one of them mean the same person.
const UNIQUE: [&str; 7] = [
    "prime-minister",
    "foreign-minister",
    "viceroy",
    "commander-in-chief",
    "governor-general",
    "chief-of-staff",
    "patriarch",
];

/// An office or title without a name, with the body or country it belongs to where one stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OfficeAt {
    pub(crate) span: Span,
    pub(crate) complement: Option<usize>,
}

/// The office at item `i`, with what it is an office of.
pub(crate) fn office_at(findings: &Findings, items: &[Item], i: usize) -> OfficeAt {
    let mut complement = None;
    for item in items[i + 1..].iter().take(3) {
        match item.kind {
            Kind::Word => {}
            Kind::Name { mention, .. } if !is_person(findings, mention) => {
                complement = Some(mention);
                break;
            }
            _ => break,
        }
    }
    OfficeAt { span: items[i].span, complement }
}

fn is_person(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == NameType::Person
}

/// A person that was named with an office, and what it was an office of.
#[derive(Debug, Clone, Copy)]
struct Holder {
    passage: usize,
    mention: usize,
    complement: Option<usize>,
}

/// The persons named beside an office or title, by its basic form.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    by_office: BTreeMap<String, Vec<Holder>>,
}

impl Holders {
    /// Keeps which persons of a sentence stand beside an office or title.
    pub(crate) fn note(&mut self, findings: &Findings, items: &[Item]) {
        for (i, item) in items.iter().enumerate() {
            match item.kind {
                Kind::Name { mention, .. } if is_person(findings, mention) => self.titles(findings, mention),
                Kind::Office(_) => {
                    let Some(person) = person_beside(findings, items, i) else { continue };
                    let office = office_at(findings, items, i);
                    self.add(findings, person, office);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, findings: &Findings, mention: usize, office: OfficeAt) {
        let passage = findings.mentions[mention].passage;
        for key in keys(findings, passage, office.span) {
            let list = self.by_office.entry(key).or_default();
            let known = list.iter().any(|h| h.mention == mention);
            if !known {
                list.push(Holder { passage, mention, complement: office.complement });
            }
        }
    }

    /// Titles inside a name and right before it.
    fn titles(&mut self, findings: &Findings, mention: usize) {
        let found = &findings.mentions[mention];
        let passage = &findings.paper.passages[found.passage];
        let text = passage.reading.text();
        let Some(pack) = findings.pack_at(found.passage, found.span.start) else { return };
        let around = Span::new(found.span.start.saturating_sub(40), found.span.end);
        let tokens = passage.tokens_in(around);
        let first = tokens.iter().position(|t| t.span.start >= found.span.start).unwrap_or(0);
        for token in &tokens[first.saturating_sub(1)..] {
            let word = &text[token.span.range()];
            if word.chars().count() > 3 && (pack.lexicon("office").has(word) || pack.lexicon("title").has(word)) {
                self.add(findings, mention, OfficeAt { span: token.span, complement: None });
            }
        }
    }

    /// Whether a person was named with another office or title than this one.
    fn is_other(&self, findings: &Findings, person: usize, keys: &[String]) -> bool {
        let named = |list: &Vec<Holder>| list.iter().any(|h| same_name(findings, h.mention, person));
        let other = self.by_office.iter().any(|(key, list)| !keys.contains(key) && named(list));
        other && !keys.iter().any(|key| self.by_office.get(key).is_some_and(named))
    }

    /// Who an office without a name most likely is, where nobody was named with it: for a sovereign the one person of the
    /// paragraph, or else of the paper before, whose name has a number; for who sends, else the person the telling is about. Nobody who is
    /// named with another office, or whom the sentence gives another role.
    pub(crate) fn likely(
        &self,
        findings: &Findings,
        passage: usize,
        office: OfficeAt,
        subject: &[usize],
        taken: &[usize],
        sends: bool,
    ) -> Option<usize> {
        let keys = keys(findings, passage, office.span);
        let free = |m: usize| !taken.iter().any(|&t| same_name(findings, t, m));
        if is_sovereign(findings, passage, office.span) {
            let house = house(findings, passage, office.span, &keys);
            let ruler = |here: bool, with_number: bool| {
                let list: Vec<usize> = (0..findings.mentions.len())
                    .filter(|&m| {
                        let found = &findings.mentions[m];
                        let before =
                            found.passage < passage || found.passage == passage && found.span.end <= office.span.start;
                        before
                            && (!here || found.passage == passage)
                            && is_person(findings, m)
                            && house.as_ref().is_none_or(|names| is_of_house(findings, m, names))
                            && (!with_number || has_number(findings, m))
                            && !self.is_other(findings, m, &keys)
                            && free(m)
                    })
                    .collect();
                let last = *list.last()?;
                if here && house.is_some() {
                    // Of one house the last one is meant.
                    return Some(last);
                }
                list.iter().all(|&m| same_name(findings, m, last)).then_some(last)
            };
            let named = || house.as_ref().and_then(|_| ruler(true, false).or_else(|| ruler(false, false)));
            return ruler(true, true).or_else(|| ruler(false, true)).or_else(named);
        }
        if office.complement.is_some() || !sends {
            return None;
        }
        let &[subject] = subject else { return None };
        (free(subject) && is_person(findings, subject) && !self.is_other(findings, subject, &keys)).then_some(subject)
    }

    /// The one person named with an office before: the only one of the paper, or of the same paragraph. With a body or
    /// country behind it the office must have had the same one.
    pub(crate) fn holder(&self, findings: &Findings, passage: usize, office: OfficeAt) -> Option<usize> {
        keys(findings, passage, office.span).into_iter().find_map(|key| {
            let all: Vec<Holder> = self
                .by_office
                .get(&key)?
                .iter()
                .filter(|h| match (office.complement, h.complement) {
                    (None, _) => true,
                    (Some(a), Some(b)) => same_name(findings, a, b),
                    (Some(_), None) => false,
                })
                .copied()
                .collect();
            let here: Vec<Holder> = all.iter().filter(|h| h.passage == passage).copied().collect();
            only(findings, &here).or_else(|| only(findings, &all))
        })
    }
}

/// Whether an office or title is that of a sovereign.
fn is_sovereign(findings: &Findings, passage: usize, span: Span) -> bool {
    let text = findings.paper.passages[passage].reading.text();
    let Some(pack) = findings.pack_at(passage, span.start) else { return false };
    let phrase = lower(&text[span.range()], pack.casing());
    pack.lexicon("office").value(&phrase) == Some("monarch")
        || pack.lexicon("office").value(basic_form(pack, &phrase)) == Some("monarch")
        || pack.lexicon("sovereign").has(basic_form(pack, &phrase))
}

/// The given names of the rulers that bear a title, where the list `sovereign` has it: "padişah", "царь".
fn house(findings: &Findings, passage: usize, span: Span, keys: &[String]) -> Option<Vec<String>> {
    let pack = findings.pack_at(passage, span.start)?;
    let names = keys.iter().find_map(|key| pack.lexicon("sovereign").value(key))?;
    Some(names.split('|').map(str::to_owned).collect())
}

fn is_of_house(findings: &Findings, mention: usize, names: &[String]) -> bool {
    let found = &findings.mentions[mention];
    let surface = &findings.paper.passages[found.passage].reading.text()[found.span.range()];
    let Some(pack) = findings.pack_at(found.passage, found.span.start) else { return false };
    surface.split_whitespace().any(|word| {
        let word = lower(word, pack.casing());
        names.iter().any(|name| word.starts_with(name.as_str()))
    })
}

/// Whether a name has the number of a ruler, in it or right before it: "III. Ahmed", "Александр I".
fn has_number(findings: &Findings, mention: usize) -> bool {
    let found = &findings.mentions[mention];
    let text = findings.paper.passages[found.passage].reading.text();
    let surface = &text[found.span.range()];
    let roman = |word: &str| {
        let word = word.trim_end_matches('.');
        !word.is_empty() && word.chars().all(|c| "IVXІХ".contains(c))
    };
    // One letter before a name is an initial, unless it is all there is besides the name.
    let inside = surface.split_whitespace().any(|word| {
        let alone = word.trim_end_matches('.').chars().count() > 1 || !surface.starts_with(word);
        roman(word) && (alone || surface.split_whitespace().count() == 2)
    });
    let before = text[..found.span.start].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    inside || roman(before) && before.trim_end_matches('.').chars().count() > 1
}

/// The last mention of the one person of a list.
fn only(findings: &Findings, list: &[Holder]) -> Option<usize> {
    let last = list.last()?;
    list.iter().all(|h| same_name(findings, h.mention, last.mention)).then_some(last.mention)
}

/// The person that an office stands beside: behind it, or before it with a comma between.
fn person_beside(findings: &Findings, items: &[Item], at: usize) -> Option<usize> {
    for item in items[at + 1..].iter().take(6) {
        match item.kind {
            Kind::Name { mention, .. } if is_person(findings, mention) => return Some(mention),
            Kind::Name { .. } | Kind::Word => {}
            _ => break,
        }
    }
    let mut comma = false;
    for item in items[..at].iter().rev().take(4) {
        match item.kind {
            Kind::Name { mention, .. } if comma && is_person(findings, mention) => return Some(mention),
            Kind::Comma if !comma => comma = true,
            Kind::Word if !comma => {}
            _ => break,
        }
    }
    None
}

/// What an office is looked up by: its basic form, and its kind where only one person at a time has it.
fn keys(findings: &Findings, passage: usize, span: Span) -> Vec<String> {
    let text = findings.paper.passages[passage].reading.text();
    let Some(pack) = findings.pack_at(passage, span.start) else { return Vec::new() };
    let phrase = lower(&text[span.range()], pack.casing());
    let mut keys = vec![basic(findings, pack, passage, span, &phrase)];
    if let Some(kind) = pack.lexicon("office").value(&phrase).filter(|kind| UNIQUE.contains(kind)) {
        keys.push(format!("={kind}"));
    }
    keys
}

fn basic(findings: &Findings, pack: &Pack, passage: usize, span: Span, phrase: &str) -> String {
    if pack.casing() == Casing::Turkic {
        return basic_form(pack, phrase).to_owned();
    }
    let Some(lang) = findings.lang_at(passage, span.start) else { return phrase.to_owned() };
    let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let lemma = findings.morphology.analyses(findings.packs, lang, first).into_iter().next().map(|a| a.lemma);
    format!("{} {rest}", lemma.unwrap_or_else(|| first.to_owned())).trim_end().to_owned()
}
