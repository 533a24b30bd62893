use regesta_lang::fold;
use rustc_hash::FxHashMap;

/// The number of a folded word in [`Forms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form(pub(crate) u32);

/// The folded words of all texts that are compared, each once, with how often it stands.
///
/// A folded word is what two authors must share to have the same word: no case, no marks, `ё` as `е`, the letters of the
/// old orthographies as the new ones, no final hard sign. Numbers of forms depend on the order of the texts; nothing
/// that leaves this crate does.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    numbers: FxHashMap<Box<str>, Form>,
    all: Vec<Entry>,
    words: u64,
}

#[derive(Debug, Clone)]
struct Entry {
    folded: Box<str>,
    letters: u8,
    count: u32,
    digits: bool,
}

impl Forms {
    /// The form of a printed word, counted once more.
    pub(crate) fn count(&mut self, printed: &str) -> Form {
        self.count_folded(fold_word(printed))
    }

    /// The form of a word that is folded already, counted once more.
    pub(crate) fn count_folded(&mut self, folded: String) -> Form {
        self.words += 1;
        if let Some(&form) = self.numbers.get(folded.as_str()) {
            let entry = &mut self.all[form.0 as usize];
            entry.count = entry.count.saturating_add(1);
            return form;
        }
        let form = Form(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let folded: Box<str> = folded.into();
        self.all.push(Entry {
            letters: u8::try_from(folded.chars().count()).unwrap_or(u8::MAX),
            digits: folded.chars().any(|c| c.is_numeric()),
            count: 1,
            folded: folded.clone(),
        });
        self.numbers.insert(folded, form);
        form
    }

    /// The folded word.
    pub fn folded(&self, form: Form) -> &str {
        &self.all[form.0 as usize].folded
    }

    /// Its length in code points, at most 255.
    pub(crate) fn letters(&self, form: Form) -> u32 {
        u32::from(self.all[form.0 as usize].letters)
    }

    /// Whether a digit stands in it.
    pub(crate) fn has_digits(&self, form: Form) -> bool {
        self.all[form.0 as usize].digits
    }

    /// How rare the word is in these texts, see [`rarity_of`].
    pub(crate) fn rarity(&self, form: Form) -> u32 {
        rarity_of(self.all[form.0 as usize].count.into(), self.words)
    }

    /// Number of words counted.
    pub fn words(&self) -> u64 {
        self.words
    }
}

/// How rare a word is that stands `count` times among `words` words, in thousandths: 1000 for a word that stands once,
/// falling with the logarithm of its frequency, never under 250.
pub fn rarity_of(count: u64, words: u64) -> u32 {
    let total = (words.max(2) as f64).log2();
    let count = (count.max(1) as f64).log2();
    // The difference of two logarithms, cut to thousandths, is the same on every processor that follows IEEE 754.
    (((total - count) / total).clamp(0.25, 1.0) * 1000.0).round() as u32
}

/// What a printed word is compared by.
///
/// ```
/// use regesta_reuse::fold_word;
/// assert_eq!(fold_word("Миръ"), "мир");
/// assert_eq!(fold_word("Bakü’de"), "bakude");
/// ```
pub fn fold_word(printed: &str) -> String {
    let mut folded = fold(printed);
    folded.retain(|c| c.is_alphanumeric());
    for (old, new) in [('і', 'и'), ('ї', 'и'), ('ə', 'a')] {
        if folded.contains(old) {
            folded = folded.replace(old, new.encode_utf8(&mut [0; 4]));
        }
    }
    if folded.ends_with('ъ') && folded.chars().count() > 1 {
        folded.pop();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orthographies_fold_to_one_form() {
        let mut forms = Forms::default();
        let old = forms.count("Мѣсяцъ");
        assert_eq!(old, forms.count("месяц"));
        assert_ne!(forms.count("мера"), old);
        assert_eq!(forms.words(), 3);
    }

    #[test]
    fn frequent_words_weigh_less() {
        let mut forms = Forms::default();
        let rare = forms.count("ультиматум");
        let mut common = rare;
        for _ in 0..500 {
            common = forms.count("и");
        }
        assert_eq!(forms.rarity(rare), 1000);
        assert_eq!(forms.rarity(common), 250);
    }
}
