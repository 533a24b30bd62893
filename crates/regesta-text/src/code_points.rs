/// Where code points of one string begin: made in one pass, asked in O(log n) together with the string itself.
///
/// ```
/// let text = "от мая";
/// let map = regesta_text::CodePointMap::new(text);
/// assert_eq!(map.code_point_from_byte(text, 5), 3);
/// ```
#[derive(Debug, Clone, Default)]
pub struct CodePointMap {
    /// Code points before byte `STEP * i`, where that byte is the first character boundary at or after it.
    checkpoints: Vec<(usize, usize)>,
    ascii: bool,
}

const STEP: usize = 512;

impl CodePointMap {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { checkpoints: Vec::new(), ascii: true };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let mut next = 0;
        for (count, (byte, _)) in text.char_indices().enumerate() {
            if byte >= next {
                checkpoints.push((byte, count));
                next = byte + STEP;
            }
        }
        Self { checkpoints, ascii: false }
    }

    /// Code points before `byte` of the text it was made from. A byte inside a character counts as that character's
    /// start; one past the end as the end.
    pub fn code_point_from_byte(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        if self.ascii {
            return byte;
        }
        let at = self.checkpoints.partition_point(|&(b, _)| b <= byte);
        let (from, count) = if at == 0 { (0, 0) } else { self.checkpoints[at - 1] };
        let mut end = byte;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        count + text[from..end].chars().count()
    }

    /// The byte at which code point `code_point` starts; the length of the text when there are not so many.
    pub fn byte_from_code_point(&self, text: &str, code_point: usize) -> usize {
        if self.ascii {
            return code_point.min(text.len());
        }
        let at = self.checkpoints.partition_point(|&(_, c)| c <= code_point);
        let (from, count) = if at == 0 { (0, 0) } else { self.checkpoints[at - 1] };
        text[from..].char_indices().nth(code_point - count).map_or(text.len(), |(b, _)| from + b)
    }
}

/// Turns byte offsets of one string into code point offsets and back: a [`CodePointMap`] that holds its string.
///
/// ```
/// let index = regesta_text::CodePointIndex::new("от мая");
/// assert_eq!(index.code_point_from_byte(5), 3);
/// assert_eq!(index.byte_from_code_point(3), 5);
/// ```
#[derive(Debug, Clone)]
pub struct CodePointIndex<'a> {
    text: &'a str,
    map: CodePointMap,
}

impl<'a> CodePointIndex<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        Self { text, map: CodePointMap::new(text) }
    }

    /// See [`CodePointMap::code_point_from_byte`].
    pub fn code_point_from_byte(&self, byte: usize) -> usize {
        self.map.code_point_from_byte(self.text, byte)
    }

    /// See [`CodePointMap::byte_from_code_point`].
    pub fn byte_from_code_point(&self, code_point: usize) -> usize {
        self.map.byte_from_code_point(self.text, code_point)
    }
}

#[cfg(test)]
mod tests {
    use super::CodePointIndex;

    #[test]
    fn agrees_with_counting_on_every_boundary() {
        let text = "Взят ʿAlī 𐌰 e\u{301} мая. ".repeat(120);
        let index = CodePointIndex::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.code_point_from_byte(byte), count);
            assert_eq!(index.byte_from_code_point(count), byte);
        }
        assert_eq!(index.code_point_from_byte(text.len() + 9), text.chars().count());
        assert_eq!(index.byte_from_code_point(usize::MAX), text.len());
    }

    #[test]
    fn survives_an_empty_text() {
        assert_eq!(CodePointIndex::new("").code_point_from_byte(3), 0);
    }
}
