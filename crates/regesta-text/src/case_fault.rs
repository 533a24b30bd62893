use std::collections::BTreeMap;

use crate::chars::{is_alphabetic, is_alphanumeric, lower};

/// Letters whose capitals a font lost: in running text they are printed small where a capital is due.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFault {
    /// The small letters concerned, sorted.
    pub letters: Vec<char>,
}

impl CaseFault {
    /// Whether the capital of this small letter is lost.
    pub fn has(&self, small: char) -> bool {
        self.letters.binary_search(&small).is_ok()
    }
}

/// What is counted of the words that begin with one letter.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    words: u32,
    capitals: u32,
    /// Sentences that begin with the letter printed small, and with its capital.
    small_starts: u32,
    capital_starts: u32,
}

impl Count {
    /// Capitals per thousand words.
    fn share(self) -> u32 {
        self.capitals * 1000 / self.words.max(1)
    }

    /// Many words speak for themselves; of fewer, sentences must begin small, and none with the capital.
    fn is_faulty(self) -> bool {
        let many = self.words >= MANY && self.small_starts >= 1;
        let few = self.words >= FEW && self.small_starts >= 2 && self.capital_starts == 0;
        self.share() < 30 && (many || few)
    }
}

const MANY: u32 = 100;
const FEW: u32 = 40;

/// Finds letters that begin words often and yet never as capitals, while the other letters of the script do.
///
/// A letter is faulty when fewer than 3 % of the words that begin with it have a capital, though the median letter of
/// the same text has at least three times that share; it needs 100 such words and a sentence that begins small, or 40
/// words, two sentences that begin small and none that begins with the capital. The source of the rule is a measurement
/// on scanned Russian articles: sound letters lie between .11 and .51, faulty ones below .015. Letters that are rarely
/// capital in a sound text as well (ё, й, ы, ь) never begin so many words.
///
/// Returns `None` where fewer than three sentence starts are printed small, or where the whole text is small.
pub fn detect_case_fault(text: &str) -> Option<CaseFault> {
    let mut seen: BTreeMap<char, Count> = BTreeMap::new();
    let mut before = ' ';
    let mut sentence_open = true;
    let mut letters_before = 0;
    for c in text.chars() {
        let letter = is_alphabetic(c);
        if letter && !is_alphanumeric(before) && before != '-' && before != '\'' && before != '’' {
            let count = seen.entry(lower(c)).or_default();
            count.words += 1;
            count.capitals += u32::from(c.is_uppercase());
            count.small_starts += u32::from(sentence_open && c.is_lowercase());
            count.capital_starts += u32::from(sentence_open && c.is_uppercase());
        }
        if letter || c.is_numeric() {
            sentence_open = false;
        } else if matches!(c, '!' | '?') || (c == '.' && before.is_lowercase() && letters_before >= 4) {
            // A point after a short word may be an abbreviation's.
            sentence_open = true;
        }
        letters_before = if letter { letters_before + 1 } else { 0 };
        before = c;
    }
    let mut shares: Vec<u32> = seen.values().filter(|count| count.words >= FEW).map(|count| count.share()).collect();
    shares.sort_unstable();
    let median = *shares.get(shares.len() / 2)?;
    if median < 90 {
        return None;
    }
    let letters: Vec<char> = seen.iter().filter(|(_, count)| count.is_faulty()).map(|(c, _)| *c).collect();
    let starts: u32 = letters.iter().map(|c| seen[c].small_starts).sum();
    (!letters.is_empty() && starts >= 3).then_some(CaseFault { letters })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> String {
        let words =
            ["Кавказ", "Каспий", "Киев", "Тифлис", "Терек", "Батум", "Баку", "Ростов", "Рион", "Дербент", "Дон"];
        let small = ["край", "тогда", "был", "река", "дом", "край", "тот", "была", "ряд", "день"];
        let mut text = String::new();
        for i in 0..600 {
            text += words[i % words.len()];
            text += " ";
            text += small[i % small.len()];
            text += if i % 5 == 0 { ". " } else { " " };
        }
        text
    }

    #[test]
    fn finds_exactly_the_lost_capitals() {
        let faulty = sample().replace('К', "к").replace('Т', "т");
        assert_eq!(detect_case_fault(&faulty).map(|f| f.letters), Some(vec!['к', 'т']));
    }

    #[test]
    fn sound_text_has_no_fault() {
        assert_eq!(detect_case_fault(&sample()), None);
    }

    #[test]
    fn text_all_in_small_letters_is_no_font_fault() {
        assert_eq!(detect_case_fault(&sample().to_lowercase()), None);
    }
}
