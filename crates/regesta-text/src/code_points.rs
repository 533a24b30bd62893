/// Turns byte offsets of one string into code point offsets and back, in O(log n) after one pass.
///
/// ```
/// let index = regesta_text::CodePointIndex::new("от мая");
/// assert_eq!(index.code_point_from_byte(5), 3);
/// assert_eq!(index.byte_from_code_point(3), 5);
/// ```
#[derive(Debug, Clone)]
pub struct CodePointIndex<'a> {
    text: &'a str,
    /// Code points before byte `STEP * i`, where that byte is the first character boundary at or after it.
    checkpoints: Vec<(usize, usize)>,
    ascii: bool,
}

const STEP: usize = 512;

impl<'a> CodePointIndex<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, checkpoints: Vec::new(), ascii: true };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let mut next = 0;
        for (count, (byte, _)) in text.char_indices().enumerate() {
            if byte >= next {
                checkpoints.push((byte, count));
                next = byte + STEP;
            }
        }
        Self { text, checkpoints, ascii: false }
    }

    /// Code points before `byte`. A byte inside a character counts as that character's start; one past the end as the
    /// end.
    pub fn code_point_from_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.ascii {
            return byte;
        }
        let at = self.checkpoints.partition_point(|&(b, _)| b <= byte);
        let (from, count) = if at == 0 { (0, 0) } else { self.checkpoints[at - 1] };
        let mut end = byte;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        count + self.text[from..end].chars().count()
    }

    /// The byte at which code point `code_point` starts; the length of the text when there are not so many.
    pub fn byte_from_code_point(&self, code_point: usize) -> usize {
        if self.ascii {
            return code_point.min(self.text.len());
        }
        let at = self.checkpoints.partition_point(|&(_, c)| c <= code_point);
        let (from, count) = if at == 0 { (0, 0) } else { self.checkpoints[at - 1] };
        self.text[from..].char_indices().nth(code_point - count).map_or(self.text.len(), |(b, _)| from + b)
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
