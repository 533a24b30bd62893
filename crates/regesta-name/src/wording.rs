//! What the name of a body says, whatever the language: the notions that its words stand for.

use std::collections::BTreeMap;

use regesta_lang::{consonant_skeleton, fold};

/// Words of bodies' names by the notion that they stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodyWords {
    /// Whole words.
    whole: BTreeMap<String, usize>,
    /// Beginnings of words.
    beginnings: BTreeMap<String, usize>,
    notions: Vec<String>,
}

/// Letters that may follow the beginning of a word.
const ENDING: usize = 5;
/// A word that no row has is compared by its consonants, of which there must be so many.
const CONSONANTS: usize = 3;

impl BodyWords {
    /// Rows `notion<TAB>form|form`; a form with `=` covers itself only, others the words that begin so. Words of the notion `-`
    /// say nothing. Lines that begin with `#` are comments.
    pub(crate) fn parse(text: &str) -> Self {
        let mut words = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((notion, forms)) = line.split_once('\t') else { continue };
            let number = words.notions.len();
            words.notions.push(notion.to_owned());
            for form in forms.split('|').map(str::trim).filter(|form| !form.is_empty()) {
                let list = if form.contains('=') { &mut words.whole } else { &mut words.beginnings };
                list.entry(folded(form.trim_matches('='))).or_insert(number);
            }
        }
        words
    }

    /// The notion of a folded word.
    fn notion(&self, word: &str) -> Option<&str> {
        let longest = || {
            let letters = word.chars().count();
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]).rev().take(ENDING + 1);
            ends.filter(|&end| end > 0 && letters > 2).find_map(|end| self.beginnings.get(&word[..end]))
        };
        self.whole.get(word).or_else(longest).map(|&number| self.notions[number].as_str())
    }

    /// The notions of a body's name in their order, as one key; `None` where there are fewer than two, or where none is in the
    /// list: such a name is compared by its spelling.
    pub(crate) fn key(&self, name: &str) -> Option<String> {
        let mut notions: Vec<String> = Vec::new();
        let mut listed = 0;
        for word in name.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ'))) {
            let word = folded(word.split(['\'', '’']).next().unwrap_or_default());
            if word.is_empty() {
                continue;
            }
            match self.notion(&word) {
                Some("-") => {}
                Some(notion) => {
                    listed += 1;
                    notions.push(notion.to_owned());
                }
                None => {
                    let bones = consonant_skeleton(&word);
                    if bones.chars().count() < CONSONANTS {
                        return None;
                    }
                    notions.push(format!("~{bones}"));
                }
            }
        }
        notions.sort();
        notions.dedup();
        (listed > 0 && notions.len() > 1).then(|| notions.join(" "))
    }
}

fn folded(word: &str) -> String {
    fold(word).replace('ə', "e")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "-\t=of|=the\nbank\t=банк|=bank|bankas\nottoman\tоттоман|ottoman|osmanl\nforeign\tиностран|foreign\n\
                         affairs\t=дел|affairs\n";

    #[test]
    fn one_wording_in_three_languages() {
        let words = BodyWords::parse(WORDS);
        let key = words.key("Оттоманский банк");
        assert!(key.is_some());
        assert_eq!(words.key("Ottoman Bank"), key);
        assert_eq!(words.key("Osmanlı Bankası"), key);
        assert_ne!(words.key("Bank of Saxony"), key);
    }

    #[test]
    fn one_notion_or_unknown_words_alone_are_no_key() {
        let words = BodyWords::parse(WORDS);
        assert_eq!(words.key("the Bank"), None);
        assert_eq!(words.key("Мусават"), None);
    }
}
