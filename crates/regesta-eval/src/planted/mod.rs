//! Quotations planted into unrelated pages, with known places and known damage, to measure how shared passages are found.
//!
//! The prose comes from a folder of texts; each sentence is used once, so that two pages share nothing but what was
//! planted. The damage is what print and machines do: letters misread, words left out with and without a mark, a note or
//! a page break inside, other endings and pronouns.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use regesta_reuse::{Forms, Passage, Settings, Text, TextBuilder, find_shared};

use crate::generate::Dice;

mod table;

pub use table::{between_marks, table};

/// What is done to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Letters are misread, nothing else.
    None,
    /// A stretch in the middle is left out with a mark.
    Ellipsis,
    /// Words of a note stand in the middle.
    Note,
    /// A page ends in the middle: its number and a running head stand there.
    PageBreak,
    /// One word in eight has another ending.
    Endings,
    /// Each pronoun is another one.
    Pronouns,
}

impl Damage {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::None, Self::Ellipsis, Self::Note, Self::PageBreak, Self::Endings, Self::Pronouns];

    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ellipsis => "marked cut",
            Self::Note => "note inside",
            Self::PageBreak => "page break",
            Self::Endings => "other endings",
            Self::Pronouns => "other pronouns",
        }
    }
}

/// One planted quotation.
#[derive(Debug, Clone)]
struct Plant {
    words: usize,
    noise: u32,
    damage: Damage,
    /// In the first page and in the second: bytes, half-open.
    places: [Range<usize>; 2],
    /// Words that stand against each other: bytes of the first letters in either page.
    pairs: Vec<(usize, usize)>,
}

/// Pages with plants; page `2 n` and `2 n + 1` share plant `n`.
#[derive(Debug)]
pub struct Planted {
    pages: Vec<String>,
    plants: Vec<Plant>,
}

/// What was measured for one kind of plant.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Found {
    /// Plants.
    pub planted: u32,
    /// Of which half or more was found in both pages.
    pub found: u32,
    /// Sum of the F1 of the spans in letters, over those found.
    pub span_f1: f64,
    /// Pairs of words that stand against each other.
    pub pairs: u32,
    /// Of which the alignment has.
    pub pairs_found: u32,
}

/// The whole result.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// By misread letters in a thousand, words, and damage.
    pub cells: BTreeMap<(u32, usize, Damage), Found>,
    /// Passages above the line.
    pub passages: u32,
    /// Those that hold no plant.
    pub spurious: u32,
}

/// Misread letters in a thousand.
pub const NOISE: [u32; 4] = [0, 20, 50, 100];
/// Words of a plant.
pub const LENGTHS: [usize; 6] = [6, 10, 15, 25, 40, 60];

/// The sentences of texts, each once: five words or more.
pub fn sentences(texts: &[String]) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut all = Vec::new();
    for text in texts {
        for sentence in text.split_inclusive(['.', '!', '?', '\n']) {
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            if sentence.split(' ').count() >= 5 && seen.insert(sentence.clone()) {
                all.push(sentence);
            }
        }
    }
    all
}

impl Measured {
    /// Adds what was measured on another set.
    pub fn add(&mut self, other: &Self) {
        for (key, found) in &other.cells {
            self.cells.entry(*key).or_default().add(found);
        }
        self.passages += other.passages;
        self.spurious += other.spurious;
    }
}

impl Found {
    /// Adds what was measured elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.span_f1 += other.span_f1;
        self.pairs += other.pairs;
        self.pairs_found += other.pairs_found;
    }
}

impl Planted {
    /// Plants `each` quotations of every kind into pages of about `page` words. `pronouns` are those of the languages of the
    /// prose, one list each.
    ///
    /// The sentences are shuffled, and none is used twice; where the prose is at its end, nothing more is planted.
    pub fn new(sentences: &[String], pronouns: &[Vec<String>], each: usize, page: usize, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut sentences = sentences.to_vec();
        for n in (1..sentences.len()).rev() {
            sentences.swap(n, dice.below(n + 1));
        }
        let mut prose = Prose { sentences: &sentences, pronouns, next: 0 };
        let mut planted = Self { pages: Vec::new(), plants: Vec::new() };
        for _ in 0..each {
            for noise in NOISE {
                for words in LENGTHS {
                    for damage in Damage::ALL {
                        planted.plant(noise, words, damage, page, &mut prose, &mut dice);
                    }
                }
            }
        }
        planted
    }

    fn plant(&mut self, noise: u32, words: usize, damage: Damage, page: usize, prose: &mut Prose, dice: &mut Dice) {
        let original = prose.words(words);
        if original.len() < words || prose.next + (2 * page + words) / 6 > prose.sentences.len() {
            return;
        }
        let mut places = Vec::new();
        let mut at: [Vec<Option<usize>>; 2] = [Vec::new(), Vec::new()];
        for (side, places_of_words) in at.iter_mut().enumerate() {
            let mut out = prose.words(page / 2).join(" ");
            out.push_str(" «");
            let start = out.len();
            // One page has the words as they are but for misread letters, the other what the damage made of them.
            let damage = if side == 0 { Damage::None } else { damage };
            *places_of_words = write_quotation(&mut out, &original, noise, damage, prose, dice);
            let end = out.len();
            let _ = write!(out, "» {}", prose.words(page / 2).join(" "));
            places.push(start..end);
            self.pages.push(out);
        }
        let pairs = at[0].iter().zip(&at[1]).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
        let places = [places[0].clone(), places[1].clone()];
        self.plants.push(Plant { words, noise, damage, places, pairs });
    }

    /// Finds and measures.
    pub fn measure(&self, settings: &Settings) -> Measured {
        let mut forms = Forms::default();
        let texts: Vec<Text> = self
            .pages
            .iter()
            .map(|page| {
                let mut builder = TextBuilder::new(&mut forms);
                builder.block(0, page, &[], &quotations(page));
                builder.finish()
            })
            .collect();
        let shared = find_shared(&texts, &forms, settings);
        let mut measured = Measured::default();
        let mut best: Vec<Option<&Passage>> = vec![None; self.plants.len()];
        for passage in shared.passages.iter().filter(|p| p.score >= settings.score) {
            measured.passages += 1;
            let plant = (passage.text_a / 2) as usize;
            let same = passage.text_b / 2 == passage.text_a / 2 && self.holds(plant, passage, &texts);
            measured.spurious += u32::from(!same);
            if same && best[plant].is_none_or(|found| found.score < passage.score) {
                best[plant] = Some(passage);
            }
        }
        for (plant, passage) in self.plants.iter().zip(best) {
            let cell = measured.cells.entry((plant.noise, plant.words, plant.damage)).or_default();
            cell.planted += 1;
            cell.pairs += plant.pairs.len() as u32;
            let Some(passage) = passage else { continue };
            cell.found += 1;
            let spans = hulls(passage, &texts);
            cell.span_f1 += (f1(&spans[0], &plant.places[0]) + f1(&spans[1], &plant.places[1])) / 2.0;
            cell.pairs_found += pairs_found(plant, passage, &texts);
        }
        measured
    }

    /// Whether half of the plant, or half of what is left of it, was found in both pages.
    fn holds(&self, plant: usize, passage: &Passage, texts: &[Text]) -> bool {
        let spans = hulls(passage, texts);
        (0..2).all(|side| {
            let place = &self.plants[plant].places[side];
            let common = spans[side].end.min(place.end).saturating_sub(spans[side].start.max(place.start));
            2 * common >= place.len().min(spans[side].len())
        })
    }
}

struct Prose<'s> {
    sentences: &'s [String],
    pronouns: &'s [Vec<String>],
    next: usize,
}

impl Prose<'_> {
    /// The next `count` words; fewer where the prose is at its end, since no sentence is used twice.
    fn words(&mut self, count: usize) -> Vec<String> {
        let mut words = Vec::new();
        while words.len() < count
            && let Some(sentence) = self.sentences.get(self.next)
        {
            words.extend(sentence.split(' ').map(str::to_owned));
            self.next += 1;
        }
        words.truncate(count);
        words
    }

    /// Another pronoun of the language; the word itself where it is none.
    fn other_pronoun(&self, word: &str) -> String {
        let list = self.pronouns.iter().find(|list| list.iter().any(|pronoun| *pronoun == word.to_lowercase()));
        let Some(list) = list else { return word.to_owned() };
        let at = list.iter().position(|pronoun| *pronoun == word.to_lowercase()).unwrap_or(0);
        list[(at + list.len() / 2) % list.len()].clone()
    }
}

/// Writes a quotation; where each of its words begins, or `None` for a word that was left out.
fn write_quotation(
    out: &mut String,
    words: &[String],
    noise: u32,
    damage: Damage,
    prose: &mut Prose,
    dice: &mut Dice,
) -> Vec<Option<usize>> {
    let middle = words.len() / 2;
    let cut = if damage == Damage::Ellipsis { middle..middle + words.len() / 5 } else { 0..0 };
    let mut at = Vec::new();
    for (n, word) in words.iter().enumerate() {
        if n > 0 && !out.ends_with(' ') {
            out.push(' ');
        }
        if cut.contains(&n) {
            if n == cut.start {
                out.push_str("[...] ");
            }
            at.push(None);
            continue;
        }
        if damage == Damage::Note && n == middle {
            let _ = write!(out, "{} ", prose.words(18).join(" "));
        }
        if damage == Damage::PageBreak && n == middle {
            let _ = write!(out, "{} {} ", 100 + dice.below(300), prose.words(5).join(" "));
        }
        let mut word = word.replace(['«', '»', '“', '”', '"', '„', '[', ']', '…'], "");
        if damage == Damage::Endings && n % 8 == 3 {
            word = other_ending(&word);
        }
        if damage == Damage::Pronouns {
            word = prose.other_pronoun(&word);
        }
        at.push(Some(out.len()));
        out.push_str(&misread(&word, noise, dice));
    }
    while out.ends_with(' ') {
        out.pop();
    }
    at
}

/// Another ending in place of the last letter or two.
fn other_ending(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 5 || !letters[letters.len() - 1].is_alphabetic() {
        return word.to_owned();
    }
    let latin = letters[0].is_ascii();
    let stem: String = letters[..letters.len() - 1].iter().collect();
    format!("{stem}{}", if latin { "es" } else { "ами" })
}

/// Some letters in a thousand replaced by their neighbour in the alphabet, lost, or doubled.
fn misread(word: &str, noise: u32, dice: &mut Dice) -> String {
    let mut out = String::new();
    for c in word.chars() {
        if !c.is_alphabetic() || dice.below(1000) >= noise as usize {
            out.push(c);
            continue;
        }
        match dice.below(4) {
            0 => {}
            1 => out.extend([c, c]),
            _ => out.push(char::from_u32(u32::from(c) + 1).filter(|c| c.is_alphabetic()).unwrap_or('o')),
        }
    }
    if out.is_empty() { word.to_owned() } else { out }
}

/// What stands between guillemets.
fn quotations(page: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in page.char_indices() {
        match c {
            '«' => open = Some(at + c.len_utf8()),
            '»' => found.extend(open.take().map(|start| start..at)),
            _ => {}
        }
    }
    found
}

fn hulls(passage: &Passage, texts: &[Text]) -> [Range<usize>; 2] {
    let hull = |text: u32, words: Range<u32>| {
        let all = texts[text as usize].words();
        all[words.start as usize].start as usize..all[words.end as usize - 1].end as usize
    };
    [hull(passage.text_a, passage.a()), hull(passage.text_b, passage.b())]
}

fn f1(found: &Range<usize>, truth: &Range<usize>) -> f64 {
    let common = found.end.min(truth.end).saturating_sub(found.start.max(truth.start));
    2.0 * common as f64 / (found.len() + truth.len()).max(1) as f64
}

fn pairs_found(plant: &Plant, passage: &Passage, texts: &[Text]) -> u32 {
    let start = |text: u32, at: u32| texts[text as usize].words()[at as usize].start as usize;
    let aligned: std::collections::BTreeSet<(usize, usize)> = passage
        .steps
        .iter()
        .filter(|step| !step.a.is_empty() && !step.b.is_empty())
        .map(|step| (start(passage.text_a, step.a.start), start(passage.text_b, step.b.start)))
        .collect();
    // A word may begin with a quotation mark or a bracket: what begins within it is the same word.
    let near = |&(a, b): &(usize, usize)| {
        aligned.range((a, 0)..(a + 4, usize::MAX)).any(|&(x, y)| (a..a + 4).contains(&x) && (b..b + 4).contains(&y))
    };
    plant.pairs.iter().filter(|pair| near(pair)).count() as u32
}
