//! Persons: initials and surname, given names and surname, titles before, and single surnames.

use regesta_lang::fold;

use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::towns::Town;
use crate::words::{Flag, Shape};
use crate::{NameType, inflected_forms};

impl Grammar<'_> {
    /// Persons that need no evidence from elsewhere in the paper.
    pub(crate) fn sure_persons(&self) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let candidate = self
                .numbered_ruler(at)
                .or_else(|| self.with_initials_before(at))
                .or_else(|| self.with_initials_after(at))
                .or_else(|| self.with_given_name(at))
                .or_else(|| self.after_title(at).filter(|_| found.last().is_none_or(|p| p.end != at)));
            match candidate {
                Some(mut candidate) => {
                    // "генерал Де Боно", "вице-король Ла Серна"
                    let particle = candidate.first.checked_sub(1).filter(|&i| {
                        self.is(i, Flag::Particle)
                            && self.word(i).is_name_like()
                            && !self.word(i).opens
                            && found.last().is_none_or(|p| p.end <= i)
                    });
                    candidate.first = particle.unwrap_or(candidate.first);
                    at = candidate.end.max(at + 1);
                    found.push(candidate);
                }
                None => at += 1,
            }
        }
        found
    }

    /// A word that may be a surname after initials or a given name.
    fn may_be_surname(&self, at: usize) -> bool {
        self.capital(at) && !self.initial(at) && self.word(at).shape != Shape::Roman && {
            let letters = self.word(at).text.chars().count();
            letters >= 2 && (self.word(at).shape == Shape::Capital || letters > 3)
        }
    }

    /// One past a surname with its particle before and a nobleman's title after ("фон Биберштейн", "Kemal Bey").
    fn after_surname(&self, at: usize) -> Option<usize> {
        let mut start = at;
        while start < at + 2 && self.is(start, Flag::Particle) {
            start += 1;
        }
        if !self.may_be_surname(start) {
            return None;
        }
        Some(self.after_nobleman(start + 1))
    }

    pub(crate) fn after_nobleman(&self, mut end: usize) -> usize {
        while end < self.len()
            && self.is(end, Flag::TitleAfter)
            && !self.word(end).barred
            && self.word(end).shape != Shape::Sign
        {
            end += 1;
        }
        end
    }

    fn with_initials_before(&self, at: usize) -> Option<Candidate> {
        let initials = self.after_initials(at);
        if initials == at {
            return None;
        }
        let end = self.after_surname(initials)?;
        let head =
            (initials..end).rev().find(|&i| self.may_be_surname(i) && !self.is(i, Flag::TitleAfter)).unwrap_or(end - 1);
        let mut candidate = Candidate::new(
            NameType::Person,
            (at, end),
            head,
            970,
            "initials-surname",
            "initials stand before a word with a capital",
        );
        candidate.given = Some((at, initials));
        candidate.title = self.title_before(at);
        Some(candidate)
    }

    fn with_initials_after(&self, at: usize) -> Option<Candidate> {
        if !self.may_be_surname(at) || self.is(at, Flag::Office) {
            return None;
        }
        let end = self.after_initials(at + 1);
        // "Хойским Г. Чичерину": the initials belong to the next name.
        if end == at + 1 || self.may_be_surname(end) && !self.word(end).opens || self.is(end, Flag::Particle) {
            return None;
        }
        let info = self.info(at);
        let likely = info.surname >= 100 || info.surname_ending || !info.known || self.seen_as(at).0 > 0;
        if self.known(at, NameType::Place).is_some()
            && self.known(at, NameType::Person).is_none()
            && self.seen_as(at).0 == 0
        {
            return None;
        }
        if !likely || (info.place > info.surname && self.seen_as(at).0 == 0) {
            return None;
        }
        let mut candidate = Candidate::new(
            NameType::Person,
            (at, end),
            at,
            930,
            "surname-initials",
            "initials stand after a word with a capital",
        );
        candidate.given = Some((at + 1, end));
        Some(candidate)
    }

    /// A listed place that is no person's name too.
    fn is_plain_place(&self, at: usize) -> bool {
        at < self.len()
            && (self.info(at).town > Town::Weak || self.known(at, NameType::Place).is_some())
            && self.known(at, NameType::Person).is_none()
            && self.seen_as(at).0 == 0
    }

    /// A given name, also with a case ending.
    pub(crate) fn is_given_form(&self, at: usize) -> bool {
        self.is(at, Flag::Given)
    }

    fn is_given_name(&self, at: usize) -> bool {
        if !self.capital(at) {
            return false;
        }
        let info = self.info(at);
        (info.is(Flag::Given) || info.given >= 300) && !info.is(Flag::Country)
    }

    fn with_given_name(&self, at: usize) -> Option<Candidate> {
        if !self.is_given_name(at) || self.word(at).shape == Shape::Roman {
            return None;
        }
        let mut end = at + 1;
        let mut surname = None;
        while end < self.len() && end < at + 5 {
            let info = self.info(end);
            let word = self.word(end);
            if word.barred || word.shape == Shape::Sign && !self.initial(end) {
                break;
            }
            if self.initial(end) && self.may_be_surname(end + 2) {
                end += 2;
                continue;
            }
            if info.is(Flag::TitleAfter)
                && end + 1 < self.len()
                && self.word(end).shape == Shape::Small
                && self.may_be_surname(end + 1)
                && self.agree(at, end + 1)
                && !self.is_plain_place(end + 1)
                && !self.is(end + 2, Flag::AfterPlace)
                && !(end + 2 < self.len() && self.place_head(end + 2).is_some())
            {
                // "Аслан бек Гардашов": a small title stands before the surname.
                end += 1;
                continue;
            }
            if info.is(Flag::TitleAfter) {
                end = self.after_nobleman(end);
                surname = Some(end - 1);
                break;
            }
            if info.is(Flag::Particle) && self.may_be_surname(end + 1) {
                end += 1;
                continue;
            }
            let after_particle = self.is(end - 1, Flag::Particle);
            let sovereign = self.is(at, Flag::TitleBefore) || at > 0 && self.is(at - 1, Flag::TitleNoble);
            let suffixed = sovereign && self.is_suffixed_place(end);
            let foreign = !self.may_be_surname(end)
                || !self.agree(at, end) && !after_particle
                || suffixed
                || end > at + 1 && self.ends_by_suffix(end) && self.is_plain_place(end)
                || end == at + 1 && self.is_turkic_genitive(at)
                || self.lists.body_abbreviation.longest_at(self.words(), self.infos, end).is_some()
                || info.is(Flag::DemonymAdjective) && !info.dictionary
                || info.is(Flag::Office) && info.surname == 0
                || (self.body_head(end).is_some() || self.place_head(end).is_some()) && info.surname == 0
                || info.is(Flag::Country);
            if foreign {
                break;
            }
            end += 1;
            let only_given = info.patronymic > 300 || info.is(Flag::Given) && !info.surname_ending;
            if !only_given {
                surname = Some(end - 1);
                end = self.after_nobleman(end);
                break;
            }
        }
        if end < self.len() && self.word(end).shape == Shape::Roman && surname.is_none() && !self.sign(end + 1, ".") {
            let surname = self.telling_capital(end + 1)
                && self.may_be_surname(end + 1)
                && self.word(end + 1).shape == Shape::Capital
                && self.info(end + 1).surname_ending
                && self.agree(at, end + 1);
            let mut ruler = Candidate::new(
                NameType::Person,
                (at, if surname { end + 2 } else { end + 1 }),
                end - 1,
                930,
                "ruler",
                "a number stands after a given name",
            );
            ruler.title = self.title_before(at);
            return Some(ruler);
        }
        if end == at + 1 {
            return None;
        }
        let head = surname.unwrap_or(end - 1);
        let mut candidate = Candidate::new(
            NameType::Person,
            (at, end),
            head,
            if surname.is_some() { 950 } else { 880 },
            "given-surname",
            format!("{} is a given name before another name", self.word(at).shadow),
        );
        candidate.given = Some((at, if head == at { at } else { head }));
        candidate.title = self.title_before(at);
        Some(candidate)
    }

    /// The title or office that ends right before a word.
    pub(crate) fn title_before(&self, at: usize) -> Option<(usize, usize)> {
        let start = at.saturating_sub(6);
        for first in start..at {
            if let Some(office) = self.office(first)
                && first + office.words == at
            {
                return Some((first, at));
            }
        }
        let before = at.checked_sub(1)?;
        if self.is(before, Flag::TitleBefore) {
            return Some((before, at));
        }
        // An abbreviated title keeps its full stop: "ген. Деникин".
        let earlier = at.checked_sub(2)?;
        (self.sign(before, ".") && self.is(earlier, Flag::TitleBefore)).then_some((earlier, at))
    }

    fn after_title(&self, at: usize) -> Option<Candidate> {
        if !self.telling_capital(at) || !self.may_be_surname(at) {
            return None;
        }
        let title = self.title_before(at)?;
        let info = self.info(at);
        // "в г. Петровске" is a town, "г. Петровский" a gentleman.
        let town = self.sign(at - 1, ".") && self.place_head(title.0).is_some();
        if town
            && (title.0 > 0 && self.is(title.0 - 1, Flag::PlacePreposition)
                || info.is(Flag::PlaceEnding)
                || info.place > 0)
        {
            return None;
        }
        let noble = self.is(title.0, Flag::TitleNoble);
        let foreign = info.is(Flag::DemonymAdjective)
            || info.is(Flag::DemonymNoun)
            || info.is(Flag::Office)
            || info.is(Flag::TitleBefore)
            || info.is(Flag::Country)
            || !noble && info.place > 500 && info.surname == 0
            || !noble
                && self.known(at, NameType::Place).is_some()
                && self.known(at, NameType::Person).is_none()
                && !info.is(Flag::Given)
            || !self.is_given_name(at) && self.is_given_name(at + 1)
            || self.body_head(at).is_some()
            || self.place_head(at).is_some()
            || self.lists.body_abbreviation.longest_at(self.words(), self.infos, at).is_some()
            || self.word(at).shape == Shape::Capitals
            || !noble && self.verb_comes_last() && info.town == Town::Great && info.lower.contains(['\'', '’'])
            || info.dictionary && info.common > 600 && info.surname == 0 && info.given == 0;
        // "посол Франции": a genitive after a nominative is no name in apposition.
        let last_of_title = (title.0..title.1).rev().find(|&i| self.word(i).shape != Shape::Sign).unwrap_or(title.0);
        let first_agrees = self.agree(title.0, at) || self.agree(last_of_title, at);
        if foreign || !first_agrees {
            return None;
        }
        if self.is(at + 1, Flag::AfterPlace) || self.is_turkic_genitive(last_of_title) {
            return None;
        }
        let mut end = at + 1;
        while end < at + 3
            && self.telling_capital(end)
            && !self.is_turkic_genitive(end - 1)
            && self.may_be_surname(end)
            && self.agree(at, end)
            && !self.is(end, Flag::Country)
            && !self.is(end, Flag::Office)
        {
            end += 1;
        }
        let end = self.after_nobleman(end);
        let adjective_of_a_body = info.may_be_adjective()
            && info.surname < 300
            && end < self.len()
            && (self.body_head(end).is_some() || self.place_head(end).is_some());
        if adjective_of_a_body {
            return None;
        }
        let mut candidate = Candidate::new(
            NameType::Person,
            (at, end),
            end - 1,
            860,
            "title-surname",
            format!("{} stands before it", self.word(last_of_title).shadow),
        );
        candidate.title = Some(title);
        Some(candidate)
    }

    /// "José Gabriel Condorcanqui", "corregidor Antonio de Arriaga": a first name that no list has belongs to the name.
    pub(crate) fn add_foreign_given_names(&self, name: &mut Candidate) {
        if !matches!(name.rule, "given-surname" | "title-surname" | "initials-surname")
            || name.title.is_some_and(|t| t.1 == name.first && t.1 > t.0 && name.rule != "title-surname")
        {
            return;
        }
        if self.info(name.head).dictionary {
            return;
        }
        let first = self.foreign_given_names(name.first, &[]);
        if first < name.first && name.title.is_none_or(|t| t.1 <= first) {
            name.given = Some((first, name.given.map_or(name.head, |g| g.1)));
            name.first = first;
        }
    }

    /// Whether the authority list gives this name to a person of that surname; also where the font lost its capital.
    fn listed_given_name(&self, at: usize, surname: usize) -> bool {
        if !(self.may_be_surname(at) || self.word(at).lost_capital) {
            return false;
        }
        let info = self.info(surname);
        if !info.listed {
            return false;
        }
        let keys = vec![info.folded_keys()];
        let word = fold(&self.info(at).lower);
        let Some(found) = self.authorities.longest_at(&keys) else { return false };
        found
            .names
            .iter()
            .map(|&n| &self.authorities.names()[n])
            .filter(|n| n.name_type == NameType::Person)
            .any(|n| n.given.split(' ').any(|given| inflected_forms(&fold(given)).contains(&word)))
    }

    /// The first of the given names, unknown to all lists, before a surname ("Эрнандо Писарро").
    pub(crate) fn foreign_given_names(&self, surname: usize, places: &[Candidate]) -> usize {
        let mut first = surname;
        while first > 0 && first + 3 > surname {
            let at = first - 1;
            if self.is(at, Flag::Particle)
                && self.word(at).shape == Shape::Small
                && at > 0
                && self.capital(at - 1)
                && !self.is(at, Flag::PlacePreposition)
            {
                first = at;
                continue;
            }
            let info = self.info(at);
            if self.listed_given_name(at, surname) {
                first = at;
                continue;
            }
            let fits = self.may_be_surname(at)
                && self.seen_as(at).0 == 0
                && info.surname < 300
                && self.known(at, NameType::Person).is_none()
                && self.word(at).shape == Shape::Capital
                && !info.is(Flag::DemonymAdjective)
                && !info.is(Flag::DemonymNoun)
                && !info.is(Flag::Office)
                && !info.is(Flag::TitleBefore)
                && !info.is(Flag::TitleAfter)
                && !info.is(Flag::Country)
                && !info.is(Flag::Genre)
                && (!info.dictionary || info.common < 300 && self.agree(at, surname))
                && (self.telling_capital(at) || info.dictionary && !info.known)
                && !info.lower.contains(['\'', '’'])
                && self.body_head(at).is_none()
                && self.place_head(at).is_none()
                && self.lists.body_abbreviation.longest_at(self.words(), self.infos, at).is_none()
                && !places.iter().any(|p| p.first <= at && at < p.end && p.score >= 600);
            if !fits {
                break;
            }
            first = at;
        }
        while first < surname && self.is(first, Flag::Particle) {
            first += 1;
        }
        first
    }

    /// Signs for and against a single word as a person, in thousandths.
    pub(crate) fn person_weight(&self, at: usize) -> (u16, String) {
        let info = self.info(at);
        let (persons, places) = self.seen_as(at);
        let mut weight = i32::from(info.surname) * if info.known { 8 } else { 6 } / 10;
        let mut reason = "the dictionary has it as a surname".to_owned();
        if info.dictionary && info.common > 0 && !info.known {
            weight -= i32::from(info.common);
        }
        let known = self.known(at, NameType::Person).filter(|k| k.words == 1);
        if known.is_some() {
            // A surname that is a place first ("Baku") is a person only where the paper says so.
            weight = weight.max(if self.known(at, NameType::Place).is_some() { 550 } else { 700 }) + 100;
            reason = "the authority list has it as a person".to_owned();
        }
        if persons > 0 && persons >= places {
            weight = weight.max(850);
            reason = "the paper names this person in full elsewhere".to_owned();
        }
        if weight < 500 && info.surname_ending && info.common < 500 && info.place < 300 {
            weight = weight.max(if info.known { 450 } else { 560 });
            reason = "it ends like a surname".to_owned();
        }
        if weight < 500 && (info.is(Flag::Given) || info.given > 500) && info.common < 500 {
            let opens_a_clause = self.get(at + 1).is_some_and(|w| w.shape == Shape::Small) && !self.line.heading;
            weight = weight.max(if self.telling_capital(at) || opens_a_clause && !info.dictionary { 560 } else { 400 });
            reason = "it is a given name".to_owned();
        }
        let letters = self.word(at).text.chars().next().is_some_and(|c| matches!(c, '\u{400}'..='\u{52f}'));
        if info.dictionary && !letters && persons == 0 && known.is_none() {
            // A Latin word in a Russian sentence: a firm or a title more often than a person.
            weight = weight.min(300);
        }
        let ordinary = info.is(Flag::Ordinary) && !info.is(Flag::Given) && !self.is_named_by_context(at);
        let of_a_noun = !info.dictionary && self.seen_as(at).0 == 0 && is_feminine_adjective(&info.lower);
        if of_a_noun && self.title_before(at).is_none() && known.is_none() {
            return (0, reason);
        }
        if (info.is(Flag::CommonWord) || ordinary) && persons == 0 && known.is_none() {
            return (0, reason);
        }
        let number = |i: usize| self.get(i).is_some_and(|w| w.shape == Shape::Number);
        if at > 0 && number(at - 1) && number(at + 1) {
            // "15 Şaban 962": a month that is a given name too.
            return (0, reason);
        }
        let verb_near = (at > 0 && self.is(at - 1, Flag::Communication)) || self.is(at + 1, Flag::Communication);
        let lone = !self.capital(at + 1) && (at == 0 || !self.capital(at - 1) || self.initial(at - 1));
        if weight < 500
            && !info.known
            && self.telling_capital(at)
            && self.word(at).shape == Shape::Capital
            && places == 0
            && (letters || !info.dictionary)
            && lone
            && verb_near
            && !info.is(Flag::Country)
            && !info.is(Flag::PlaceSuffix)
            && self.body_head(at).is_none()
            && self.place_head(at).is_none()
            && self.known(at, NameType::Place).is_none()
        {
            weight = weight.max(510);
            reason = "a lone word with a capital that no list has".to_owned();
        }
        if persons == 0 && known.is_none() && (info.is(Flag::PlaceEnding) || self.is_suffixed_place(at)) {
            weight = weight.min(450);
        }
        if persons == 0
            && (info.is(Flag::Office)
                || info.is(Flag::TitleBefore)
                || info.is(Flag::TitleAfter)
                || info.is(Flag::Epithet))
            && info.surname == 0
        {
            weight -= 500;
        }
        if persons == 0
            && known.is_none()
            && !info.dictionary
            && !(self.telling_capital(at) || self.is_no_ordinary_word(at) && info.surname_ending)
            && !info.is(Flag::Given)
        {
            weight = weight.min(300);
        }
        if verb_near {
            weight += 60;
        }
        let modifies = self.modifies_next(at) || self.is_adjective_of_next(at);
        if info.is(Flag::DemonymNoun) || info.is(Flag::DemonymAdjective) || persons == 0 && modifies {
            weight -= 500;
        }
        (weight.clamp(0, 930) as u16, reason)
    }
}

/// Forms of Ukrainian adjectives in the feminine other than the nominative ("Каховської"): hardly a surname by itself.
fn is_feminine_adjective(lower: &str) -> bool {
    ["ької", "ькій", "ькою"].iter().any(|ending| lower.ends_with(ending))
}
