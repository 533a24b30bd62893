//! Words as the lists know them.

/// Letters, digits and `№` in lower case: "ед. хр." and "ед.хр" are one.
pub fn key(form: &str) -> String {
    let mut key = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' | '№' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            'А'..='Я' => key.extend(char::from_u32(c as u32 + 0x20)),
            _ if is_letter(c) || c.is_numeric() => key.extend(c.to_lowercase().filter(|c| *c != '\u{307}')),
            _ => {}
        }
    }
    key
}

/// Bytes that a [`Key`] holds; what is longer is cut off, and no entry of a list is as long.
const LONGEST_KEY: usize = 112;

/// The key of words without an allocation, since it is asked of every word.
pub struct Key {
    bytes: [u8; LONGEST_KEY],
    length: usize,
    letters: usize,
}

impl Key {
    pub fn new() -> Self {
        Self { bytes: [0; LONGEST_KEY], length: 0, letters: 0 }
    }

    /// The same signs as [`key`].
    pub fn of(words: &str) -> Self {
        let mut key = Self::new();
        key.add(words);
        key
    }

    /// Adds the key of `words`.
    pub fn add(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                'a'..='z' | '0'..='9' | 'а'..='я' | '№' => self.push(c),
                'A'..='Z' => self.push(c.to_ascii_lowercase()),
                'А'..='Я' => self.push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
                _ if is_letter(c) || !c.is_ascii() && c.is_numeric() => {
                    c.to_lowercase().filter(|c| *c != '\u{307}').for_each(|c| self.push(c));
                }
                _ => {}
            }
        }
    }

    /// Adds one sign as it is.
    pub fn push(&mut self, c: char) {
        if self.length + 4 <= LONGEST_KEY {
            self.length += c.encode_utf8(&mut self.bytes[self.length..]).len();
            self.letters += 1;
        }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// One to four words from one place on.
pub struct Phrases {
    key: Key,
    /// For each number of words: bytes of the key, one past the last word, letters of the key.
    ends: [(usize, usize, usize); 4],
    count: usize,
}

impl Phrases {
    /// No words.
    pub fn none() -> Self {
        Self { key: Key::new(), ends: [(0, 0, 0); 4], count: 0 }
    }

    /// The words at `at` of which the first ends at `first_end` and has the key `first`.
    pub fn read(text: &str, first: Key, first_end: usize, end: usize) -> Self {
        let mut phrases = Self { key: first, ends: [(0, 0, 0); 4], count: 0 };
        let mut word = first_end;
        loop {
            phrases.ends[phrases.count] = (phrases.key.length, word, phrases.key.letters);
            phrases.count += 1;
            let rest = &text[word..end];
            let gap = rest.len() - rest.trim_start_matches(['.', ' ', '\u{a0}']).len();
            if gap > 4 || phrases.count == phrases.ends.len() {
                return phrases;
            }
            let next = word + gap;
            word = word_end(text, next, end);
            if word == next {
                return phrases;
            }
            phrases.key.add(&text[next..word]);
        }
    }

    /// Key, end and letters of one word, of two, and so on.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&[u8], usize, usize)> {
        self.ends[..self.count].iter().map(|&(length, end, letters)| (&self.key.bytes[..length], end, letters))
    }
}

/// As `char::is_alphabetic`, without a table for the letters and signs that are common here.
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я' => true,
        // Latin with its accents, Cyrillic.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => true,
        // Signs of typography, among them dashes and quotation marks.
        '\0'..='\u{7f}' | '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// One past a run of letters with inner apostrophes and hyphens, or of `№`; at most 40 bytes on.
pub fn word_end(text: &str, at: usize, end: usize) -> usize {
    let mut last = at;
    let mut chars = text[at..end].char_indices().peekable();
    let number_sign = text[at..end].starts_with('№');
    while let Some((i, c)) = chars.next() {
        let letter = if number_sign { c == '№' } else { is_letter(c) };
        let inner = !number_sign
            && i > 0
            && matches!(c, '\'' | '’' | 'ʼ' | '-')
            && chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !(letter || inner) || i > 40 {
            break;
        }
        last = at + i + c.len_utf8();
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        assert!(('\0'..='\u{2fff}').all(|c| is_letter(c) == c.is_alphabetic()));
    }

    #[test]
    fn both_keys_are_the_same() {
        for words in ["Ед. хр. №5", "A.g.e.", "İŞ", "Ґанок ½", "ČSR", ""] {
            assert_eq!(Key::of(words).as_bytes(), key(words).as_bytes(), "{words}");
        }
    }

    #[test]
    fn phrases_end_behind_each_word() {
        let text = "ед. хр. 7";
        let found = Phrases::read(text, Key::of("ед"), 4, text.len());
        let found: Vec<_> = found.iter().map(|(key, end, letters)| (key.to_vec(), end, letters)).collect();
        assert_eq!(found, [("ед".as_bytes().to_vec(), 4, 2), ("едхр".as_bytes().to_vec(), 10, 4)]);
    }
}
