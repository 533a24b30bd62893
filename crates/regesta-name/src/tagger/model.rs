use std::borrow::Cow;

use super::chain::Row;
use super::{TAGS, WordClasses, mix};

const MAGIC: &[u8; 4] = b"RNT1";
const ROW: usize = 4 + TAGS;
const BUCKETS: usize = 1 << 14;

/// A trained reader of names: weights of features, and of one tag after another.
///
/// Made by [`crate::train_tagger`]; the one that the program carries is [`Tagger::built_in`].
#[derive(Debug)]
pub struct Tagger {
    /// Rows of `ROW` bytes, sorted by their key: key (little-endian), weights.
    rows: Cow<'static, [u8]>,
    count: usize,
    /// Where the keys with the same upper bits begin.
    buckets: Vec<u32>,
    /// For texts with and without capitals.
    pub(crate) steps: [[Row; TAGS]; 2],
    pub(crate) classes: WordClasses,
}

impl Tagger {
    /// The tagger that the program carries (`models/` of this crate has its notices).
    pub fn built_in() -> Option<Self> {
        let classes = WordClasses::parse(&include_bytes!("../../models/classes-ru.bin")[..])?;
        Self::parse(&include_bytes!("../../models/names.bin")[..], classes)
    }

    /// Reads what [`crate::train_tagger`] wrote, with the classes it was trained with; `None` where it is not that.
    pub fn parse(bytes: impl Into<Cow<'static, [u8]>>, classes: WordClasses) -> Option<Self> {
        let bytes = bytes.into();
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let count = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
        let head = 8 + 2 * TAGS * TAGS * 2;
        if bytes.len() != head + count * ROW {
            return None;
        }
        let step = |mode: usize, a: usize, b: usize| {
            let from = 8 + ((mode * TAGS + a) * TAGS + b) * 2;
            i32::from(i16::from_le_bytes([bytes[from], bytes[from + 1]]))
        };
        let steps = std::array::from_fn(|m| std::array::from_fn(|a| std::array::from_fn(|b| step(m, a, b))));
        let rows: Cow<'static, [u8]> = match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[head..]),
            Cow::Owned(bytes) => Cow::Owned(bytes[head..].to_vec()),
        };
        let mut buckets = vec![0u32; BUCKETS + 1];
        for row in rows.chunks_exact(ROW) {
            buckets[(u32::from_le_bytes([row[0], row[1], row[2], row[3]]) >> 18) as usize + 1] += 1;
        }
        for at in 1..buckets.len() {
            buckets[at] += buckets[at - 1];
        }
        Some(Self { rows, count, buckets, steps, classes })
    }

    pub(crate) fn write(steps: &[[Row; TAGS]; 2], rows: &[(u32, [i8; TAGS])]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((rows.len() as u32).to_le_bytes());
        for step in steps.iter().flatten().flatten() {
            bytes.extend((*step as i16).to_le_bytes());
        }
        for (key, weights) in rows {
            bytes.extend(key.to_le_bytes());
            bytes.extend(weights.iter().map(|w| *w as u8));
        }
        bytes
    }

    /// A number for its weights.
    pub(crate) fn key(&self) -> u32 {
        self.rows.chunks_exact(ROW).fold(1, |sum, row| {
            let word = |at: usize| u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]);
            mix(mix(mix(mix(sum, word(0)), word(4)), word(8)), word(12))
        })
    }

    /// How many features have a weight.
    pub fn features(&self) -> usize {
        self.count
    }

    /// Adds the weights of a feature, where it has any.
    #[inline]
    pub(crate) fn add(&self, feature: u32, to: &mut Row) {
        let bucket = (feature >> 18) as usize;
        for at in self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize {
            let row = &self.rows[at * ROW..(at + 1) * ROW];
            let key = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            if key == feature {
                for (sum, weight) in to.iter_mut().zip(&row[4..]) {
                    *sum += i32::from(*weight as i8);
                }
            }
            if key >= feature {
                return;
            }
        }
    }
}
