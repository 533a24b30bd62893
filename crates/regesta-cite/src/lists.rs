use std::sync::Arc;

use regesta_lang::{LangId, PackSet};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

pub use crate::kinds::{CiteWord, Part};
use crate::words::{Key, Phrases, is_letter, key, word_end};

/// By the bytes of a key.
type Map<T> = FxHashMap<Box<[u8]>, T>;
type Set = FxHashSet<Box<[u8]>>;

fn stored(form: &str) -> Box<[u8]> {
    key(form).into_bytes().into_boxed_slice()
}

/// Labels that begin at one place, each with its possible meanings in each language.
pub type Labels<'l> = SmallVec<[Phrase<&'l [(LangId, Part)]>; 4]>;

/// A phrase found at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase<T> {
    pub what: T,
    /// One past its last letter.
    pub end: usize,
    /// Letters in it.
    pub letters: usize,
}

/// What a word can begin; one bit each.
const LABEL: u8 = 1;
const WORD: u8 = 2;
const VERSO: u8 = 4;
const FOLLOWING: u8 = 8;
const EDITOR: u8 = 16;
const FOND: u8 = 32;
const BEHIND: u8 = 64;

/// The words of all packs that citations are made of: a Turkish text cites Russian archives.
#[derive(Debug, Default)]
pub struct Lists {
    /// The language whose lists also hold the labels of languages without a pack.
    common: Option<LangId>,
    /// The first words of all phrases, so that most words are passed over with one look-up.
    openings: Map<u8>,
    labels: Map<Vec<(LangId, Part)>>,
    /// Labels that are common words too and count only inside a shelfmark: `an.`, `s.`, `c.`
    weak_labels: Map<Vec<(LangId, Part)>>,
    /// Labels behind their number: `4. apr.`, `712. csomó`.
    labels_behind: Map<Vec<Part>>,
    verso: Set,
    /// `f.`, `ff.`, `и сл.`: behind a page, "and the following".
    following: Set,
    words: Map<Vec<(LangId, CiteWord)>>,
    months: Set,
    year_words: Set,
    /// Words inside dates: `19 de julio de 1811`.
    date_joints: Set,
    archive_words: Set,
    /// `et al.`, `и др.`
    others: Set,
    /// `van`, `de`: words before a surname that belong to it.
    particles: Set,
    /// Ends of compounds: `-archiv`.
    archive_ends: Vec<Box<[u8]>>,
    /// Cities of archives and of publishers.
    places: Set,
    /// Words and names of newspapers and journals.
    periodicals: Set,
    /// Ends of compounds: `-zeitung`.
    periodical_ends: Vec<Box<[u8]>>,
    manuscripts: Set,
    /// Words of publishers: `press`, `изд`.
    publishers: Set,
    /// Words that open the kind of a dissertation.
    theses: Set,
    /// "edited by", "под ред."
    editors: Set,
    /// Words that tell a language without a pack, with its tag.
    languages: Map<String>,
    month_numbers: Map<i32>,
    /// Words that end the name of a fond: `papers`, `фонд`.
    fond_words: Set,
    /// Words that open a title before initials and a surname: `Дневник П. А. Зимина`.
    title_words: Set,
    /// "собранные", "за": words with which a title goes on behind a comma.
    title_goes_on: Set,
    /// "newspaper", "gazetesinin": words that say that the name beside them is one of a newspaper.
    press_kinds: Set,
    /// "of", "от", "tarihli": words between the name of a newspaper and its day or number.
    press_links: Set,
    /// "sayısı", "nömrəsində": behind the number of a newspaper.
    press_numbers: Set,
    /// Months in one or two letters, known only between a day and a year.
    short_months: Set,
}

impl Lists {
    /// The lists of these packs, put in order once for each set of packs.
    pub fn of(packs: &PackSet) -> Arc<Self> {
        packs.derived(Self::new)
    }

    fn new(packs: &PackSet) -> Self {
        let mut lists = Self::default();
        for (lang, pack) in packs.iter() {
            if pack.tag() == "en" {
                lists.common = Some(lang);
            }
            for entry in pack.lexicon("archive-label").entries() {
                let form = stored(&entry.form);
                let opens = match entry.value.as_str() {
                    "verso" => VERSO,
                    "following" => FOLLOWING,
                    "fond" => LABEL | FOND,
                    _ => LABEL,
                };
                lists.open(&entry.form, opens);
                if entry.value == "verso" {
                    lists.verso.insert(form);
                } else if entry.value == "following" {
                    lists.following.insert(form);
                } else if let Some(part) = Part::parse(&entry.value) {
                    lists.labels.entry(form).or_default().push((lang, part));
                }
            }
            for entry in pack.lexicon("cite-word").entries() {
                let opens = match entry.value.as_str() {
                    "editor" => EDITOR,
                    value if value.starts_with("label-") => LABEL,
                    value if value.starts_with("behind-") => BEHIND,
                    _ => WORD,
                };
                lists.open(&entry.form, opens);
                let word = match entry.value.as_str() {
                    "ibid" => CiteWord::Ibid,
                    "opcit" => CiteWord::OpCit,
                    "lead" => CiteWord::Lead,
                    "and" => CiteWord::And,
                    "for-year" => CiteWord::ForYear,
                    "same-author" => CiteWord::SameAuthor,
                    other => {
                        if let Some(tag) = other.strip_prefix("language-") {
                            lists.languages.insert(stored(&entry.form), tag.to_owned());
                            continue;
                        }
                        if let Some(part) = other.strip_prefix("label-").and_then(Part::parse) {
                            lists.weak_labels.entry(stored(&entry.form)).or_default().push((lang, part));
                            continue;
                        }
                        if let Some(part) = other.strip_prefix("behind-").and_then(Part::parse) {
                            lists.labels_behind.entry(stored(&entry.form)).or_default().push(part);
                            continue;
                        }
                        let ends = match other {
                            "archive-end" => Some(&mut lists.archive_ends),
                            "periodical-end" => Some(&mut lists.periodical_ends),
                            _ => None,
                        };
                        if let Some(ends) = ends {
                            ends.push(stored(&entry.form));
                            continue;
                        }
                        let more = match other {
                            "month" => &mut lists.months,
                            "date-joint" => &mut lists.date_joints,
                            "others" => &mut lists.others,
                            "particle" => &mut lists.particles,
                            "archive" => &mut lists.archive_words,
                            "place" => &mut lists.places,
                            "periodical" => &mut lists.periodicals,
                            "publisher" => &mut lists.publishers,
                            "thesis" => &mut lists.theses,
                            "editor" => &mut lists.editors,
                            "manuscript" => &mut lists.manuscripts,
                            "fond-word" => &mut lists.fond_words,
                            "title-word" => &mut lists.title_words,
                            "title-goes-on" => &mut lists.title_goes_on,
                            "press-kind" => &mut lists.press_kinds,
                            "press-link" => &mut lists.press_links,
                            "press-number" => &mut lists.press_numbers,
                            "month-short" => &mut lists.short_months,
                            _ => continue,
                        };
                        more.insert(stored(&entry.form));
                        continue;
                    }
                };
                lists.words.entry(stored(&entry.form)).or_default().push((lang, word));
            }
            for list in ["month", "month-hijri", "month-rumi"] {
                lists.months.extend(pack.lexicon(list).entries().iter().map(|entry| stored(&entry.form)));
            }
            for entry in pack.lexicon("month").entries() {
                if let Ok(number) = entry.value.parse() {
                    lists.month_numbers.entry(stored(&entry.form)).or_insert(number);
                }
            }
            lists.year_words.extend(pack.lexicon("year-word").entries().iter().map(|entry| stored(&entry.form)));
        }
        lists
    }

    /// Whether the lists of `lang` also hold the labels of languages without a pack.
    pub fn is_common(&self, lang: LangId) -> bool {
        self.common == Some(lang)
    }

    fn open(&mut self, form: &str, opens: u8) {
        *self.openings.entry(stored(&form[..word_end(form, 0, form.len())])).or_default() |= opens;
    }

    fn opens(&self, first_word: &[u8], wanted: u8) -> bool {
        self.openings.get(first_word).is_some_and(|opens| opens & wanted != 0)
    }

    /// Whether the label of a fond can begin with `word`.
    pub fn opens_fond(&self, word: &str) -> bool {
        word.len() <= 40 && self.opens(Key::of(word).as_bytes(), FOND)
    }

    /// The first one to four words at `at`, where the first of them opens something that is wanted.
    fn phrases(&self, text: &str, at: usize, end: usize, wanted: u8) -> Phrases {
        let first_end = word_end(text, at, end);
        if first_end == at {
            return Phrases::none();
        }
        let first = Key::of(&text[at..first_end]);
        if !self.opens(first.as_bytes(), wanted) {
            return Phrases::none();
        }
        Phrases::read(text, first, first_end, end)
    }

    pub fn is_month(&self, word: &str) -> bool {
        word.len() <= 60 && self.months.contains(Key::of(word).as_bytes())
    }

    /// Whether two words are a month together: `rabi ii`.
    pub fn is_month_of_two(&self, first: &str, second: &str) -> bool {
        let mut key = Key::of(first);
        key.add(second);
        first.len() + second.len() <= 60 && self.months.contains(key.as_bytes())
    }

    pub fn is_year_word(&self, word: &str) -> bool {
        self.year_words.contains(Key::of(word).as_bytes())
    }

    pub fn is_others(&self, words: &str) -> bool {
        self.others.contains(Key::of(words).as_bytes())
    }

    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(Key::of(word).as_bytes())
    }

    pub fn is_date_joint(&self, word: &str) -> bool {
        self.date_joints.contains(Key::of(word).as_bytes())
    }

    /// Whether the words are a city in which archives or publishers are.
    pub fn is_place(&self, words: &str) -> bool {
        words.len() < 60 && self.places.contains(Key::of(words).as_bytes())
    }

    /// Whether a word in it names a newspaper or a journal; an article counts only before another word.
    pub fn names_a_periodical(&self, words: &str) -> bool {
        let alone = words.split_whitespace().count() == 1;
        let parts = || words.split([' ', '\u{a0}', '-']).filter(|word| word.len() < 60).enumerate();
        let ended = |word: &str| {
            let word = Key::of(word);
            ends_with(word.as_bytes(), &self.periodical_ends)
        };
        parts().any(|(at, word)| {
            let counts = alone || at == 0 || word.chars().filter(|c| is_letter(*c)).count() > 3;
            counts && self.periodicals.contains(Key::of(word).as_bytes()) || ended(word)
        })
    }

    pub fn is_publisher_word(&self, word: &str) -> bool {
        word.len() < 40 && self.publishers.contains(Key::of(word).as_bytes())
    }

    pub fn is_thesis(&self, word: &str) -> bool {
        word.len() < 40 && self.theses.contains(Key::of(word).as_bytes())
    }

    /// One past "edited by" and the like at the start of `words`.
    pub fn editor_at(&self, words: &str) -> Option<usize> {
        let phrases = self.phrases(words, 0, words.len(), EDITOR);
        phrases.iter().rfind(|(key, _, _)| self.editors.contains(*key)).map(|(_, end, _)| end)
    }

    /// The language without a pack that a word tells.
    pub fn language_of(&self, word: &str) -> Option<&str> {
        (word.len() < 40).then(|| self.languages.get(Key::of(word).as_bytes())).flatten().map(String::as_str)
    }

    /// 1 to 12.
    pub fn month_number(&self, word: &str) -> Option<i32> {
        (word.len() < 40).then(|| self.month_numbers.get(Key::of(word).as_bytes()).copied()).flatten()
    }

    /// Whether a word means manuscripts: `MS`, `Cod.`, `Hs.`
    pub fn is_manuscript(&self, word: &str) -> bool {
        word.len() < 20 && self.manuscripts.contains(Key::of(word).as_bytes())
    }

    /// Whether the last word names a fond: "Woodrow Wilson Papers", "Копийный фонд".
    pub fn names_a_fond(&self, words: &str) -> bool {
        let words = words.trim_end_matches(['.', ' ', '\u{a0}']);
        let last = words.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        last.len() < words.len() && last.len() < 60 && self.fond_words.contains(Key::of(last).as_bytes())
    }

    /// Whether a word opens a title and is no surname.
    pub fn is_title_word(&self, word: &str) -> bool {
        word.len() < 40 && self.title_words.contains(Key::of(word).as_bytes())
    }

    /// Whether a title goes on with a word behind a comma: "Акты, собранные комиссией".
    pub fn goes_on_with(&self, word: &str) -> bool {
        word.len() < 40 && self.title_goes_on.contains(Key::of(word).as_bytes())
    }

    /// Whether a word says that the name beside it is one of a newspaper.
    pub fn is_press_kind(&self, word: &str) -> bool {
        word.len() < 40 && self.press_kinds.contains(Key::of(word).as_bytes())
    }

    /// Whether a word stands between the name of a newspaper and its day or number.
    pub fn is_press_link(&self, word: &str) -> bool {
        word.len() < 40 && self.press_links.contains(Key::of(word).as_bytes())
    }

    /// Whether a word stands behind the number of a newspaper.
    pub fn is_press_number(&self, word: &str) -> bool {
        word.len() < 40 && self.press_numbers.contains(Key::of(word).as_bytes())
    }

    /// Whether a word is a month in one or two letters.
    pub fn is_short_month(&self, word: &str) -> bool {
        word.len() < 12 && self.short_months.contains(Key::of(word).as_bytes())
    }

    /// Whether a word in it means an archive or a library: `Archivo del Libertador`, `Stadtarchiv Köln`.
    pub fn names_an_archive(&self, words: &str) -> bool {
        let mut before = Key::new();
        words.split([' ', '\u{a0}']).filter(|word| word.len() < 60).any(|word| {
            before.add(word);
            let alone = Key::of(word);
            let found = self.archive_words.contains(before.as_bytes())
                || self.archive_words.contains(alone.as_bytes())
                || ends_with(alone.as_bytes(), &self.archive_ends);
            before = alone;
            found
        })
    }

    /// The labels that begin at `at`, longest first, each with its possible meanings.
    pub fn labels_at(&self, text: &str, at: usize, end: usize) -> Labels<'_> {
        let phrases = self.phrases(text, at, end, LABEL);
        let found = phrases.iter().rev().filter_map(|(key, end, letters)| {
            let what = self.labels.get(key).map(Vec::as_slice);
            let what = what.or_else(|| self.weak_labels.contains_key(key).then_some(&[][..]))?;
            Some(Phrase { what, end, letters })
        });
        found.collect()
    }

    /// The longest label at `at` that says what the number before it is, and one past it.
    pub fn label_behind(&self, text: &str, at: usize, end: usize) -> Option<(&[Part], usize)> {
        let phrases = self.phrases(text, at, end, BEHIND);
        phrases.iter().rev().find_map(|(key, end, _)| Some((self.labels_behind.get(key)?.as_slice(), end)))
    }

    /// What a label means inside a shelfmark only.
    pub fn weak_label(&self, printed: &str) -> &[(LangId, Part)] {
        self.weak_labels.get(Key::of(printed).as_bytes()).map_or(&[], Vec::as_slice)
    }

    /// The longest word of citation language that begins at `at`.
    pub fn cite_word_at(&self, text: &str, at: usize, end: usize, wanted: &[CiteWord]) -> Option<Phrase<CiteWord>> {
        let phrases = self.phrases(text, at, end, WORD);
        let mut found = phrases.iter().filter_map(|(key, end, letters)| {
            let what = self.words.get(key)?.iter().map(|(_, word)| *word).find(|word| wanted.contains(word))?;
            Some(Phrase { what, end, letters })
        });
        found.next_back()
    }

    /// Where a mark of the verso that begins at `at` ends, its stop included: `об.`, `(об)`, `зв.`.
    pub fn verso_at(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let bracket = text[at..end].starts_with('(');
        let start = at + usize::from(bracket);
        let (_, mut after, _) =
            self.phrases(text, start, end, VERSO).iter().rfind(|(key, _, _)| self.verso.contains(*key))?;
        if let Some(sign) = text[after..end].chars().next().filter(|c| matches!(c, '.' | '°' | 'º')) {
            after += sign.len_utf8();
        }
        match (bracket, text[after..end].starts_with(')')) {
            (true, true) => Some(after + 1),
            (true, false) => None,
            (false, _) => Some(after),
        }
    }
}

/// Whether a word is longer than one of the ends and ends with it.
fn ends_with(word: &[u8], ends: &[Box<[u8]>]) -> bool {
    ends.iter().any(|end| word.len() > end.len() && word.ends_with(end))
}

impl Lists {
    /// Where a word for "and the following" that begins at `at` ends, its stop included: `f.`, `ff.`, `и сл.`. It ends its
    /// list of pages.
    pub fn following_at(&self, text: &str, at: usize, end: usize) -> Option<usize> {
        let (_, after, _) =
            self.phrases(text, at, end, FOLLOWING).iter().rfind(|(key, _, _)| self.following.contains(*key))?;
        let rest = &text[after..end];
        let after = after + usize::from(rest.starts_with('.'));
        let next = text[after..end].trim_start().chars().next();
        next.is_none_or(|c| !c.is_alphanumeric()).then_some(after)
    }
}
