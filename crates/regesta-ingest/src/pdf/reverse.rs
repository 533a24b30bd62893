//! What a font says of its own glyphs: its character map read backwards, and the names of its glyphs.
//!
//! A font that a file embeds without a `ToUnicode` map often still carries both (OpenType `cmap` and `post`, CFF
//! `charset`). Names are read as the Adobe Glyph List Specification has them: `uni0416`, `u1F600`, `a.sc`; those of the
//! list itself are looked up by the PDF library where the file names them.

use std::collections::HashMap;

use skrifa::raw::types::GlyphId;
use skrifa::{FontRef, MetadataProvider};

/// Letters by glyph number.
#[derive(Debug, Clone, Default)]
pub(super) struct GlyphNames {
    letters: HashMap<u32, String>,
}

/// Fonts with more glyphs than this are read no further.
const MOST_GLYPHS: u32 = 70_000;

impl GlyphNames {
    /// `None` for bytes that are no OpenType font, or one that says nothing.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let mut letters: HashMap<u32, String> = HashMap::new();
        for (code, glyph) in font.charmap().mappings() {
            let Some(c) = char::from_u32(code).map(symbol_letter).filter(|c| is_letter_like(*c)) else { continue };
            // Of several letters for one glyph the lowest, so that the order of the map does not matter.
            let entry = letters.entry(glyph.to_u32()).or_insert_with(|| c.to_string());
            if entry.chars().next().is_some_and(|known| c < known) {
                *entry = c.to_string();
            }
        }
        let names = font.glyph_names();
        for glyph in 0..names.num_glyphs().min(MOST_GLYPHS) {
            if letters.contains_key(&glyph) {
                continue;
            }
            if let Some(name) = names.get(GlyphId::new(glyph))
                && let Some(c) = letter_of_name(name.as_str())
            {
                letters.insert(glyph, c.to_string());
            }
        }
        (!letters.is_empty()).then_some(Self { letters })
    }

    pub(super) fn letters(&self, glyph: u32) -> Option<String> {
        self.letters.get(&glyph).cloned()
    }
}

/// Symbol fonts keep Latin-1 at U+F000.
fn symbol_letter(c: char) -> char {
    match c {
        '\u{F020}'..='\u{F07E}' => char::from((u32::from(c) - 0xF000) as u8),
        c => c,
    }
}

fn is_letter_like(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// `uni0416`, `u0416`, `A`, `afii10023`'s number is left to the library; a suffix behind a point says how, not what.
fn letter_of_name(name: &str) -> Option<char> {
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    if let Some(hex) = base.strip_prefix("uni").filter(|hex| hex.len() == 4) {
        return char::from_u32(u32::from_str_radix(hex, 16).ok()?).filter(|c| is_letter_like(*c));
    }
    if let Some(hex) = base.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())) {
        return char::from_u32(u32::from_str_radix(hex, 16).ok()?).filter(|c| is_letter_like(*c));
    }
    let mut chars = base.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_alphabetic() => Some(c),
        _ => DIGIT_NAMES.iter().position(|digit| *digit == base).and_then(|n| char::from_digit(n as u32, 10)),
    }
}

const DIGIT_NAMES: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_the_list_has_them() {
        assert_eq!(letter_of_name("uni0416"), Some('Ж'));
        assert_eq!(letter_of_name("u0436.sc"), Some('ж'));
        assert_eq!(letter_of_name("seven.oldstyle"), Some('7'));
        assert_eq!(letter_of_name("g123"), None);
        assert_eq!(letter_of_name(".notdef"), None);
    }

    #[test]
    fn what_is_no_font_says_nothing() {
        assert!(GlyphNames::read(b"no font").is_none());
    }
}
