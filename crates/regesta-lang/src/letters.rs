//! Letters, by a table for those that UTF-8 writes in two bytes at most: of these the texts in Latin and Cyrillic consist,
//! and the standard library searches for them.

use std::borrow::Cow;
use std::sync::LazyLock;

/// Code points in the table: those of one or two bytes.
const WIDTH: usize = 0x800;

const LETTER: u8 = 1;
const NUMERIC: u8 = 2;
/// The standard lower case of the letter is another letter, or several.
const RAISED: u8 = 4;

static TABLE: LazyLock<[u8; WIDTH]> = LazyLock::new(|| {
    let mut table = [0; WIDTH];
    for (code, kinds) in (0_u32..).zip(table.iter_mut()) {
        let is = |kind: fn(char) -> bool, bit: u8| if char::from_u32(code).is_some_and(kind) { bit } else { 0 };
        *kinds = is(char::is_alphabetic, LETTER) | is(char::is_numeric, NUMERIC) | is(is_raised, RAISED);
    }
    table
});

/// As [`char::is_alphabetic`], many times faster for Cyrillic.
///
/// ```
/// assert!(regesta_lang::is_letter('ж') && !regesta_lang::is_letter('7'));
/// ```
#[inline]
pub fn is_letter(c: char) -> bool {
    match TABLE.get(c as usize) {
        Some(kinds) => kinds & LETTER != 0,
        None => c.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`], many times faster for Cyrillic.
///
/// ```
/// use regesta_lang::is_letter_or_digit;
/// assert!(is_letter_or_digit('ж') && is_letter_or_digit('7') && !is_letter_or_digit('—'));
/// ```
#[inline]
pub fn is_letter_or_digit(c: char) -> bool {
    match TABLE.get(c as usize) {
        Some(kinds) => kinds & (LETTER | NUMERIC) != 0,
        None => c.is_alphanumeric(),
    }
}

fn is_raised(c: char) -> bool {
    !c.to_lowercase().eq([c])
}

/// As [`str::to_lowercase`], without a copy of what is in lower case already.
///
/// ```
/// assert_eq!(regesta_lang::lowercase("Осада"), "осада");
/// ```
pub fn lowercase(word: &str) -> Cow<'_, str> {
    let raised = |c: char| TABLE.get(c as usize).map_or_else(|| is_raised(c), |kinds| kinds & RAISED != 0);
    if word.chars().any(raised) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
}

/// The next byte from `at` of a text where a word begins or a sign stands, and that is one of the bytes `wanted`. `at` is a
/// character boundary.
pub(crate) fn next_edge(text: &str, at: usize, wanted: &[bool; 256]) -> Option<usize> {
    let table = &*TABLE;
    let is = |code: usize| table[code] & (LETTER | NUMERIC) != 0;
    let bytes = text.as_bytes();
    let mut behind_letter = text[..at].chars().next_back().is_some_and(is_letter_or_digit);
    let mut at = at;
    while let Some(&first) = bytes.get(at) {
        let (letter, width) = if first < 0x80 {
            (is(usize::from(first)), 1)
        } else if first < 0xE0 {
            let second = bytes.get(at + 1).copied().unwrap_or_default();
            (is(usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)), 2)
        } else {
            let c = text[at..].chars().next()?;
            (is_letter_or_digit(c), c.len_utf8())
        };
        if !(behind_letter && letter) && wanted[usize::from(first)] {
            return Some(at);
        }
        behind_letter = letter;
        at += width;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_the_standard() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            let text = format!("a{c}");
            assert_eq!(lowercase(&text), text.to_lowercase());
            let edge = next_edge(&text, 1, &[true; 256]);
            assert_eq!(edge, (!c.is_alphanumeric()).then_some(1), "{c:?}");
        }
    }
}
