use std::collections::BTreeMap;

/// Words as numbers, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Interner {
    numbers: BTreeMap<String, u32>,
    words: Vec<String>,
}

impl Interner {
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }
}

/// Sorted, each once.
pub(super) fn set(mut list: Vec<u32>) -> Vec<u32> {
    list.sort_unstable();
    list.dedup();
    list
}
