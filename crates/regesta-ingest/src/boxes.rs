//! Places of words on pages, packed: some ten bytes a word.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::varint::{push, take};

/// A word, or the part of it that stands on one line, and its place on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordBox {
    /// The bytes of `raw_text`.
    pub raw: Range<usize>,
    /// Index of the page, from 0.
    pub page: u32,
    /// Left edge in points from the left edge of the page as shown, rounded to 1/100 point like the other three.
    pub x0: f32,
    /// Upper edge in points from the **top** of the page as shown.
    pub y0: f32,
    /// Right edge; never less than `x0`.
    pub x1: f32,
    /// Lower edge; never less than `y0`.
    pub y1: f32,
}

/// Parts of a point that are kept.
const PARTS: f64 = 100.0;
/// Words that are packed one against the other; the next begins anew, so that a place in the text is found quickly.
const GROUP: usize = 64;

/// The words of a document in the order of its text.
///
/// For every word: the bytes since the word before, its length, its page against that of the word before, left edge from
/// the right edge of the word before, upper edge from the word before, width, height; each number as LEB128, signed ones
/// folded (zigzag), edges in 1/100 point.
///
/// ```
/// use regesta_ingest::WordBoxes;
///
/// let boxes = WordBoxes::default();
/// assert!(boxes.is_empty() && boxes.iter().next().is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordBoxes {
    bytes: Vec<u8>,
    count: usize,
    /// For each group: the end of its first word in the text, and its first byte.
    groups: Vec<(usize, usize)>,
    before: Before,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Before {
    end: i64,
    page: i64,
    right: i64,
    y: i64,
    height: i64,
}

/// Points of `parts`; the same on every machine, and the way back from [`parts`].
fn points(parts: i64) -> f32 {
    (parts as f64 / PARTS) as f32
}

fn parts(points: f32) -> i64 {
    (f64::from(points) * PARTS).round() as i64
}

impl WordBoxes {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// All words, in the order of the text.
    pub fn iter(&self) -> WordBoxIter<'_> {
        WordBoxIter { bytes: &self.bytes, number: 0, before: Before::default() }
    }

    /// The words that share a byte of `raw_text` with `raw`, in order.
    pub fn touching(&self, raw: Range<usize>) -> impl Iterator<Item = WordBox> + '_ {
        let after = self.groups.partition_point(|(end, _)| *end <= raw.start);
        let group = after.saturating_sub(1);
        let at = self.groups.get(group).map_or(0, |(_, at)| *at);
        let from = WordBoxIter { bytes: &self.bytes[at..], number: group * GROUP, before: Before::default() };
        from.skip_while(move |word| word.raw.end <= raw.start).take_while(move |word| word.raw.start < raw.end)
    }

    /// Appends a word, which begins where the one before it ends or later.
    pub(crate) fn push(&mut self, word: &WordBox) {
        if self.count.is_multiple_of(GROUP) {
            self.groups.push((word.raw.end, self.bytes.len()));
            self.before = Before::default();
        }
        let before = self.before;
        let (start, end) = (word.raw.start as i64, word.raw.end as i64);
        let [x, y, right, bottom] = [word.x0, word.y0, word.x1, word.y1].map(parts);
        let (width, height) = (right - x, bottom - y);
        for number in [
            start - before.end,
            end - start,
            i64::from(word.page) - before.page,
            x - before.right,
            y - before.y,
            width,
            height - before.height,
        ] {
            push(&mut self.bytes, number);
        }
        self.before = Before { end, page: word.page.into(), right, y, height };
        self.count += 1;
    }

    /// The packed form, as it goes from one process to another.
    pub(crate) fn packed(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads [`Self::packed`]; `None` for damage, or words that run into each other. Whether they fit a text is for the caller to see.
    pub(crate) fn unpacked(bytes: Vec<u8>) -> Option<Self> {
        let mut boxes = Self::default();
        let mut rest = WordBoxIter { bytes: &bytes, number: 0, before: Before::default() };
        let mut last_end = 0;
        loop {
            let at = bytes.len() - rest.bytes.len();
            if at == bytes.len() {
                break;
            }
            let is_first = boxes.count.is_multiple_of(GROUP);
            let word = rest.next()?;
            if word.raw.start < last_end || word.raw.is_empty() {
                return None;
            }
            last_end = word.raw.end;
            if is_first {
                boxes.groups.push((word.raw.end, at));
            }
            boxes.count += 1;
        }
        boxes.before = rest.before;
        boxes.bytes = bytes;
        Some(boxes)
    }
}

impl<'a> IntoIterator for &'a WordBoxes {
    type Item = WordBox;
    type IntoIter = WordBoxIter<'a>;

    fn into_iter(self) -> WordBoxIter<'a> {
        self.iter()
    }
}

/// The words of [`WordBoxes`], unpacked one by one.
#[derive(Debug, Clone)]
pub struct WordBoxIter<'a> {
    bytes: &'a [u8],
    number: usize,
    before: Before,
}

impl Iterator for WordBoxIter<'_> {
    type Item = WordBox;

    fn next(&mut self) -> Option<WordBox> {
        if self.number.is_multiple_of(GROUP) {
            self.before = Before::default();
        }
        let before = self.before;
        let mut next = || take(&mut self.bytes);
        let start = before.end.checked_add(next()?)?;
        let end = start.checked_add(next()?)?;
        let page = before.page.checked_add(next()?)?;
        let x = before.right.checked_add(next()?)?;
        let y = before.y.checked_add(next()?)?;
        let right = x.checked_add(next()?)?;
        let height = before.height.checked_add(next()?)?;
        let bottom = y.checked_add(height)?;
        self.before = Before { end, page, right, y, height };
        self.number += 1;
        Some(WordBox {
            raw: usize::try_from(start).ok()?..usize::try_from(end).ok()?,
            page: u32::try_from(page).ok()?,
            x0: points(x),
            y0: points(y),
            x1: points(right),
            y1: points(bottom),
        })
    }
}

impl Serialize for WordBoxes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for WordBoxes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words: Vec<WordBox> = Vec::deserialize(deserializer)?;
        let mut boxes = Self::default();
        words.iter().for_each(|word| boxes.push(word));
        Ok(boxes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: usize) -> Vec<WordBox> {
        let word = |n: usize| {
            let (x, y) = ((n % 11) as f32 * 37.25, (n / 11 % 50) as f32 * 12.5);
            WordBox { raw: n * 7..n * 7 + 5, page: (n / 550) as u32, x0: x, y0: y, x1: x + 30.01, y1: y + 9.99 }
        };
        let rounded = |v: f32| points(parts(v));
        let words = (0..count).map(word);
        words
            .map(|w| WordBox { x0: rounded(w.x0), y0: rounded(w.y0), x1: rounded(w.x1), y1: rounded(w.y1), ..w })
            .collect()
    }

    fn boxes(words: &[WordBox]) -> WordBoxes {
        let mut boxes = WordBoxes::default();
        words.iter().for_each(|word| boxes.push(word));
        boxes
    }

    #[test]
    fn words_come_back_as_they_were_and_take_little() {
        for count in [0, 1, 63, 64, 65, 1500] {
            let words = words(count);
            let boxes = boxes(&words);
            assert_eq!(boxes.iter().collect::<Vec<_>>(), words);
            assert_eq!(boxes.len(), count);
            assert!(boxes.packed().len() <= 12 * count);
            assert_eq!(WordBoxes::unpacked(boxes.packed().to_vec()).unwrap(), boxes);
        }
    }

    #[test]
    fn words_of_a_stretch_are_those_that_share_a_byte_with_it() {
        let words = words(700);
        let boxes = boxes(&words);
        for (start, end) in
            [(0, 1), (5, 7), (4, 8), (7 * 64, 7 * 64 + 1), (7 * 63, 7 * 130), (4899, 9999), (6000, 6001)]
        {
            let expected: Vec<WordBox> =
                words.iter().filter(|word| word.raw.start < end && start < word.raw.end).cloned().collect();
            assert_eq!(boxes.touching(start..end).collect::<Vec<_>>(), expected, "{start}..{end}");
        }
    }

    #[test]
    fn cut_bytes_are_refused_or_whole() {
        let boxes = boxes(&words(130));
        let bytes = boxes.packed();
        let whole = (0..bytes.len()).filter(|&cut| WordBoxes::unpacked(bytes[..cut].to_vec()).is_some());
        assert_eq!(whole.count(), 130);
    }
}
