//! Bodies that a paper introduces by their kind ("партия «…»", "компания Siemens") and then names alone, and names that
//! are repeated in brackets in another alphabet.

use crate::NameType;
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::words::{Flag, Shape};

/// Kinds of bodies whose own name may follow without quotation marks, in another alphabet.
const NAMED: [&str; 6] = ["company", "party", "society", "union", "school", "bureau"];

impl Grammar<'_> {
    /// Words in Latin letters, also small ones between capitals, in a line of a language with another alphabet; one past
    /// the last word with a capital.
    fn latin_run(&self, first: usize) -> Option<usize> {
        let latin = |i: usize| {
            self.get(i).is_some_and(|w| {
                !w.barred
                    && !matches!(w.shape, Shape::Sign | Shape::Number | Shape::Roman)
                    && w.text.chars().any(|c| c.is_ascii_alphabetic())
            })
        };
        let capital = |i: usize| self.word(i).text.chars().next().is_some_and(char::is_uppercase);
        if !latin(first) || !capital(first) || self.word(first).text.chars().count() < 2 {
            return None;
        }
        let mut end = first + 1;
        let mut at = end;
        while at < (first + 7).min(self.len()) && latin(at) {
            at += 1;
            if capital(at - 1) {
                end = at;
            }
        }
        Some(end)
    }

    fn is_cyrillic_line(&self, at: usize) -> bool {
        self.word(at).text.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
    }

    /// "компания Siemens": the own name of a body in Latin letters after its kind in Cyrillic ones.
    pub(crate) fn latin_bodies(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for at in 0..self.len() {
            if self.word(at).shape == Shape::Sign || !self.is_cyrillic_line(at) {
                continue;
            }
            let Some(head) = self.body_head(at).filter(|h| NAMED.contains(&h.value)) else { continue };
            let first = at + head.words;
            if let Some(end) = self.latin_run(first) {
                let reason = format!("{} stands before it", self.word(first - 1).text);
                found.push(Candidate::new(NameType::Body, (first, end), first, 900, "body-named", reason));
            }
        }
        found
    }

    /// Single words that the line introduces as the name of a body: after its kind, in quotation marks or in Latin letters.
    pub(crate) fn introduced_bodies(&self) -> Vec<usize> {
        let mut words: Vec<usize> =
            self.latin_bodies().iter().filter(|b| b.words() == 1).map(|b| self.word(b.first).info).collect();
        for at in 1..self.len() {
            let Some(close) = self.closing_mark(at).filter(|close| *close == at + 2) else { continue };
            let kind = (at.saturating_sub(3)..at).find_map(|i| {
                let head = (self.word(i).shape != Shape::Sign).then(|| self.body_head(i)).flatten()?;
                (i + head.words == at).then_some(head.value)
            });
            if kind.is_some_and(|kind| NAMED.contains(&kind)) && self.capital(close - 1) {
                words.push(self.word(close - 1).info);
            }
        }
        words
    }

    /// Makes bodies of single words that nothing but a guess has as persons or places, where the paper introduces them as
    /// bodies elsewhere.
    pub(crate) fn turn_into_bodies(&self, names: &mut [Candidate]) {
        for name in names.iter_mut() {
            let guess = matches!(name.rule, "surname" | "unknown-person" | "unknown-place" | "place" | "title-surname");
            let bodies = self.votes.bodies(self.line.lang, self.info(name.head));
            if !guess || name.words() > 1 {
                continue;
            }
            if let Some(body) = self.compound_body(name.head).filter(|_| name.authority.is_none() && name.score < 860) {
                *name = body;
                continue;
            }
            if bodies == 0 || self.seen_as(name.head).0 > bodies {
                continue;
            }
            let place = name.name_type == NameType::Place && (name.authority.is_some() || name.score >= 900);
            if name.name_type != NameType::Body && !place && !self.is(name.head, Flag::Country) {
                let reason = "the paper has it as the name of a body elsewhere";
                *name =
                    Candidate::new(NameType::Body, (name.first, name.end), name.head, 800, "body-elsewhere", reason);
            }
        }
    }

    /// Words in no other name that the paper introduces as bodies elsewhere.
    pub(crate) fn bodies_seen_elsewhere(&self, names: &[Candidate]) -> Vec<Candidate> {
        (0..self.len())
            .filter(|&at| self.capital(at) && self.votes.bodies(self.line.lang, self.info(at)) > self.seen_as(at).0)
            .filter(|&at| self.telling_capital(at) || self.info(at).common == 0)
            .filter(|&at| !names.iter().any(|n| n.first <= at && at < n.end))
            .map(|at| {
                let reason = "the paper has it as the name of a body elsewhere";
                Candidate::new(NameType::Body, (at, at + 1), at, 700, "body-elsewhere", reason)
            })
            .collect()
    }

    /// "Барри Лоуэлл (Barry Lowell)": a name in Latin letters in brackets right after a name in Cyrillic ones is of its
    /// type.
    pub(crate) fn names_in_brackets(&self, names: &[Candidate]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for name in names {
            if !self.sign(name.end, "(") || !self.is_cyrillic_line(name.end - 1) {
                continue;
            }
            let first = name.end + 1;
            let Some(end) = self.latin_run(first).filter(|&end| self.sign(end, ")") || self.sign(end, ",")) else {
                continue;
            };
            let reason = format!("it stands in brackets after {}", self.word(name.head).shadow);
            let head = if name.name_type == NameType::Person { end - 1 } else { first };
            let mut again = Candidate::new(name.name_type, (first, end), head, 905, "in-brackets", reason);
            again.authority = name.authority.clone();
            if name.name_type == NameType::Person && end > first + 1 {
                again.given = Some((first, end - 1));
            }
            found.push(again);
        }
        found
    }
}
