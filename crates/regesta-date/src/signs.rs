//! Looking backwards from a date: to the sign that ends the stretch that matters, and word by word.

use regesta_lang::is_letter_or_digit;

/// Some signs: ASCII, « and » or others below U+00C0, or general punctuation (U+2000 to U+2FFF), so that letters are passed
/// by unread.
pub(crate) struct Signs {
    signs: &'static [char],
    /// The first bytes of them.
    first: [bool; 256],
}

impl Signs {
    pub(crate) const fn new(signs: &'static [char]) -> Self {
        let mut first = [false; 256];
        let mut at = 0;
        while at < signs.len() {
            let code = signs[at] as usize;
            first[if code < 0x80 {
                code
            } else if code < 0xC0 {
                0xC2
            } else {
                0xE2
            }] = true;
            at += 1;
        }
        Self { signs, first }
    }

    /// The last of them in `text`, with its first byte.
    pub(crate) fn last(&self, text: &str) -> Option<(usize, char)> {
        let bytes = text.as_bytes();
        let mut end = bytes.len();
        loop {
            let at = bytes[..end].iter().rposition(|byte| self.first[usize::from(*byte)])?;
            let c = text[at..].chars().next()?;
            if c.is_ascii() || self.signs.contains(&c) {
                return Some((at, c));
            }
            end = at;
        }
    }

    /// What stands behind the last of them in `text`; all of `text` where there is none.
    pub(crate) fn behind_last<'t>(&self, text: &'t str) -> &'t str {
        self.last(text).map_or(text, |(at, c)| &text[at + c.len_utf8()..])
    }
}

/// The words of `text` from its end backwards, as far as the last sign that `stops`. Letters and digits make words, and what
/// `joins` them. No more is read than is asked for.
pub(crate) fn words_back(
    text: &str,
    joins: impl Fn(char) -> bool,
    stops: impl Fn(char) -> bool,
) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut end = None;
        for (at, c) in rest.char_indices().rev() {
            match (is_letter_or_digit(c) || joins(c), end) {
                (true, None) => end = Some(at + c.len_utf8()),
                (false, Some(end)) => {
                    let word = &rest[at + c.len_utf8()..end];
                    // The sign is looked at when the next word is asked for.
                    rest = &rest[..at + c.len_utf8()];
                    return Some(word);
                }
                (false, None) if stops(c) => {
                    rest = "";
                    return None;
                }
                _ => {}
            }
        }
        let word = end.map(|end| &rest[..end]);
        rest = "";
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_backwards_are_those_behind_the_last_sign() {
        let stops = |c: char| matches!(c, ';' | '»' | '—');
        let signs = Signs::new(&[';', '»', '—']);
        for text in ["", "a", "один; два три-четыре 5", "«x» y", "y;", " , ", "ab «cd» —", "it’s—so"]
        {
            let split = text.rsplit(stops).next().unwrap_or_default();
            let words = split.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
            let expected: Vec<&str> = words.rev().collect();
            assert_eq!(words_back(text, |c| c == '-', stops).collect::<Vec<_>>(), expected, "{text}");
            assert_eq!(signs.behind_last(text), split, "{text}");
        }
    }
}
