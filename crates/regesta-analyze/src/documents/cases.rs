//! The grammatical cases a name may stand in.

use regesta_lang::{Case, Casing, Pack, TokenKind, lower};
use regesta_name::{Mention, NameType};
use regesta_text::Span;

use crate::context::Findings;

/// A set of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cases(u8);

impl Cases {
    pub(crate) const NOMINATIVE: Self = Self(1);
    pub(crate) const GENITIVE: Self = Self(2);
    pub(crate) const DATIVE: Self = Self(4);
    pub(crate) const ACCUSATIVE: Self = Self(8);
    pub(crate) const INSTRUMENTAL: Self = Self(16);
    pub(crate) const LOCATIVE: Self = Self(32);
    pub(crate) const ANY: Self = Self(63);

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn may_be(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn is_only(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }

    const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Reads `nom|gen|acc`, the fourth column of `genre.tsv`; what names no case may stand in any.
    pub(crate) fn parse(names: &str) -> Self {
        let mut cases = Self::default();
        for name in names.split('|') {
            cases = cases.with(match name {
                "nom" => Self::NOMINATIVE,
                "gen" => Self::GENITIVE,
                "dat" => Self::DATIVE,
                "acc" => Self::ACCUSATIVE,
                "ins" => Self::INSTRUMENTAL,
                "loc" => Self::LOCATIVE,
                _ => Self::default(),
            });
        }
        if cases.is_empty() { Self::ANY } else { cases }
    }
}

fn of(case: Case) -> Cases {
    match case {
        Case::Nominative | Case::Vocative => Cases::NOMINATIVE,
        Case::Genitive => Cases::GENITIVE,
        Case::Dative => Cases::DATIVE,
        Case::Accusative => Cases::ACCUSATIVE,
        Case::Instrumental => Cases::INSTRUMENTAL,
        Case::Locative => Cases::LOCATIVE,
    }
}

/// The cases of a mention. For a person all words agree; of other names the first words decide.
pub(crate) fn cases_of_mention(findings: &Findings, mention: usize) -> Cases {
    let found = &findings.mentions[mention];
    let Some(lang) = findings.lang_at(found.passage, found.span.start) else { return Cases::ANY };
    let pack = findings.packs.get(lang);
    let text = findings.paper.passages[found.passage].reading.text();
    let surface = &text[found.span.range()];
    let after = &text[found.span.end..];
    if pack.morphology() != Some("rumorph") && pack.lexicon("case-ending").entries().is_empty() {
        let (ending, marked) = ending_word(surface, after);
        let possessive = marked && (ending == "s" || ending.is_empty());
        return if possessive { Cases::GENITIVE } else { Cases::ANY };
    }
    if pack.casing() == Casing::Turkic {
        let (word, marked) = ending_word(surface, after);
        // "Lenin" is no genitive of "Len".
        let known = !marked && found.value.authority.is_some();
        let basic = known
            && by_ending(pack, &lower(word, pack.casing()), false).is_only(Cases::GENITIVE)
            && lower(word, pack.casing()) == lower(&found.value.head, pack.casing());
        return if basic { unmarked(pack) } else { by_ending(pack, &lower(word, pack.casing()), marked) };
    }
    let passage = &findings.paper.passages[found.passage];
    let words: Vec<Span> = passage
        .tokens_in(found.span)
        .iter()
        .filter(|t| t.kind == TokenKind::Word && text[t.span.range()].chars().count() > 2)
        .map(|t| t.span)
        .collect();
    let person = found.value.name_type == NameType::Person;
    if let Some(surname) = words.last().filter(|_| person)
        && surname_cases(pack, &text[surname.range()]) == Some(Cases::NOMINATIVE)
    {
        return Cases::NOMINATIVE;
    }
    let mut all = by_basic_form(&found.value, &text[words.last().map_or(found.span, |w| *w).range()], person);
    for span in words.iter().take(if person { 4 } else { 2 }) {
        let word = &text[span.range()];
        let last = person && words.last() == Some(span);
        let cases = if word.chars().filter(|c| c.is_uppercase()).count() > 1 {
            Cases::ANY
        } else if let Some(cases) = surname_cases(pack, word).filter(|_| last) {
            cases
        } else if last && undeclined(findings, lang, word) {
            Cases::ANY
        } else {
            word_cases(findings, lang, word)
        };
        let both = all.and(cases);
        if !both.is_empty() {
            all = both;
        }
        if !person && !cases.is_only(Cases::GENITIVE) && all != Cases::ANY && words.len() > 2 {
            break;
        }
    }
    // A name alone in the locative has a preposition before it: such a reading is a name that is not declined.
    if person && all.is_only(Cases::LOCATIVE) { Cases::ANY } else { all }
}

/// A person's surname that is not printed in its basic form does not stand in the nominative; one that is, and ends as
/// declined names do, stands in no other case.
fn by_basic_form(mention: &Mention, surname: &str, person: bool) -> Cases {
    if !person || mention.head.is_empty() {
        return Cases::ANY;
    }
    let (basic, printed) = (mention.head.to_lowercase(), surname.to_lowercase());
    let declined = basic.ends_with(|c: char| "бвгдзклмнпрстфхцчшщй".contains(c));
    match (basic == printed, declined) {
        (true, true) => Cases::NOMINATIVE,
        (true, false) => Cases::ANY,
        (false, _) => OBLIQUE,
    }
}

const OBLIQUE: Cases = Cases(Cases::ANY.0 & !Cases::NOMINATIVE.0);

/// The cases by the endings of surnames that a pack with a dictionary lists beside it.
fn surname_cases(pack: &Pack, word: &str) -> Option<Cases> {
    let list = pack.lexicon("case-ending");
    let word = lower(word, pack.casing());
    word.char_indices().skip(2).find_map(|(at, _)| list.value(&word[at..])).map(Cases::parse)
}

/// A surname that no dictionary has and that ends in a vowel may be one that is not declined.
fn undeclined(findings: &Findings, lang: regesta_lang::LangId, word: &str) -> bool {
    word.ends_with(|c: char| "еоиэы".contains(c))
        && findings.morphology.analyses(findings.packs, lang, word).iter().all(|a| !a.known)
}

/// The cases of one word.
pub(crate) fn word_cases(findings: &Findings, lang: regesta_lang::LangId, word: &str) -> Cases {
    let pack = findings.packs.get(lang);
    if pack.morphology() != Some("rumorph") {
        return by_ending(pack, &lower(word, pack.casing()), false);
    }
    let mut cases = Cases::default();
    for reading in findings.morphology.analyses(findings.packs, lang, word) {
        if let Some(case) = reading.case
            && reading.weight >= 15
        {
            cases = cases.with(of(case));
        }
    }
    if cases.is_empty() { Cases::ANY } else { cases }
}

/// The cases by `lexicon/case-ending.tsv`: the longest ending that fits decides, `-` stands for none. `marked` says that
/// an apostrophe parts the ending from the name.
pub(crate) fn by_ending(pack: &Pack, word: &str, marked: bool) -> Cases {
    if word.is_empty() {
        return unmarked(pack);
    }
    let list = pack.lexicon("case-ending");
    let letters = word.chars().count();
    for (at, _) in word.char_indices() {
        let Some(entry) = list.get(&word[at..]) else { continue };
        let fits = match entry.extra.first().map(String::as_str) {
            Some("marked") => marked,
            Some("long") => marked || letters >= 5 && at > 0,
            _ => at > 0 || marked,
        };
        if fits {
            return Cases::parse(&entry.value);
        }
    }
    unmarked(pack)
}

/// The cases of a name without an ending.
fn unmarked(pack: &Pack) -> Cases {
    pack.lexicon("case-ending").value("-").map_or(Cases::ANY, Cases::parse)
}

/// The word that bears the ending, and whether an apostrophe parts it from the name. The ending may stand outside the
/// mention.
fn ending_word<'t>(surface: &'t str, after: &'t str) -> (&'t str, bool) {
    const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];
    let word = surface.split_whitespace().next_back().unwrap_or(surface);
    if let Some(at) = word.rfind(APOSTROPHES) {
        return (word[at..].trim_start_matches(APOSTROPHES), true);
    }
    match after.strip_prefix(APOSTROPHES) {
        Some(rest) => (rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default(), true),
        None => (word, false),
    }
}
