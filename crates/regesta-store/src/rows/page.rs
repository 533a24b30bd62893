use crate::Span;

/// A page of a source, with the place of every word on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The source.
    pub source: String,
    /// Number of the page in the file, from 0.
    pub index: u32,
    /// The number printed on it.
    pub label: Option<String>,
    /// Byte of the raw text where it begins.
    pub raw_start: usize,
    /// Width as shown, in points (1/72 inch).
    pub width: f64,
    /// Height as shown, in points.
    pub height: f64,
    /// Its words, in the order of the raw text.
    pub words: Vec<PageWord>,
}

/// A word, or the part of it that stands on one line, on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageWord {
    /// Its bytes of the raw text.
    pub span: Span,
    /// Left edge in points from the left edge of the page as shown, kept to a tenth of a point like the other three.
    pub x: f64,
    /// Upper edge in points from the top.
    pub y: f64,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// Tenths of a point.
const PARTS: f64 = 10.0;

/// Packs words into some seven bytes each: for every word the bytes since the end of the word before and its length, then
/// left edge from the right edge of the word before, upper edge from the word before, width and height, in tenths of a
/// point; each number as LEB128, signed ones folded (zigzag).
pub(crate) fn packed(words: &[PageWord], raw_start: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len() * 8);
    let mut before = Before { end: raw_start as i64, ..Before::default() };
    for word in words {
        let part = |points: f64| (points * PARTS).round() as i64;
        let (x, y, width, height) = (part(word.x), part(word.y), part(word.width), part(word.height));
        let start = word.span.start as i64;
        push(&mut bytes, start - before.end);
        push(&mut bytes, word.span.end as i64 - start);
        push(&mut bytes, x - before.right);
        push(&mut bytes, y - before.y);
        push(&mut bytes, width);
        push(&mut bytes, height - before.height);
        before = Before { end: word.span.end as i64, right: x + width, y, height };
    }
    bytes
}

/// The words of [`packed`]; damage ends the list.
pub(crate) fn unpacked(mut bytes: &[u8], raw_start: usize) -> Vec<PageWord> {
    let mut words = Vec::new();
    let mut before = Before { end: raw_start as i64, ..Before::default() };
    while let Some(word) = next_word(&mut bytes, &mut before) {
        words.push(word);
    }
    words
}

#[derive(Default)]
struct Before {
    end: i64,
    right: i64,
    y: i64,
    height: i64,
}

fn next_word(bytes: &mut &[u8], before: &mut Before) -> Option<PageWord> {
    let mut next = || take(bytes);
    let start = before.end.checked_add(next()?)?;
    let end = start.checked_add(next()?)?;
    let x = before.right.checked_add(next()?)?;
    let y = before.y.checked_add(next()?)?;
    let width = next()?;
    let height = before.height.checked_add(next()?)?;
    *before = Before { end, right: x.checked_add(width)?, y, height };
    let points = |parts: i64| parts as f64 / PARTS;
    let span = Span::new(usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    Some(PageWord { span, x: points(x), y: points(y), width: points(width), height: points(height) })
}

fn push(bytes: &mut Vec<u8>, value: i64) {
    let mut folded = ((value << 1) ^ (value >> 63)).cast_unsigned();
    while folded >= 0x80 {
        bytes.push(folded as u8 | 0x80);
        folded >>= 7;
    }
    bytes.push(folded as u8);
}

fn take(bytes: &mut &[u8]) -> Option<i64> {
    let mut folded = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        folded |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some((folded >> 1).cast_signed() ^ -((folded & 1).cast_signed()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(start: usize, end: usize, x: f64, y: f64) -> PageWord {
        PageWord { span: Span::new(start, end), x, y, width: 31.4, height: 11.0 }
    }

    #[test]
    fn packed_words_come_back() {
        let words = [word(100, 112, 70.9, 80.0), word(113, 120, 105.5, 80.0), word(121, 130, 70.9, 93.2)];
        let bytes = packed(&words, 100);
        assert_eq!(unpacked(&bytes, 100), words);
        assert!(bytes.len() <= 30, "{} bytes", bytes.len());
    }

    #[test]
    fn damage_ends_the_list() {
        let bytes = packed(&[word(0, 4, 1.0, 2.0), word(5, 9, 3.0, 2.0)], 0);
        for cut in 0..bytes.len() {
            assert!(unpacked(&bytes[..cut], 0).len() < 2);
        }
        assert!(unpacked(&[0xFF; 40], 0).is_empty());
    }
}
