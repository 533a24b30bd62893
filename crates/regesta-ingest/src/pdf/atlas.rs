//! All glyphs of a document, each once: what the file says it means, and how it looks.
//!
//! A page keeps numbers into this list. What a glyph means can so be decided when the whole document has been seen
//! (see [`super::repair`]).

use std::cell::OnceCell;
use std::collections::HashMap;

use hayro_interpret::CacheKey;
use hayro_interpret::font::{FontData, Glyph};
use hayro_interpret::hayro_cmap::BfString;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::ink::Ink;
use super::reverse::GlyphNames;

/// Number of a glyph in [`GlyphAtlas::kinds`].
pub(super) type KindId = u32;

/// How the letters of a glyph were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// By the map of the file.
    File,
    /// By the character map or the glyph names inside the font.
    Font,
    /// By a glyph of the same shape in another font of the document.
    Shape,
    /// By its height: the map gives a small letter for what is drawn as a capital.
    Capital,
    /// By undoing a code page that was taken for another.
    CodePage,
    /// Not at all.
    Nothing,
}

/// One glyph of one font.
#[derive(Debug, Clone)]
pub(super) struct GlyphKind {
    /// What it means; U+FFFD where nothing tells.
    pub(super) letters: String,
    pub(super) origin: Origin,
    pub(super) font: u16,
    pub(super) ink: Option<Ink>,
    /// Distance to the next glyph, in thousandths of an em.
    pub(super) advance: f32,
    pub(super) is_space: bool,
    /// Times it was drawn.
    pub(super) count: u32,
}

/// What is known of a font.
#[derive(Default)]
pub(super) struct FontFace {
    pub(super) name: String,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    /// Read when the file does not tell what a glyph means.
    names: OnceCell<Option<GlyphNames>>,
    data: Option<FontData>,
}

impl FontFace {
    fn letters(&self, glyph: u32) -> Option<String> {
        let read = || self.data.as_ref().and_then(|data| GlyphNames::read(data.as_ref().as_ref()));
        self.names.get_or_init(read).as_ref()?.letters(glyph)
    }
}

/// See the head of this file.
#[derive(Default)]
pub(super) struct GlyphAtlas {
    pub(super) kinds: Vec<GlyphKind>,
    pub(super) fonts: Vec<FontFace>,
    by_key: HashMap<(u128, u32, u16), KindId>,
    by_font: HashMap<u128, u16>,
    by_name: HashMap<(KindId, String), KindId>,
}

/// Most glyphs of one document that are told apart; a document of all Chinese characters in ten fonts stays below.
const MOST_KINDS: usize = 500_000;

impl GlyphAtlas {
    /// The number of the font of a glyph. All fonts of Type 1 and all of Type 3 count as one each, since nothing tells
    /// them apart.
    pub(super) fn font_of(&mut self, glyph: &Glyph<'_>) -> u16 {
        let data = match glyph {
            Glyph::Outline(outline) => outline.font_data(),
            Glyph::Type3(_) => None,
        };
        let key = match (&data, glyph) {
            (Some(data), _) => data.cache_key,
            (None, Glyph::Outline(_)) => 0,
            (None, Glyph::Type3(_)) => 1,
        };
        if let Some(&font) = self.by_font.get(&key) {
            return font;
        }
        let mut face = FontFace::default();
        if let Some(data) = data {
            face.name = data.postscript_name.clone().unwrap_or_default();
            let lower = face.name.to_lowercase();
            let heavy = ["bold", "black", "heavy", "semibold", "demi"].iter().any(|word| lower.contains(word));
            face.is_bold = heavy || data.weight.is_some_and(|weight| weight >= 600);
            face.is_italic = data.is_italic || lower.contains("italic") || lower.contains("oblique");
            face.data = Some(data.data);
        }
        let font = self.fonts.len().min(usize::from(u16::MAX)) as u16;
        if usize::from(font) == self.fonts.len() {
            self.fonts.push(face);
        }
        let font = font.min(self.fonts.len().saturating_sub(1) as u16);
        self.by_font.insert(key, font);
        font
    }

    /// The number of a glyph, which is put into the list if it is new; `None` when the list is full.
    pub(super) fn intern(&mut self, glyph: &Glyph<'_>, font: u16) -> Option<KindId> {
        let shape = match glyph {
            Glyph::Outline(outline) => outline.identifier().cache_key(),
            Glyph::Type3(glyph) => glyph.cache_key(),
        };
        let key = (shape, glyph.char_code(), font);
        if let Some(&kind) = self.by_key.get(&key) {
            self.kinds[kind as usize].count += 1;
            return Some(kind);
        }
        if self.kinds.len() >= MOST_KINDS {
            return None;
        }
        let kind = self.kinds.len() as KindId;
        self.kinds.push(self.read(glyph, font));
        self.by_key.insert(key, kind);
        Some(kind)
    }

    fn read(&self, glyph: &Glyph<'_>, font: u16) -> GlyphKind {
        let (advance, ink) = match glyph {
            Glyph::Outline(outline) => (outline.advance_width(), Ink::of(&outline.outline())),
            Glyph::Type3(glyph) => (glyph.advance_width(), None),
        };
        let told = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(string)) => string.clone(),
            None => String::new(),
        };
        let (letters, origin) = if is_text(&told) {
            (told, Origin::File)
        } else {
            let by_font = match glyph {
                Glyph::Outline(outline) => {
                    self.fonts.get(usize::from(font)).and_then(|face| face.letters(outline.glyph_id().to_u32()))
                }
                Glyph::Type3(_) => None,
            };
            match by_font {
                Some(letters) => (letters, Origin::Font),
                None => (char::REPLACEMENT_CHARACTER.to_string(), Origin::Nothing),
            }
        };
        let letters = canonical(letters);
        let is_space = letters.chars().all(char::is_whitespace) || ink.is_none() && letters == "\u{200B}";
        let advance = advance.filter(|width| width.is_finite()).unwrap_or(500.0).clamp(0.0, 10_000.0);
        GlyphKind { letters, origin, font, ink, advance, is_space, count: 1 }
    }

    /// The glyph `id` where the file says that it stands for `letters` (`ActualText`). Without letters it is no more than a
    /// part of its neighbour.
    pub(super) fn renamed(&mut self, id: KindId, letters: String) -> KindId {
        let letters = canonical(letters);
        if self.kinds[id as usize].letters == letters || self.kinds.len() >= MOST_KINDS {
            return id;
        }
        let key = (id, letters);
        if let Some(&known) = self.by_name.get(&key) {
            self.kinds[known as usize].count += 1;
            return known;
        }
        let renamed = self.kinds.len() as KindId;
        let is_space = !key.1.is_empty() && key.1.chars().all(char::is_whitespace);
        let kind = GlyphKind {
            letters: key.1.clone(),
            origin: Origin::File,
            is_space,
            count: 1,
            ..self.kinds[id as usize].clone()
        };
        self.kinds.push(kind);
        self.by_name.insert(key, renamed);
        renamed
    }

    pub(super) fn kind(&self, id: KindId) -> &GlyphKind {
        &self.kinds[id as usize]
    }

    pub(super) fn letters(&self, id: KindId) -> &str {
        &self.kinds[id as usize].letters
    }

    pub(super) fn is_bold(&self, id: KindId) -> bool {
        self.fonts.get(usize::from(self.kind(id).font)).is_some_and(|face| face.is_bold)
    }

    pub(super) fn is_italic(&self, id: KindId) -> bool {
        self.fonts.get(usize::from(self.kind(id).font)).is_some_and(|face| face.is_italic)
    }

    /// Whether it may be part of the number of a note: a digit or an asterisk.
    pub(super) fn is_note_sign(&self, id: KindId) -> bool {
        let mut letters = self.letters(id).chars();
        let sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡') || is_superscript_digit(c);
        matches!((letters.next(), letters.next()), (Some(c), None) if sign(c))
    }
}

pub(super) fn is_superscript_digit(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// Whether what a map says can stand in a text: no control characters, no private use, not nothing.
fn is_text(letters: &str) -> bool {
    let is_odd = |c: char| {
        c.is_control() && !c.is_whitespace()
            || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | char::REPLACEMENT_CHARACTER)
    };
    !letters.is_empty() && !letters.contains(is_odd)
}

/// Letters in the form that Unicode holds for the same (normalization form C): fonts give one glyph to signs that differ in
/// number only, and a file may name the other one, such as U+037E, the Greek question mark, for a semicolon.
fn canonical(letters: String) -> String {
    if is_nfc(&letters) { letters } else { letters.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_unicode_holds_for_the_same_are_one() {
        for (told, letters) in [("\u{37e}", ";"), ("\u{212b}", "Å"), ("и\u{306}", "й"), ("fi", "fi"), ("№", "№")]
        {
            assert_eq!(canonical(told.to_owned()), letters);
        }
    }
}
