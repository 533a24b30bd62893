//! Prose for measuring speed: as long as wanted, with a varied vocabulary, never the same sentence by copying.
//!
//! Words are made of syllables by the frequencies of a power law, so that the number of distinct words grows with the
//! text as in real prose; dates, names, citations, notes and quotations stand in it about as often as in papers.

use std::fmt::Write;

/// A small generator of numbers (xorshift64*): the same seed gives the same prose everywhere.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// From a seed other than 0.
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    /// A number from 0 to below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}

const CYRILLIC: [&str; 40] = [
    "ра", "во", "ни", "по", "сто", "ко", "ли", "те", "на", "ре", "ме", "до", "го", "ве", "ста", "при", "пе", "ло",
    "ми", "ту", "ся", "жи", "бо", "зна", "ду", "ше", "хо", "ка", "мо", "ди", "вы", "сле", "чи", "ру", "за", "об", "ве",
    "тра", "гла", "ну",
];
const LATIN: [&str; 40] = [
    "ra", "vo", "ni", "po", "sto", "co", "li", "te", "na", "re", "me", "do", "go", "ve", "sta", "pri", "pe", "lo",
    "mi", "tu", "se", "ji", "bo", "gra", "du", "she", "ho", "ka", "mo", "di", "vi", "sle", "chi", "ru", "za", "ob",
    "be", "tra", "gla", "nu",
];
const RUSSIAN_ENDINGS: [&str; 10] = ["ли", "ный", "ного", "ание", "ать", "ы", "ом", "ская", "ами", "ение"];
const ENGLISH_ENDINGS: [&str; 8] = ["tion", "ed", "ing", "s", "ment", "ly", "al", "er"];
const RUSSIAN_SMALL: [&str; 12] = ["в", "и", "на", "с", "что", "не", "по", "из", "его", "для", "при", "как"];
const ENGLISH_SMALL: [&str; 12] = ["the", "of", "and", "to", "in", "that", "was", "on", "by", "with", "for", "from"];
const RUSSIAN_MONTHS: [&str; 6] = ["января", "марта", "мая", "июля", "сентября", "декабря"];
const ENGLISH_MONTHS: [&str; 6] = ["January", "March", "May", "July", "September", "December"];

fn word(dice: &mut Dice, russian: bool) -> String {
    let (syllables, endings): (&[&str], &[&str]) =
        if russian { (&CYRILLIC, &RUSSIAN_ENDINGS) } else { (&LATIN, &ENGLISH_ENDINGS) };
    // The rank of a word by a power law: a few stems recur, most are rare.
    let roll = dice.below(1 << 20) as f64 / f64::from(1 << 20);
    let rank = (roll.powi(4) * 2_000_000.0) as u64;
    let mut own = Dice::new(rank.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut out = String::new();
    for _ in 0..2 + own.below(3) {
        out.push_str(syllables[own.below(syllables.len())]);
    }
    out.push_str(endings[dice.below(endings.len())]);
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn name(dice: &mut Dice, russian: bool) -> String {
    let mut own = Dice::new(7 + dice.below(4000) as u64 * 31);
    let stem: String = (0..2).map(|_| if russian { CYRILLIC[own.below(40)] } else { LATIN[own.below(40)] }).collect();
    let ending = if russian {
        ["ский", "ов", "дзе", "ян"][own.below(4)]
    } else {
        ["sky", "ton", "oglu", "son"][own.below(4)]
    };
    format!("{}{ending}", capital(&stem))
}

fn sentence(dice: &mut Dice, russian: bool, out: &mut String) {
    let length = 8 + dice.below(18);
    let (months, small) = if russian { (RUSSIAN_MONTHS, RUSSIAN_SMALL) } else { (ENGLISH_MONTHS, ENGLISH_SMALL) };
    for i in 0..length {
        if i > 0 {
            out.push(' ');
        }
        match dice.below(40) {
            0 => {
                let (day, month, year) = (1 + dice.below(28), months[dice.below(6)], 1700 + dice.below(240));
                let _ =
                    if russian { write!(out, "{day} {month} {year} г.") } else { write!(out, "{day} {month} {year}") };
            }
            1 => {
                let _ = write!(out, "{} {month}", 1 + dice.below(28), month = months[dice.below(6)]);
            }
            2 | 3 => {
                let initial = if russian { "АБВГДИКМНПС" } else { "ABCDEFGHJKL" };
                let letter = initial.chars().nth(dice.below(11)).unwrap_or('A');
                let _ = write!(out, "{letter}. {}", name(dice, russian));
            }
            n if n < 16 => out.push_str(small[dice.below(12)]),
            _ => {
                let word = word(dice, russian);
                out.push_str(&if i == 0 { capital(&word) } else { word });
            }
        }
    }
    match dice.below(9) {
        0 if russian => {
            let _ = write!(
                out,
                " [РГИА, ф. {}, оп. {}, д. {}, л. {}]",
                dice.below(2000),
                dice.below(40),
                dice.below(900),
                dice.below(300)
            );
        }
        0 => {
            let _ = write!(out, " (TNA, FO {}/{}, f. {})", 60 + dice.below(400), dice.below(9000), dice.below(300));
        }
        1 => {
            let quoted: Vec<String> = (0..12 + dice.below(10)).map(|_| word(dice, russian)).collect();
            let (open, close) = if russian { ('«', '»') } else { ('“', '”') };
            let _ = write!(out, ": {open}{}{close}", capital(&quoted.join(" ")));
        }
        _ => {}
    }
    out.push_str(". ");
}

/// At least `bytes` bytes of prose in paragraphs, lines of some 90 characters with words broken at their ends.
pub fn prose(seed: u64, bytes: usize) -> String {
    let mut dice = Dice::new(seed);
    let mut out = String::with_capacity(bytes + 4096);
    while out.len() < bytes {
        let russian = dice.below(10) < 7;
        let mut paragraph = String::new();
        for _ in 0..3 + dice.below(8) {
            sentence(&mut dice, russian, &mut paragraph);
        }
        let mut column = 0;
        for word in paragraph.trim_end().split(' ') {
            let letters = word.chars().count();
            if column + letters + 1 > 90 {
                let half = letters / 2;
                if letters > 7 && column + half < 90 && word.chars().all(char::is_alphabetic) {
                    out.extend(word.chars().take(half));
                    out.push_str("-\n");
                    out.extend(word.chars().skip(half));
                    column = letters - half;
                    continue;
                }
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += letters;
        }
        out.push_str("\n\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn vocabulary_grows_with_the_text() {
        let distinct = |bytes| {
            let text = prose(3, bytes);
            text.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>().len()
        };
        let (small, large) = (distinct(200_000), distinct(800_000));
        assert!(large > small * 2, "{small} distinct words, then {large}");
    }

    #[test]
    fn one_seed_gives_one_text() {
        assert_eq!(prose(5, 20_000), prose(5, 20_000));
        assert_ne!(prose(5, 20_000), prose(6, 20_000));
    }
}
