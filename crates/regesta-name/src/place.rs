//! Places: known names, names with an epithet, and names with a head ("округ", "district", "nehri").

use regesta_lang::{Case, Number, PartOfSpeech, fold};

use crate::NameType;
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::towns::Town;
use crate::words::{Flag, Shape, with_one_capital};

/// Heads whose adjective may be printed small ("грузинская республика").
const STATES: [&str; 6] = ["state", "republic", "region", "county", "province", "volost"];
/// Heads after which the place's own name follows ("село Шихлы"), and is the mention.
const NAMED_AFTER: [&str; 9] =
    ["village", "city", "station", "river", "mountain", "island", "lake", "monastery", "quarter"];

/// Heads that stay outside the name in languages that put them after it ("Şuşa şəhəri").
const NAME_ONLY: [&str; 3] = ["village", "city", "quarter"];

impl Grammar<'_> {
    /// All places of the sentence; single words by the weight of their signs.
    pub(crate) fn places(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for at in 0..self.len() {
            if self.word(at).shape == Shape::Sign || self.word(at).barred {
                continue;
            }
            self.place_with_head(at, &mut found);
            if let Some(candidate) = self.plain_place(at) {
                found.push(candidate);
            }
        }
        found
    }

    /// A place by its own name, with the epithets before it ("Южный Кавказ", "Soviet Russia").
    fn plain_place(&self, at: usize) -> Option<Candidate> {
        let (end, weight, reason, authority) = self.own_place_name(at)?;
        let mut first = at;
        while first > 0 && self.is_epithet_of(first - 1, at) {
            first -= 1;
        }
        let mut candidate = Candidate::new(NameType::Place, (first, end), at, weight, "place", reason);
        candidate.is_direction = end == first + 1 && self.is(first, Flag::Epithet);
        if candidate.is_direction && self.line.all_capitals {
            return None;
        }
        let regime = (first..at).all(|i| self.is(i, Flag::Regime));
        let whole =
            if first < at { self.known(first, NameType::Place).filter(|k| first + k.words == end) } else { None };
        candidate.authority = whole.map_or_else(|| authority.filter(|_| regime), |k| k.id);
        Some(candidate)
    }

    fn is_epithet_of(&self, at: usize, noun: usize) -> bool {
        self.is(at, Flag::Epithet)
            && !self.word(at).barred
            && self.word(at).shape != Shape::Sign
            && self.agree(at, noun)
            && (self.info(at).dictionary || self.capital(at))
            && (!self.info(at).dictionary
                || self.info(at).analyses.iter().any(|a| a.part == PartOfSpeech::Adjective && a.case.is_some()))
    }

    fn own_place_name(&self, at: usize) -> Option<(usize, u16, String, Option<String>)> {
        let word = self.word(at);
        if !self.capital(at) || self.is(at, Flag::TitleAfter) {
            return None;
        }
        // "Don García": a river, but not before a name.
        if self.is(at, Flag::TitleBefore) && self.capital(at + 1) {
            return None;
        }
        let listed = self.lists.place_name.longest_at(self.words(), self.infos, at).filter(|m| {
            let all_capital = m.form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            !all_capital || word.shape == Shape::Capitals || self.line.all_capitals
        });
        let known = self.known(at, NameType::Place);
        let words = listed.as_ref().map_or(0, |m| m.words).max(known.as_ref().map_or(0, |k| k.words));
        if words > 1 {
            let id = known.filter(|k| k.words == words).and_then(|k| k.id);
            return Some((at + words, 930, "a list has it as a place".to_owned(), id));
        }
        if words == 1 {
            let (persons, places) = self.seen_as(at);
            let info = self.info(at);
            let mut weight = if persons > places { 400 } else { 900 };
            let person_too = self.known(at, NameType::Person).is_some();
            if person_too || info.surname > info.place {
                weight -= 150;
            }
            if person_too && places == 0 && self.stands_like_a_person(at) {
                weight -= 200;
            }
            if word.opens && info.common > 600 {
                weight -= 400;
            }
            // "Stanislaus Augustus", "Queen Victoria"
            let named = self.capital(at + 1) && self.is(at + 1, Flag::Given) && self.agree(at, at + 1);
            if info.is(Flag::Given) && (named || self.title_before(at).is_some()) {
                weight -= 200;
            }
            let weight = (weight + self.place_context(at)).clamp(0, 950);
            return (weight >= 500)
                .then(|| (at + 1, weight as u16, "a list has it as a place".to_owned(), known.and_then(|k| k.id)));
        }
        if let Some((words, id)) = self.town_of_several_words(at) {
            return Some((at + words, 900, "the gazetteer has it as a town".to_owned(), id));
        }
        let (weight, reason) = self.place_weight(at);
        let town = self.town_weight(at);
        if town > weight && town >= 500 {
            let id = self.info(at).town_id.clone().filter(|_| self.info(at).town > Town::Weak);
            return Some((at + 1, town, "the gazetteer has it as a town".to_owned(), id));
        }
        (weight >= 500).then_some((at + 1, weight, reason, None))
    }

    /// What stands around the word: a preposition of place, a head of a place before it.
    pub(crate) fn place_context(&self, at: usize) -> i32 {
        let info = self.info(at);
        let mut sum = 0;
        let before =
            (at.saturating_sub(2)..at).rev().find(|&i| !self.is(i, Flag::Epithet) && !self.is(i, Flag::Article));
        if let Some(before) = before
            && self.is(before, Flag::PlacePreposition)
        {
            sum += if !info.dictionary || info.has_case(Case::Locative) { 150 } else { 100 };
        }
        if info.is(Flag::PlaceSuffix) {
            sum += 150;
        }
        sum
    }

    /// "Аскеран, Тертер и Чайлу": a neighbour in a row is a listed place.
    pub(crate) fn in_row_of_places(&self, at: usize) -> bool {
        let joint = |i: usize| {
            self.sign(i, ",")
                || self.is(i, Flag::Function)
                    && self.word(i).text.chars().count() <= 3
                    && !self.is(i, Flag::PlacePreposition)
        };
        let place = |i: usize| {
            (self.known(i, NameType::Place).is_some() || self.info(i).town > Town::Weak)
                && self.known(i, NameType::Person).is_none()
                || self.seen_as(i).1 > self.seen_as(i).0
        };
        let row = |from: usize, step: isize| {
            let mut i = from;
            for _ in 0..4 {
                let (Some(sign), Some(next)) = (i.checked_add_signed(step), i.checked_add_signed(2 * step)) else {
                    return false;
                };
                if next >= self.len() || !joint(sign) || !self.capital(next) || self.initial(next) {
                    return false;
                }
                if place(next) {
                    return true;
                }
                i = next;
            }
            false
        };
        row(at, 1) || row(at, -1)
    }

    /// Signs that a single word not in any list is a place.
    fn place_weight(&self, at: usize) -> (u16, String) {
        let info = self.info(at);
        let (persons, places) = self.seen_as(at);
        if info.is(Flag::DemonymNoun)
            || info.is(Flag::DemonymAdjective) && !info.dictionary
            || info.is(Flag::Office)
            || info.is(Flag::TitleBefore)
            || self.is_adjective_of_next(at)
        {
            return (0, String::new());
        }
        let ordinary = info.is(Flag::CommonWord)
            || info.is(Flag::Ordinary) && !info.is(Flag::PlaceEnding) && !self.is_named_by_context(at);
        if ordinary && places == 0 || self.is_day_before(at) {
            return (0, String::new());
        }
        let mut weight = i32::from(info.place) * if info.known { 9 } else { 6 } / 10;
        let mut reason = "the dictionary has it as a place".to_owned();
        if self.known(at, NameType::Person).is_some() {
            weight = weight.min(600);
        }
        if places > 0 && places >= persons {
            weight = weight.max(800);
            reason = "the paper has it as a place elsewhere".to_owned();
        }
        let context = self.place_context(at);
        if context > 0
            && weight < 500
            && self.telling_capital(at)
            && persons == 0
            && self.contexts.of(self.line.lang, info).0 <= self.contexts.of(self.line.lang, info).1
            && self.word(at).shape == Shape::Capital
        {
            let surname = info.surname > 300 || info.surname_ending && info.dictionary;
            let common = info.dictionary && info.common > 400;
            if !surname && !common && !self.word(at).opens && !info.is(Flag::Given) {
                weight = weight.max(if info.dictionary { 420 } else { 400 });
                reason = "a preposition of place stands before it".to_owned();
            }
        }
        if info.is(Flag::PlaceEnding)
            && weight < 560
            && persons == 0
            && self.telling_capital(at)
            && !info.may_be_adjective()
            && !self.stands_like_a_person(at)
        {
            weight = 560;
            reason = "it ends like the name of a place".to_owned();
        }
        if persons > places {
            weight -= 500;
        } else if weight < 500
            && self.telling_capital(at)
            && self.word(at).shape == Shape::Capital
            && self.in_row_of_places(at)
        {
            weight = weight.max(620);
            reason = "it stands in a row of places".to_owned();
        }
        if info.common > 500 && (self.line.all_capitals || self.line.heading || self.word(at).opens) {
            weight -= 500;
        }
        ((weight + context).clamp(0, 930) as u16, reason)
    }

    fn place_with_head(&self, at: usize, found: &mut Vec<Candidate>) {
        let Some(head) = self.place_head(at) else { return };
        if head.value == "state" && self.body_head(at).is_some() {
            return;
        }
        let end = at + head.words;
        let (kind, position) = (head.value, head.extra);
        if self.word(at).text.chars().count() < 3 && !self.sign(end, ".") {
            return;
        }
        let of_people = at > 0 && self.is(at - 1, Flag::DemonymAdjective) && !self.info(at).dictionary;
        if of_people
            && STATES.contains(&kind)
            && self.word(at).shape == Shape::Small
            && self.word(at).text.ends_with('s')
        {
            // "four African states"
            return;
        }
        let last = end - 1;
        // Name before the head.
        if position != "before" && self.word(at).text.chars().count() > 2 {
            let mut first = at;
            while first > 0 && self.part_before_place_head(first - 1, last) {
                first -= 1;
            }
            while first < at && !self.strong_before_head(first, kind) {
                first += 1;
            }
            let plural = self.info(last).dictionary
                && self.info(last).analyses.first().is_some_and(|a| a.number == Some(Number::Plural));
            let mut shared = Vec::new();
            self.coordinated(first, last, kind, &mut shared);
            if plural && shared.is_empty() {
                first = at;
            }
            let own = self.lists.flags.has_place_suffixes() && NAME_ONLY.contains(&kind);
            if own {
                // "Qarabağın Gülüstan kəndi": whose village it is stands in the genitive.
                first = (first..at).rev().find(|&i| i + 1 < at && self.is_turkic_genitive(i)).map_or(first, |i| i + 1);
            }
            if first < at {
                let state = ["state", "republic"].contains(&kind);
                let adjectives: Vec<&str> = (first..at).filter_map(|i| self.info(i).adjective_of.as_deref()).collect();
                let institution = |i: usize| self.is(i, Flag::BodyAdjective) && !self.is(i, Flag::DemonymAdjective);
                if self.body_head(at).is_some() && (first..at).all(institution) {
                    return;
                }
                let mut score = if (first..at).any(|i| self.telling_capital(i)) { 930 } else { 820 };
                // "Азиатский департамент": the head of a body as well as of a district.
                score -= if self.body_head(at).is_some() { 60 } else { 0 };
                let mut unit = Candidate::new(
                    NameType::Place,
                    (first, if own { at } else { end }),
                    if self.info(last).dictionary { first } else { at - 1 },
                    score,
                    "place-head",
                    format!("{} stands after a name", self.word(last).text),
                );
                let listed = self.known(first, NameType::Place).filter(|k| first + k.words == end).and_then(|k| k.id);
                unit.authority = listed.or_else(|| match adjectives[..] {
                    [place] if state => Some(place.to_owned()),
                    _ => None,
                });
                found.push(unit);
                found.extend(shared);
            } else if STATES.contains(&kind) && self.telling_capital(at) && self.word(at).shape == Shape::Capital {
                self.state_of(at, end, found);
            }
        }
        let unit = ["state", "region", "province", "county"].contains(&kind) && !self.is(end, Flag::Of);
        let named_before = self.lists.flags.has_place_suffixes() && at > 0 && self.capital(at - 1);
        if !named_before && (position != "after" || NAMED_AFTER.contains(&kind) || unit) {
            let mut start = if self.sign(end, ".") { end + 1 } else { end };
            if self.is(start, Flag::Of) && NAMED_AFTER.contains(&kind) && self.capital(start + 1) {
                start += 1;
            }
            let quoted = self.sign(start, "«");
            let start = if quoted { start + 1 } else { start };
            if start < self.len()
                && self.capital(start)
                && !self.initial(start)
                && !self.is(start, Flag::DemonymNoun)
                && self.word(start).shape == Shape::Capital
            {
                let mut stop = start + 1;
                while stop < start + 2
                    && self.telling_capital(stop)
                    && self.agree(start, stop)
                    && !self.is(stop, Flag::Given)
                {
                    stop += 1;
                }
                let info = self.info(start);
                let person = info.surname > 500 && self.seen_as(start).0 > 0;
                let common =
                    self.info(last).common > 0 && info.dictionary && info.common > 700 && !info.is(Flag::Epithet);
                let named = !unit
                    || info.dictionary
                        && info.has_case(Case::Nominative)
                        && !info.may_be_adjective()
                        && info.surname < 300
                        && !info.is(Flag::Given);
                if !person && !common && named && self.body_head(start).is_none() {
                    found.push(Candidate::new(
                        NameType::Place,
                        (start, stop),
                        start,
                        780,
                        "head-place",
                        format!("{} stands before it", self.word(last).text),
                    ));
                    self.further_places(stop, last, found);
                }
            }
        }
    }

    /// "сёла Шихлы, Гаймаглы и Асланбейли": after a head in the plural each name of the row is a place.
    fn further_places(&self, from: usize, head: usize, found: &mut Vec<Candidate>) {
        if !self.info(head).analyses.iter().any(|a| a.number == Some(Number::Plural)) {
            return;
        }
        let mut at = from;
        loop {
            let joint = self.sign(at, ",") || self.is(at, Flag::Function) && !self.is(at, Flag::PlacePreposition);
            let name = at + 1;
            if !joint || !self.capital(name) || self.initial(name) || self.known(name, NameType::Person).is_some() {
                return;
            }
            found.push(Candidate::new(
                NameType::Place,
                (name, name + 1),
                name,
                760,
                "head-place",
                format!("it stands in a row after {}", self.word(head).text),
            ));
            at = name + 1;
        }
    }

    /// "Республика Грузии", "Duchy of Warsaw": a head and the place it belongs to.
    fn state_of(&self, at: usize, end: usize, found: &mut Vec<Candidate>) {
        let mut start = end;
        let of = self.is(start, Flag::Of);
        if of {
            start += 1;
            if self.is(start, Flag::Article) {
                start += 1;
            }
        } else if !self.info(at).dictionary && self.info(at).keys.len() > 1 {
            return;
        }
        let genitive = start < self.len() && self.capital(start) && (of || self.may_be_genitive(start));
        if !genitive {
            return;
        }
        let Some((stop, weight, _, authority)) = self.own_place_name(start) else { return };
        let mut first = at;
        while first > 0
            && self.capital(first - 1)
            && self.info(first - 1).may_be_adjective()
            && self.agree(first - 1, end - 1)
        {
            first -= 1;
        }
        let mut state = Candidate::new(
            NameType::Place,
            (first, stop),
            start,
            weight.max(880),
            "state-of",
            format!("{} stands before the name of a place", self.word(end - 1).text),
        );
        let listed = self.known(first, NameType::Place).filter(|k| first + k.words == stop).and_then(|k| k.id);
        state.authority = listed.or(authority);
        found.push(state);
    }

    fn part_before_place_head(&self, at: usize, head: usize) -> bool {
        let info = self.info(at);
        let word = self.word(at);
        if word.barred
            || matches!(word.shape, Shape::Sign | Shape::Number)
            || info.is(Flag::Function)
            || info.is(Flag::Calendar)
        {
            return false;
        }
        if info.dictionary {
            return info.may_be_adjective() && self.agree(at, head)
                || (word.shape == Shape::Capital && !info.known && looks_adjectival(&info.lower));
        }
        self.capital(at) && !info.is(Flag::Office) && !info.is(Flag::TitleBefore) && self.body_head(at).is_none()
            || info.is(Flag::DemonymAdjective)
            || info.lower.chars().count() > 4 && looks_adjectival(&info.lower)
    }

    fn strong_before_head(&self, at: usize, kind: &str) -> bool {
        let info = self.info(at);
        if self.telling_capital(at) {
            return info.place > 0
                || info.is(Flag::DemonymAdjective)
                || info.is(Flag::Epithet)
                || looks_adjectival(&info.lower)
                || !info.dictionary
                || info.common < 500
                || STATES.contains(&kind);
        }
        if self.capital(at) {
            return info.is(Flag::DemonymAdjective)
                || (looks_adjectival(&info.lower) && !info.known)
                || info.is(Flag::Country);
        }
        STATES.contains(&kind) && kind != "state" && info.is(Flag::DemonymAdjective) && info.dictionary
    }

    /// "Казахский и Закатальский районы": the adjective before "and" is a place of its own.
    fn coordinated(&self, first: usize, head: usize, kind: &str, found: &mut Vec<Candidate>) {
        let mut at = first;
        for _ in 0..4 {
            let Some(joint) = at.checked_sub(1) else { return };
            if !(self.is(joint, Flag::Function) && self.word(joint).text.chars().count() <= 3 || self.sign(joint, ","))
            {
                return;
            }
            let Some(before) = joint.checked_sub(1) else { return };
            let info = self.info(before);
            if !(self.capital(before)
                && info.dictionary
                && (info.may_be_adjective() || !info.known)
                && looks_adjectival(&info.lower)
                && self.strong_before_head(before, kind)
                && self.agree(before, first))
            {
                return;
            }
            let mut shared = Candidate::new(
                NameType::Place,
                (before, before + 1),
                before,
                800,
                "place-coordinated",
                format!("it shares a head with {}", self.word(first).shadow),
            );
            let lemma = |i: usize| {
                self.info(i).analyses.first().map_or_else(|| self.info(i).lower.clone(), |a| a.lemma.clone())
            };
            let keys = [vec![fold(&lemma(before))], vec![fold(&lemma(head))]];
            let listed = self.authorities.longest_at(&keys).filter(|m| m.words == 2);
            shared.authority = listed.map(|m| self.authorities.names()[m.names[0]].id.clone());
            shared.normal = Some(format!("{} {}", with_one_capital(&lemma(before)), lemma(head)));
            found.push(shared);
            at = before;
        }
    }
}

/// Adjectives of places in Russian and Ukrainian: -ск-, -цк-, -зьк-.
pub(crate) fn looks_adjectival(lower: &str) -> bool {
    let tail: String = lower.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    ["ск", "цк", "ськ", "зьк", "цьк"].iter().any(|m| tail.contains(m))
}
