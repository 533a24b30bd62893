//! What glyphs mean, decided when the whole document has been seen.
//!
//! A file may say nothing of a glyph, or something wrong; how the glyph looks tells more. Each decision is for one glyph
//! of one font and holds wherever it was drawn, so that the places of words do not change.

use std::collections::BTreeMap;

use super::atlas::{GlyphAtlas, GlyphKind, Origin};

/// The top of a small letter is at most this part of that of its capital.
const SMALL_TOP: f32 = 0.84;
/// The top of a capital is at least this part of the usual one.
const CAPITAL_TOP: f32 = 0.93;
/// Letters of a font that must be found wrong in this way before those that have ascenders are judged by their width.
const PROVEN: usize = 3;
/// Share of letters from À to ÿ above which a font is one of a Cyrillic code page taken for a Western one; French has a
/// tenth of this.
const FOREIGN: f64 = 0.5;
/// Letters whose small form ends at the x-height in every typeface, Latin and Cyrillic.
const SHORT: &str = "acegmnopqrsuvwxyzагежзиклмнопрстухцчшщъыьэюя";

/// What was changed, for the diagnostics.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Repairs {
    /// Small letters that are drawn as capitals: the letters, in the order of the alphabet, and the places.
    pub(super) capitals: (String, u64),
    /// Places that the shape of the glyph told, and those that its font told.
    pub(super) by_shape: u64,
    pub(super) by_font: u64,
    pub(super) by_code_page: u64,
    /// Places that nothing told.
    pub(super) unknown: u64,
}

/// Decides on all glyphs of a document.
pub(super) fn repair(atlas: &mut GlyphAtlas) -> Repairs {
    split_ligatures(&mut atlas.kinds);
    undo_code_page(&mut atlas.kinds);
    match_shapes(&mut atlas.kinds);
    raise_capitals(&mut atlas.kinds);
    let mut repairs = Repairs::default();
    let mut capitals: Vec<&str> = Vec::new();
    for kind in &atlas.kinds {
        let places = u64::from(kind.count);
        match kind.origin {
            Origin::File => {}
            Origin::Font => repairs.by_font += places,
            Origin::Shape => repairs.by_shape += places,
            Origin::CodePage => repairs.by_code_page += places,
            Origin::Nothing => repairs.unknown += places,
            Origin::Capital => {
                repairs.capitals.1 += places;
                capitals.push(&kind.letters);
            }
        }
    }
    capitals.sort_unstable();
    capitals.dedup();
    repairs.capitals.0 = capitals.join(" ");
    repairs
}

/// Ligatures are letters joined in print: they read as their letters.
fn split_ligatures(kinds: &mut [GlyphKind]) {
    const LIGATURES: [(char, &str); 7] =
        [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];
    for kind in kinds.iter_mut().filter(|kind| kind.letters.contains(|c| ('ﬀ'..='ﬆ').contains(&c))) {
        for (ligature, letters) in LIGATURES {
            kind.letters = kind.letters.replace(ligature, letters);
        }
    }
}

/// Windows-1251 bytes that a file declares to be Windows-1252 stand as À to ÿ.
fn undo_code_page(kinds: &mut [GlyphKind]) {
    let mut shares: BTreeMap<u16, (u64, u64)> = BTreeMap::new();
    for kind in kinds.iter() {
        let Some(c) = only_letter(&kind.letters) else { continue };
        let (all, foreign) = shares.entry(kind.font).or_default();
        if c.is_alphabetic() {
            *all += u64::from(kind.count);
            *foreign += if ('À'..='ÿ').contains(&c) { u64::from(kind.count) } else { 0 };
        }
    }
    for kind in kinds.iter_mut().filter(|kind| kind.origin == Origin::File) {
        let Some(&(all, foreign)) = shares.get(&kind.font) else { continue };
        if foreign < 8 || (foreign as f64) < FOREIGN * all as f64 {
            continue;
        }
        if let Some(c) = only_letter(&kind.letters).filter(|c| !c.is_ascii())
            && let Some(letter) = from_windows_1251(c)
            && letter != c
        {
            kind.letters = letter.to_string();
            kind.origin = Origin::CodePage;
        }
    }
}

/// The letter that Windows-1251 has where Windows-1252 has `c`.
fn from_windows_1251(c: char) -> Option<char> {
    let mut buffer = [0; 4];
    let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    if failed {
        return None;
    }
    let (letter, _, failed) = encoding_rs::WINDOWS_1251.decode(&bytes);
    if failed { None } else { only_letter(&letter) }
}

fn only_letter(letters: &str) -> Option<char> {
    let mut chars = letters.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// A glyph of which the file says nothing means what the same shape means in another font of the document.
fn match_shapes(kinds: &mut [GlyphKind]) {
    if kinds.iter().all(|kind| kind.origin != Origin::Nothing || kind.ink.is_none()) {
        return;
    }
    let is_cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c));
    let cyrillic: u64 = kinds.iter().filter(|k| is_cyrillic(&k.letters)).map(|k| u64::from(k.count)).sum();
    let latin: u64 =
        kinds.iter().filter(|k| k.letters.chars().any(|c| c.is_ascii_alphabetic())).map(|k| u64::from(k.count)).sum();
    let known: Vec<GlyphKind> =
        kinds.iter().filter(|k| k.origin != Origin::Nothing && k.ink.is_some()).cloned().collect();
    for kind in kinds.iter_mut().filter(|kind| kind.origin == Origin::Nothing) {
        let Some(ink) = kind.ink else { continue };
        let alike = known.iter().filter(|other| {
            other.ink.is_some_and(|shape| shape.is_same(&ink)) && (other.advance - kind.advance).abs() < 6.0
        });
        // One shape may stand for a Latin and a Cyrillic letter; the script of the document decides.
        let best = alike.max_by_key(|other| {
            let fits = is_cyrillic(&other.letters) == (cyrillic > latin);
            (fits, other.count, std::cmp::Reverse(&other.letters))
        });
        if let Some(best) = best {
            kind.letters.clone_from(&best.letters);
            kind.origin = Origin::Shape;
            kind.is_space = best.is_space;
        }
    }
}

/// The capital of a small letter, if that is one letter.
fn capital_of(c: char) -> Option<char> {
    let mut upper = c.to_uppercase();
    // The capital of i depends on the language.
    upper.next().filter(|&u| upper.next().is_none() && u != c && c.is_lowercase() && !matches!(c, 'i' | 'ı'))
}

/// A font may give one small letter for two shapes, of which the taller is the capital.
fn raise_capitals(kinds: &mut [GlyphKind]) {
    let mut fonts: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (at, kind) in kinds.iter().enumerate() {
        if kind.ink.is_some() && matches!(kind.origin, Origin::File | Origin::Font) {
            fonts.entry(kind.font).or_default().push(at);
        }
    }
    for members in fonts.values() {
        for at in capitals_among(kinds, members) {
            if let Some(upper) = only_letter(&kinds[at].letters).and_then(capital_of) {
                kinds[at].letters = upper.to_string();
                kinds[at].origin = Origin::Capital;
            }
        }
    }
}

fn top(kind: &GlyphKind) -> f32 {
    kind.ink.map_or(0.0, |ink| ink.y1)
}

/// Which of the glyphs `members` of one font are capitals although the file gives small letters.
fn capitals_among(kinds: &[GlyphKind], members: &[usize]) -> Vec<usize> {
    let mut small: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut tops: Vec<f32> = Vec::new();
    for &at in members {
        let Some(c) = only_letter(&kinds[at].letters) else { continue };
        if capital_of(c).is_some() {
            small.entry(c).or_default().push(at);
        } else if c.is_uppercase() {
            tops.push(top(&kinds[at]));
        }
    }
    tops.sort_by(f32::total_cmp);
    let pairs: Vec<(usize, usize)> = small.values().filter_map(|shapes| lowest_and_highest(kinds, shapes)).collect();
    let differ = |&&(low, high): &&(usize, usize)| top(&kinds[low]) < SMALL_TOP * top(&kinds[high]);
    let height = match tops.get(tops.len() / 2) {
        Some(&height) => height,
        None => {
            // No capital is right: those found by their shapes must at least be of one height.
            let mut heights: Vec<f32> = pairs.iter().filter(differ).map(|&(_, high)| top(&kinds[high])).collect();
            heights.sort_by(f32::total_cmp);
            match heights.get(heights.len() / 2) {
                Some(&height) if heights.len() >= PROVEN => height,
                _ => return Vec::new(),
            }
        }
    };
    let mut found: Vec<usize> = Vec::new();
    for shapes in small.values() {
        let Some((low, _)) = lowest_and_highest(kinds, shapes) else { continue };
        let is_capital =
            |&&at: &&usize| top(&kinds[low]) < SMALL_TOP * top(&kinds[at]) && top(&kinds[at]) > CAPITAL_TOP * height;
        found.extend(shapes.iter().filter(is_capital));
    }
    // Shapes of a font that is not in the file are those of another, so one shape by itself proves nothing.
    if found.len() >= PROVEN {
        // A letter that never reaches higher than the x-height, seen as tall as a capital only.
        for (c, shapes) in &small {
            let tall = shapes.iter().all(|&at| top(&kinds[at]) > 0.95 * height && top(&kinds[at]) < 1.05 * height);
            if SHORT.contains(*c) && tall {
                found.extend(shapes);
            }
        }
    }
    if found.len() >= PROVEN {
        found.extend(small.values().filter_map(|shapes| wider_of_two(kinds, shapes, height)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn lowest_and_highest(kinds: &[GlyphKind], shapes: &[usize]) -> Option<(usize, usize)> {
    let low = shapes.iter().copied().min_by(|&a, &b| top(&kinds[a]).total_cmp(&top(&kinds[b])))?;
    let high = shapes.iter().copied().max_by(|&a, &b| top(&kinds[a]).total_cmp(&top(&kinds[b])))?;
    (low != high).then_some((low, high))
}

/// Of two tall shapes of one small letter (б, ф) the wider is the capital, if it is also the rarer.
fn wider_of_two(kinds: &[GlyphKind], shapes: &[usize], height: f32) -> Option<usize> {
    let &[a, b] = shapes else { return None };
    let (Some(one), Some(two)) = (kinds[a].ink, kinds[b].ink) else { return None };
    if one.is_same(&two) || top(&kinds[a]) < CAPITAL_TOP * height || top(&kinds[b]) < CAPITAL_TOP * height {
        return None;
    }
    let (wide, narrow) = if one.width() > two.width() { (a, b) } else { (b, a) };
    (kinds[wide].count < kinds[narrow].count).then_some(wide)
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::{Rect, Shape};

    use super::super::ink::Ink;
    use super::*;

    fn kind(letters: &str, height: f64, count: u32) -> GlyphKind {
        GlyphKind {
            letters: letters.into(),
            origin: Origin::File,
            font: 0,
            ink: Ink::of(&Rect::new(0.0, 0.0, 400.0, height).to_path(0.1)),
            advance: 450.0,
            is_space: false,
            count,
        }
    }

    fn repaired(kinds: Vec<GlyphKind>) -> (Vec<String>, Repairs) {
        let mut atlas = GlyphAtlas::default();
        atlas.kinds = kinds;
        let repairs = repair(&mut atlas);
        (atlas.kinds.into_iter().map(|kind| kind.letters).collect(), repairs)
    }

    #[test]
    fn taller_of_two_shapes_is_the_capital() {
        let (letters, repairs) = repaired(vec![
            kind("к", 440.0, 50),
            kind("к", 650.0, 4),
            kind("л", 445.0, 40),
            kind("Б", 655.0, 3),
            kind("б", 690.0, 9),
        ]);
        assert_eq!(letters, ["к", "К", "л", "Б", "б"]);
        assert_eq!(repairs.capitals, ("К".to_owned(), 4));
    }

    #[test]
    fn two_fonts_in_one_do_not_make_capitals() {
        let (letters, _) = repaired(vec![kind("к", 440.0, 50), kind("к", 480.0, 4), kind("К", 660.0, 9)]);
        assert_eq!(letters, ["к", "к", "К"]);
    }

    #[test]
    fn unknown_glyph_takes_the_letter_of_its_shape() {
        let mut unknown = kind("\u{FFFD}", 441.0, 5);
        (unknown.origin, unknown.font) = (Origin::Nothing, 1);
        let mut strange = kind("\u{FFFD}", 900.0, 2);
        (strange.origin, strange.font) = (Origin::Nothing, 1);
        let (letters, repairs) = repaired(vec![kind("к", 440.0, 50), unknown, strange]);
        assert_eq!(letters, ["к", "к", "\u{FFFD}"]);
        assert_eq!((repairs.by_shape, repairs.unknown), (5, 2));
    }

    #[test]
    fn cyrillic_taken_for_western_letters_is_undone_and_french_is_not() {
        let text = |letters: &str, count| kind(letters, 450.0, count);
        let (letters, repairs) =
            repaired(vec![text("ï", 10), text("ð", 10), text("è", 10), text("êàç", 1), text("-", 3)]);
        assert_eq!(letters[..3], ["п", "р", "и"]);
        assert_eq!(repairs.by_code_page, 30);
        let (letters, _) = repaired(vec![text("é", 10), text("e", 90), text("t", 50)]);
        assert_eq!(letters, ["é", "e", "t"]);
    }
}
