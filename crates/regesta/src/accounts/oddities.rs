//! What cannot have been, and counts of documents that do not fit what the same text tells.

use std::collections::BTreeSet;

use regesta_accounts::{Difference, Kind};
use regesta_date::DateFlag;
use regesta_lang::lower;
use regesta_time::TimeBounds;

use super::{Accounts, Disagreement};
use crate::views::one_line;

/// Letters before the noun in which an ordinal that counts documents stands.
const ORDINAL_REACH: usize = 3;

impl Accounts<'_> {
    /// Printed dates that cannot be, and arrivals before the sending.
    pub(super) fn impossible(&self) -> Vec<Disagreement> {
        let mut rows = Vec::new();
        let difference = |aspect| Difference { kind: Kind::Impossible, aspect, counts: None };
        for (source, material) in self.materials.iter().enumerate() {
            for (at, line) in material.lines.iter().enumerate() {
                for seen in &line.dates {
                    let value = material.date(seen.part, seen.number);
                    let why = value.flags.iter().find_map(|flag| match flag {
                        DateFlag::Impossible => Some("the calendar has no such day"),
                        DateFlag::WeekdayDiffers => Some("the weekday beside it is of another day"),
                        DateFlag::StylesDiffer => Some("the two styles beside each other are not one day"),
                        _ => None,
                    });
                    let Some(why) = why else { continue };
                    let printed = one_line(&line.text[seen.place.clone()]);
                    let ids = vec![material.date_row(seen.part, seen.number).to_owned()];
                    let Some(side) = self.side(source, at, &seen.place, "author", printed.clone(), ids) else {
                        continue;
                    };
                    let mut reasons = vec![why.to_owned()];
                    if !value.alternatives.is_empty() {
                        reasons.push(format!("it may stand for {}", value.alternatives.join(" or ")));
                    }
                    rows.push(self.row(difference("date"), printed, vec![side], 950, reasons));
                }
            }
        }
        for mentioned in &self.letters {
            let bounds = |edtf: &Option<String>| edtf.as_deref().and_then(|d| TimeBounds::parse(d).ok());
            let (Some(sent), Some(received)) = (bounds(&mentioned.letter.sent), bounds(&mentioned.letter.received))
            else {
                continue;
            };
            if received.is_before(sent) {
                let (m, value) = (mentioned, mentioned.printed.clone());
                if let Some(side) = self.side(m.source, m.line, &m.place, "author", value, m.ids.clone()) {
                    let about = self.labels.get(&m.ids[0]).cloned().unwrap_or_default();
                    let reasons = vec!["it arrives before it is sent".to_owned()];
                    rows.push(self.row(difference("received"), about, vec![side], 900, reasons));
                }
            }
        }
        rows
    }

    /// “In his third note …” where the text tells of three earlier ones by the same sender.
    pub(super) fn miscounted(&self) -> Vec<Disagreement> {
        let mut rows = Vec::new();
        for mentioned in &self.letters {
            let letter = &mentioned.letter;
            let Some(count) = self.ordinal(mentioned) else { continue };
            let start = |edtf: &Option<String>| edtf.as_deref().and_then(|d| TimeBounds::parse(d).ok());
            let (Some(own), false) = (start(&letter.sent), letter.from.is_empty()) else { continue };
            let mut seen = BTreeSet::new();
            let earlier: Vec<usize> = (0..self.letters.len())
                .filter(|&n| {
                    let other = &self.letters[n].letter;
                    let before = start(&other.sent).is_some_and(|date| date.is_before(own));
                    let to =
                        other.to.is_empty() || letter.to.is_empty() || other.to.iter().any(|p| letter.to.contains(p));
                    other.text == letter.text
                        && other.genre == letter.genre
                        && before
                        && to
                        && other.from.iter().any(|p| letter.from.contains(p))
                })
                .filter(|&n| seen.insert(self.letters[n].letter.document))
                .collect();
            if (earlier.len() as u64) < count {
                continue;
            }
            let side = |m: &super::Mentioned, value: String| {
                self.side(m.source, m.line, &m.place, "author", value, m.ids.clone())
            };
            let mut sides: Vec<_> = side(mentioned, format!("number {count}")).into_iter().collect();
            sides.extend(earlier.iter().filter_map(|&n| side(&self.letters[n], self.letters[n].printed.clone())));
            let about = self.labels.get(&mentioned.ids[0]).cloned().unwrap_or_default();
            let reasons = vec![format!("the text calls it number {count} and tells of {} earlier ones", earlier.len())];
            let difference = Difference { kind: Kind::WithinOneText, aspect: "count", counts: None };
            rows.push(self.row(difference, about, sides, 700, reasons));
        }
        rows
    }

    /// The ordinal before the word for a document.
    fn ordinal(&self, mentioned: &super::Mentioned) -> Option<u64> {
        let material = &self.materials[mentioned.source];
        let line = &material.lines[mentioned.line];
        let lang = self.engine.packs.find(&line.lang)?;
        let pack = self.engine.packs.get(lang);
        let tokens = &line.tokens;
        let genre = pack.lexicon("genre");
        let noun = tokens.iter().position(|t| {
            let word = &line.text[t.place.clone()];
            let lemma = || self.engine.morphology.lemma(&self.engine.packs, lang, word);
            t.place.end > mentioned.place.start
                && t.place.start < mentioned.place.end
                && (genre.has(word) || genre.has(&lemma()))
        })?;
        (noun.saturating_sub(ORDINAL_REACH)..noun).rev().find_map(|n| {
            let dated = line.dates.iter().any(|d| super::tellings::overlaps(&d.place, &tokens[n].place));
            let word = lower(&line.text[tokens[n].place.clone()], pack.casing());
            let lemma = self.engine.morphology.lemma(&self.engine.packs, lang, &word);
            let value = ["ordinal-day", "ordinal"].iter().find_map(|list| {
                let lexicon = pack.lexicon(list);
                lexicon.value(&word).or_else(|| lexicon.value(&lemma))?.parse::<u64>().ok()
            })?;
            (!dated && value > 1).then_some(value)
        })
    }
}
