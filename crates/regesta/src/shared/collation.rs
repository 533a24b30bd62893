use std::ops::Range;

use regesta_reuse::{Entry, Grammar, NoGrammar, Reading, Witness, Word, collate};
use schemars::JsonSchema;
use serde::Serialize;

use super::grammar::PackGrammar;
use super::{SharedTexts, WitnessRow};
use crate::{Engine, Error, Result};

/// A shared text collated.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CollationRow {
    /// The shared text.
    pub id: String,
    /// The sigil of the witness whose words stand in the line.
    pub base: String,
    /// The witnesses.
    pub witnesses: Vec<WitnessText>,
    /// Where witnesses differ from the base, in the order of its words.
    pub apparatus: Vec<ApparatusEntry>,
}

/// A witness of a collation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WitnessText {
    /// A letter: A for the first text by path, and so on.
    pub sigil: String,
    /// Where it stands, and what is cited for it.
    pub witness: WitnessRow,
    /// What it reads, repaired line ends included.
    pub reading: String,
    /// Its words, each with the word of the base that stands against it (from 0; none for what the base has not).
    pub words: Vec<AlignedWord>,
}

/// A word of a witness.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AlignedWord {
    /// As it reads.
    pub word: String,
    /// What stands between it and the next word.
    pub after: String,
    /// The word of the base against which it stands.
    pub column: Option<usize>,
}

/// A place of the apparatus.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ApparatusEntry {
    /// Words of the base: from 0, half-open; empty for an addition before that word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// The words of the base.
    pub lemma: String,
    /// The base and the witnesses that read as it does.
    pub agreeing: Vec<String>,
    /// The others.
    pub readings: Vec<ApparatusReading>,
}

/// What witnesses have in place of the lemma.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ApparatusReading {
    /// The words; empty where they are left out.
    pub words: String,
    /// Sigla of the witnesses that read so.
    pub witnesses: Vec<String>,
    /// In what they differ, the gravest first: orthography, recognition, supplement, cut_in_base, omission_marked,
    /// inflection, pronoun, omission_unmarked, addition, substitution.
    pub grades: Vec<String>,
}

/// A, B … Z, A1, B1 …
fn sigil(n: usize) -> String {
    let letter = char::from(b'A' + (n % 26) as u8);
    if n < 26 { letter.to_string() } else { format!("{letter}{}", n / 26) }
}

impl SharedTexts {
    /// Collates a shared text. The base is the witness of the source named, or the longest.
    ///
    /// # Errors
    /// [`Error::UnknownId`] for an identifier that is none, or a base that is no witness.
    pub fn collation(&self, engine: &Engine, id: &str, base: Option<&str>) -> Result<CollationRow> {
        let group = self.group(id)?;
        let witnesses = &group.witnesses;
        let base = match base {
            Some(named) => self.named(witnesses, named)?,
            None => (0..witnesses.len())
                .max_by_key(|&n| (witnesses[n].quoted, witnesses[n].words.len(), witnesses.len() - n))
                .unwrap_or(0),
        };
        let grammar = self.grammar(engine, &witnesses[base]);
        let printed = |text: u32, word: &Word| self.sources[text as usize].printed(word);
        let collation = collate(witnesses, base, &self.texts, &self.forms, &printed, grammar.as_ref());
        let first = witnesses[base].words.start;
        let texts = self.witnesses(group).into_iter().zip(witnesses).zip(&collation.columns).enumerate();
        Ok(CollationRow {
            id: id.to_owned(),
            base: sigil(base),
            witnesses: texts
                .map(|(n, ((row, witness), columns))| WitnessText {
                    sigil: sigil(n),
                    reading: self.reading(witness, witness.words.clone()),
                    words: self.aligned(witness, columns),
                    witness: row,
                })
                .collect(),
            apparatus: collation.entries.iter().map(|entry| self.entry(witnesses, base, entry, first)).collect(),
        })
    }

    /// The witness whose source has this path, file name or sigil.
    fn named(&self, witnesses: &[Witness], named: &str) -> Result<usize> {
        let is = |n: &usize| {
            let path = &self.sources[witnesses[*n].text as usize].path;
            path == named || path.rsplit('/').next() == Some(named) || sigil(*n).eq_ignore_ascii_case(named)
        };
        (0..witnesses.len()).find(is).ok_or_else(|| Error::UnknownId { id: named.to_owned() })
    }

    /// What is known of the words of the base's language; nothing where no pack is there for it.
    fn grammar<'e>(&self, engine: &'e Engine, witness: &Witness) -> Box<dyn Grammar + 'e> {
        let source = &self.sources[witness.text as usize];
        let words = &self.texts[witness.text as usize].words()[witness.words.start as usize..];
        let tag = words.first().and_then(|word| source.language(word)).unwrap_or_default();
        match engine.packs.find(tag) {
            Some(lang) => Box::new(PackGrammar { engine, lang }),
            None => Box::new(NoGrammar),
        }
    }

    fn reading(&self, witness: &Witness, range: Range<u32>) -> String {
        self.sources[witness.text as usize].reading(&self.texts[witness.text as usize], range)
    }

    fn aligned(&self, witness: &Witness, columns: &[Range<u32>]) -> Vec<AlignedWord> {
        let (source, text) = (&self.sources[witness.text as usize], &self.texts[witness.text as usize]);
        let column = |at: u32| columns.iter().position(|range| range.contains(&at));
        let all = witness.words.clone();
        all.clone()
            .map(|at| {
                let word = source.printed(&text.words()[at as usize]).to_owned();
                let both = if at + 1 < all.end { source.reading(text, at..at + 2) } else { String::new() };
                let next = if at + 1 < all.end { source.printed(&text.words()[at as usize + 1]) } else { "" };
                let after = both.strip_prefix(word.as_str()).and_then(|rest| rest.strip_suffix(next));
                AlignedWord { after: after.unwrap_or_default().to_owned(), column: column(at), word }
            })
            .collect()
    }

    fn entry(&self, witnesses: &[Witness], base: usize, entry: &Entry, first: u32) -> ApparatusEntry {
        let mut readings: Vec<ApparatusReading> = Vec::new();
        for Reading { witness, words, grades } in &entry.readings {
            let text = self.reading(&witnesses[*witness], words.clone());
            let grades: Vec<String> = grades.iter().map(|grade| grade.name().to_owned()).collect();
            match readings.iter_mut().find(|r| r.words == text && r.grades == grades) {
                Some(reading) => reading.witnesses.push(sigil(*witness)),
                None => readings.push(ApparatusReading { words: text, witnesses: vec![sigil(*witness)], grades }),
            }
        }
        let differs = |n: usize| entry.readings.iter().any(|reading| reading.witness == n);
        ApparatusEntry {
            start: (entry.base.start - first) as usize,
            end: (entry.base.end - first) as usize,
            lemma: self.reading(&witnesses[base], entry.base.clone()),
            agreeing: (0..witnesses.len()).filter(|&n| n == base || !differs(n)).map(sigil).collect(),
            readings,
        }
    }
}
