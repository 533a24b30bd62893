//! Names that no list and no dictionary has: what stands around them tells persons from places, here and elsewhere in
//! the paper.

use regesta_lang::{Case, PartOfSpeech};

use crate::NameType;
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::towns::Town;
use crate::words::{Flag, Shape};

/// How far the verb of a clause is looked for in languages that put it last.
const CLAUSE: usize = 9;

/// Weights of the signs for a person and for a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Signs {
    person: u32,
    place: u32,
}

impl Signs {
    fn person(&mut self, weight: u32) {
        self.person += weight;
    }

    fn place(&mut self, weight: u32) {
        self.place += weight;
    }
}

impl Grammar<'_> {
    /// A word with a capital that may be a name, though no list says so.
    pub(crate) fn is_foreign(&self, at: usize) -> bool {
        if !self.capital(at) || self.initial(at) || self.word(at).shape != Shape::Capital || self.line.all_capitals {
            return false;
        }
        let info = self.info(at);
        let letters = self.word(at).text.chars().count();
        let listed = [
            Flag::DemonymAdjective,
            Flag::DemonymNoun,
            Flag::Office,
            Flag::TitleBefore,
            Flag::TitleAfter,
            Flag::Epithet,
            Flag::Country,
            Flag::Genre,
            Flag::Ordinal,
            Flag::WeakHead,
            Flag::ArchiveLabel,
            Flag::CommonEnding,
            Flag::CommonWord,
            Flag::Communication,
            Flag::PersonVerb,
            Flag::BeforePlace,
            Flag::AfterPlace,
            Flag::OfPerson,
            Flag::Peer,
            Flag::BodyEnding,
        ];
        let latin = self.word(at).text.chars().any(|c| c.is_ascii_alphabetic());
        (letters > 2 || letters == 2 && self.telling_capital(at + 1) && !self.is(at, Flag::Particle))
            && !listed.iter().any(|&flag| info.is(flag))
            && !self.small.contains(&self.word(at).info)
            && !(info.is(Flag::Ordinary) && !info.is(Flag::Given) && !self.is_named_by_context(at))
            && if info.dictionary {
                // Small letters are the rule there, so that even a common word with a capital may be a name.
                !latin && (!info.known || info.common < 100 || self.telling_capital(at)) && !info.may_be_adjective()
            } else {
                !info.lower.contains('-') || self.telling_capital(at)
            }
            && !self.is_adjective_of_next(at)
            && self.body_head(at).is_none()
            && self.place_head(at).is_none()
            && self.lists.body_abbreviation.longest_at(self.words(), self.infos, at).is_none()
    }

    /// "Берестейської унії": an adjective of a place before its noun, in a language whose words have no analyses.
    pub(crate) fn is_adjective_of_next(&self, at: usize) -> bool {
        const NOT_OF_MEN: [&str; 10] = ["ої", "ій", "ою", "е", "і", "их", "ими", "ім", "у", "а"];
        let info = self.info(at);
        let stem = ["ськ", "цьк", "зьк"].iter().filter_map(|mark| info.lower.rfind(mark).map(|i| i + mark.len())).max();
        let Some(stem) = stem.filter(|_| !info.dictionary) else { return false };
        let noun = self
            .get(at + 1)
            .filter(|w| w.shape == Shape::Small || w.shape == Shape::Capital && self.body_head(at + 1).is_some());
        let Some(noun) = noun.filter(|_| !self.is(at + 1, Flag::Function) && !self.is(at + 1, Flag::PersonVerb)) else {
            return false;
        };
        let ending = &info.lower[stem..];
        let agree = |mine: &str, theirs: &[&str]| ending == mine && theirs.iter().any(|e| noun.text.ends_with(e));
        NOT_OF_MEN.contains(&ending)
            || agree("ого", &["а", "у", "я", "ю"])
            || agree("ому", &["у", "ю", "і", "ові"])
            || agree("им", &["ом", "ем", "єм"])
    }

    /// One past a row of such words with the particles between them ("Pereira de Sousa", "Ла Серна").
    fn foreign_run(&self, at: usize) -> Option<usize> {
        let particle =
            |i: usize| self.is(i, Flag::Particle) && !self.word(i).barred && !matches!(self.word(i).shape, Shape::Sign);
        let mut end = at;
        // A particle opens a name only where it has a capital itself.
        if particle(at) && self.word(at).is_name_like() && !self.word(at).opens {
            end += 1;
        }
        if !self.is_foreign(end) {
            return None;
        }
        end += 1;
        while end < self.len() && end < at + 5 && !self.ends_by_suffix(end - 1) {
            let mut next = end;
            while next < end + 2 && particle(next) {
                next += 1;
            }
            if !(self.is_foreign(next) && !self.word(next).opens && self.agree(end - 1, next)) {
                break;
            }
            end = next + 1;
        }
        Some(end)
    }

    /// "Musavva'yı": what follows a suffix is no part of the name.
    pub(crate) fn ends_by_suffix(&self, at: usize) -> bool {
        !self.info(at).dictionary && self.info(at).lower.contains(['\'', '’'])
    }

    /// The end of the clause that the name stands in.
    fn clause_end(&self, from: usize) -> usize {
        (from..(from + CLAUSE).min(self.len()))
            .find(|&i| matches!(self.word(i).text, "," | ";" | "." | ":" | "(" | "“" | "«"))
            .unwrap_or((from + CLAUSE).min(self.len()))
    }

    /// Whether the language puts the verb at the end of the clause: those that mark places by a suffix.
    pub(crate) fn verb_comes_last(&self) -> bool {
        self.lists.flags.has_place_suffixes()
    }

    /// Whether what stands around a run of words speaks for a person rather than a place, by this margin.
    pub(crate) fn person_margin(&self, first: usize, end: usize) -> i64 {
        let signs = self.signs_of(first, end);
        i64::from(signs.person) - i64::from(signs.place)
    }

    fn signs_of(&self, first: usize, end: usize) -> Signs {
        let mut signs = Signs::default();
        self.signs_before(first, end, &mut signs);
        self.signs_after(end, &mut signs);
        let last = self.info(end - 1);
        let bare = last.lower.split(['\'', '’']).next().unwrap_or(&last.lower);
        if last.surname_ending {
            signs.person(1);
        }
        if last.is(Flag::PlaceEnding) || end == first + 1 && last.town == Town::Weak && !last.is(Flag::Given) {
            signs.place(1);
        }
        if self.verb_comes_last() {
            let suffix = bare.len() < last.lower.len();
            let clause = end..self.clause_end(end);
            if suffix && self.is_suffixed_place(end - 1) {
                signs.place(if last.is(Flag::PlaceSuffix) { 2 } else { 3 });
            } else if last.is(Flag::PlaceSuffix) {
                signs.place(1);
            }
            let verb = |i: usize| self.is(i, Flag::Communication) || self.is(i, Flag::PersonVerb);
            if !suffix && clause.clone().any(verb) {
                signs.person(2);
            }
        }
        signs
    }

    fn signs_before(&self, first: usize, end: usize, signs: &mut Signs) {
        let Some(mut before) = first.checked_sub(1) else { return };
        // "Özdemir Paşa Musavva'yı": a title after its own name is none of the next.
        let of_another = |title: usize| title > 0 && self.is(title, Flag::TitleAfter) && self.capital(title - 1);
        if self.title_before(first).is_some_and(|(title, _)| !of_another(title)) {
            signs.person(3);
        }
        // "near" is an epithet too ("the Near East").
        let preposition = self.is(before, Flag::SurePlacePreposition) || self.is(before, Flag::PlacePreposition);
        if self.is(before, Flag::Epithet) && before > 0 && !preposition {
            before -= 1;
        }
        let genitive = self.may_be_genitive(end - 1);
        let told = (before.saturating_sub(2)..before)
            .any(|i| self.is(i, Flag::Communication) || i + 1 == before && self.is(i, Flag::OfPerson));
        let row = self.sign(before, ",")
            || self.is(before, Flag::Function)
                && self.word(before).text.chars().count() <= 3
                && !self.is(before, Flag::PlacePreposition)
                && !self.is(before, Flag::SurePlacePreposition);
        if row && before > 1 && self.is_foreign(before - 1) && !self.capital(before - 2) {
            let mut earlier = Signs::default();
            self.signs_before(before - 1, before, &mut earlier);
            signs.person += earlier.person.saturating_sub(1);
            signs.place += earlier.place.saturating_sub(1);
        }
        if self.telling_capital(first) && self.in_row_of_places(first) {
            signs.place(2);
        }
        if self.is(before, Flag::SurePlacePreposition) {
            signs.place(3);
        } else if self.is(before, Flag::BeforePerson) {
            signs.person(3);
        } else if self.is(before, Flag::PlacePreposition) {
            if told {
                signs.person(2);
            } else if !self.info(first).dictionary {
                signs.place(2);
            }
        } else if self.is(before, Flag::Of) && before > 0 {
            let noun = before - 1;
            if self.is(noun, Flag::BeforePlace) || self.is(noun, Flag::Office) || self.is(noun, Flag::TitleBefore) {
                signs.place(3);
            } else if self.is(noun, Flag::OfPerson) {
                signs.person(2);
            } else {
                signs.place(1);
            }
        } else if self.is(before, Flag::BeforePlace) && (genitive || self.info(end - 1).has_case(Case::Accusative)) {
            signs.place(3);
        } else if self.is(before, Flag::OfPerson) && genitive
            || self.is(before, Flag::Communication)
            || self.is(before, Flag::PersonVerb)
        {
            signs.person(2);
        } else {
            let info = self.info(end - 1);
            let cases: Vec<Case> = info.analyses.iter().filter_map(|a| a.case).collect();
            let only = |case: Case| !cases.is_empty() && cases.iter().all(|&c| c == case);
            if info.dictionary && (only(Case::Dative) || only(Case::Instrumental)) {
                signs.person(2);
            }
        }
    }

    fn signs_after(&self, end: usize, signs: &mut Signs) {
        if self.is(end, Flag::AfterPlace) {
            signs.place(if self.verb_comes_last() { 5 } else { 3 });
        }
        if self.is(end, Flag::AfterPerson) || self.sign(end, ",") && self.is(end + 1, Flag::AfterPerson) {
            signs.person(3);
        }
        if self.verb_comes_last() {
            return;
        }
        let possessive = self.lists.flags.possessive_of(self.word(end - 1).text) > 0;
        if possessive {
            let owned = (end..(end + 3).min(self.len())).any(|i| self.is(i, Flag::OfPerson));
            signs.person(if owned { 3 } else { 1 });
        }
        let verb = |i: usize| self.is(i, Flag::Communication) || self.is(i, Flag::PersonVerb);
        let next = if self.is(end, Flag::Function) && self.get(end).is_some_and(|w| w.shape == Shape::Small) {
            end + 1
        } else {
            end
        };
        if verb(end) || verb(next) && !self.is(end, Flag::PlacePreposition) {
            signs.person(2);
        } else if self.get(end).is_some_and(|_| {
            self.info(end).dictionary && self.info(end).analyses.first().is_some_and(|a| a.part == PartOfSpeech::Verb)
        }) {
            signs.person(1);
        }
    }

    /// "обстрел со стороны Шушикенда": a genitive after a noun may be anything.
    fn may_belong_to_noun_before(&self, first: usize, end: usize) -> bool {
        let Some(before) = first.checked_sub(1).filter(|_| self.info(end - 1).dictionary) else { return false };
        self.info(before).analyses.first().is_some_and(|a| a.part == PartOfSpeech::Noun)
            && self.may_be_genitive(end - 1)
    }

    /// "доносил Боливару": a word of the dictionary with a capital, right after a verb of saying, in the dative.
    fn is_told(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Flag::Communication) && self.info(at).has_case(Case::Dative)
    }

    /// "Budin'e girdi": a suffix of place, or of direction with a verb of going in the clause.
    pub(crate) fn is_suffixed_place(&self, at: usize) -> bool {
        let lower = &self.info(at).lower;
        let Some(cut) = lower.find(['\'', '’']).filter(|_| self.verb_comes_last()) else { return false };
        let ending = lower[cut..].trim_start_matches(['\'', '’']);
        let moved = ["a", "e", "ya", "ye", "na", "ne", "ə", "yə", "nə"].contains(&ending)
            || ["ı", "i", "u", "ü", "yı", "yi", "yu", "yü", "nı", "ni", "nu", "nü"].contains(&ending);
        self.is(at, Flag::PlaceSuffix) || moved && (at + 1..self.clause_end(at + 1)).any(|i| self.is(i, Flag::Motion))
    }

    /// A first word of a sentence that the language would hardly write of itself: a suffix after an apostrophe, or
    /// letters of another alphabet.
    fn looks_imported(&self, at: usize) -> bool {
        const LETTERS: &str = "wéèêëàáâãäåóòôõñíìîïúùûýøæœłńśźżßčćšž";
        let lower = &self.info(at).lower;
        self.ends_by_suffix(at) || lower.chars().filter(|c| LETTERS.contains(*c)).any(|c| !"âîû".contains(c))
    }

    /// "Rubenson (1976": the author of a book, cited.
    fn is_cited(&self, end: usize) -> bool {
        self.sign(end, "(")
            && self
                .get(end + 1)
                .is_some_and(|year| year.text.chars().count() == 4 && year.text.chars().all(|c| c.is_ascii_digit()))
            && self.get(end + 2).is_some_and(|after| matches!(after.text, "," | ")" | ":"))
    }

    /// What each name that no list has says of its type, for the rest of the paper: word, type, weight.
    pub(crate) fn context_votes(&self) -> Vec<(usize, NameType, u32)> {
        let mut votes = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let Some(end) = self.foreign_run(at) else {
                at += 1;
                continue;
            };
            let signs = self.signs_of(at, end);
            let counts = self.telling_capital(at) || !self.verb_comes_last() || self.looks_imported(end - 1);
            if end > at + 1 && signs.person >= signs.place {
                votes.push((self.word(end - 1).info, NameType::Person, 2 + signs.person - signs.place));
            } else if counts && end == at + 1 && (signs.person.abs_diff(signs.place) >= 2) {
                let name_type = if signs.person > signs.place { NameType::Person } else { NameType::Place };
                votes.push((self.word(at).info, name_type, signs.person.abs_diff(signs.place)));
            }
            at = end;
        }
        votes
    }

    /// Whether what stands around speaks for a place, where only its ending or a guess makes the word a person.
    pub(crate) fn stands_like_a_place(&self, at: usize, weight: u16) -> bool {
        if weight > 820 || self.seen_as(at).0 > 0 || self.known(at, NameType::Person).is_some() {
            return false;
        }
        let signs = self.signs_of(at, at + 1);
        let votes = self.contexts.of(self.line.lang, self.info(at));
        signs.place + votes.1.min(3) >= signs.person + votes.0.min(3) + 2
    }

    /// Whether what stands around speaks for a person, where only the ending makes the word a place.
    pub(crate) fn stands_like_a_person(&self, at: usize) -> bool {
        let signs = self.signs_of(at, at + 1);
        signs.person >= signs.place + 2
    }

    /// Persons and places made of words that no list has, outside the names already found.
    pub(crate) fn foreign_names(&self, names: &[Candidate]) -> Vec<Candidate> {
        let taken = |at: usize| names.iter().any(|n| n.first <= at && at < n.end && n.score >= 500);
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.len() {
            if !taken(at)
                && let Some(body) = self.compound_body(at)
            {
                at = body.end;
                found.push(body);
                continue;
            }
            if let Some(peer) = self.peer(at) {
                at = peer.end;
                found.push(peer);
                continue;
            }
            let run = self.foreign_run(at).filter(|&end| !(at..end).any(taken));
            let Some(end) = run else {
                at += 1;
                continue;
            };
            if let Some(candidate) = self.foreign_name(at, end) {
                found.push(candidate);
            }
            at = end;
        }
        found
    }

    /// A capital at the head of a sentence on a word that the list of the language's ordinary words lacks.
    pub(crate) fn is_no_ordinary_word(&self, at: usize) -> bool {
        self.lists.flags.lists_ordinary_words()
            && self.capital(at)
            && !self.line.all_capitals
            && !self.line.heading
            && self.word(at).shape == Shape::Capital
            && self.word(at).text.chars().count() > 3
            && !self.is(at, Flag::Ordinary)
            && !self.is(at, Flag::OrdinaryName)
    }

    /// An ordinary word whose capital and surroundings say that it is a name here: "at Reading", "Alma muharebesi",
    /// "Dag Hammarskjöld".
    pub(crate) fn is_named_by_context(&self, at: usize) -> bool {
        if !self.telling_capital(at) || self.word(at).shape != Shape::Capital {
            return false;
        }
        let after_preposition = at > 0 && self.is(at - 1, Flag::SurePlacePreposition);
        let town = self.info(at).town > Town::None;
        let before_name = self.telling_capital(at + 1)
            && self.word(at + 1).shape == Shape::Capital
            && !self.info(at + 1).dictionary
            && self.is_no_ordinary_word(at + 1)
            && self.info(at + 1).town == Town::None
            && !self.is(at + 1, Flag::CommonWord);
        let beside_place = self.is(at + 1, Flag::AfterPlace) || town && at > 0 && self.is(at - 1, Flag::BeforePlace);
        (after_preposition || beside_place) && !self.is(at, Flag::CommonWord) || self.ends_by_suffix(at) || before_name
    }

    fn foreign_name(&self, first: usize, end: usize) -> Option<Candidate> {
        let words = end - first;
        let beside = |i: usize| {
            self.capital(i) && ![Flag::TitleBefore, Flag::TitleAfter, Flag::Office].iter().any(|&flag| self.is(i, flag))
        };
        let joined = self.get(end).is_some_and(|w| w.shape != Shape::Sign) && beside(end)
            || first > 0 && beside(first - 1) && !self.ends_by_suffix(first - 1);
        // "the Tongzhi emperor"
        let ruled = self.is(end, Flag::AfterPerson) || self.is(end, Flag::TitleBefore) || self.is(end, Flag::Office);
        let article = first > 0 && self.is(first - 1, Flag::Article) && !ruled;
        if joined || article || self.is_cited(end) || words > 4 {
            return None;
        }
        let signs = self.signs_of(first, end);
        let votes = if words == 1 { self.contexts.of(self.line.lang, self.info(first)) } else { (0, 0) };
        let (person, place) = (signs.person * 2 + votes.0.min(4), signs.place * 2 + votes.1.min(4));
        let info = self.info(end - 1);
        let common = info.dictionary && info.known && info.common >= 100;
        if common && (words > 1 || !self.is_told(first)) {
            return None;
        }
        let number = |i: usize| self.get(i).is_some_and(|w| w.shape == Shape::Number);
        if number(end) && (first > 0 && (number(first - 1) || self.is(first - 1, Flag::Of))) {
            // "15 Receb 1250": months of other calendars.
            return None;
        }
        let suffixed = self.ends_by_suffix(end - 1) && self.verb_comes_last();
        let telling = suffixed
            || self.is_no_ordinary_word(first)
            || self.telling_capital(first)
            || words > 1 && self.telling_capital(end - 1);
        let sure_word = info.dictionary && !info.known;
        if !telling && !sure_word && person.max(place) < 3 {
            return None;
        }
        let (name_type, margin) =
            if place > person { (NameType::Place, place - person) } else { (NameType::Person, person - place) };
        if margin == 0 && (!telling || place > 0 || self.may_belong_to_noun_before(first, end)) {
            return None;
        }
        if !telling && self.verb_comes_last() && votes == (0, 0) && !self.looks_imported(end - 1) && signs.place < 3 {
            return None;
        }
        let score = 510 + 15 * margin.min(8) as u16 + if words > 1 { 20 } else { 0 };
        let reason = match (name_type, margin) {
            (_, 0) => "a capital inside the sentence on a word that no list has",
            (NameType::Place, _) => "no list has it; it stands where places stand",
            _ => "no list has it; it stands where persons stand",
        };
        let rule = if name_type == NameType::Place { "unknown-place" } else { "unknown-person" };
        let head = if name_type == NameType::Place { first } else { end - 1 };
        let mut candidate = Candidate::new(name_type, (first, end), head, score, rule, reason);
        if name_type == NameType::Person {
            candidate.title = self.title_before(first);
            if words > 1 {
                candidate.given = Some((first, end - 1));
            }
        }
        Some(candidate)
    }

    /// "Азнефть", "Минсельхоз", "Госбанк": words glued from the beginnings of others, told by their end.
    pub(crate) fn compound_body(&self, at: usize) -> Option<Candidate> {
        let info = self.info(at);
        let glued = self.capital(at)
            && self.word(at).shape == Shape::Capital
            && info.is(Flag::BodyEnding)
            && (!info.known || info.common == 0)
            && (self.telling_capital(at) || info.dictionary)
            && self.body_head(at).is_none()
            && self.seen_as(at) == (0, 0);
        glued.then(|| {
            let reason = "it is glued from beginnings of words, like the short name of a body";
            Candidate::new(NameType::Body, (at, at + 1), at, 650, "body-compound", reason)
        })
    }

    /// "Marquis of Pombal", "Newcastle dükü": the title and the land are the name.
    fn peer(&self, at: usize) -> Option<Candidate> {
        let title =
            self.is(at, Flag::Peer) && self.capital(at) || self.is(at, Flag::Peer) && self.is(at + 1, Flag::Particle);
        if title && (self.is(at + 1, Flag::Of) || self.is(at + 1, Flag::Particle)) && self.telling_capital(at + 2) {
            let mut peer = Candidate::new(
                NameType::Person,
                (at, at + 3),
                at + 2,
                955,
                "peer",
                format!("{} and a land are a person's name", self.word(at).shadow),
            );
            peer.normal = Some((at..at + 3).map(|i| self.word(i).shadow).collect::<Vec<_>>().join(" "));
            return Some(peer);
        }
        (self.capital(at) && self.is(at + 1, Flag::PeerAfter) && !self.is(at, Flag::TitleBefore)).then(|| {
            Candidate::new(
                NameType::Person,
                (at, at + 2),
                at,
                955,
                "peer",
                format!("{} stands after a land", self.word(at + 1).text),
            )
        })
    }
}
