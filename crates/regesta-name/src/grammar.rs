//! What the detectors of persons, places and bodies share: a sentence, its lists and the evidence of the paper.

use std::collections::HashSet;

use regesta_lang::{Case, NameKind, Pack, PartOfSpeech};

use crate::flags::WordFlags;
use crate::phrases::{PhraseMatch, Phrases};
use crate::place::looks_adjectival;
use crate::votes::Votes;
use crate::words::{Flag, Line, Shape, Vocabulary, Word, WordInfo, without_numeral_ending};
use crate::{Authorities, NameType, given_names_conflict};

/// The lists of a pack that may have entries of several words.
#[derive(Debug)]
pub(crate) struct NameLists {
    pub(crate) flags: WordFlags,
    pub(crate) body_head: Phrases,
    pub(crate) body_abbreviation: Phrases,
    pub(crate) body_complement: Phrases,
    pub(crate) place_head: Phrases,
    pub(crate) place_name: Phrases,
    pub(crate) office: Phrases,
    pub(crate) feast: Phrases,
}

impl NameLists {
    pub(crate) fn of(pack: &Pack) -> Self {
        Self {
            flags: WordFlags::of(pack),
            body_head: Phrases::of(pack, "body-head"),
            body_abbreviation: Phrases::of(pack, "body-abbr"),
            body_complement: Phrases::of(pack, "body-complement"),
            place_head: Phrases::of(pack, "place-head"),
            place_name: Phrases::of(pack, "place-name"),
            office: Phrases::of(pack, "office"),
            feast: Phrases::of(pack, "feast"),
        }
    }
}

/// One sentence with all that is known.
#[derive(Clone, Copy)]
pub(crate) struct Grammar<'a> {
    pub(crate) line: &'a Line<'a>,
    pub(crate) infos: &'a [WordInfo],
    /// Forms printed small somewhere in the paper.
    pub(crate) small: &'a HashSet<usize>,
    pub(crate) lists: &'a NameLists,
    pub(crate) authorities: &'a Authorities,
    pub(crate) votes: &'a Votes,
    /// Every form met in the paper.
    pub(crate) forms: &'a Vocabulary,
    /// What the surroundings of names that no list has say in the whole paper.
    pub(crate) contexts: &'a Votes,
}

/// Names of an authority list that begin at a word.
pub(crate) struct KnownName {
    pub(crate) words: usize,
    pub(crate) id: Option<String>,
}

impl<'a> Grammar<'a> {
    pub(crate) fn words(&self) -> &'a [Word<'a>] {
        &self.line.words
    }

    pub(crate) fn len(&self) -> usize {
        self.line.words.len()
    }

    pub(crate) fn word(&self, at: usize) -> &'a Word<'a> {
        &self.line.words[at]
    }

    pub(crate) fn get(&self, at: usize) -> Option<&'a Word<'a>> {
        self.line.words.get(at)
    }

    pub(crate) fn info(&self, at: usize) -> &'a WordInfo {
        &self.infos[self.line.words[at].info]
    }

    pub(crate) fn is(&self, at: usize, flag: Flag) -> bool {
        at < self.len() && self.info(at).is(flag)
    }

    pub(crate) fn sign(&self, at: usize, sign: &str) -> bool {
        self.get(at).is_some_and(|w| w.text == sign)
    }

    /// A word with a capital that may be a name or a part of one.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|w| {
            w.is_name_like()
                && w.text.chars().nth(1).is_some()
                && !self.info(at).is(Flag::Function)
                && (!self.info(at).is(Flag::Calendar) || self.info(at).dictionary && !w.opens)
        })
    }

    /// "20 Eylül'de": a day's number before a word with a suffix of place makes it a month, not a place.
    pub(crate) fn is_day_before(&self, at: usize) -> bool {
        self.lists.flags.has_place_suffixes()
            && at > 0
            && self.word(at - 1).shape == Shape::Number
            && self.word(at - 1).text.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n))
            && self.info(at).lower.contains(['\'', '’'])
    }

    /// A word with the genitive ending of a Turkic language ("Qarabağın"), in a language with suffixes of place.
    pub(crate) fn is_turkic_genitive(&self, at: usize) -> bool {
        let info = self.info(at);
        let bare = info.lower.strip_suffix('n').filter(|b| b.ends_with(['ı', 'i', 'u', 'ü']));
        self.lists.flags.has_place_suffixes()
            && bare.is_some()
            && info.lower.chars().count() > 4
            && !info.is(Flag::Given)
            && !info.surname_ending
    }

    /// A capital that says something: not at the start of a sentence, unless after a hyphen too ("Ислам-Гирей"), not in
    /// a heading all in capitals.
    pub(crate) fn telling_capital(&self, at: usize) -> bool {
        self.capital(at)
            && (!self.word(at).opens || self.has_inner_capital(at))
            && !self.line.all_capitals
            && !self.line.heading
    }

    /// "Мендес-Франс": a capital after a hyphen.
    fn has_inner_capital(&self, at: usize) -> bool {
        let word = self.word(at);
        word.shape == Shape::Capital
            && word.shadow.split(['-', '‑']).skip(1).any(|part| part.chars().next().is_some_and(char::is_uppercase))
    }

    /// Words that are no names whatever their capitals: feasts ("Lady Day"), authors of works cited in the text
    /// ("(Smith 1932; Jones 1968)"), ships in quotation marks (фрегат «Паллада»).
    pub(crate) fn nameless(&self) -> Vec<bool> {
        let mut nameless = vec![false; self.len()];
        for at in 0..self.len() {
            if let Some(feast) = self.lists.feast.longest_at(self.words(), self.infos, at).filter(|_| self.capital(at))
            {
                nameless[at..at + feast.words].fill(true);
            }
            if self.is_ship(at) {
                nameless[at] = true;
            }
            if let Some(first) = self.first_of_cited(at) {
                nameless[first..=at].fill(true);
            }
        }
        nameless
    }

    fn is_ship(&self, at: usize) -> bool {
        at > 1
            && self.capital(at)
            && matches!(self.word(at - 1).text, "«" | "“" | "„" | "\"")
            && self.get(at + 1).is_some_and(|w| matches!(w.text, "»" | "”" | "“" | "\""))
            && self.is(at - 2, Flag::BeforeShip)
    }

    /// "(Smith 1932;", "[Сергеев, Иванов 1954: 88": the first word of the author's name that ends at `at`, where a year
    /// of printing follows and a bracket, a semicolon or a colon stands before.
    fn first_of_cited(&self, at: usize) -> Option<usize> {
        let comma = usize::from(self.sign(at + 1, ","));
        let year = self.get(at + 1 + comma).filter(|_| self.capital(at))?;
        let digits = year.text.trim_end_matches(['a', 'b', 'c', 'а', 'б', 'в']);
        let printed = digits.parse::<u32>().is_ok_and(|y| (1500..2100).contains(&y)) && digits.len() == 4;
        let closes = self.get(at + 2 + comma).is_none_or(|w| matches!(w.text, "," | ")" | "]" | ":" | ";" | "." | "–"));
        if !printed || !closes {
            return None;
        }
        let mut first = at;
        while first > 0 && first + 8 > at {
            let before = self.word(first - 1);
            if matches!(before.text, "(" | "[" | ";" | ":") {
                return Some(first);
            }
            let part = self.capital(first - 1)
                || self.is(first - 1, Flag::Particle)
                || matches!(before.text, "," | "." | "&" | "and" | "и" | "і" | "та" | "ve" | "və")
                || before.text.chars().count() == 1;
            if !part {
                return None;
            }
            first -= 1;
        }
        None
    }

    /// An initial with its full stop.
    pub(crate) fn initial(&self, at: usize) -> bool {
        let Some(word) = self.get(at) else { return false };
        let letters = word.text.chars().count();
        let one = letters == 1
            || (letters == 2
                && word.shadow.chars().nth(1).is_some_and(char::is_lowercase)
                && !self.info(at).is(Flag::Function));
        one && !word.barred
            && matches!(word.shape, Shape::Capital | Shape::Roman | Shape::Capitals)
            && self.get(at + 1).is_some_and(|dot| dot.text == "." && dot.span.start == word.span.end)
    }

    /// One past a row of initials that begins at `at`; `at` itself where there is none.
    pub(crate) fn after_initials(&self, at: usize) -> usize {
        let mut end = at;
        if self.title_twice(at) {
            return end;
        }
        while end < at + 6 && self.initial(end) {
            end += 2;
            if self.sign(end, "-") && self.initial(end + 1) {
                end += 1;
            }
        }
        end
    }

    /// "т. т." before several names: a title of one letter written twice for the plural, in small letters, is no pair of initials.
    fn title_twice(&self, at: usize) -> bool {
        let small = |i: usize| {
            let letter = self.get(i).filter(|word| word.text.chars().all(char::is_lowercase))?;
            self.is(i, Flag::TitleBefore).then_some(letter.text)
        };
        self.initial(at) && self.initial(at + 2) && small(at).is_some() && small(at) == small(at + 2)
    }

    pub(crate) fn body_head(&self, at: usize) -> Option<PhraseMatch<'a>> {
        self.lists.body_head.longest_at(self.words(), self.infos, at)
    }

    pub(crate) fn place_head(&self, at: usize) -> Option<PhraseMatch<'a>> {
        self.lists.place_head.longest_at(self.words(), self.infos, at)
    }

    pub(crate) fn office(&self, at: usize) -> Option<PhraseMatch<'a>> {
        self.lists.office.longest_at(self.words(), self.infos, at)
    }

    /// What a word is looked up by in the authority lists.
    fn listed_keys(&self, at: usize) -> Vec<String> {
        let info = self.info(at);
        if matches!(self.word(at).shape, Shape::Number | Shape::Roman)
            && let Some(number) = without_numeral_ending(&info.lower)
        {
            return vec![number.to_string()];
        }
        info.folded_keys()
    }

    /// The longest name of one type in the authority lists that begins here.
    pub(crate) fn known(&self, at: usize, name_type: NameType) -> Option<KnownName> {
        let first = self.get(at)?;
        let numeral = matches!(first.shape, Shape::Number | Shape::Roman);
        if first.shape == Shape::Sign || !numeral && !self.info(at).listed {
            return None;
        }
        let mut ends = Vec::new();
        let mut keys: Vec<Vec<String>> = Vec::new();
        for i in at..(at + 10).min(self.len()) {
            let word = self.word(i);
            if word.barred {
                break;
            }
            match word.shape {
                // "РКП (б)", "11. Ordu": brackets and full stops are no part of a listed name.
                Shape::Sign if keys.is_empty() || !matches!(word.text, "(" | ")" | ".") => break,
                Shape::Sign => {
                    if word.text == ")"
                        && let Some(end) = ends.last_mut()
                    {
                        *end = i + 1;
                    }
                }
                _ => {
                    keys.push(self.listed_keys(i));
                    ends.push(i + 1);
                }
            }
        }
        let mut keys = &keys[..];
        while !keys.is_empty() {
            let found = self.authorities.longest_at(keys)?;
            let mut ids: Vec<&str> = found
                .names
                .iter()
                .map(|&n| &self.authorities.names()[n])
                .filter(|n| n.name_type == name_type)
                .map(|n| n.id.as_str())
                .collect();
            ids.sort_unstable();
            ids.dedup();
            if !ids.is_empty() {
                let id = (ids.len() == 1).then(|| ids[0].to_owned());
                return Some(KnownName { words: ends[found.words - 1] - at, id });
            }
            keys = &keys[..found.words - 1];
        }
        None
    }

    /// The one listed person with this surname whose given names do not contradict those printed.
    pub(crate) fn known_person(&self, surname: usize, given: &str) -> Option<String> {
        let info = self.info(surname);
        if !info.listed {
            return None;
        }
        let keys = vec![info.folded_keys()];
        let found = self.authorities.longest_at(&keys)?;
        let mut fitting: Vec<&str> = found
            .names
            .iter()
            .map(|&n| &self.authorities.names()[n])
            .filter(|n| n.name_type == NameType::Person && !given_names_conflict(&n.given, given))
            .map(|n| n.id.as_str())
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        (fitting.len() == 1).then(|| fitting[0].to_owned())
    }

    /// Case agreement of two words.
    pub(crate) fn agree(&self, a: usize, b: usize) -> bool {
        self.info(a).agrees(self.info(b))
    }

    /// An adjective before a noun of its own case: no surname, whatever its capital.
    pub(crate) fn modifies_next(&self, at: usize) -> bool {
        let info = self.info(at);
        let adjectival = info.may_be_adjective() || looks_adjectival(&info.lower);
        let Some(next) = self.get(at + 1).filter(|w| !matches!(w.shape, Shape::Sign | Shape::Number)) else {
            return false;
        };
        if !adjectival || !info.dictionary {
            return false;
        }
        let next = &self.infos[next.info];
        let mine: Vec<Case> = info.analyses.iter().filter_map(|a| a.case).collect();
        next.analyses.iter().take(2).any(|a| {
            matches!(a.part, PartOfSpeech::Noun | PartOfSpeech::Adjective)
                && a.name.is_none_or(|kind| kind == NameKind::Place)
                && a.case.is_some_and(|c| mine.contains(&c))
        }) && !self.is(at + 1, Flag::Function)
    }

    pub(crate) fn may_be_genitive(&self, at: usize) -> bool {
        let info = self.info(at);
        !info.dictionary || info.analyses.iter().all(|a| a.case.is_none()) || info.has_case(Case::Genitive)
    }

    pub(crate) fn seen_as(&self, at: usize) -> (u32, u32) {
        self.votes.of(self.line.lang, self.info(at))
    }
}
