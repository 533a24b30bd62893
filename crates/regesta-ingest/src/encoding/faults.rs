//! Where bytes mean nothing in an encoding.

use encoding_rs::{DecoderResult, Encoding};

use crate::Place;

/// How many faults are named one by one.
const NAMED: usize = 5;
/// Faulty sequences among valid ones up to which a file counts as damaged UTF-8. In the Cyrillic eight-bit encodings
/// valid sequences arise by chance only, far rarer than this.
const VALID_PER_FAULTY: u64 = 4;
/// After so many faults a file that is not nearly valid is not looked at further.
const ENOUGH_FAULTS: u64 = 4096;

/// Multi-byte sequences of a file read as UTF-8.
#[derive(Debug, Default)]
pub(super) struct Utf8Census {
    pub(super) valid_sequences: u64,
    pub(super) faulty_sequences: u64,
}

impl Utf8Census {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut census = Self::default();
        for chunk in bytes.utf8_chunks() {
            // Every multi-byte sequence has one first byte, and only first bytes are 0xC0 or more.
            census.valid_sequences += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count() as u64;
            census.faulty_sequences += u64::from(!chunk.invalid().is_empty());
            if census.faulty_sequences > ENOUGH_FAULTS && !census.is_nearly_valid() {
                break;
            }
        }
        census
    }

    pub(super) fn is_nearly_valid(&self) -> bool {
        self.valid_sequences >= VALID_PER_FAULTY * self.faulty_sequences
    }
}

/// Walks forward through a file and knows line and column.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    line_start: usize,
}

impl<'a> Cursor<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1, line_start: 0 }
    }

    /// `to` never goes back. `width_of` counts the code points of the part of a line before the place.
    fn place(&mut self, to: usize, base: u64, width_of: impl Fn(&[u8]) -> u64) -> Place {
        while self.at < to {
            match self.bytes[self.at] {
                b'\n' => self.start_line(),
                b'\r' if self.bytes.get(self.at + 1) != Some(&b'\n') => self.start_line(),
                _ => {}
            }
            self.at += 1;
        }
        Place { line: self.line, column: width_of(&self.bytes[self.line_start..to]) + 1, byte: base + to as u64 }
    }

    fn start_line(&mut self) {
        self.line += 1;
        self.line_start = self.at + 1;
    }
}

/// Number of faults, and the places of the first. `base` is where `bytes` begin in the file.
pub(super) fn utf8_faults(bytes: &[u8], base: u64) -> (u64, Vec<Place>) {
    let mut cursor = Cursor::new(bytes);
    let (mut at, mut count, mut first) = (0, 0, Vec::new());
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        if chunk.invalid().is_empty() {
            continue;
        }
        count += 1;
        if first.len() < NAMED {
            first.push(cursor.place(at, base, utf8_width));
        }
        at += chunk.invalid().len();
    }
    (count, first)
}

fn utf8_width(part: &[u8]) -> u64 {
    part.utf8_chunks().map(|chunk| chunk.valid().chars().count() as u64 + u64::from(!chunk.invalid().is_empty())).sum()
}

/// Decodes from any encoding in one pass: the text, the number of faults, and the places of the first. `base` is where
/// `bytes` begin in the file.
pub(super) fn decode_with_faults(bytes: &[u8], encoding: &'static Encoding, base: u64) -> (String, u64, Vec<Place>) {
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    // A letter outside ASCII is two bytes of UTF-8 in most alphabets; the rest of the room is for dashes and quotes. The
    // decoder's own bound would be three times the file.
    let outside_ascii = if wide { 0 } else { bytes.iter().filter(|byte| !byte.is_ascii()).count() };
    let mut text = String::with_capacity(bytes.len() + outside_ascii + bytes.len() / 64 + 64);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut cursor = Cursor::new(bytes);
    let (mut at, mut count, mut first) = (0, 0, Vec::new());
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (text, count, first),
            DecoderResult::OutputFull => make_room(&mut text, bytes.len() - at),
            DecoderResult::Malformed(length, after) => {
                if text.capacity() - text.len() < char::REPLACEMENT_CHARACTER.len_utf8() {
                    make_room(&mut text, bytes.len() - at);
                }
                text.push(char::REPLACEMENT_CHARACTER);
                count += 1;
                if first.len() < NAMED {
                    let fault = at.saturating_sub(usize::from(length) + usize::from(after));
                    first.push(if wide {
                        wide_place(bytes, fault, encoding, base)
                    } else {
                        cursor.place(fault, base, |part| part.len() as u64)
                    });
                }
            }
        }
    }
}

/// In steps, because doubling a large text would cost more than the text.
fn make_room(text: &mut String, bytes_left: usize) {
    text.reserve_exact(bytes_left.saturating_mul(2).clamp(64, 16 << 20));
}

/// Line ends of UTF-16 are two bytes, which [`Cursor`] does not know.
fn wide_place(bytes: &[u8], fault: usize, encoding: &'static Encoding, base: u64) -> Place {
    let (before, _) = encoding.decode_without_bom_handling(&bytes[..fault]);
    let line_start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let ends = before.matches('\n').count() + before.matches('\r').count() - before.matches("\r\n").count();
    let column = before[line_start..].chars().count() as u64 + 1;
    Place { line: ends as u64 + 1, column, byte: base + fault as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_faults_by_line_column_and_byte() {
        let bytes = "Москва\r\nИркутск".bytes().chain([0xFF]).chain(" конец".bytes()).collect::<Vec<u8>>();
        let (count, first) = utf8_faults(&bytes, 3);
        assert_eq!(count, 1);
        assert_eq!(first, [Place { line: 2, column: 8, byte: 3 + 12 + 2 + 14 }]);
    }

    #[test]
    fn places_lone_surrogate_in_utf16() {
        let mut bytes: Vec<u8> = "да\nнет".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.extend([0x00, 0xD8, 0x20, 0x00]);
        let (text, count, first) = decode_with_faults(&bytes, encoding_rs::UTF_16LE, 0);
        assert_eq!((text.as_str(), count), ("да\nнет\u{FFFD} ", 1));
        assert_eq!((first[0].line, first[0].column), (2, 4));
    }
}
