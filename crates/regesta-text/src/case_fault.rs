use std::collections::BTreeMap;

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

/// Finds letters that begin words often and yet never as capitals, while the other letters of the script do.
///
/// A letter is faulty when at least `100` words begin with it and fewer than 3 % of them have a capital, though the
/// median letter of the same script has at least three times that share. The source of the rule is a measurement on
/// scanned Russian articles: sound letters lie between .11 and .51, faulty ones below .015. Letters that are rarely
/// capital in a sound text as well (ё, й, ы, ь) never begin 100 words.
///
/// Returns `None` where fewer than three sentence starts are printed small, or where the whole text is small.
pub fn detect_case_fault(text: &str) -> Option<CaseFault> {
    let mut seen: BTreeMap<char, (u32, u32, u32)> = BTreeMap::new();
    let mut before = ' ';
    let mut sentence_open = true;
    for c in text.chars() {
        if c.is_alphabetic() && !before.is_alphanumeric() && before != '-' && before != '\'' && before != '’' {
            let mut lower = c.to_lowercase();
            if let (Some(small), None) = (lower.next(), lower.next()) {
                let entry = seen.entry(small).or_default();
                entry.0 += 1;
                entry.1 += u32::from(c.is_uppercase());
                entry.2 += u32::from(sentence_open && c.is_lowercase());
            }
        }
        if c.is_alphabetic() || c.is_numeric() {
            sentence_open = false;
        } else if matches!(c, '!' | '?') || (c == '.' && before.is_lowercase()) {
            sentence_open = true;
        }
        before = c;
    }
    let mut shares: Vec<u32> = seen.values().filter(|s| s.0 >= 100).map(|s| s.1 * 1000 / s.0).collect();
    shares.sort_unstable();
    let median = *shares.get(shares.len() / 2)?;
    if median < 90 {
        return None;
    }
    let letters: Vec<char> =
        seen.iter().filter(|(_, s)| s.0 >= 100 && s.1 * 1000 / s.0 < 30 && s.2 >= 1).map(|(c, _)| *c).collect();
    let starts: u32 = letters.iter().map(|c| seen[c].2).sum();
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
