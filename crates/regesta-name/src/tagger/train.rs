use std::collections::BTreeMap;

use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::Span;

use super::features::{Form, all_features};
use super::learn::{Sentence, learn};
use super::spans::tags_of;
use super::{Cased, RuleTags, Sight, TAGS, Tagger, WordClasses};
use crate::find::Search;
use crate::{Authorities, NameTools, NameType};

/// A name that a person marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoldName {
    /// Bytes of the paper's raw text.
    pub span: Span,
    /// What it is.
    pub name_type: NameType,
}

/// A text with all its names.
#[derive(Debug)]
pub struct TrainingText {
    /// The text as the detectors read it.
    pub paper: Paper,
    /// Its names.
    pub names: Vec<GoldName>,
    /// Where no names are read: passage, bytes of its reading text.
    pub exclude: Vec<(usize, Span)>,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct TrainSettings {
    /// Passes over the texts.
    pub rounds: usize,
    /// Weight of the penalty on large weights against the likelihood of all sentences.
    pub penalty: f64,
    /// Features seen less often are left out.
    pub least: u32,
}

impl Default for TrainSettings {
    fn default() -> Self {
        Self { rounds: 30, penalty: 3.0, least: 2 }
    }
}

/// Trains a tagger: the bytes for [`Tagger::parse`]. The same texts in the same order give the same bytes.
///
/// A text counts as one without capitals, and teaches the other half of the weights, where it has none. Sentences without a word
/// are left out. `tools` are to have no tagger.
pub fn train_tagger(
    tools: &NameTools,
    texts: &[TrainingText],
    packs: &PackSet,
    morphology: &Morphology,
    authorities: &Authorities,
    classes: &WordClasses,
    settings: &TrainSettings,
) -> Vec<u8> {
    let mut raw: Vec<(Vec<Vec<u32>>, Vec<u8>, usize)> = Vec::new();
    for text in texts {
        let search = Search { packs, morphology, authorities, tools };
        let read = search.read(&text.paper, &text.exclude);
        let cased = read.cased;
        let forms: Vec<Form> = read.forms(packs, classes);
        for (line, candidates) in read.lines.iter().zip(&read.found) {
            let passage = &text.paper.passages[line.passage];
            let places: Vec<usize> = line
                .words
                .iter()
                .map(|w| passage.reading.raw_pieces(w.span).first().map_or(usize::MAX, |piece| piece.start))
                .collect();
            let names: Vec<(usize, usize, NameType)> = text
                .names
                .iter()
                .filter_map(|name| {
                    let inside = |at: &usize| name.span.start <= *at && *at < name.span.end;
                    let first = places.iter().position(inside)?;
                    let count = places[first..].iter().take_while(|at| inside(at)).count();
                    Some((first, first + count, name.name_type))
                })
                .collect();
            let sights = Sight::of_line(&search.grammar(line, &read), &RuleTags::of(line.words.len(), candidates));
            let own: Vec<&Form> = line.words.iter().map(|w| &forms[w.info]).collect();
            let features = all_features(&own, &sights, cased);
            raw.push((features, tags_of(line.words.len(), &names), usize::from(cased == Cased::No)));
        }
    }
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for feature in raw.iter().flat_map(|(features, ..)| features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    counts.retain(|_, count| *count >= settings.least);
    let keys: Vec<u32> = counts.into_keys().collect();
    let number = |feature: &u32| keys.binary_search(feature).ok().map(|at| at as u32);
    let sentences: Vec<Sentence> = raw
        .into_iter()
        .map(|(features, tags, mode)| {
            let features = features.iter().map(|word| word.iter().filter_map(number).collect()).collect();
            Sentence { features, tags, mode }
        })
        .collect();
    let weights = learn(&sentences, keys.len(), settings.rounds, settings.penalty);
    let whole = |w: f64| (w * f64::from(UNITS)).round();
    let steps = weights.steps.map(|mode| mode.map(|row| row.map(|w| whole(w).clamp(-30_000.0, 30_000.0) as i32)));
    let rows: Vec<(u32, [i8; TAGS])> = keys
        .iter()
        .zip(&weights.features)
        .map(|(key, row)| (*key, row.map(|w| whole(w).clamp(-127.0, 127.0) as i8)))
        .filter(|(_, row)| row.iter().any(|w| *w != 0))
        .collect();
    Tagger::write(&steps, &rows)
}

/// Weights are kept in fiftieths: a weight of two and a half, more than any that the penalty leaves, is the greatest.
pub(crate) const UNITS: i32 = 50;
