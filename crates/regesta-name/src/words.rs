//! The words of a sentence with everything the detectors ask of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use regesta_lang::{
    Analysis, Case, LangId, Morphology, NameKind, Pack, PackSet, Paper, PartOfSpeech, Token, TokenKind, fold, lower,
};
use regesta_text::{SegmentKind, Span};

use crate::Authorities;
use crate::adjective::is_place_adjective;
use crate::flags::WordFlags;
use crate::grammar::NameLists;
use crate::towns::Town;

/// How a word is written, by the shadow text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Small,
    Capital,
    /// Two letters or more, all capital, or an abbreviation of mixed case.
    Capitals,
    Number,
    Roman,
    Sign,
}

/// The lists of a pack that single words are looked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    Function,
    Calendar,
    DemonymAdjective,
    DemonymNoun,
    Given,
    TitleBefore,
    TitleAfter,
    Office,
    Communication,
    Epithet,
    Country,
    Particle,
    PlacePreposition,
    Ordinal,
    Genre,
    Of,
    Article,
    WeakHead,
    TitleNoble,
    PlaceSuffix,
    Regime,
    PlaceEnding,
    CommonEnding,
    ArchiveLabel,
    /// Before the name of a place only ("in", "siege of").
    SurePlacePreposition,
    BeforePlace,
    AfterPlace,
    BeforePerson,
    AfterPerson,
    PersonVerb,
    Motion,
    OfPerson,
    Peer,
    PeerAfter,
    CommonWord,
    BodyEnding,
    NamedAfter,
    /// A kind of ship, before its name in quotation marks.
    BeforeShip,
    /// An ordinary word of a language without a dictionary, by the list of its words.
    Ordinary,
    /// Such a word that is a name too ("Hunt").
    OrdinaryName,
    /// An adjective of institutions ("Верховный", "National") that makes a name of the head after it.
    BodyAdjective,
}

impl Flag {
    pub(crate) const fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// What is known of a word form in a language.
#[derive(Debug)]
pub(crate) struct WordInfo {
    /// Lower case.
    pub(crate) lower: String,
    /// The form and its basic forms, lower case: what lists of basic forms are looked up by.
    pub(crate) keys: Vec<String>,
    /// `keys` as the lists of a pack are looked up.
    pub(crate) list_keys: Vec<String>,
    /// Whether a name of the authority lists begins with it.
    pub(crate) listed: bool,
    pub(crate) analyses: Vec<Analysis>,
    flags: u64,
    /// Shares of the readings, in thousandths.
    pub(crate) surname: u16,
    pub(crate) given: u16,
    pub(crate) patronymic: u16,
    pub(crate) place: u16,
    /// Readings as a common word that the dictionary knows.
    pub(crate) common: u16,
    pub(crate) known: bool,
    /// Whether the language has a dictionary at all.
    pub(crate) dictionary: bool,
    pub(crate) surname_ending: bool,
    /// For an adjective of a place: the place's identifier.
    pub(crate) adjective_of: Option<String>,
    /// What the gazetteer has of it by itself.
    pub(crate) town: Town,
    /// The gazetteer's identifier.
    pub(crate) town_id: Option<String>,
    /// Whether a town of several words begins with it.
    pub(crate) begins_town: bool,
    /// A Russian or Ukrainian adjective made from a listed place ("рейнский").
    pub(crate) place_adjective: bool,
}

impl WordInfo {
    /// What it is looked up by in the authority lists.
    pub(crate) fn folded_keys(&self) -> Vec<String> {
        let count = if self.dictionary { 1 } else { self.keys.len() };
        self.keys[..count].iter().map(|key| fold(key)).collect()
    }

    /// "Zambian": a capital adjective made from the name of a land by an ending of the list.
    fn read_demonym(&mut self, lists: &WordFlags, authorities: &Authorities) {
        if self.listed || self.town > Town::Weak || self.is(Flag::Given) || self.dictionary {
            return;
        }
        let land = |stem: &str| {
            stem.chars().count() > 3
                && (authorities.is_land(stem)
                    || authorities.town(&fold(stem)).is_some_and(|(_, id)| id.starts_with("country-")))
        };
        if lists.demonym_stems(&self.list_keys[0]).iter().any(|stem| land(stem)) {
            self.flags |= Flag::DemonymAdjective.bit();
        }
    }

    /// The best grade that one of its forms has; a word of the language is weak evidence whatever its grade.
    fn look_up_town(&mut self, authorities: &Authorities) {
        let forms: Vec<String> = self.keys.iter().filter(|k| k.chars().count() > 2).map(|key| fold(key)).collect();
        let Some(printed) = forms.first() else { return };
        self.begins_town = authorities.begins_town(printed);
        for form in &forms {
            if let Some((grade, id)) = authorities.town(form).filter(|(grade, _)| *grade > self.town) {
                self.town = grade;
                self.town_id = Some(id.to_owned());
            }
        }
        let word = self.dictionary && self.common > 300 || self.is(Flag::Given) || self.is(Flag::CommonWord);
        if word && self.town > Town::Weak {
            self.town = Town::Weak;
        }
    }

    pub(crate) fn is(&self, flag: Flag) -> bool {
        self.flags & flag.bit() != 0
    }

    /// The numbers of its flags.
    pub(crate) fn flag_bits(&self) -> impl Iterator<Item = u32> + use<> {
        let flags = self.flags;
        (0..u64::BITS).filter(move |bit| flags >> bit & 1 == 1)
    }

    /// Whether a reading as an adjective, participle or ordinal exists.
    pub(crate) fn may_be_adjective(&self) -> bool {
        self.analyses.iter().any(|a| a.part == PartOfSpeech::Adjective && a.weight >= 50)
            || self.is(Flag::DemonymAdjective)
    }

    /// A foreign name that does not change ("Мдивани", "Эфенди", "Расулзаде"): the dictionary guesses cases for it.
    pub(crate) fn is_indeclinable(&self) -> bool {
        !self.known && ["и", "о", "у", "ы", "заде", "дзе", "ко"].iter().any(|e| self.lower.ends_with(e))
    }

    pub(crate) fn has_case(&self, case: Case) -> bool {
        self.analyses.iter().any(|a| a.case == Some(case))
    }

    /// Whether the two may stand in one grammatical case; words without grammar agree with all.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if self.is_indeclinable() || other.is_indeclinable() {
            return true;
        }
        let cases = |info: &Self| info.analyses.iter().filter_map(|a| a.case).collect::<Vec<_>>();
        let (mine, theirs) = (cases(self), cases(other));
        mine.is_empty() || theirs.is_empty() || mine.iter().any(|c| theirs.contains(c))
    }
}

/// A word, number or sign of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'p> {
    /// As printed.
    pub(crate) text: &'p str,
    /// With lost capitals restored.
    pub(crate) shadow: &'p str,
    pub(crate) span: Span,
    pub(crate) shape: Shape,
    /// Opens a sentence, a heading or a quotation, so that its capital says nothing.
    pub(crate) opens: bool,
    /// Inside a citation, or otherwise not to be read.
    pub(crate) barred: bool,
    /// Small, but the font has lost the capital of its first letter: it may have had one.
    pub(crate) lost_capital: bool,
    /// White space stands before it.
    pub(crate) spaced: bool,
    pub(crate) info: usize,
}

impl Word<'_> {
    pub(crate) fn is_name_like(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals) && !self.barred
    }
}

/// The words of one sentence.
#[derive(Debug)]
pub(crate) struct Line<'p> {
    pub(crate) passage: usize,
    pub(crate) lang: LangId,
    pub(crate) words: Vec<Word<'p>>,
    /// Nearly all words are in capitals: a heading.
    pub(crate) all_capitals: bool,
    /// A heading, whose every word may have a capital.
    pub(crate) heading: bool,
}

/// Every form met in a paper, once.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Forms printed small somewhere in the paper.
    pub(crate) small: HashSet<usize>,
    pub(crate) infos: Vec<WordInfo>,
    index: HashMap<(LangId, String), usize>,
}

impl Vocabulary {
    /// Whether the paper has this form (lower case) in a sentence of the language.
    pub(crate) fn has_form(&self, lang: LangId, form: &str) -> bool {
        self.index.contains_key(&(lang, form.to_owned()))
    }

    pub(crate) fn intern(
        &mut self,
        packs: &PackSet,
        morphology: &Morphology,
        authorities: &Authorities,
        lists: &WordFlags,
        lang: LangId,
        word: &str,
    ) -> usize {
        let pack = packs.get(lang);
        let lowered = lower(word, pack.casing());
        if let Some(&at) = self.index.get(&(lang, lowered.clone())) {
            return at;
        }
        let mut info = read_word(packs, morphology, lists, lang, &lowered);
        info.listed = info.folded_keys().iter().any(|key| authorities.begins_with(key));
        info.look_up_town(authorities);
        info.read_demonym(lists, authorities);
        info.place_adjective = is_place_adjective(&info.lower, authorities) && !info.is(Flag::CommonWord);
        self.infos.push(info);
        self.index.insert((lang, lowered), self.infos.len() - 1);
        self.infos.len() - 1
    }
}

fn read_word(packs: &PackSet, morphology: &Morphology, lists: &WordFlags, lang: LangId, lowered: &str) -> WordInfo {
    let dictionary = packs.get(lang).morphology() == Some("rumorph");
    let alphabetic = lowered.chars().any(char::is_alphabetic);
    let mut analyses = if alphabetic { morphology.analyses(packs, lang, lowered) } else { Vec::new() };
    if !dictionary {
        analyses.truncate(6);
    }
    let mut keys = vec![lowered.to_owned()];
    for analysis in &analyses {
        if !keys.contains(&analysis.lemma) {
            keys.push(analysis.lemma.clone());
        }
    }
    let mut shares: BTreeMap<NameKind, u16> = BTreeMap::new();
    let mut common = 0u16;
    for analysis in &analyses {
        match analysis.name {
            Some(kind) => *shares.entry(kind).or_default() += analysis.weight,
            None if dictionary && analysis.known && analysis.part != PartOfSpeech::ProperNoun => {
                common += analysis.weight
            }
            None => {}
        }
    }
    let share = |kind| shares.get(&kind).copied().unwrap_or(0).min(1000);
    let mut info = WordInfo {
        lower: lowered.to_owned(),
        surname: share(NameKind::Surname),
        given: share(NameKind::GivenName),
        patronymic: share(NameKind::Patronymic),
        place: share(NameKind::Place),
        common: common.min(1000),
        known: analyses.iter().any(|a| a.known),
        dictionary,
        surname_ending: false,
        adjective_of: None,
        town: Town::None,
        town_id: None,
        begins_town: false,
        place_adjective: false,
        flags: 0,
        list_keys: keys.iter().map(|k| list_key(k)).collect(),
        listed: false,
        keys,
        analyses,
    };
    if !alphabetic {
        return info;
    }
    let key = &info.list_keys[0];
    info.flags = lists.all(&info.list_keys);
    // Only where a suffix is cut off: basic forms of a dictionary would make months of other words.
    let cut = |k: &&String| key.starts_with(k.as_str()) && (has_apostrophe(key) || k.chars().count() > 3);
    if !dictionary && info.list_keys.iter().filter(cut).any(|k| lists.at(k) & Flag::Calendar.bit() != 0) {
        info.flags |= Flag::Calendar.bit();
    }
    if let Some(bare) = key.split('\'').next().filter(|bare| bare.len() < key.len()) {
        info.flags |= lists.at(bare) & Flag::Calendar.bit();
    }
    info.flags |= lists.by_beginning(key) | lists.ordinary(key);
    let last_part = key.rsplit(['-', '‑', '–']).next().unwrap_or(key);
    for (flag, on) in [
        (
            Flag::DemonymAdjective,
            last_part.len() < key.len() && lists.at(last_part) & Flag::DemonymAdjective.bit() != 0,
        ),
        (Flag::PlaceSuffix, lists.has_place_suffix(key)),
        (Flag::PlaceEnding, info.list_keys.iter().any(|k| lists.ends_like_a_place(k))),
        (Flag::BodyEnding, info.list_keys.iter().any(|k| lists.ends_like_a_body(k))),
        (Flag::CommonEnding, lists.ends_like_a_common_word(key)),
    ] {
        info.flags |= if on { flag.bit() } else { 0 };
    }
    info.adjective_of = lists.adjective_of(&info.list_keys).map(str::to_owned);
    info.surname_ending = info.list_keys.iter().any(|k| lists.ends_like_a_surname(k));
    info
}

fn has_apostrophe(word: &str) -> bool {
    word.contains(['\'', '’', 'ʼ'])
}

/// One spelling for what lists and texts print in two ways.
pub(crate) fn list_key(word: &str) -> String {
    word.replace('ё', "е").replace(['’', 'ʼ'], "'")
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'І' | 'Х'))
}

/// "XI", "ХI", "11-я" → "11"; other words stay.
pub(crate) fn without_numeral_ending(lower: &str) -> Option<u32> {
    let part = lower.split(['-', '‑']).next().unwrap_or(lower);
    if let Ok(number) = part.parse::<u32>() {
        return Some(number);
    }
    let value = |c: char| match c {
        'i' | 'і' | 'ı' => Some(1),
        'v' => Some(5),
        'x' | 'х' => Some(10),
        'l' => Some(50),
        'c' | 'с' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = part.chars().map(value).collect::<Option<_>>()?;
    let sum = digits.iter().enumerate().fold(0i64, |sum, (i, &d)| {
        let less = digits.get(i + 1).is_some_and(|&next| next > d);
        sum + if less { -i64::from(d) } else { i64::from(d) }
    });
    u32::try_from(sum).ok().filter(|&n| n > 0)
}

fn shape_of(shadow: &str, kind: TokenKind) -> Shape {
    match kind {
        TokenKind::Sign => return Shape::Sign,
        TokenKind::Number => return Shape::Number,
        TokenKind::Word => {}
    }
    let first = shadow.chars().next().unwrap_or(' ');
    if first.is_numeric() {
        return Shape::Number;
    }
    let roman_part = shadow.split(['-', '‑']).next().unwrap_or(shadow);
    if is_roman(roman_part) && (roman_part.len() == shadow.len() || shadow.chars().count() <= 8) {
        return Shape::Roman;
    }
    let letters = shadow.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = shadow.chars().filter(|c| c.is_uppercase()).count();
    match (first.is_uppercase(), capitals) {
        (_, n) if letters >= 2 && n * 2 > letters && n >= 2 => Shape::Capitals,
        (true, _) => Shape::Capital,
        (false, n) if n > 0 && letters <= 8 => Shape::Capitals,
        _ => Shape::Small,
    }
}

/// All sentences of a paper as words. Running heads and lists of literature are left out.
pub(crate) fn read_lines<'p>(
    paper: &'p Paper,
    packs: &PackSet,
    morphology: &Morphology,
    vocabulary: &mut Vocabulary,
    authorities: &Authorities,
    lists: &BTreeMap<LangId, NameLists>,
    exclude: &[(usize, Span)],
) -> Vec<Line<'p>> {
    let mut barred: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for &(passage, span) in exclude {
        barred.entry(passage).or_default().push(span);
    }
    let mut lines = Vec::new();
    for (number, passage) in paper.passages.iter().enumerate() {
        if matches!(passage.kind, SegmentKind::RunningHead | SegmentKind::Bibliography) {
            continue;
        }
        let (text, shadow) = (passage.reading.text(), passage.reading.shadow());
        let bars = barred.get(&number).map_or(&[][..], Vec::as_slice);
        for sentence in &passage.sentences {
            let mut words: Vec<Word<'p>> = Vec::new();
            let mut opens = true;
            let Some(prepared) = lists.get(&sentence.lang) else { continue };
            let pack = packs.get(sentence.lang);
            let tokens: Vec<Token> =
                passage.tokens_in(sentence.span).iter().flat_map(|t| split_pair(text, *t, pack, authorities)).collect();
            for token in tokens {
                let span = token.span;
                let is_barred = bars.iter().any(|b| b.overlaps(span));
                let shape = shape_of(&shadow[span.range()], token.kind);
                let info = vocabulary.intern(
                    packs,
                    morphology,
                    authorities,
                    &prepared.flags,
                    sentence.lang,
                    &text[span.range()],
                );
                if shape == Shape::Small {
                    vocabulary.small.insert(info);
                }
                words.push(Word {
                    text: &text[span.range()],
                    shadow: &shadow[span.range()],
                    span,
                    shape,
                    opens: opens && shape != Shape::Sign,
                    barred: is_barred,
                    lost_capital: shape == Shape::Small
                        && paper
                            .case_fault
                            .as_ref()
                            .is_some_and(|f| text[span.range()].chars().next().is_some_and(|c| f.has(c))),
                    spaced: text[..span.start].chars().next_back().is_none_or(char::is_whitespace),
                    info,
                });
                match shape {
                    Shape::Sign if is_barred => {}
                    Shape::Sign => {
                        opens = opens || matches!(&text[span.range()], "«" | "“" | "„" | "\"" | ":" | "•" | "…")
                    }
                    // A number before the first word is the number of a paragraph or note.
                    Shape::Number => {}
                    _ => opens = false,
                }
            }
            let letters = |w: &&Word<'_>| !matches!(w.shape, Shape::Sign | Shape::Number) && w.text.chars().count() > 2;
            let long = words.iter().filter(letters).count();
            let capitals = words.iter().filter(letters).filter(|w| w.shape == Shape::Capitals).count();
            let cased = words.iter().filter(letters).filter(|w| w.shape != Shape::Small).count();
            lines.push(Line {
                passage: number,
                lang: sentence.lang,
                all_capitals: long >= 2 && capitals * 10 >= long * 7,
                heading: passage.kind == SegmentKind::Heading && long >= 3 && cased * 10 >= long * 8,
                words,
            });
        }
    }
    lines
}

/// "Azerbaycan-Gürcistan": two places joined by a hyphen are two words.
fn split_pair(text: &str, token: Token, pack: &Pack, authorities: &Authorities) -> Vec<Token> {
    let word = &text[token.span.range()];
    let Some(at) = word.find(['-', '‑']).filter(|_| token.kind == TokenKind::Word) else { return vec![token] };
    let width = word[at..].chars().next().map_or(1, char::len_utf8);
    let (first, second) = (&word[..at], &word[at + width..]);
    let second_bare = second.split(['\'', '’']).next().unwrap_or(second);
    let place = |w: &str| {
        w.chars().next().is_some_and(char::is_uppercase)
            && (pack.lexicon("place-name").has(w) || authorities.is_place(&lower(w, pack.casing())))
    };
    let whole = pack.lexicon("place-name").has(word) || authorities.is_place(&lower(word, pack.casing()));
    if whole || !place(first) || !place(second_bare) {
        return vec![token];
    }
    let start = token.span.start;
    vec![
        Token { span: Span::new(start, start + at), kind: TokenKind::Word },
        Token { span: Span::new(start + at, start + at + width), kind: TokenKind::Sign },
        Token { span: Span::new(start + at + width, token.span.end), kind: TokenKind::Word },
    ]
}

/// A word of a title in capitals as it would stand in a sentence ("ГРУЗИЯ" → "Грузия").
pub(crate) fn with_one_capital(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut fresh = true;
    for c in word.chars() {
        if fresh {
            out.extend(c.to_uppercase());
        } else if c == 'I' && !word.is_ascii() {
            out.push('ı');
        } else {
            out.extend(c.to_lowercase().filter(|c| *c != '\u{307}'));
        }
        fresh = matches!(c, '-' | '‑');
    }
    out
}
