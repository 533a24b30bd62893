//! One document told by several authors in words of their own: a paraphrase, or a translation. Both are proposals, since words
//! that are not shared prove less than those that are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regesta_reuse::{Landmark, LandmarkCounts, SharedKind, parallels};
use regesta_store::{FindingFilter, LinkStatus, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::SharedTexts;
use crate::views::{CalendarRow, Passage};
use crate::{Engine, Result};

/// Two passages that may give one document without sharing its words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RetoldRow {
    /// `paraphrase` or `translation`.
    pub kind: String,
    /// How much speaks for it, in hundredths: what is listed has 60 or more.
    pub score: u32,
    /// What speaks for it.
    pub reasons: Vec<String>,
    /// Documents of the calendar that the passages speak of, by identifier.
    pub documents: Vec<String>,
    /// The two passages, by path.
    pub passages: [Passage; 2],
}

/// What speaks for two tellings of one document, in hundredths.
const DATE: u32 = 30;
const PARTY: u32 = 15;
const SHELFMARK: u32 = 30;
const JOINED: u32 = 10;
const STEM: u32 = 5;
const MOST_STEMS: u32 = 40;
/// From which it is listed.
const LISTED: u32 = 60;
/// Content words that two tellings must share.
const LEAST_STEMS: usize = 2;
/// Letters of a stem: what is shorter is told apart by its ending too often.
const STEM_LETTERS: usize = 5;

/// A place where a document is spoken of.
struct Telling<'r> {
    row: &'r CalendarRow,
    passage: &'r Passage,
    source: usize,
    words: Range<u32>,
}

impl SharedTexts {
    /// Passages of different texts that may give one document in other words or in another language, those for which most
    /// speaks first. What one of them quotes and both have is in [`rows`](Self::rows) and not here.
    ///
    /// # Errors
    /// Those of the store.
    pub fn retold(&self, engine: &Engine, project: &Project) -> Result<Vec<RetoldRow>> {
        let calendar = crate::views::calendar(project)?;
        let mut rows = self.paraphrases(engine, &calendar);
        let overlap = |a: &Passage, b: &Passage| a.source == b.source && a.start < b.end && b.start < a.end;
        let listed =
            |row: &RetoldRow| rows.iter().any(|other| (0..2).all(|n| overlap(&row.passages[n], &other.passages[n])));
        let mut translations = self.translations(project, &calendar)?;
        translations.retain(|row| !listed(row));
        rows.extend(translations);
        rows.sort_by(|a, b| {
            let key = |row: &RetoldRow| (std::cmp::Reverse(row.score), row.passages.clone(), row.kind.clone());
            key(a).cmp(&key(b))
        });
        Ok(rows)
    }

    fn paraphrases(&self, engine: &Engine, calendar: &[CalendarRow]) -> Vec<RetoldRow> {
        let mut days: BTreeMap<&str, Vec<Telling>> = BTreeMap::new();
        for row in calendar {
            for passage in &row.passages {
                let Some(source) = self.sources.iter().position(|source| source.path == passage.source) else {
                    continue;
                };
                let words = self.sentences_at(source, passage);
                if words.is_empty() {
                    continue;
                }
                for day in row.dates.iter().filter_map(|date| day_of(date)) {
                    days.entry(day).or_default().push(Telling { row, passage, source, words: words.clone() });
                }
            }
        }
        let mut best: BTreeMap<(usize, u32, usize, u32), RetoldRow> = BTreeMap::new();
        for (day, tellings) in &days {
            for (n, one) in tellings.iter().enumerate() {
                for other in &tellings[n + 1..] {
                    let (one, other) = if one.passage <= other.passage { (one, other) } else { (other, one) };
                    if one.source == other.source {
                        continue;
                    }
                    let Some(row) = self.paraphrase(engine, day, one, other) else { continue };
                    let key = (one.source, one.words.start, other.source, other.words.start);
                    if best.get(&key).is_none_or(|found| found.score < row.score) {
                        best.insert(key, row);
                    }
                }
            }
        }
        best.into_values().collect()
    }

    fn paraphrase(&self, engine: &Engine, day: &str, one: &Telling, other: &Telling) -> Option<RetoldRow> {
        let mut reasons = vec![format!("the same date: {day}")];
        let mut score = DATE;
        let parties = |row: &CalendarRow| -> BTreeSet<(String, String)> {
            row.from
                .iter()
                .chain(&row.to)
                .filter(|p| !p.id.is_empty())
                .map(|p| (p.id.clone(), p.name.clone()))
                .collect()
        };
        let common: Vec<_> = parties(one.row).intersection(&parties(other.row)).cloned().collect();
        for (_, name) in common.iter().take(2) {
            score += PARTY;
            reasons.push(format!("the same party: {name}"));
        }
        let cited = |row: &CalendarRow| row.cited.iter().map(|c| squeezed(c)).collect::<BTreeSet<_>>();
        let same_file = cited(one.row).intersection(&cited(other.row)).next().is_some();
        if same_file && one.row.id != other.row.id {
            score += SHELFMARK;
            reasons.push("the same archival reference".to_owned());
        }
        if one.row.id == other.row.id {
            score += JOINED;
            reasons.push("the calendar has them as one document".to_owned());
        }
        if score == DATE {
            return None;
        }
        let names: BTreeSet<String> = common.iter().flat_map(|(_, name)| stems_of(name.split_whitespace())).collect();
        let known = self.shared_stems(one, other)?;
        let (left, right) = (self.stems(engine, one), self.stems(engine, other));
        let told = |stem: &&String| right.contains_key(*stem) && !names.contains(*stem) && !known.contains(*stem);
        let shared: Vec<&String> = left.keys().filter(told).collect();
        if shared.len() < LEAST_STEMS {
            return None;
        }
        score += (shared.len() as u32 * STEM).min(MOST_STEMS);
        let words: Vec<&str> = shared.iter().take(8).filter_map(|stem| left.get(*stem)).map(String::as_str).collect();
        reasons.push(format!("the same words: {}", words.join(", ")));
        let mut documents = vec![one.row.id.clone(), other.row.id.clone()];
        documents.dedup();
        let language = |telling: &Telling| {
            let first = self.texts[telling.source].words().get(telling.words.start as usize)?;
            self.sources[telling.source].language(first)
        };
        let translated = language(one).zip(language(other)).is_some_and(|(one, other)| one != other);
        (score >= LISTED).then(|| RetoldRow {
            kind: if translated { "translation" } else { "paraphrase" }.to_owned(),
            score: score.min(100),
            reasons,
            documents,
            passages: [self.passage_of(one), self.passage_of(other)],
        })
    }

    fn passage_of(&self, telling: &Telling) -> Passage {
        let found = self.sources[telling.source].passage(&self.texts[telling.source], telling.words.clone());
        found.unwrap_or_else(|| telling.passage.clone())
    }

    /// Words with content by their stems: as printed, the first of each.
    fn stems(&self, engine: &Engine, telling: &Telling) -> BTreeMap<String, String> {
        let (source, text) = (&self.sources[telling.source], &self.texts[telling.source]);
        let mut stems = BTreeMap::new();
        for word in &text.words()[telling.words.start as usize..telling.words.end as usize] {
            let printed = source.printed(word);
            let lang = source.language(word).and_then(|tag| engine.packs.find(tag));
            let function =
                lang.is_some_and(|lang| engine.packs.get(lang).lexicon("function-word").has(&printed.to_lowercase()));
            if let Some(stem) = stem(printed).filter(|_| !function) {
                stems.entry(stem).or_insert_with(|| printed.to_owned());
            }
        }
        stems
    }

    /// The stems of words that two tellings share above the line: they are no paraphrase. `None` where one of them quotes
    /// what they share: then they are listed as witnesses.
    fn shared_stems(&self, one: &Telling, other: &Telling) -> Option<BTreeSet<String>> {
        let mut stems = BTreeSet::new();
        for group in self.groups.iter().filter(|group| group.score >= self.settings.score) {
            let overlaps = |telling: &Telling| {
                group.witnesses.iter().any(|witness| {
                    witness.text as usize == telling.source
                        && witness.words.start < telling.words.end
                        && telling.words.start < witness.words.end
                })
            };
            if !overlaps(one) || !overlaps(other) {
                continue;
            }
            if group.kind() != SharedKind::SharedProse {
                return None;
            }
            for witness in &group.witnesses {
                let (source, text) = (&self.sources[witness.text as usize], &self.texts[witness.text as usize]);
                let words = &text.words()[witness.words.start as usize..witness.words.end as usize];
                stems.extend(stems_of(words.iter().map(|word| source.printed(word))));
            }
        }
        Some(stems)
    }

    /// The words of the sentences in which a passage stands, and of the one behind them.
    fn sentences_at(&self, source: usize, passage: &Passage) -> Range<u32> {
        let (of, words) = (&self.sources[source], self.texts[source].words());
        let bytes = of.bytes_of(passage);
        let mut inside = of.words_at(&self.texts[source], bytes);
        if inside.is_empty() {
            return inside;
        }
        let sentence = |at: u32| of.sentence(&words[at as usize]);
        let first = sentence(inside.start);
        while inside.start > 0 && first.is_some() && sentence(inside.start - 1) == first {
            inside.start -= 1;
        }
        for _ in 0..2 {
            let Some(next) = words.get(inside.end as usize) else { break };
            let (block, last) = (next.block, sentence(inside.end));
            while (inside.end as usize) < words.len()
                && words[inside.end as usize].block == block
                && sentence(inside.end) == last
            {
                inside.end += 1;
            }
        }
        inside
    }

    /// Parallels of texts in different languages.
    fn translations(&self, project: &Project, calendar: &[CalendarRow]) -> Result<Vec<RetoldRow>> {
        /// Score from which a parallel is proposed: five landmarks that stand nowhere else. Two authors who tell the same
        /// days in the same order reach four.
        const LEAST: u32 = 500;
        let marked = Marked::read(self, project)?;
        let counts = LandmarkCounts::of(marked.texts.iter().map(Vec::as_slice));
        let mut rows = Vec::new();
        for one in 0..self.sources.len() {
            for other in one + 1..self.sources.len() {
                let (a, b) = (&marked.texts[one], &marked.texts[other]);
                for parallel in parallels(a, b, &counts, LEAST) {
                    let hull =
                        |list: &[Landmark], range: Range<usize>| list[range.start].at..list[range.end - 1].at + 1;
                    let (in_a, in_b) = (hull(a, parallel.a()), hull(b, parallel.b()));
                    let language = |source: usize, words: &Range<u32>| {
                        let word = &self.texts[source].words()[words.start as usize];
                        self.sources[source].language(word).map(str::to_owned)
                    };
                    let langs = (language(one, &in_a), language(other, &in_b));
                    if langs.0.is_none() || langs.1.is_none() || langs.0 == langs.1 {
                        continue;
                    }
                    let passage =
                        |source: usize, words: Range<u32>| self.sources[source].passage(&self.texts[source], words);
                    let (Some(x), Some(y)) = (passage(one, in_a), passage(other, in_b)) else { continue };
                    let names: Vec<&str> =
                        parallel.pairs.iter().map(|pair| marked.names[a[pair.0].key as usize].as_str()).collect();
                    let at = |row: &CalendarRow, passage: &Passage| {
                        let within =
                            |p: &Passage| p.source == passage.source && p.start < passage.end && passage.start < p.end;
                        row.passages.iter().any(within)
                    };
                    let documents = calendar.iter().filter(|row| at(row, &x) && at(row, &y)).map(|row| row.id.clone());
                    rows.push(RetoldRow {
                        kind: "translation".to_owned(),
                        score: (LISTED + (parallel.score - LEAST) / 10).min(100),
                        reasons: vec![format!("in the same order: {}", names.join(", "))],
                        documents: documents.collect(),
                        passages: [x, y],
                    });
                }
            }
        }
        Ok(rows)
    }
}

/// The landmarks of all texts.
struct Marked {
    texts: Vec<Vec<Landmark>>,
    /// What each key stands for.
    names: Vec<String>,
}

impl Marked {
    fn read(of: &SharedTexts, project: &Project) -> Result<Self> {
        let labels: BTreeMap<String, String> = project.entities(None)?.into_iter().map(|e| (e.id, e.label)).collect();
        let mut linked: BTreeMap<String, String> = BTreeMap::new();
        for link in project.links()?.into_iter().filter(|link| link.status == LinkStatus::Same) {
            linked.insert(link.finding, link.entity);
        }
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut marked = Self { texts: Vec::new(), names: Vec::new() };
        for (source, text) in of.sources.iter().zip(&of.texts) {
            let mut landmarks: BTreeMap<u32, String> = BTreeMap::new();
            let mut taken: Vec<Range<u32>> = Vec::new();
            for kind in ["date", "cite", "person", "place", "org"] {
                let filter = FindingFilter { kind: Some(kind.to_owned()), ..FindingFilter::source(&source.id) };
                project.each_finding::<crate::Error>(&filter, |row| {
                    let hull = row.anchor.hull();
                    let words = source.words_at(text, hull.start..hull.end);
                    let name = match kind {
                        "date" => row.finding.value.pointer("/value/edtf").and_then(|v| v.as_str()).map(str::to_owned),
                        "cite" => None,
                        _ => linked.get(&row.finding.id).and_then(|entity| labels.get(entity)).cloned(),
                    };
                    if let Some(name) = name.filter(|_| !words.is_empty()) {
                        landmarks.insert(words.start, name);
                    }
                    taken.push(words);
                    Ok(())
                })?;
            }
            taken.sort_by_key(|range| range.start);
            for (at, word) in (0..).zip(text.words()) {
                let printed = source.printed(word);
                let within = taken.iter().any(|range| range.contains(&at));
                if !within && printed.chars().all(char::is_numeric) && printed.chars().count() > 1 {
                    landmarks.insert(at, printed.to_owned());
                }
            }
            let mut list = Vec::new();
            for (at, name) in landmarks {
                let next = numbers.len() as u32;
                let key = *numbers.entry(name.clone()).or_insert(next);
                if key == next {
                    marked.names.push(name);
                }
                list.push(Landmark { at, key });
            }
            marked.texts.push(list);
        }
        Ok(marked)
    }
}

/// The day of a date, where it is one.
fn day_of(edtf: &str) -> Option<&str> {
    let day = edtf.split('T').next()?;
    let plain = day.len() == 10 && day.chars().all(|c| c.is_ascii_digit() || c == '-');
    plain.then_some(day)
}

fn stem(word: &str) -> Option<String> {
    let folded = regesta_reuse::fold_word(word);
    let letters = folded.chars().all(char::is_alphabetic) && folded.chars().count() >= STEM_LETTERS;
    letters.then(|| folded.chars().take(STEM_LETTERS).collect())
}

fn stems_of<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    words.filter_map(stem).collect()
}

/// A citation without spaces and punctuation.
fn squeezed(cited: &str) -> String {
    cited.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
