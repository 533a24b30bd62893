use rustc_hash::FxHashMap;

use crate::{Form, Forms};

/// What two words count for when they stand against each other.
///
/// A pair of equal words weighs its letters; words that are alike (a recognition error, another ending) weigh less, and
/// words that are not cost as much as [`MISMATCH`]. The unit is a tenth of a letter.
#[derive(Debug)]
pub struct Scale<'f> {
    forms: &'f Forms,
    pairs: FxHashMap<(Form, Form), i32>,
}

/// Two words that have nothing to do with each other.
pub const MISMATCH: i32 = -45;
/// What each letter costs by which one of them is longer: a short word does not stand for a long one.
pub const LONGER: i32 = -3;
/// What it costs more where one of them is a single letter: one preposition does not stand for another.
pub const LETTER: i32 = -15;
/// The first word that one side has alone.
pub const GAP_OPEN: i32 = -45;
/// Each further word.
pub const GAP_EXTEND: i32 = -8;
/// The first word that one side has alone where the other marks a cut.
pub const CUT_OPEN: i32 = -20;
/// Each further word.
pub const CUT_EXTEND: i32 = -4;
/// Letters of a word that count at most.
const LONGEST: u32 = 12;
/// Likeness, in thousandths, from which two words stand for each other.
const ALIKE: u32 = 600;

impl<'f> Scale<'f> {
    /// A scale over these words.
    pub fn new(forms: &'f Forms) -> Self {
        Self { forms, pairs: FxHashMap::default() }
    }

    /// The weight of one word.
    pub fn weight(&self, form: Form) -> i32 {
        // A word of one or two letters is no evidence by itself.
        (self.forms.letters(form).min(LONGEST) * 10) as i32
    }

    /// The weight of a pair.
    pub fn pair(&mut self, a: Form, b: Form) -> i32 {
        if a == b {
            return self.weight(a);
        }
        let key = (a.min(b), a.max(b));
        if let Some(&weight) = self.pairs.get(&key) {
            return weight;
        }
        let likeness = likeness(self.forms.folded(a), self.forms.folded(b));
        let weight = if likeness < ALIKE {
            let (a, b) = (self.forms.letters(a), self.forms.letters(b));
            let letter = if a.min(b) == 1 { LETTER } else { 0 };
            MISMATCH + LONGER * a.abs_diff(b).min(8) as i32 + letter
        } else {
            self.weight(a).min(self.weight(b)) * (2 * likeness as i32 - 1000) / 1000
        };
        self.pairs.insert(key, weight);
        weight
    }

    /// The weight of `a` against `b` and `c` written apart; `None` unless they are the same letters, or nearly.
    pub fn joined(&self, a: Form, b: Form, c: Form) -> Option<i32> {
        let (whole, left, right) = (self.forms.folded(a), self.forms.folded(b), self.forms.folded(c));
        let letters = self.forms.letters(a);
        if letters.abs_diff(self.forms.letters(b) + self.forms.letters(c)) > 1 || letters < 3 {
            return None;
        }
        let same = whole.len() == left.len() + right.len() && whole.starts_with(left) && whole.ends_with(right);
        // A preposition before a word is not the word's first letter: parts that were misread must have some length.
        let long = self.forms.letters(b).min(self.forms.letters(c)) >= 3;
        let alike = || long && likeness(whole, &format!("{left}{right}")) >= 800;
        (same || alike()).then(|| self.weight(a) * 8 / 10)
    }
}

/// How alike two folded words are, in thousandths: by edit distance, or by a common stem.
///
/// ```
/// use regesta_reuse::likeness;
/// assert_eq!(likeness("отряд", "отряд"), 1000);
/// assert!(likeness("отрядами", "отряда") >= 700);
/// assert!(likeness("депеша", "ответ") < 600);
/// ```
pub fn likeness(a: &str, b: &str) -> u32 {
    if a == b {
        return 1000;
    }
    let (len_a, len_b) = (a.chars().count(), b.chars().count());
    let (short, long) = (len_a.min(len_b), len_a.max(len_b));
    // One letter in four is another word.
    if long < 4 || long > 2 * short {
        return 0;
    }
    let stem = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let by_stem = if stem >= 4 && stem * 10 >= long * 6 { 700 } else { 0 };
    if stem == 0 && long - short > long / 2 {
        return by_stem;
    }
    let distance = strsim::osa_distance(a, b);
    let by_distance = ((long - distance.min(long)) * 1000 / long) as u32;
    by_distance.max(by_stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TextBuilder;

    #[test]
    fn words_written_apart_weigh_nearly_as_much() {
        let mut forms = Forms::default();
        let mut builder = TextBuilder::new(&mut forms);
        builder.block(0, "тоже то же товар товаре товара в", &[], &[]);
        let words: Vec<_> = builder.finish().words().iter().map(|w| w.form).collect();
        let mut scale = Scale::new(&forms);
        assert_eq!(scale.joined(words[0], words[1], words[2]), Some(32));
        assert_eq!(scale.joined(words[3], words[1], words[2]), None);
        assert_eq!(scale.joined(words[5], words[6], words[4]), None, "в товаре is not товара");
        assert_eq!(scale.pair(words[0], words[0]), 40);
        assert_eq!(scale.pair(words[0], words[1]), MISMATCH + 2 * LONGER);
    }

    #[test]
    fn likeness_is_symmetric() {
        for (a, b) in [("советской", "советский"), ("harbour", "habrour"), ("a", "ab"), ("", "x")] {
            assert_eq!(likeness(a, b), likeness(b, a));
        }
    }
}
