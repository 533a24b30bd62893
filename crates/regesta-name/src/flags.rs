//! What the lists of a pack say of single words, gathered once so that a word costs one look-up.

use std::collections::{HashMap, HashSet};

use regesta_lang::{Pack, lower};

use crate::words::{Flag, list_key};

/// Flags that hold for the printed form only, never for a basic form.
const FORM_ONLY: [Flag; 24] = [
    Flag::BodyAdjective,
    Flag::Function,
    Flag::Calendar,
    Flag::Communication,
    Flag::Genre,
    Flag::TitleNoble,
    Flag::Particle,
    Flag::PlacePreposition,
    Flag::Of,
    Flag::Article,
    Flag::ArchiveLabel,
    Flag::SurePlacePreposition,
    Flag::BeforePlace,
    Flag::AfterPlace,
    Flag::BeforePerson,
    Flag::AfterPerson,
    Flag::PersonVerb,
    Flag::Motion,
    Flag::OfPerson,
    Flag::Peer,
    Flag::PeerAfter,
    Flag::CommonWord,
    Flag::NamedAfter,
    Flag::BeforeShip,
];

/// Roles of the list `name-context`.
const CONTEXT: [(&str, Flag); 14] = [
    ("place-preposition", Flag::SurePlacePreposition),
    ("before-place", Flag::BeforePlace),
    ("after-place", Flag::AfterPlace),
    ("before-person", Flag::BeforePerson),
    ("after-person", Flag::AfterPerson),
    ("person-verb", Flag::PersonVerb),
    ("motion", Flag::Motion),
    ("of-person", Flag::OfPerson),
    ("peer", Flag::Peer),
    ("peer-after", Flag::PeerAfter),
    ("common", Flag::CommonWord),
    ("named-after", Flag::NamedAfter),
    ("before-ship", Flag::BeforeShip),
    ("body-adjective", Flag::BodyAdjective),
];

/// Flags and endings of one pack.
#[derive(Debug, Default)]
pub(crate) struct WordFlags {
    by_form: HashMap<String, u64>,
    by_beginning: HashMap<String, u64>,
    /// Ordinary words of the language, and the endings that they may have; empty where the pack has no such list.
    ordinary: HashMap<String, bool>,
    ordinary_endings: Vec<String>,
    possessives: Vec<String>,
    body_endings: HashSet<String>,
    form_only: u64,
    adjective_of: HashMap<String, String>,
    surname_endings: HashSet<String>,
    place_endings: HashSet<String>,
    common_endings: HashSet<String>,
    place_suffixes: HashSet<String>,
    /// Ending of an adjective, and what stands for it in the name of the land.
    demonym_endings: Vec<(String, String)>,
}

impl WordFlags {
    pub(crate) fn of(pack: &Pack) -> Self {
        let mut flags = Self { form_only: FORM_ONLY.iter().map(|f| f.bit()).sum(), ..Self::default() };
        let word = |form: &str| list_key(&lower(form, pack.casing()));
        for (list, flag) in [
            ("function-word", Flag::Function),
            ("month", Flag::Calendar),
            ("weekday", Flag::Calendar),
            ("month-adj", Flag::Calendar),
            ("season", Flag::Calendar),
            ("given-name", Flag::Given),
            ("office", Flag::Office),
            ("communication-verb", Flag::Communication),
            ("place-epithet", Flag::Epithet),
            ("place-name", Flag::Country),
            ("name-ordinal", Flag::Ordinal),
            ("genre", Flag::Genre),
            ("body-weak-head", Flag::WeakHead),
            ("archive-label", Flag::ArchiveLabel),
        ] {
            for entry in pack.lexicon(list).entries() {
                flags.set(word(&entry.form), flag);
            }
        }
        for (list, value, flag) in [
            ("demonym", "adj", Flag::DemonymAdjective),
            ("demonym", "noun", Flag::DemonymNoun),
            ("title", "before", Flag::TitleBefore),
            ("title", "after", Flag::TitleAfter),
            ("title", "both", Flag::TitleBefore),
            ("title", "both", Flag::TitleAfter),
            ("place-epithet", "regime", Flag::Regime),
            ("name-link", "particle", Flag::Particle),
            ("name-link", "place-preposition", Flag::PlacePreposition),
            ("name-link", "of", Flag::Of),
            ("name-link", "article", Flag::Article),
        ] {
            for entry in pack.lexicon(list).entries().iter().filter(|e| e.value == value) {
                flags.set(word(&entry.form), flag);
            }
        }
        for entry in pack.lexicon("name-context").entries() {
            let Some((_, flag)) = CONTEXT.iter().find(|(role, _)| *role == entry.value) else { continue };
            match entry.form.strip_suffix('*') {
                Some(beginning) => *flags.by_beginning.entry(word(beginning)).or_default() |= flag.bit(),
                None => flags.set(word(&entry.form), *flag),
            }
        }
        let possessives = pack.lexicon("name-link").entries().iter().filter(|e| e.value == "possessive");
        flags.possessives = possessives.map(|e| list_key(&e.form)).collect();
        let noble = |kind: &String| kind == "nobility" || kind == "honorific";
        for entry in pack.lexicon("title").entries().iter().filter(|e| e.extra.first().is_some_and(noble)) {
            flags.set(word(&entry.form), Flag::TitleNoble);
        }
        for entry in pack.lexicon("place-adjective").entries() {
            flags.adjective_of.entry(word(&entry.form)).or_insert_with(|| entry.value.clone());
        }
        let endings = |list: &str| pack.lexicon(list).entries().iter().map(|e| word(&e.form)).collect::<HashSet<_>>();
        let ordinary = pack.lexicon("ordinary-word").entries();
        flags.ordinary = ordinary.iter().map(|e| (list_key(&e.form), e.value == "name")).collect();
        flags.ordinary_endings = pack.lexicon("ordinary-ending").entries().iter().map(|e| word(&e.form)).collect();
        flags.surname_endings = endings("surname-suffix");
        flags.place_endings = endings("place-ending");
        flags.common_endings = endings("common-ending");
        flags.body_endings = endings("body-ending");
        let demonyms = pack.lexicon("name-link").entries().iter().filter(|e| e.value == "demonym-ending");
        flags.demonym_endings = demonyms
            .flat_map(|e| {
                let lands = e.extra.first().map_or("", String::as_str);
                lands.split('|').map(|land| (word(&e.form), land.trim_matches('-').to_owned())).collect::<Vec<_>>()
            })
            .collect();
        let suffixes = pack.lexicon("name-link").entries().iter().filter(|e| e.value == "place-suffix");
        flags.place_suffixes = suffixes.map(|e| word(&e.form)).collect();
        flags
    }

    /// Whether the pack lists the ordinary words of its language.
    pub(crate) fn lists_ordinary_words(&self) -> bool {
        !self.ordinary.is_empty()
    }

    /// [`Flag::Ordinary`] for a word of that list, also with endings; [`Flag::OrdinaryName`] where the list has the very
    /// word as a name too. Nothing for other words.
    pub(crate) fn ordinary(&self, key: &str) -> u64 {
        if self.ordinary.is_empty() || key.contains('\'') {
            return 0;
        }
        if let Some(&name) = self.ordinary.get(key) {
            return if name { Flag::OrdinaryName.bit() } else { Flag::Ordinary.bit() };
        }
        // Ends of what has been read as a listed word and its endings, from the left.
        let ends = key.char_indices().skip(2).map(|(at, c)| at + c.len_utf8());
        let mut reached: Vec<usize> = ends.filter(|&end| self.ordinary.contains_key(&key[..end])).collect();
        let mut seen = reached.clone();
        while let Some(at) = reached.pop() {
            if at == key.len() {
                return Flag::Ordinary.bit();
            }
            for ending in self.ordinary_endings.iter().filter(|e| key[at..].starts_with(e.as_str())) {
                let end = at + ending.len();
                if !seen.contains(&end) {
                    seen.push(end);
                    reached.push(end);
                }
            }
        }
        0
    }

    fn set(&mut self, form: String, flag: Flag) {
        *self.by_form.entry(form).or_default() |= flag.bit();
    }

    /// What the lists say of the form `key` itself.
    pub(crate) fn at(&self, key: &str) -> u64 {
        self.by_form.get(key).copied().unwrap_or(0)
    }

    /// What they say of a word by all the forms it is looked up by, the printed one first.
    pub(crate) fn all(&self, keys: &[String]) -> u64 {
        let more = keys.iter().skip(1).fold(0, |bits, key| bits | self.at(key)) & !self.form_only;
        more | keys.first().map_or(0, |key| self.at(key))
    }

    /// Entries that end in an asterisk: a word that begins so.
    pub(crate) fn by_beginning(&self, key: &str) -> u64 {
        if self.by_beginning.is_empty() {
            return 0;
        }
        let ends = key.char_indices().skip(2).map(|(at, _)| at).chain([key.len()]);
        ends.fold(0, |bits, at| bits | self.by_beginning.get(&key[..at]).copied().unwrap_or(0))
    }

    /// Bytes of an ending that shows whose something is and is no part of the name ("Wellington's").
    pub(crate) fn possessive_of(&self, printed: &str) -> usize {
        let key = list_key(printed);
        let ending = self.possessives.iter().find(|p| key.len() > p.len() + 1 && key.ends_with(p.as_str()));
        ending.map_or(0, |p| {
            printed.char_indices().rev().nth(p.chars().count() - 1).map_or(0, |(at, _)| printed.len() - at)
        })
    }

    /// What an adjective of a land may be made from, by the endings of the list: "zambian" → "zambia", "zambi" ….
    pub(crate) fn demonym_stems(&self, key: &str) -> Vec<String> {
        let cut = self
            .demonym_endings
            .iter()
            .filter_map(|(ending, add)| Some(format!("{}{add}", key.strip_suffix(ending.as_str())?)));
        cut.collect()
    }

    pub(crate) fn adjective_of(&self, keys: &[String]) -> Option<&str> {
        keys.iter().find_map(|key| self.adjective_of.get(key)).map(String::as_str)
    }

    pub(crate) fn ends_like_a_place(&self, key: &str) -> bool {
        ends_by(&self.place_endings, key)
    }

    pub(crate) fn ends_like_a_body(&self, key: &str) -> bool {
        ends_by(&self.body_endings, key)
    }

    pub(crate) fn ends_like_a_common_word(&self, key: &str) -> bool {
        ends_by(&self.common_endings, key)
    }

    /// A suffix of place, also after an apostrophe ("Ankara'da").
    pub(crate) fn has_place_suffix(&self, key: &str) -> bool {
        !self.place_suffixes.is_empty()
            && key
                .char_indices()
                .skip(3)
                .any(|(at, _)| self.place_suffixes.contains(key[at..].trim_start_matches('\'')))
    }

    pub(crate) fn has_place_suffixes(&self) -> bool {
        !self.place_suffixes.is_empty()
    }

    pub(crate) fn ends_like_a_surname(&self, key: &str) -> bool {
        let letters = key.chars().count();
        key.char_indices().enumerate().skip(2).any(|(before, (at, _))| {
            let count = letters - before;
            count >= 2 && (count >= 3 || letters >= 5) && self.surname_endings.contains(&key[at..])
        })
    }
}

/// Whether a word ends like an entry of a list, with three letters or more before it.
fn ends_by(endings: &HashSet<String>, word: &str) -> bool {
    !endings.is_empty() && word.char_indices().skip(3).any(|(at, _)| endings.contains(&word[at..]))
}
