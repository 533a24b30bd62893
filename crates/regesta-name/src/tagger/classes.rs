use std::borrow::Cow;

use super::hash_text;

const MAGIC: &[u8; 4] = b"RWC1";

/// Classes of word forms that stand in like surroundings, as a tree: the upper bits of a class are its branch.
#[derive(Debug, Default)]
pub struct WordClasses {
    /// Keys (4 bytes each, sorted), then classes (2 bytes each).
    bytes: Cow<'static, [u8]>,
    count: usize,
}

impl WordClasses {
    /// Reads what [`Self::write`] made; `None` where it is not that.
    ///
    /// ```
    /// use regesta_name::WordClasses;
    /// let bytes = WordClasses::write([("река".to_owned(), 5)]);
    /// assert_eq!(WordClasses::parse(bytes).and_then(|classes| classes.of("река")), Some(5));
    /// assert!(WordClasses::parse(vec![1, 2, 3]).is_none());
    /// ```
    pub fn parse(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let count = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
        (bytes.len() == 8 + count * 6).then_some(Self { bytes, count })
    }

    /// The file of these words (lower case) and classes. Of words that share a key the first is kept.
    pub fn write(words: impl IntoIterator<Item = (String, u16)>) -> Vec<u8> {
        let mut rows: Vec<(u32, u16)> = words.into_iter().map(|(word, class)| (hash_text(&word), class)).collect();
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        let mut bytes = MAGIC.to_vec();
        bytes.extend((rows.len() as u32).to_le_bytes());
        bytes.extend(rows.iter().flat_map(|row| row.0.to_le_bytes()));
        bytes.extend(rows.iter().flat_map(|row| row.1.to_le_bytes()));
        bytes
    }

    fn key(&self, at: usize) -> u32 {
        let from = 8 + at * 4;
        u32::from_le_bytes([self.bytes[from], self.bytes[from + 1], self.bytes[from + 2], self.bytes[from + 3]])
    }

    /// The class of a form in lower case. Two forms in some ten thousand share a key and so a class.
    pub fn of(&self, form: &str) -> Option<u16> {
        let key = hash_text(form);
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low == self.count || self.key(low) != key {
            return None;
        }
        let from = 8 + self.count * 4 + low * 2;
        Some(u16::from_le_bytes([self.bytes[from], self.bytes[from + 1]]))
    }
}
