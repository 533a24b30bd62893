//! What a paper says elsewhere about a word: a surname seen once with initials is a person wherever it stands.

use std::collections::HashMap;

use regesta_lang::{LangId, NameKind};

use crate::NameType;
use crate::words::WordInfo;

/// Counts of sure sightings by basic form.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    seen: HashMap<(LangId, String), [u32; 3]>,
}

fn keys(info: &WordInfo) -> impl Iterator<Item = &str> {
    let proper = |lemma: &str| {
        info.analyses.iter().any(|a| {
            a.lemma == lemma
                && (!info.dictionary
                    || a.name.is_some_and(|n| n != NameKind::GivenName)
                    || !a.known
                    || info.common == 0)
        })
    };
    info.keys.iter().enumerate().filter(move |(i, key)| *i == 0 || proper(key)).map(|(_, key)| key.as_str())
}

impl Votes {
    pub(crate) fn add(&mut self, lang: LangId, info: &WordInfo, name_type: NameType) {
        self.add_times(lang, info, name_type, 1);
    }

    pub(crate) fn add_times(&mut self, lang: LangId, info: &WordInfo, name_type: NameType, times: u32) {
        let slot = match name_type {
            NameType::Person => 0,
            NameType::Place => 1,
            NameType::Body => 2,
        };
        for key in keys(info) {
            self.seen.entry((lang, key.to_owned())).or_default()[slot] += times;
        }
    }

    /// How often the word was surely a person, and how often surely a place.
    pub(crate) fn of(&self, lang: LangId, info: &WordInfo) -> (u32, u32) {
        let mut best = (0, 0);
        for key in keys(info) {
            if let Some(seen) = self.seen.get(&(lang, key.to_owned())) {
                best = (best.0.max(seen[0]), best.1.max(seen[1]));
            }
        }
        best
    }

    /// How often the paper introduces the word as the name of a body.
    pub(crate) fn bodies(&self, lang: LangId, info: &WordInfo) -> u32 {
        keys(info).filter_map(|key| self.seen.get(&(lang, key.to_owned()))).map(|seen| seen[2]).max().unwrap_or(0)
    }

    /// Whether the form itself was surely a name somewhere.
    pub(crate) fn seen_bare(&self, lang: LangId, form: &str) -> bool {
        self.seen.get(&(lang, form.to_owned())).is_some_and(|seen| seen[0] + seen[1] > 1)
    }
}
