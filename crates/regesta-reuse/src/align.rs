use std::ops::Range;

use crate::Form;
use crate::weigh::{CUT_EXTEND, CUT_OPEN, GAP_EXTEND, GAP_OPEN, Scale};

/// One step of an alignment: the words of either side that stand against each other, half-open.
///
/// One word against one, two against one (written together by one author), or words against none. Positions are those
/// of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Words of the first text.
    pub a: Range<u32>,
    /// Words of the second text.
    pub b: Range<u32>,
    /// What it counts for, in tenths of a letter; negative for what does not agree.
    pub weight: i32,
}

impl Step {
    /// Whether words stand on both sides and are alike.
    pub fn agrees(&self) -> bool {
        self.weight > 0
    }
}

/// A word to be aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its folded form.
    pub form: Form,
    /// An author says that something is left out before it: words that the other side has there cost little.
    pub after_cut: bool,
}

/// Which end of the matrix an alignment must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// All words of both sides.
    End,
    /// Wherever it is worth most; possibly nowhere.
    Best,
}

const NONE: i32 = i32::MIN / 4;

/// The states of the three layers: a pair, a word of `a` alone, a word of `b` alone.
const PAIR: usize = 0;
const ONLY_A: usize = 1;
const ONLY_B: usize = 2;

/// How a cell was come by: the layer before, and the words taken from each side.
#[derive(Debug, Clone, Copy, Default)]
struct Came {
    layer: u8,
    a: u8,
    b: u8,
}

/// Aligns two sequences of words from their starts, with affine gaps (Gotoh 1982) and words written apart or together.
/// The steps count from 0. Of equally good alignments the one is given that pairs words early.
pub fn align(a: &[Token], b: &[Token], reach: Reach, scale: &mut Scale) -> Vec<Step> {
    let (rows, columns) = (a.len() + 1, b.len() + 1);
    let mut worth = vec![[NONE; 3]; rows * columns];
    let mut came = vec![[Came::default(); 3]; rows * columns];
    worth[0][PAIR] = 0;
    let mut best = (0, 0, PAIR);
    let mut best_worth = 0;
    for i in 0..rows {
        for j in 0..columns {
            let here = i * columns + j;
            if i > 0 && j > 0 {
                let weight = scale.pair(a[i - 1].form, b[j - 1].form);
                take(&mut worth, &mut came, here, PAIR, here - columns - 1, (1, 1), weight);
            }
            if i > 1
                && j > 0
                && let Some(weight) = scale.joined(b[j - 1].form, a[i - 2].form, a[i - 1].form)
            {
                take(&mut worth, &mut came, here, PAIR, here - 2 * columns - 1, (2, 1), weight);
            }
            if i > 0
                && j > 1
                && let Some(weight) = scale.joined(a[i - 1].form, b[j - 2].form, b[j - 1].form)
            {
                take(&mut worth, &mut came, here, PAIR, here - columns - 2, (1, 2), weight);
            }
            if i > 0 {
                let cost = gap_cost(b.get(j));
                gap(&mut worth, &mut came, here, ONLY_A, here - columns, cost);
            }
            if j > 0 {
                let cost = gap_cost(a.get(i));
                gap(&mut worth, &mut came, here, ONLY_B, here - 1, cost);
            }
            if worth[here][PAIR] > best_worth {
                (best, best_worth) = ((i, j, PAIR), worth[here][PAIR]);
            }
        }
    }
    if reach == Reach::End {
        let last = worth[rows * columns - 1];
        let layer = (0..3).max_by_key(|&layer| (last[layer], 3 - layer)).unwrap_or(PAIR);
        best = (a.len(), b.len(), layer);
    }
    trace(best, columns, &worth, &came)
}

fn take(
    worth: &mut [[i32; 3]],
    came: &mut [[Came; 3]],
    here: usize,
    layer: usize,
    from: usize,
    words: (u8, u8),
    weight: i32,
) {
    // Gaps first: of equally good ways the one is taken that pairs words before what is missing.
    for before in [ONLY_A, ONLY_B, PAIR] {
        let value = worth[from][before].saturating_add(weight);
        if worth[from][before] > NONE && value > worth[here][layer] {
            worth[here][layer] = value;
            came[here][layer] = Came { layer: before as u8, a: words.0, b: words.1 };
        }
    }
}

/// What the first and each further word alone on one side costs, where `next` follows on the other.
fn gap_cost(next: Option<&Token>) -> (i32, i32) {
    if next.is_some_and(|token| token.after_cut) { (CUT_OPEN, CUT_EXTEND) } else { (GAP_OPEN, GAP_EXTEND) }
}

fn gap(worth: &mut [[i32; 3]], came: &mut [[Came; 3]], here: usize, layer: usize, from: usize, cost: (i32, i32)) {
    for before in 0..3 {
        let value = worth[from][before] + if before == layer { cost.1 } else { cost.0 };
        if worth[from][before] > NONE && value > worth[here][layer] {
            worth[here][layer] = value;
            came[here][layer] =
                Came { layer: before as u8, a: u8::from(layer == ONLY_A), b: u8::from(layer == ONLY_B) };
        }
    }
}

fn trace(end: (usize, usize, usize), columns: usize, worth: &[[i32; 3]], came: &[[Came; 3]]) -> Vec<Step> {
    let (mut i, mut j, mut layer) = end;
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let here = i * columns + j;
        let Came { layer: before, a, b } = came[here][layer];
        let (from_i, from_j) = (i - usize::from(a), j - usize::from(b));
        let weight = worth[here][layer] - worth[from_i * columns + from_j][usize::from(before)];
        steps.push(Step { a: from_i as u32..i as u32, b: from_j as u32..j as u32, weight });
        (i, j, layer) = (from_i, from_j, usize::from(before));
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Forms, TextBuilder};

    fn steps(a: &str, b: &str, reach: Reach) -> Vec<(String, String)> {
        let mut forms = Forms::default();
        let mut words = |text: &str| {
            let mut builder = TextBuilder::new(&mut forms);
            builder.block(0, text, &[], &[]);
            builder.finish()
        };
        let (x, y) = (words(a), words(b));
        let (fx, fy) = (x.tokens(0..x.words.len() as u32), y.tokens(0..y.words.len() as u32));
        let mut scale = Scale::new(&forms);
        let join = |forms: &Forms, all: &[Token], range: &Range<u32>| {
            all[range.start as usize..range.end as usize]
                .iter()
                .map(|token| forms.folded(token.form))
                .collect::<Vec<_>>()
                .join(" ")
        };
        align(&fx, &fy, reach, &mut scale)
            .iter()
            .map(|step| (join(&forms, &fx, &step.a), join(&forms, &fy, &step.b)))
            .collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn recognition_errors_and_endings_stand_against_each_other() {
        assert_eq!(
            steps("the harb0ur is closed", "the harbour was closed", Reach::End),
            pairs(&[("the", "the"), ("harb0ur", "harbour"), ("is", "was"), ("closed", "closed")]),
        );
    }

    #[test]
    fn words_written_together_are_one_step() {
        assert_eq!(
            steps("мы то же знаем", "мы тоже знаем", Reach::End),
            pairs(&[("мы", "мы"), ("то же", "тоже"), ("знаем", "знаем")]),
        );
    }

    #[test]
    fn omission_is_one_gap() {
        let found = steps("send all ships to the northern harbour today", "send all ships today", Reach::End);
        let gap: Vec<&str> = found.iter().filter(|(_, b)| b.is_empty()).map(|(a, _)| a.as_str()).collect();
        assert_eq!(gap, ["to", "the", "northern", "harbour"]);
    }

    #[test]
    fn words_pair_before_what_is_missing() {
        let found = steps("rule of serbiay tell us what serbiaz having", "rule of serbiax having", Reach::End);
        assert_eq!(found[2], ("serbiay".to_owned(), "serbiax".to_owned()));
    }

    #[test]
    fn what_is_missing_stands_where_the_cut_is_marked() {
        let found =
            steps("weak to force. I have closed it. We must pay", "weak to force [...] You must pay", Reach::End);
        assert!(found.contains(&("we".to_owned(), "you".to_owned())), "{found:?}");
        assert!(found.contains(&("have".to_owned(), String::new())), "{found:?}");
    }

    #[test]
    fn best_end_stops_where_nothing_is_shared() {
        let found = steps("closed harbour then came winter", "closed harbour people laughed loudly", Reach::Best);
        assert_eq!(found, pairs(&[("closed", "closed"), ("harbour", "harbour")]));
        assert!(steps("alpha beta", "gamma delta", Reach::Best).is_empty());
    }

    #[test]
    fn empty_sides_are_gaps() {
        assert_eq!(steps("", "one two", Reach::End), pairs(&[("", "one"), ("", "two")]));
        assert!(steps("", "", Reach::End).is_empty());
    }
}
