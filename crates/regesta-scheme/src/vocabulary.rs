//! The words by which indicators name events, documents, kinds of agents and places; a table in `vocabulary.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::flaw::nearest;

/// The table of words that indicators may use.
///
/// ```
/// use regesta_scheme::Vocabulary;
/// let words = Vocabulary::built_in();
/// assert!(words.resolve("movement.*").unwrap().events.contains("crossing"));
/// assert!(words.resolve("document.appeal | power.transfer").unwrap().genres.contains("appeal"));
/// assert_eq!(words.resolve("movement.cros_border").unwrap_err().nearest.as_deref(), Some("movement.cross_border"));
/// ```
#[derive(Debug)]
pub struct Vocabulary {
    events: Vec<(String, Vec<String>)>,
    documents: Vec<(String, Vec<String>)>,
    agents: Vec<(String, Stems)>,
    places: Vec<(String, Stems)>,
    statuses: Vec<(String, Stems)>,
    steps: Vec<(String, Stems)>,
    relay: Stems,
    answer: Stems,
    hope: Stems,
    future: Stems,
    need: Stems,
    contrast: Stems,
    negation: Stems,
    ask: Stems,
}

/// Beginnings of words by language.
pub type Stems = BTreeMap<String, Vec<String>>;

/// What an indicator names: types of events and genres of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Types of events.
    pub events: BTreeSet<String>,
    /// Genres of documents.
    pub genres: BTreeSet<String>,
}

/// A word of an indicator that the table does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word as written.
    pub word: String,
    /// The known word most like it, where one is like it.
    pub nearest: Option<String>,
    /// Whether it is plain prose, of several words, and not meant as a word of the table.
    pub prose: bool,
}

#[derive(Deserialize)]
struct Table {
    event: Vec<EventWord>,
    document: Vec<DocumentWord>,
    genre: Vec<Genres>,
    agent: Vec<StemWord>,
    place: Vec<StemWord>,
    status: Vec<StemWord>,
    step: Vec<StemWord>,
    relay: Stems,
    answer: Stems,
    hope: Stems,
    future: Stems,
    need: Stems,
    contrast: Stems,
    negation: Stems,
    ask: Stems,
}

#[derive(Deserialize)]
struct EventWord {
    word: String,
    types: Vec<String>,
}

#[derive(Deserialize)]
struct DocumentWord {
    word: String,
    genres: Vec<String>,
}

#[derive(Deserialize)]
struct Genres {
    names: Vec<String>,
}

#[derive(Deserialize)]
struct StemWord {
    word: String,
    #[serde(rename = "about")]
    _about: String,
    #[serde(flatten)]
    stems: Stems,
}

impl Vocabulary {
    /// The table that comes with the program.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Vocabulary> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let table: Table =
                toml::from_str(include_str!("vocabulary.toml")).expect("a test reads the table that is built in");
            Self::from_table(table)
        })
    }

    fn from_table(table: Table) -> Self {
        let mut events: Vec<(String, Vec<String>)> = table.event.into_iter().map(|e| (e.word, e.types)).collect();
        let types: BTreeSet<String> = events.iter().flat_map(|(_, types)| types.clone()).collect();
        events.extend(types.into_iter().map(|one| (one.clone(), vec![one])));
        let mut documents: Vec<(String, Vec<String>)> =
            table.document.into_iter().map(|d| (d.word, d.genres)).collect();
        for genre in table.genre.into_iter().flat_map(|g| g.names) {
            documents.push((format!("document.{genre}"), vec![genre.clone()]));
            // `other` alone is the event type; of documents it has to be said.
            if genre != "other" {
                documents.push((genre.clone(), vec![genre]));
            }
        }
        let stems = |words: Vec<StemWord>| words.into_iter().map(|w| (w.word, w.stems)).collect();
        Self {
            events,
            documents,
            agents: stems(table.agent),
            places: stems(table.place),
            statuses: stems(table.status),
            steps: stems(table.step),
            relay: table.relay,
            answer: table.answer,
            hope: table.hope,
            future: table.future,
            need: table.need,
            contrast: table.contrast,
            negation: table.negation,
            ask: table.ask,
        }
    }

    /// What a territory may be to somebody, each with terms (beginnings of words that stand together) by language.
    pub fn statuses(&self) -> impl Iterator<Item = (&str, &Stems)> {
        self.statuses.iter().map(|(word, stems)| (word.as_str(), stems))
    }

    /// Steps of a correspondence: refusal, permit, proposal, report, in the order in which they are asked for.
    pub fn steps(&self) -> impl Iterator<Item = (&str, &Stems)> {
        self.steps.iter().map(|(word, stems)| (word.as_str(), stems))
    }

    /// Words by which a document is told as the answer to another.
    pub fn answer(&self) -> &Stems {
        &self.answer
    }

    /// Words before something that is hoped for, or held possible.
    pub fn hope(&self) -> &Stems {
        &self.hope
    }

    /// Words right before an act that is still to come ("will be proclaimed").
    pub fn future(&self) -> &Stems {
        &self.future
    }

    /// Words by which somebody calls an act needful, or asks for it.
    pub fn need(&self) -> &Stems {
        &self.need
    }

    /// Words by which somebody asks for what follows ("asked for permission").
    pub fn ask(&self) -> &Stems {
        &self.ask
    }

    /// Words that after a comma begin another statement.
    pub fn contrast(&self) -> &Stems {
        &self.contrast
    }

    /// Words that deny the word behind them.
    pub fn negation(&self) -> &Stems {
        &self.negation
    }

    /// Words for handing a document on.
    pub fn relay(&self) -> &Stems {
        &self.relay
    }

    /// The events and documents that `what` names: words of the table with `|` between, `movement.*` for all that begin so.
    ///
    /// # Errors
    /// The first word that is not in the table.
    pub fn resolve(&self, what: &str) -> Result<Named, UnknownWord> {
        let mut named = Named::default();
        for word in what.split('|').map(str::trim) {
            let fits = |known: &str| match word.strip_suffix('*') {
                Some(start) => !start.is_empty() && known.starts_with(start),
                None => known == word,
            };
            let events: Vec<&String> =
                self.events.iter().filter(|(known, _)| fits(known)).flat_map(|(_, types)| types).collect();
            let genres: Vec<&String> =
                self.documents.iter().filter(|(known, _)| fits(known)).flat_map(|(_, genres)| genres).collect();
            if events.is_empty() && genres.is_empty() {
                let all = || self.events.iter().chain(&self.documents).map(|(known, _)| known.as_str());
                let bare = word.trim_end_matches(['*', '.']);
                return Err(UnknownWord {
                    word: word.to_owned(),
                    nearest: nearest(bare, all()).map(str::to_owned),
                    prose: word.contains(char::is_whitespace) || word.is_empty(),
                });
            }
            named.events.extend(events.into_iter().cloned());
            named.genres.extend(genres.into_iter().cloned());
        }
        Ok(named)
    }

    /// The stems of a kind of agent (`army`).
    pub fn agent(&self, word: &str) -> Option<&Stems> {
        self.agents.iter().find(|(known, _)| known == word).map(|(_, stems)| stems)
    }

    /// The stems of a kind of place (`capital`, `border`).
    pub fn place(&self, word: &str) -> Option<&Stems> {
        self.places.iter().find(|(known, _)| known == word).map(|(_, stems)| stems)
    }

    /// The kinds of agents.
    pub fn agent_words(&self) -> impl Iterator<Item = &str> + Clone {
        self.agents.iter().map(|(word, _)| word.as_str())
    }

    /// All words that `what` may be.
    pub fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.events.iter().chain(&self.documents).map(|(word, _)| word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_twice_and_every_kind_has_stems_in_five_languages() {
        let table = Vocabulary::built_in();
        let mut words: Vec<&str> = table.words().collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        for (word, stems) in table.agents.iter().chain(&table.places) {
            let languages: Vec<&str> = stems.keys().map(String::as_str).collect();
            assert_eq!(languages, ["az", "en", "ru", "tr", "uk"], "{word}");
            assert!(stems.values().flatten().all(|stem| *stem == stem.to_lowercase()), "{word}");
        }
    }

    #[test]
    fn prose_is_told_from_a_slip() {
        let table = Vocabulary::built_in();
        assert!(table.resolve("a dated refusal").unwrap_err().prose);
        let slip = table.resolve("document.ultimatm").unwrap_err();
        assert_eq!((slip.nearest.as_deref(), slip.prose), (Some("document.ultimatum"), false));
        assert!(table.resolve("movment.*").is_err());
        assert_eq!(table.resolve("other").unwrap().genres.len(), 0);
    }
}
