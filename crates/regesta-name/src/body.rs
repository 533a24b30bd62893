//! Bodies: abbreviations, and heads ("правительство", "Committee", "ordu") with what stands before and after them.

use regesta_lang::{Number, PartOfSpeech};

use crate::NameType;
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::place::looks_adjectival;
use crate::words::{Flag, Shape, without_numeral_ending};

/// A head that is itself an adjective of a people ("Soviet"), with nothing before it.
fn modified_by_nothing(grammar: &Grammar<'_>, first: usize, last: usize) -> bool {
    first == last && (grammar.is(last, Flag::DemonymAdjective) || grammar.is(last, Flag::Epithet))
}

/// Heads that a small adjective of a people or party makes a name ("грузинское правительство").
const SMALL_ADJECTIVE: [&str; 13] = [
    "government",
    "parliament",
    "army",
    "party",
    "council",
    "committee",
    "fleet",
    "front",
    "ministry",
    "commissariat",
    "corps",
    "division",
    "regiment",
];
/// Heads that a number alone makes a name ("11-я армия", "IX съезд").
const NUMBERED: [&str; 9] =
    ["army", "corps", "division", "brigade", "regiment", "battalion", "congress", "fleet", "union"];
pub(crate) const MILITARY: [&str; 8] =
    ["army", "corps", "division", "brigade", "regiment", "battalion", "fleet", "front"];
/// Heads before a name in quotation marks that is no body's: papers are works, armies have code names of operations.
const NOT_QUOTED: [&str; 5] = ["press", "army", "front", "court", "government"];

impl Grammar<'_> {
    /// All bodies of the sentence. `inner` are its places and persons, which a body's name may go through.
    pub(crate) fn bodies(&self, inner: &[Candidate]) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut at = self.len();
        while at > 0 {
            at -= 1;
            if self.word(at).barred || self.word(at).shape == Shape::Sign {
                continue;
            }
            let candidate = self
                .abbreviation(at, inner, &found)
                .or_else(|| self.headed(at, inner, &found))
                .or_else(|| self.listed(at));
            if let Some(candidate) = candidate {
                found.push(candidate);
            }
        }
        self.share_heads(&mut found);
        found.reverse();
        found
    }

    fn listed(&self, at: usize) -> Option<Candidate> {
        if !self.capital(at) {
            return None;
        }
        let known = self.known(at, NameType::Body)?;
        let mut candidate = Candidate::new(
            NameType::Body,
            (at, at + known.words),
            at,
            900,
            "body-listed",
            "the authority list has it as a body",
        );
        candidate.authority = known.id;
        Some(candidate)
    }

    fn abbreviation(&self, at: usize, inner: &[Candidate], later: &[Candidate]) -> Option<Candidate> {
        let word = self.word(at);
        let listed = self.lists.body_abbreviation.longest_at(self.words(), self.infos, at).filter(|m| {
            let printed = &self.words()[at..at + m.words];
            let acronym = m.form.chars().filter(|c| c.is_uppercase()).count() >= 2;
            let letters = m.form.chars().filter(|c| c.is_alphabetic()).count();
            if self.line.all_capitals {
                return letters > 2 && !acronym;
            }
            if letters <= 2 && m.words == 1 {
                return word.shape == Shape::Capitals;
            }
            if acronym && m.words == 1 && letters <= 5 {
                return word.shape == Shape::Capitals;
            }
            // Small letters are taken where no common word is meant.
            printed.iter().any(|w| matches!(w.shape, Shape::Capital | Shape::Capitals))
                && (!word.opens || m.words > 1 || acronym || self.info(at).common < 900 || letters > 5)
                || self.info(at).common == 0 && self.info(at).dictionary && letters > 5
        });
        let place_too = self.lists.place_name.longest_at(self.words(), self.infos, at).is_some();
        let (mut end, value, mut score, reason) = match listed {
            Some(m) => (at + m.words, m.value, 920, format!("{} is a body's short name", m.form)),
            None => {
                let letters = word.text.chars().count();
                let acronym = word.shape == Shape::Capitals
                    && !self.line.all_capitals
                    && !place_too
                    && (2..=9).contains(&letters)
                    && word.text.chars().all(char::is_alphabetic)
                    && (self.info(at).common < 500
                        || letters < 5 && self.info(at).dictionary && !self.small.contains(&word.info))
                    && !self.info(at).is(Flag::Function)
                    && !self.info(at).is(Flag::CommonWord)
                    && !self.is(at, Flag::ArchiveLabel)
                    // "РГВА. Ф. 4" is a shelfmark, unless the full stop ends the sentence.
                    && (!self.sign(at + 1, ".") || at + 2 == self.len())
                    && self.info(at).place < 500
                    && self.seen_as(at).1 == 0
                    && (letters <= 6 || word.shadow.chars().any(char::is_lowercase));
                if !acronym || self.initial(at) || self.is(at, Flag::Given) {
                    return None;
                }
                (at + 1, "", 640, "an abbreviation in capitals".to_owned())
            }
        };
        let head = at;
        let mut nests = !value.contains("central-committee");
        end = self.after_parenthesis(end);
        let first_end = end;
        while let Some((next, more)) = self.tail(end, inner, later, false) {
            end = self.after_parenthesis(next);
            score = 940;
            if !more {
                break;
            }
        }
        if value.is_empty() && end > first_end {
            score = 700;
        }
        let mut first = at;
        while first > 0
            && (self.word(first - 1).shape == Shape::Small || self.capital(first - 1))
            && self.is(first - 1, Flag::DemonymAdjective)
            && self.agree(first - 1, at)
            && self.info(at).dictionary
            && !self.word(first - 1).barred
        {
            first -= 1;
        }
        if self
            .lists
            .body_abbreviation
            .longest_at(self.words(), self.infos, at)
            .is_some_and(|m| m.form.starts_with("ЦК") || m.form.starts_with("CK") || m.form.starts_with("MK"))
        {
            nests = false;
        }
        let mut candidate = Candidate::new(NameType::Body, (first, end), head, score, "body-abbreviation", reason);
        candidate.nests = nests;
        let party_tail = end > first_end && later.iter().any(|b| b.first == first_end && b.rule == "body-abbreviation");
        if !value.is_empty() && first == at && (end == first_end || party_tail && nests) {
            let whole = self.known(at, NameType::Body).filter(|k| at + k.words == end).and_then(|k| k.id);
            candidate.authority = whole.or_else(|| Some(value.to_owned()));
        }
        Some(candidate)
    }

    /// "(б)", "(большевиков)".
    fn after_parenthesis(&self, at: usize) -> usize {
        let wing = self.sign(at, "(")
            && self.sign(at + 2, ")")
            && self.get(at + 1).is_some_and(|w| {
                w.text.chars().count() == 1 && w.text.chars().all(|c| c.is_lowercase())
                    || self.info(at + 1).is(Flag::DemonymNoun)
            });
        if wing { at + 3 } else { at }
    }

    /// One past what continues a body's name at `at` (a place, another body, a complement), and whether more may follow.
    fn tail(&self, at: usize, inner: &[Candidate], later: &[Candidate], military: bool) -> Option<(usize, bool)> {
        let word = self.get(at).filter(|w| !w.barred)?;
        if word.shape == Shape::Sign {
            return None;
        }
        if let Some(complement) = self.lists.body_complement.longest_at(self.words(), self.infos, at) {
            return Some((at + complement.words, true));
        }
        if self.is(at, Flag::NamedAfter) {
            // "университет св. Владимира", "завод имени И. И. Иванова"
            let start = if self.sign(at + 1, ".") { at + 2 } else { at + 1 };
            let mut end = self.after_initials(start);
            while end < (start + 8).min(self.len()) && self.capital(end) && self.may_be_genitive(end) {
                end += 1;
            }
            return (end > start && self.capital(end - 1)).then_some((end, false));
        }
        let mut start = at;
        let of = self.is(start, Flag::Of);
        if of {
            start += 1;
            if self.is(start, Flag::Article) {
                start += 1;
            }
        } else if !self.line_has_genitive_after(at) {
            return None;
        }
        if start >= self.len() {
            return None;
        }
        if let Some(body) = later.iter().filter(|b| b.first == start && b.score >= 640).max_by_key(|b| b.end)
            && (of || self.may_be_genitive(body.head))
        {
            return Some((body.end, false));
        }
        if let Some(place) = inner
            .iter()
            .filter(|p| p.first == start && p.name_type == NameType::Place && p.score >= 500)
            .max_by_key(|p| p.end)
            && (of || self.may_be_genitive(place.head))
        {
            return Some((place.end, false));
        }
        if military
            && let Some(person) = inner
                .iter()
                .filter(|p| p.first == start && p.name_type == NameType::Person && p.score >= 500)
                .max_by_key(|p| p.end)
            && (of || self.may_be_genitive(person.head))
        {
            return Some((person.end, false));
        }
        if of && self.telling_capital(start) {
            let mut end = start + 1;
            while end < self.len() && (self.telling_capital(end) || self.sign(end, "'") || self.sign(end, "’")) {
                end += 1;
            }
            return Some((end, true));
        }
        None
    }

    /// Whether the language puts a genitive after its noun without a word between.
    fn line_has_genitive_after(&self, at: usize) -> bool {
        let script = self.word(at).text.chars().next().unwrap_or(' ');
        matches!(script, '\u{400}'..='\u{52f}') || self.word(at).shape == Shape::Capitals && !self.line.all_capitals
    }

    fn modifier(&self, at: usize, head: usize) -> bool {
        let info = self.info(at);
        let word = self.word(at);
        if word.barred || info.is(Flag::Calendar) {
            return false;
        }
        let in_a_place = info.is(Flag::PlaceSuffix)
            && (word.shape == Shape::Number
                || info.lower.ends_with("ki")
                || info.lower.ends_with("kı")
                || self.known(at, NameType::Place).is_some()
                    && !self.authorities.is_place(&info.lower)
                    && !self.lists.place_name.has_form(&info.lower));
        if in_a_place {
            // "Tehranda Məclis", "31-də XI ordu": where or when, no part of the name.
            return false;
        }
        match word.shape {
            Shape::Sign => return false,
            Shape::Number => {
                return word.text.chars().count() <= 6
                    && !(word.text.chars().all(char::is_numeric) && word.text.chars().count() > 2);
            }
            Shape::Roman => return true,
            _ => {}
        }
        if info.is(Flag::Ordinal) {
            return true;
        }
        let title = info.is(Flag::TitleBefore) || info.is(Flag::Office);
        if info.is(Flag::Function) || title && (info.dictionary || !self.telling_capital(head)) {
            return false;
        }
        if info.dictionary {
            let pronoun = info.analyses.first().is_some_and(|a| a.part == PartOfSpeech::Pronoun);
            return !pronoun
                && (info.may_be_adjective() && self.agree(at, head)
                    || word.shape == Shape::Capital && !info.known && looks_adjectival(&info.lower));
        }
        if info.lower.contains(['\'', '’']) {
            // "Hudson's Bay Company"
            return self.lists.flags.possessive_of(word.text) > 0
                && self.telling_capital(at)
                && self.telling_capital(at + 1);
        }
        if looks_adjectival(&info.lower) || info.is(Flag::DemonymAdjective) {
            return true;
        }
        let cyrillic = info.lower.chars().next().is_some_and(|c| matches!(c, '\u{400}'..='\u{52f}'));
        if cyrillic {
            return ["ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими"]
                .iter()
                .any(|e| info.lower.ends_with(e))
                && (self.telling_capital(at) && !info.is(Flag::Country)
                    || word.shape == Shape::Small
                        && info.lower.chars().count() > 5
                        && ["ий", "ого", "ому", "ої", "ній", "ною", "ним"].iter().any(|e| info.lower.ends_with(e)));
        }
        self.capital(at) && (!info.is(Flag::Given) || info.is(Flag::BodyAdjective))
    }

    /// Whether a modifier makes a name out of what follows.
    fn telling_modifier(&self, at: usize, kind: &str, head_capital: bool) -> bool {
        let info = self.info(at);
        let word = self.word(at);
        if matches!(word.shape, Shape::Number | Shape::Roman) || info.is(Flag::Ordinal) {
            return NUMBERED.contains(&kind) || self.telling_capital(at) && head_capital;
        }
        if self.opening_name_adjective(at) {
            return true;
        }
        if info.is(Flag::DemonymAdjective) || info.is(Flag::Epithet) {
            return SMALL_ADJECTIVE.contains(&kind) || word.lost_capital || self.telling_capital(at) || head_capital;
        }
        if self.telling_capital(at) {
            return true;
        }
        if self.capital(at) {
            return looks_adjectival(&info.lower) && !info.known || head_capital || info.is(Flag::Country);
        }
        false
    }

    fn headed(&self, at: usize, inner: &[Candidate], later: &[Candidate]) -> Option<Candidate> {
        let head = self.body_head(at)?;
        let kind = head.value;
        let head_end = at + head.words;
        let last = head_end - 1;
        let small_head = self.word(at).shape == Shape::Small;
        let head_capital = self.telling_capital(at) || (at..head_end).any(|i| self.telling_capital(i));
        let plural = self.info(last).dictionary
            && self.info(last).analyses.first().is_some_and(|a| a.number == Some(Number::Plural));
        let mut first = at;
        while first > 0 && self.modifier(first - 1, last) {
            first -= 1;
        }
        // In languages without adjectives before nouns any capital counts; a row of them is cut where a person stands.
        let persons = inner.iter().filter(|p| p.name_type == NameType::Person && p.first < at && p.end > first);
        first = persons.map(|p| p.end).max().unwrap_or(first).min(at).max(first);
        while first < at && !self.telling_modifier(first, kind, head_capital) {
            first += 1;
        }
        let modified = first < at;
        let empty_head = self.is(last, Flag::WeakHead);
        let weak_head = empty_head
            || !self.is(head_end, Flag::NamedAfter)
                && ["press", "school", "church", "company", "bureau", "court"].contains(&kind);
        let military = MILITARY.contains(&kind);
        let printed = (first..at).any(|i| self.telling_capital(i));
        let mut end = self.after_parenthesis(head_end);
        let mut tailed = end > head_end;
        let after_person = military && !modified && (!small_head || kind == "army")
            || self.capital(at) && self.info(at).dictionary && matches!(kind, "school" | "society" | "company");
        while let Some((next, more)) = self.tail(end, inner, later, after_person) {
            tailed = true;
            end = self.after_parenthesis(next);
            if !more {
                break;
            }
        }
        if !tailed
            && (head_capital || printed && modified)
            && let Some(after) = self.field_of_work(end)
        {
            tailed = true;
            end = after;
            if let Some((next, _)) = self.tail(end, inner, later, false) {
                end = next;
            }
        }
        if !NOT_QUOTED.contains(&kind)
            && let Some(close) = self.closing_mark(end)
            && !(modified && printed)
        {
            return Some(Candidate::new(
                NameType::Body,
                (end + 1, close),
                end + 1,
                840,
                "body-quoted",
                format!("{} stands before the quotation marks", self.word(last).text),
            ));
        }
        let telling = (first..at)
            .any(|i| self.telling_capital(i) || self.word(i).lost_capital && self.is(i, Flag::DemonymAdjective));
        let telling = telling || (first..at).any(|i| self.opening_name_adjective(i)) && !plural && !empty_head;
        if !tailed && self.is_mere_force(kind, (first, at), head_capital) {
            return None;
        }
        if empty_head && !printed || modified_by_nothing(self, first, last) {
            return None;
        }
        let score = if modified && telling {
            900
        } else if modified && (tailed || head_capital) {
            880
        } else if modified && !weak_head && !plural {
            780
        } else if tailed && head_capital {
            880
        } else if tailed && (!weak_head || self.capital(at)) && !plural {
            720
        } else if head_capital && !plural && !weak_head {
            if head.words > 1 { 800 } else { 560 }
        } else {
            return None;
        };
        if weak_head && small_head && !telling {
            return None;
        }
        let mut candidate = Candidate::new(
            NameType::Body,
            (first, end),
            at,
            score,
            "body-head",
            format!("{} is the head of a body's name", self.word(last).text),
        );
        candidate.nests = true;
        candidate.authority = self.known(first, NameType::Body).filter(|k| first + k.words == end).and_then(|k| k.id);
        candidate.key = self.body_key(kind, (first, at), (head_end, end), inner);
        Some(candidate)
    }

    /// "government:georgia" for a body whose name is its kind and one place; "army:11" for a numbered army.
    fn body_key(
        &self,
        kind: &str,
        before: (usize, usize),
        after: (usize, usize),
        inner: &[Candidate],
    ) -> Option<String> {
        let own = |i: usize| self.info(i).adjective_of.as_deref();
        let places: Vec<&str> = (before.0..before.1).filter_map(own).collect();
        let tail = inner.iter().find(|p| p.name_type == NameType::Place && (p.first, p.end) == after);
        let before_as_noun = inner
            .iter()
            .find(|p| p.name_type == NameType::Place && (p.first, p.end) == before)
            .and_then(|p| p.authority.as_deref());
        let of_place = after.0 == after.1 || tail.is_some() || self.is(after.0, Flag::Of);
        let tail_id = tail
            .or_else(|| inner.iter().find(|p| p.name_type == NameType::Place && p.end == after.1 && p.first > after.0))
            .and_then(|p| p.authority.as_deref());
        let place = match (&places[..], before_as_noun, tail_id) {
            ([place], None, None) if before.1 - before.0 == 1 && after.0 == after.1 => Some(*place),
            ([], Some(place), None) if after.0 == after.1 => Some(place),
            ([], None, Some(place)) if before.0 == before.1 && of_place => Some(place),
            _ => None,
        };
        if let Some(place) = place {
            return Some(format!("{kind}:{place}"));
        }
        let number = (before.0..before.1).find_map(|i| {
            matches!(self.word(i).shape, Shape::Number | Shape::Roman)
                .then(|| without_numeral_ending(&self.info(i).lower))
                .flatten()
        })?;
        (kind == "army" && after.0 == after.1).then(|| format!("{kind}:{number}"))
    }

    /// "азербайджанский и Бакинский ревкомы": the adjective before "and" is a body of its own.
    fn share_heads(&self, found: &mut Vec<Candidate>) {
        let mut more = Vec::new();
        for body in found.iter().filter(|b| b.first < b.head) {
            let first = body.first;
            let Some(before) = first.checked_sub(2) else { continue };
            let info = self.info(before);
            let joint = self.is(first - 1, Flag::Function) && self.word(first - 1).text.chars().count() <= 3;
            let adjective = info.dictionary
                && (info.is(Flag::DemonymAdjective) || looks_adjectival(&info.lower) && self.telling_capital(before));
            let plural = self.info(body.head).analyses.iter().any(|a| a.number == Some(Number::Plural));
            if joint
                && adjective
                && plural
                && self.agree(before, body.head)
                && self.is(first, Flag::DemonymAdjective) | self.capital(first)
            {
                more.push(Candidate::new(
                    NameType::Body,
                    (before, before + 1),
                    before,
                    800,
                    "body-coordinated",
                    format!("it shares a head with {}", self.word(first).shadow),
                ));
            }
        }
        found.extend(more);
    }
}
