use regesta_text::Span;
use rumorph::Dictionary;

use crate::{Casing, LangId, PackError, PackSet, lower};

/// Part of speech, as far as the detectors need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum PartOfSpeech {
    Noun,
    ProperNoun,
    Adjective,
    Verb,
    Numeral,
    Pronoun,
    Other,
}

/// What kind of name a dictionary takes a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum NameKind {
    Surname,
    GivenName,
    Patronymic,
    Place,
    Body,
}

/// Grammatical case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Locative,
    Vocative,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Plural,
}

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

/// One reading of a word form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// Lemma, lower case.
    pub lemma: String,
    /// Part of speech.
    pub part: PartOfSpeech,
    /// The kind of name, where the dictionary knows it as one.
    pub name: Option<NameKind>,
    /// Case, where the word has one.
    pub case: Option<Case>,
    /// Number, where the word has one.
    pub number: Option<Number>,
    /// Gender, where the word has one.
    pub gender: Option<Gender>,
    /// Share of this reading, in thousandths.
    pub weight: u16,
    /// In the dictionary, not guessed by the ending.
    pub known: bool,
}

/// Lemmas and readings of words in all languages of a [`PackSet`].
///
/// Russian comes from `rumorph`; a language without a dictionary from the endings in `lexicon/inflection.tsv` of its
/// pack, which yields candidates for the basic form. `Morphology` is cheap to share between threads.
pub struct Morphology {
    russian: Option<Dictionary>,
}

impl std::fmt::Debug for Morphology {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Morphology").field("russian", &self.russian.is_some()).finish()
    }
}

impl Morphology {
    /// Loads the dictionaries that the packs ask for.
    ///
    /// # Errors
    /// [`PackError::Morphology`] where a dictionary does not load, or a pack asks for one that there is not.
    pub fn load(packs: &PackSet) -> Result<Self, PackError> {
        let mut russian = None;
        for (_, pack) in packs.iter() {
            let fail = |message: String| PackError::Morphology { tag: pack.tag().to_owned(), message };
            match pack.morphology() {
                None | Some("endings") => {}
                Some("rumorph") => {
                    russian = Some(Dictionary::bundled().map_err(|e| fail(e.to_string()))?);
                }
                Some(other) => {
                    return Err(fail(format!("{other:?} is not a morphology; write \"rumorph\" or \"endings\"")));
                }
            }
        }
        Ok(Self { russian })
    }

    /// The readings of a word form, likeliest first. For a language without a dictionary: the candidates for its basic
    /// form by the pack's endings, the form itself last, all with no grammar.
    pub fn analyses(&self, packs: &PackSet, lang: LangId, word: &str) -> Vec<Analysis> {
        let pack = packs.get(lang);
        if pack.morphology() == Some("rumorph")
            && let Some(dictionary) = &self.russian
        {
            return russian_analyses(dictionary, word);
        }
        let stems = self.stems(packs, lang, word);
        let weight = (1000 / stems.len().max(1)) as u16;
        stems
            .into_iter()
            .map(|lemma| Analysis {
                lemma,
                part: PartOfSpeech::Other,
                name: None,
                case: None,
                number: None,
                gender: None,
                weight,
                known: false,
            })
            .collect()
    }

    /// Candidates for the basic form of a word by the endings of `lexicon/inflection.tsv`
    /// (`ending<TAB>basic endings, separated by |`), longest ending first; the form itself comes last. Lower case.
    ///
    /// An apostrophe after a name cuts the ending off, as Turkish prints it.
    pub fn stems(&self, packs: &PackSet, lang: LangId, word: &str) -> Vec<String> {
        let pack = packs.get(lang);
        let lowered = lower(word, pack.casing());
        let mut stems = Vec::new();
        if let Some(at) = lowered.find(['\'', '’', 'ʼ'])
            && pack.casing() == Casing::Turkic
            && at > 0
        {
            stems.push(lowered[..at].to_owned());
        }
        let inflection = pack.lexicon("inflection");
        let boundaries: Vec<usize> = lowered.char_indices().map(|(i, _)| i).collect();
        for &at in boundaries.iter().skip(2) {
            for entry in inflection.all(&lowered[at..]) {
                for basic in entry.value.split('|') {
                    let stem = format!("{}{}", &lowered[..at], basic.trim_matches('-'));
                    if !stems.contains(&stem) {
                        stems.push(stem);
                    }
                }
            }
        }
        if !stems.contains(&lowered) {
            stems.push(lowered);
        }
        stems
    }

    /// The likeliest lemma, lower case.
    pub fn lemma(&self, packs: &PackSet, lang: LangId, word: &str) -> String {
        self.analyses(packs, lang, word)
            .into_iter()
            .next()
            .map_or_else(|| lower(word, packs.get(lang).casing()), |a| a.lemma)
    }

    /// Readings chosen by their neighbours in a sentence, for languages whose dictionary can; otherwise those of
    /// [`Self::analyses`]. One list for each span.
    pub fn in_context(&self, packs: &PackSet, lang: LangId, text: &str, words: &[Span]) -> Vec<Vec<Analysis>> {
        if packs.get(lang).morphology() == Some("rumorph")
            && let Some(dictionary) = &self.russian
        {
            let forms: Vec<&str> = words.iter().map(|w| &text[w.range()]).collect();
            if let Ok(all) = dictionary.analyze_sentence(&forms) {
                return all
                    .into_iter()
                    .map(|list| list.iter().filter_map(|a| convert(dictionary, a)).collect())
                    .collect();
            }
        }
        words.iter().map(|w| self.analyses(packs, lang, &text[w.range()])).collect()
    }
}

fn russian_analyses(dictionary: &Dictionary, word: &str) -> Vec<Analysis> {
    dictionary.analyze(word).iter().filter_map(|a| convert(dictionary, a)).collect()
}

fn convert(dictionary: &Dictionary, analysis: &rumorph::Analysis) -> Option<Analysis> {
    let ud = dictionary.ud_tag(analysis.ud)?;
    let open_corpora = analysis.tag.and_then(|t| dictionary.tag(t)).unwrap_or_default();
    let has = |tag: &str| open_corpora.split([',', ' ']).any(|t| t == tag);
    let name = match ud.feat("NameType") {
        Some("Sur") => Some(NameKind::Surname),
        Some("Giv") => Some(NameKind::GivenName),
        Some("Pat") => Some(NameKind::Patronymic),
        Some("Geo") => Some(NameKind::Place),
        _ if has("Surn") => Some(NameKind::Surname),
        _ if has("Name") => Some(NameKind::GivenName),
        _ if has("Patr") => Some(NameKind::Patronymic),
        _ if has("Geox") => Some(NameKind::Place),
        _ if has("Orgn") => Some(NameKind::Body),
        _ => None,
    };
    let part = match ud.pos() {
        "NOUN" => PartOfSpeech::Noun,
        "PROPN" => PartOfSpeech::ProperNoun,
        "ADJ" => PartOfSpeech::Adjective,
        "VERB" | "AUX" => PartOfSpeech::Verb,
        "NUM" => PartOfSpeech::Numeral,
        "PRON" | "DET" => PartOfSpeech::Pronoun,
        _ => PartOfSpeech::Other,
    };
    Some(Analysis {
        lemma: analysis.lemma.to_lowercase(),
        part,
        name,
        case: match ud.feat("Case") {
            Some("Nom") => Some(Case::Nominative),
            Some("Gen" | "Par") => Some(Case::Genitive),
            Some("Dat") => Some(Case::Dative),
            Some("Acc") => Some(Case::Accusative),
            Some("Ins") => Some(Case::Instrumental),
            Some("Loc") => Some(Case::Locative),
            Some("Voc") => Some(Case::Vocative),
            _ => None,
        },
        number: match ud.feat("Number") {
            Some("Sing") => Some(Number::Singular),
            Some("Plur") => Some(Number::Plural),
            _ => None,
        },
        gender: match ud.feat("Gender") {
            Some("Masc") => Some(Gender::Masculine),
            Some("Fem") => Some(Gender::Feminine),
            Some("Neut") => Some(Gender::Neuter),
            _ => None,
        },
        weight: (analysis.prob * 1000.0).round().clamp(0.0, 1000.0) as u16,
        known: matches!(analysis.source, rumorph::Source::Dictionary),
    })
}
