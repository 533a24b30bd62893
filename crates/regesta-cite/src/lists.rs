use std::collections::{BTreeMap, BTreeSet};

use regesta_lang::{LangId, PackSet};

/// What a label says of the value behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Fond,
    Opis,
    Delo,
    Folio,
    Page,
    Volume,
    Number,
    Issue,
    Section,
    Box,
    Dossier,
    Roll,
    /// A group kept with its label: `RG 59`.
    Group,
    /// A class kept with its label: `pos. 3/18`.
    Series,
    /// A leaf kept with its label: `pièce 14`.
    Leaf,
}

impl Part {
    /// By the second column of `lexicon/archive-label.tsv`.
    fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "fond" => Self::Fond,
            "opis" => Self::Opis,
            "delo" => Self::Delo,
            "folio" => Self::Folio,
            "page" => Self::Page,
            "volume" => Self::Volume,
            "number" => Self::Number,
            "issue" => Self::Issue,
            "part" => Self::Section,
            "box" => Self::Box,
            "dossier" => Self::Dossier,
            "roll" => Self::Roll,
            "group" => Self::Group,
            "series" => Self::Series,
            "leaf" => Self::Leaf,
            _ => return None,
        })
    }

    /// Whether only archives have it.
    pub fn is_archival(self) -> bool {
        matches!(
            self,
            Self::Fond | Self::Group | Self::Opis | Self::Delo | Self::Folio | Self::Box | Self::Dossier | Self::Roll
        )
    }
}

/// What a word of `lexicon/cite-word.tsv` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CiteWord {
    /// "ibid.": the reference before.
    Ibid,
    /// "op. cit.": the work named before.
    OpCit,
    /// "see", "cf.".
    Lead,
    /// Joins two numbers.
    And,
    /// "на 1917 г.": the year that a calendar is for.
    ForYear,
}

/// A phrase found at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase<T> {
    pub what: T,
    /// One past its last letter.
    pub end: usize,
    /// Letters in it.
    pub letters: usize,
}

/// The words of all packs that citations are made of: a Turkish text cites Russian archives.
#[derive(Debug, Default)]
pub struct Lists {
    labels: BTreeMap<String, Vec<(LangId, Part)>>,
    verso: BTreeSet<String>,
    words: BTreeMap<String, Vec<(LangId, CiteWord)>>,
    months: BTreeSet<String>,
    year_words: BTreeSet<String>,
    /// Words inside dates: `19 de julio de 1811`.
    date_joints: BTreeSet<String>,
    archive_words: BTreeSet<String>,
    /// `et al.`, `и др.`
    others: BTreeSet<String>,
    /// `van`, `de`: words before a surname that belong to it.
    particles: BTreeSet<String>,
    /// Ends of compounds: `-archiv`.
    archive_ends: BTreeSet<String>,
}

impl Lists {
    pub fn new(packs: &PackSet) -> Self {
        let mut lists = Self::default();
        for (lang, pack) in packs.iter() {
            for entry in pack.lexicon("archive-label").entries() {
                let form = key(&entry.form);
                if entry.value == "verso" {
                    lists.verso.insert(form);
                } else if let Some(part) = Part::parse(&entry.value) {
                    lists.labels.entry(form).or_default().push((lang, part));
                }
            }
            for entry in pack.lexicon("cite-word").entries() {
                let word = match entry.value.as_str() {
                    "ibid" => CiteWord::Ibid,
                    "opcit" => CiteWord::OpCit,
                    "lead" => CiteWord::Lead,
                    "and" => CiteWord::And,
                    "for-year" => CiteWord::ForYear,
                    other => {
                        let more = match other {
                            "month" => &mut lists.months,
                            "date-joint" => &mut lists.date_joints,
                            "others" => &mut lists.others,
                            "particle" => &mut lists.particles,
                            "archive" => &mut lists.archive_words,
                            "archive-end" => &mut lists.archive_ends,
                            _ => continue,
                        };
                        more.insert(key(&entry.form));
                        continue;
                    }
                };
                lists.words.entry(key(&entry.form)).or_default().push((lang, word));
            }
            for list in ["month", "month-hijri", "month-rumi"] {
                lists.months.extend(pack.lexicon(list).entries().iter().map(|entry| key(&entry.form)));
            }
            lists.year_words.extend(pack.lexicon("year-word").entries().iter().map(|entry| key(&entry.form)));
        }
        lists
    }

    pub fn is_month(&self, word: &str) -> bool {
        let word = key(word);
        self.months.contains(&word) || word.split_once('\'').is_some_and(|(stem, _)| self.months.contains(stem))
    }

    pub fn is_year_word(&self, word: &str) -> bool {
        self.year_words.contains(&key(word))
    }

    pub fn is_others(&self, words: &str) -> bool {
        self.others.contains(&key(words))
    }

    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(&key(word))
    }

    pub fn is_date_joint(&self, word: &str) -> bool {
        self.date_joints.contains(&key(word))
    }

    /// Whether a word in it means an archive or a library: `Archivo del Libertador`, `Stadtarchiv Köln`.
    pub fn names_an_archive(&self, words: &str) -> bool {
        words.split([' ', '\u{a0}']).filter(|word| word.len() < 60).map(key).any(|word| {
            self.archive_words.contains(&word)
                || self.archive_ends.iter().any(|end| word.len() > end.len() && word.ends_with(end.as_str()))
        })
    }

    /// The labels that begin at `at`, longest first, each with its possible meanings.
    pub fn labels_at(&self, text: &str, at: usize, end: usize) -> Vec<Phrase<&[(LangId, Part)]>> {
        let mut found: Vec<_> = phrases(text, at, end)
            .filter_map(|(key, end, letters)| Some(Phrase { what: self.labels.get(&key)?.as_slice(), end, letters }))
            .collect();
        found.reverse();
        found
    }

    /// The longest word of citation language that begins at `at`.
    pub fn cite_word_at(&self, text: &str, at: usize, end: usize, wanted: &[CiteWord]) -> Option<Phrase<CiteWord>> {
        let found = phrases(text, at, end).filter_map(|(key, end, letters)| {
            let what = self.words.get(&key)?.iter().map(|(_, word)| *word).find(|word| wanted.contains(word))?;
            Some(Phrase { what, end, letters })
        });
        found.last()
    }

    /// Where a mark of the verso that begins at `at` ends, its stop included: `об.`, `(об)`, `зв.`.
    pub fn verso_at(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let bracket = text[at..end].starts_with('(');
        let start = at + usize::from(bracket);
        let (_, mut after, _) = phrases(text, start, end).filter(|(key, _, _)| self.verso.contains(key)).last()?;
        if text[after..end].starts_with('.') {
            after += 1;
        }
        match (bracket, text[after..end].starts_with(')')) {
            (true, true) => Some(after + 1),
            (true, false) => None,
            (false, _) => Some(after),
        }
    }
}

/// Letters, digits and `№` in lower case: "ед. хр." and "ед.хр" are one.
fn key(form: &str) -> String {
    form.chars()
        .filter(|c| c.is_alphanumeric() || *c == '№')
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '\u{307}')
        .collect()
}

/// The first one, two, three and four words at `at` as a key, with the end and the number of letters.
fn phrases(text: &str, at: usize, end: usize) -> impl Iterator<Item = (String, usize, usize)> {
    let mut found = Vec::new();
    let mut joined = String::new();
    let mut place = at;
    for _ in 0..4 {
        let word_end = word_end(text, place, end);
        if word_end == place {
            break;
        }
        joined.push_str(&key(&text[place..word_end]));
        found.push((joined.clone(), word_end, joined.chars().count()));
        let rest = &text[word_end..end];
        let gap = rest.len() - rest.trim_start_matches(['.', ' ', '\u{a0}']).len();
        if gap > 4 {
            break;
        }
        place = word_end + gap;
    }
    found.into_iter()
}

/// One past a run of letters with inner apostrophes and hyphens, or of `№`; at most 40 bytes on.
fn word_end(text: &str, at: usize, end: usize) -> usize {
    let mut last = at;
    let mut chars = text[at..end].char_indices().peekable();
    let number_sign = text[at..end].starts_with('№');
    while let Some((i, c)) = chars.next() {
        let letter = if number_sign { c == '№' } else { c.is_alphabetic() };
        let inner = !number_sign
            && i > 0
            && matches!(c, '\'' | '’' | 'ʼ' | '-')
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(letter || inner) || i > 40 {
            break;
        }
        last = at + i + c.len_utf8();
    }
    last
}
