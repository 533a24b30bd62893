//! Where authors who give the words of one document give other words.

use regesta_accounts::{Difference, Kind};

use super::{Account, Accounts, Disagreement};
use crate::Result;
use crate::{ApparatusEntry, CollationRow, WitnessText};

impl Accounts<'_> {
    pub(super) fn of_words(&self) -> Result<Vec<Disagreement>> {
        let mut rows = Vec::new();
        for shared in self.shared.rows() {
            let quoting = shared.witnesses.iter().any(|w| w.quoted);
            let mut sources: Vec<&str> = shared.witnesses.iter().map(|w| w.passage.source.as_str()).collect();
            sources.sort_unstable();
            sources.dedup();
            if shared.possible || !quoting || sources.len() < 2 {
                continue;
            }
            let collation = self.shared.collation(self.engine, &shared.id, None)?;
            let score = (500 + shared.score * 3).min(1000) as u16;
            let Some(base) = collation.witnesses.iter().find(|w| w.sigil == collation.base) else { continue };
            for witness in collation.witnesses.iter().filter(|w| w.sigil != collation.base) {
                if witness.witness.passage.source != base.witness.passage.source {
                    rows.extend(self.of_witness(&collation, base, witness, score));
                }
            }
        }
        Ok(rows)
    }

    /// The differences of one witness from the base; those that lie close together are one.
    fn of_witness(
        &self,
        collation: &CollationRow,
        base: &WitnessText,
        witness: &WitnessText,
        score: u16,
    ) -> Vec<Disagreement> {
        let of = |entry: &&ApparatusEntry| entry.readings.iter().any(|r| r.witnesses.contains(&witness.sigil));
        let entries: Vec<&ApparatusEntry> = collation.apparatus.iter().filter(of).collect();
        let mut rows = Vec::new();
        for near in entries.chunk_by(|a, b| b.start <= a.end) {
            let readings = near.iter().flat_map(|e| e.readings.iter().filter(|r| r.witnesses.contains(&witness.sigil)));
            let grades: Vec<String> = readings.flat_map(|r| r.grades.clone()).collect();
            let (Some(first), Some(last)) = (near.first(), near.last()) else { continue };
            // Beside a quotation both have their own prose: there other words are no other reading.
            let inside = |of: &WitnessText| {
                let (from, to) = places_of(of, first.start, last.end);
                !of.witness.quoted || self.is_quoted(&of.witness.passage, from, to)
            };
            if !inside(base) || !inside(witness) {
                continue;
            }
            let own: Vec<&str> =
                (first.start..last.end).filter_map(|n| base.words.get(n)).map(|w| w.word.as_str()).collect();
            let theirs: Vec<&str> = words_of(witness, first.start, last.end);
            let grave = self.is_grave(near, witness, &own, &theirs);
            let kind = if grave { Kind::WordingThatMatters } else { Kind::OrthographyOnly };
            let mut reasons = vec![format!("shared words {}", collation.id)];
            let mut named: Vec<String> = Vec::new();
            for grade in grades {
                if !named.contains(&grade) {
                    named.push(grade);
                }
            }
            reasons.push(format!("the variant is {}", named.join(", ")));
            if !witness.witness.quoted || !base.witness.quoted {
                reasons.push("one of the authors gives it without quotation marks".to_owned());
            }
            let document = self.document_of(base, witness);
            let ids: Vec<String> = document.iter().map(|id| (*id).to_owned()).collect();
            let about = document.and_then(|id| self.labels.get(id).cloned());
            let about = about.unwrap_or_else(|| "words of one document".to_owned());
            let sides = vec![word_side(base, &own, &ids), word_side(witness, &theirs, &ids)];
            let difference = Difference { kind, aspect: "wording", counts: None };
            rows.push(self.row(difference, about, sides, score, reasons));
        }
        rows
    }

    /// Whether a difference is one of words with content, or of a pronoun. Where one of the authors does not quote, leaving
    /// out and adding is his right; other words in the same place are not.
    fn is_grave(&self, entries: &[&ApparatusEntry], witness: &WitnessText, own: &[&str], theirs: &[&str]) -> bool {
        let quoted = witness.witness.quoted;
        let grades = entries.iter().flat_map(|e| e.readings.iter()).filter(|r| r.witnesses.contains(&witness.sigil));
        let grave = |grade: &String| match grade.as_str() {
            "substitution" | "pronoun" => true,
            "omission_unmarked" | "addition" => quoted,
            _ => false,
        };
        if !grades.flat_map(|r| &r.grades).any(grave) {
            return false;
        }
        let content = |words: &[&str]| words.iter().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
        if !quoted {
            // The same root on both sides is a paraphrase.
            let root = |word: &str| regesta_lang::latin_key(word).chars().take(5).collect::<String>();
            let common = own.iter().any(|a| theirs.iter().any(|b| a.chars().count() > 3 && root(a) == root(b)));
            return content(own) && content(theirs) && !common;
        }
        content(own) || content(theirs)
    }

    /// Whether two code points of a passage stand in one quotation.
    fn is_quoted(&self, passage: &crate::views::Passage, from: usize, to: usize) -> bool {
        let material = self.materials.iter().find(|m| m.path == passage.source);
        material.is_some_and(|m| m.is_quoted(passage.start + from, passage.start + to))
    }

    /// The document whose words they are, as far as one of the authors says.
    fn document_of(&self, base: &WitnessText, witness: &WitnessText) -> Option<&str> {
        let holds = |of: &WitnessText| {
            let passage = &of.witness.passage;
            self.letters.iter().find(|l| {
                self.materials[l.source].path == passage.source
                    && l.quoted.is_some_and(|q| q[0] < passage.end && passage.start < q[1])
            })
        };
        holds(base).or_else(|| holds(witness)).map(|l| l.ids[0].as_str())
    }
}

fn word_side(witness: &WitnessText, words: &[&str], ids: &[String]) -> Account {
    Account {
        voice: if witness.witness.quoted { "document" } else { "author" }.to_owned(),
        value: words.join(" "),
        date: None,
        modality: "asserted".to_owned(),
        passage: witness.witness.passage.clone(),
        cited: witness.witness.cited.clone(),
        ids: ids.to_vec(),
    }
}

/// The words of a witness that stand against words of the base, and between them.
fn words_of(witness: &WitnessText, start: usize, end: usize) -> Vec<&str> {
    let first = witness.words.iter().rposition(|w| w.column.is_some_and(|c| c < start)).map_or(0, |n| n + 1);
    let last = witness.words.iter().position(|w| w.column.is_some_and(|c| c >= end)).unwrap_or(witness.words.len());
    witness.words.get(first..last.max(first)).unwrap_or_default().iter().map(|w| w.word.as_str()).collect()
}

/// Code points of the passage at which the words of a witness stand that are held against words of the base; where it has
/// none, those of the words before and after. Words are found in print one after the other.
fn places_of(witness: &WitnessText, start: usize, end: usize) -> (usize, usize) {
    /// Bytes of notes and running heads that may stand between two words.
    const BETWEEN: usize = 400;
    let exact = &witness.witness.passage.exact;
    let (mut cursor, mut places) = (0, Vec::with_capacity(witness.words.len()));
    for aligned in &witness.words {
        let mut limit = (cursor + BETWEEN).min(exact.len());
        while !exact.is_char_boundary(limit) {
            limit -= 1;
        }
        // A word that is broken at a line end is not found: it stands where the one before ends.
        if let Some(found) = exact[cursor..limit].find(aligned.word.as_str()) {
            cursor += found + aligned.word.len();
        }
        places.push(cursor);
    }
    let first = witness.words.iter().rposition(|w| w.column.is_some_and(|c| c < start));
    let last = witness.words.iter().position(|w| w.column.is_some_and(|c| c >= end)).unwrap_or(witness.words.len());
    let point = |byte: usize| exact[..byte].chars().count();
    let from = first.map_or(0, |n| point(places[n]));
    let to = last.checked_sub(1).and_then(|n| places.get(n)).map_or(from, |byte| point(*byte));
    (from, to.max(from))
}
