//! Parts of the names of bodies: adjectives that open them, what a body is for, names in quotation marks.

use regesta_lang::{Case, PartOfSpeech};

use crate::NameType;
use crate::body::MILITARY;
use crate::grammar::Grammar;
use crate::place::looks_adjectival;
use crate::words::{Flag, Shape};

impl Grammar<'_> {
    /// "Рейнская армия", "Верховный суд" at the head of a sentence, where the capital itself says nothing: an adjective of
    /// a listed place, or one that institutions have.
    pub(crate) fn opening_name_adjective(&self, at: usize) -> bool {
        self.capital(at)
            && self.word(at).opens
            && !self.line.all_capitals
            && (self.info(at).place_adjective
                || self.is(at, Flag::BodyAdjective)
                || self.is(at, Flag::DemonymAdjective) && looks_adjectival(&self.info(at).lower))
    }

    /// "the German troops", "польская армия": whose force it is and nothing else is a description, not a name.
    pub(crate) fn is_mere_force(&self, kind: &str, (first, at): (usize, usize), head_capital: bool) -> bool {
        (MILITARY.contains(&kind) && !matches!(kind, "army" | "front" | "fleet")
            || MILITARY.contains(&kind) && self.is(at, Flag::WeakHead))
            && !head_capital
            && first + 1 == at
            && (self.is(first, Flag::DemonymAdjective) || self.known(first, NameType::Place).is_some())
            && !self.is(first, Flag::Ordinal)
            && self.word(first).shape != Shape::Number
    }

    /// "Комитет защиты печати", "Комиссия по изучению недр": one past the small nouns in the genitive that say what a body
    /// with a capital is for. Only in languages with a dictionary.
    pub(crate) fn field_of_work(&self, at: usize) -> Option<usize> {
        let small = |i: usize| {
            self.get(i).is_some_and(|w| w.shape == Shape::Small && !w.barred)
                && self.info(i).dictionary
                && self.info(i).known
                && !self.is(i, Flag::Calendar)
        };
        let reads = |i: usize, part: PartOfSpeech, cases: &[Case]| {
            small(i)
                && !self.is(i, Flag::Function)
                && self.info(i).analyses.first().is_some_and(|a| a.part == part)
                && self.info(i).analyses.iter().any(|a| a.part == part && a.case.is_some_and(|c| cases.contains(&c)))
        };
        let described = |i: usize, cases: &[Case]| {
            const POINTING: [&str; 8] = ["этого", "того", "всего", "своего", "этой", "той", "всей", "своей"];
            reads(i, PartOfSpeech::Adjective, cases) && !POINTING.contains(&self.word(i).text)
        };
        let purpose = self.get(at).is_some_and(|w| w.text == "по");
        let mut i = if purpose { at + 1 } else { at };
        let mut cases: &[Case] = if purpose { &[Case::Dative] } else { &[Case::Genitive] };
        let mut end = None;
        while i < self.len() && i < at + 9 {
            if reads(i, PartOfSpeech::Noun, cases) {
                end = Some(i + 1);
                cases = &[Case::Genitive, Case::Dative];
                i += 1;
            } else if described(i, cases) || (end == Some(i) && self.get(i).is_some_and(|w| w.text == "и")) {
                i += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Where a short name in quotation marks that begins at `open` ends: the closing mark.
    pub(crate) fn closing_mark(&self, open: usize) -> Option<usize> {
        let closing: &[&str] = match self.get(open)?.text {
            "«" => &["»"],
            "“" => &["”"],
            "„" => &["“", "”"],
            "\"" => &["\""],
            _ => return None,
        };
        let close = (open + 2..(open + 8).min(self.len())).find(|&i| closing.contains(&self.word(i).text))?;
        self.get(open + 1)?.is_name_like().then_some(close)
    }
}
