//! What the chain is told of a word and its neighbours.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::chain::{Decoded, Row, decode};
use super::{TAGS, Tagger, hash_text, mix};
use crate::candidate::Candidate;
use crate::grammar::Grammar;
use crate::words::{Shape, WordInfo};

use super::spans::tags_of;

/// Whether a text has capitals at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cased {
    Yes,
    No,
}

/// What the rules found in a sentence, as tags.
#[derive(Debug, Default)]
pub(crate) struct RuleTags {
    tags: Vec<u8>,
    /// Grade of the score and the rule, by word.
    marks: Vec<(u8, u8)>,
}

impl RuleTags {
    pub(crate) fn of(words: usize, found: &[Candidate]) -> Self {
        let names: Vec<_> = found.iter().map(|c| (c.first, c.end, c.name_type)).collect();
        let mut marks = vec![(0, 0); words];
        for candidate in found {
            let grade = match candidate.score {
                900.. => 4,
                760.. => 3,
                620.. => 2,
                _ => 1,
            };
            for mark in &mut marks[candidate.first..candidate.end] {
                if mark.0 == 0 || candidate.name_type != crate::NameType::Body {
                    *mark = (grade, hash_text(candidate.rule) as u8);
                }
            }
        }
        Self { tags: tags_of(words, &names), marks }
    }
}

/// What is seen of a word at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Sight {
    shape: u8,
    /// Opens a sentence; stands in quotation marks; its capital may be lost; printed small elsewhere.
    flags: u8,
    /// How often the paper surely has it as a person, and as a place, in grades.
    seen: u8,
    rule: u8,
    grade: u8,
    rule_name: u8,
}

impl Sight {
    pub(crate) fn of_line(grammar: &Grammar<'_>, rules: &RuleTags) -> Vec<Self> {
        let mut quoted = false;
        let grade = |count: u32| match count {
            0 => 0u8,
            1 => 1,
            _ => 2,
        };
        (0..grammar.len())
            .map(|at| {
                let word = grammar.word(at);
                match word.text {
                    "«" | "“" | "„" => quoted = true,
                    "»" | "”" => quoted = false,
                    "\"" => quoted = !quoted,
                    _ => {}
                }
                let (persons, places) = grammar.seen_as(at);
                let bodies = grammar.votes.bodies(grammar.line.lang, grammar.info(at));
                let heading = grammar.line.all_capitals || grammar.line.heading;
                let bits = [word.opens, quoted, word.lost_capital, grammar.small.contains(&word.info), heading];
                Self {
                    shape: word.shape as u8,
                    flags: bits.iter().enumerate().map(|(i, bit)| u8::from(*bit) << i).sum(),
                    seen: grade(persons) + 3 * grade(places) + 9 * u8::from(bodies > 0),
                    rule: rules.tags[at],
                    grade: rules.marks[at].0,
                    rule_name: rules.marks[at].1,
                }
            })
            .collect()
    }
}

/// Features of a word form, without its place.
#[derive(Debug, Default, Clone)]
pub(crate) struct Form {
    /// For the word itself and its neighbours.
    near: Vec<u32>,
    /// For words two places away too.
    far: Vec<u32>,
    lemma: u32,
    ending: u32,
    /// Class of the form, wide and narrow; 0 where it has none.
    wide: u32,
    class: u32,
    part: u32,
}

impl Form {
    pub(crate) fn of(info: &WordInfo, tag: &str, tagger: &super::WordClasses) -> Self {
        let word = info.list_keys[0].as_str();
        let lemma = info.list_keys.get(1).map_or(word, String::as_str);
        let letters: Vec<char> = word.chars().collect();
        let cut = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        let n = letters.len();
        let named = |kind: &str, value: &str| hash_text(&format!("{kind}{tag}={value}"));
        let mut near = Vec::new();
        let mut far = vec![named("w", word), named("l", lemma)];
        for length in 2..=4 {
            if n > length {
                near.push(named("e", &cut(n - length, n)));
            }
        }
        for length in [3, 4] {
            if n > length {
                near.push(named("b", &cut(0, length)));
            }
        }
        let class = tagger.of(&info.lower);
        let (mut wide, mut narrow) = (0, 0);
        if let Some(class) = class {
            let class = u32::from(class);
            wide = mix(11, class >> 6);
            narrow = mix(12, class >> 2);
            far.push(wide);
            far.push(narrow);
            near.push(mix(13, class));
        }
        let mut part = mix(20, u32::from(info.known));
        if let Some(first) = info.analyses.first().filter(|_| info.dictionary) {
            part = mix(21, first.part as u32 * 2 + u32::from(first.known));
            far.push(part);
            let sum = |item: Option<u32>| item.map_or(0, |i| i + 1);
            let grammar = sum(first.case.map(|c| c as u32))
                + 10 * sum(first.number.map(|c| c as u32))
                + 40 * sum(first.gender.map(|c| c as u32));
            near.push(mix(22, grammar));
            far.push(mix(23, sum(first.case.map(|c| c as u32))));
            near.push(mix(24, sum(first.name.map(|c| c as u32))));
        }
        let step = |share: u16| u32::from(share > 50) + u32::from(share > 300) + u32::from(share > 700);
        let shares = [info.surname, info.given, info.patronymic, info.place, info.common];
        for (i, share) in shares.into_iter().enumerate() {
            if step(share) > 0 {
                near.push(mix(30 + i as u32, step(share)));
            }
        }
        let all = shares.iter().fold(0, |sum, share| sum * 4 + step(*share));
        near.push(mix(40, all));
        near.extend(info.flag_bits().map(|bit| mix(41, bit)));
        near.push(mix(42, info.town as u32));
        let truths = [
            info.listed,
            info.adjective_of.is_some(),
            info.surname_ending,
            info.place_adjective,
            info.begins_town,
            word.contains('-'),
            word.is_ascii() && word.chars().all(char::is_alphabetic),
        ];
        near.extend(truths.iter().enumerate().filter(|(_, t)| **t).map(|(i, _)| mix(43, i as u32)));
        near.push(mix(44, n.min(12) as u32));
        let ending = named("e", &cut(n.saturating_sub(3), n));
        Self { near, far, lemma: named("l", lemma), ending, wide, class: narrow, part }
    }
}

/// Offsets of the words that a word is told of.
const REACH: isize = 2;

/// Features of a word `offset` places away that need nothing but itself.
fn of_word(form: &Form, sight: &Sight, offset: isize, mode: u32, out: &mut Vec<u32>) {
    let place = mix(mode, (offset + REACH) as u32);
    let mut put = |feature: u32| out.push(mix(place, feature));
    form.far.iter().for_each(|f| put(*f));
    let shape = mix(50, u32::from(sight.shape) * 64 + u32::from(sight.flags));
    let rule = mix(51, u32::from(sight.rule));
    put(shape);
    put(rule);
    if offset.abs() > 1 {
        return;
    }
    form.near.iter().for_each(|f| put(*f));
    let bare = mix(52, u32::from(sight.shape) * 2 + u32::from(sight.flags & 1));
    put(bare);
    put(mix(53, u32::from(sight.seen)));
    put(mix(rule, u32::from(sight.grade)));
    put(mix(mix(54, u32::from(sight.rule)), u32::from(sight.rule_name)));
    if offset != 0 {
        return;
    }
    put(mix(55, u32::from(sight.flags)));
    put(mix(rule, shape));
    put(mix(bare, form.ending));
    put(mix(bare, form.class));
    put(mix(bare, form.wide));
    put(mix(bare, form.part));
    put(mix(rule, form.class));
    put(mix(rule, form.lemma));
    put(mix(rule, form.ending));
    put(mix(bare, mix(53, u32::from(sight.seen))));
}

/// Features of a word together with its neighbours.
fn of_context(forms: &[&Form], sights: &[Sight], at: usize, mode: u32, out: &mut [u32; CONTEXTS]) {
    const EDGE: u32 = 0xed9e;
    let look = |offset: isize| at.checked_add_signed(offset).and_then(|i| forms.get(i).map(|f| (*f, &sights[i])));
    let bare = |offset| look(offset).map_or(EDGE, |(_, s)| u32::from(s.shape) * 2 + u32::from(s.flags & 1));
    let rule = |offset| look(offset).map_or(EDGE, |(_, s)| u32::from(s.rule));
    let lemma = |offset| look(offset).map_or(EDGE, |(f, _)| f.lemma);
    let wide = |offset| look(offset).map_or(EDGE, |(f, _)| if f.wide == 0 { f.part } else { f.wide });
    let part = |offset| look(offset).map_or(EDGE, |(f, _)| f.part);
    *out = [
        mix(mix(mix(60, bare(-1)), bare(0)), bare(1)),
        mix(mix(mix(61, rule(-1)), rule(0)), rule(1)),
        mix(mix(62, lemma(-1)), bare(0)),
        mix(mix(63, lemma(1)), bare(0)),
        mix(mix(64, wide(-1)), wide(0)),
        mix(mix(65, wide(0)), wide(1)),
        mix(mix(66, lemma(-1)), lemma(0)),
        mix(mix(67, lemma(0)), lemma(1)),
        mix(mix(mix(68, part(-1)), part(0)), bare(0)),
        mix(mix(mix(69, bare(0)), part(1)), bare(1)),
        mix(mix(mix(70, bare(-2)), bare(-1)), bare(0)),
        mix(mix(mix(71, wide(-1)), wide(0)), wide(1)),
    ];
    for feature in out {
        *feature = mix(mode, *feature);
    }
}

const CONTEXTS: usize = 12;

fn mode_salt(cased: Cased) -> u32 {
    match cased {
        Cased::Yes => 0x51,
        Cased::No => 0x52,
    }
}

/// Hides from the features what a text without capitals cannot have.
fn seen(sights: &[Sight], cased: Cased) -> Vec<Sight> {
    let mut sights = sights.to_vec();
    if cased == Cased::No {
        for sight in &mut sights {
            if matches!(sight.shape, 0..=2) {
                sight.shape = Shape::Small as u8;
            }
            sight.flags &= 0b11;
        }
    }
    sights
}

/// All features of each word of a sentence, as training sees them.
pub(crate) fn all_features(forms: &[&Form], sights: &[Sight], cased: Cased) -> Vec<Vec<u32>> {
    let mode = mode_salt(cased);
    let sights = seen(sights, cased);
    (0..forms.len())
        .map(|at| {
            let mut out = Vec::new();
            for offset in -REACH..=REACH {
                if let Some(i) = at.checked_add_signed(offset).filter(|i| *i < forms.len()) {
                    of_word(forms[i], &sights[i], offset, mode, &mut out);
                }
            }
            let mut context = [0; CONTEXTS];
            of_context(forms, &sights, at, mode, &mut context);
            out.extend(context);
            out
        })
        .collect()
}

/// Sums of weights by word form and sight: the same word costs one look-up.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    known: HashMap<(usize, Sight), [Row; 5], FxBuildHasher>,
    scratch: Vec<u32>,
}

impl Sums {
    /// Reads a sentence. `words` are the numbers of its forms in `forms`.
    pub(crate) fn read(
        &mut self,
        tagger: &Tagger,
        words: &[usize],
        forms: &[Form],
        sights: &[Sight],
        cased: Cased,
    ) -> Decoded {
        let mode = mode_salt(cased);
        let sights = seen(sights, cased);
        let mut scores = vec![[0i32; TAGS]; words.len()];
        for (at, (&word, sight)) in words.iter().zip(&sights).enumerate() {
            let sums = self.known.entry((word, *sight)).or_insert_with(|| {
                std::array::from_fn(|i| {
                    let mut row = [0; TAGS];
                    self.scratch.clear();
                    of_word(&forms[word], sight, i as isize - REACH, mode, &mut self.scratch);
                    self.scratch.iter().for_each(|f| tagger.add(*f, &mut row));
                    row
                })
            });
            for (i, row) in sums.iter().enumerate() {
                // The word stands `offset` places from the one that is told of it.
                let offset = i as isize - REACH;
                if let Some(scores) = at.checked_add_signed(-offset).and_then(|to| scores.get_mut(to)) {
                    scores.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
                }
            }
        }
        let forms: Vec<&Form> = words.iter().map(|w| &forms[*w]).collect();
        let mut context = [0; CONTEXTS];
        for (at, scores) in scores.iter_mut().enumerate() {
            of_context(&forms, &sights, at, mode, &mut context);
            context.iter().for_each(|f| tagger.add(*f, scores));
        }
        decode(&scores, &tagger.steps[usize::from(cased == Cased::No)])
    }
}
