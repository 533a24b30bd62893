//! What the child sends. JSON for the small parts, plain bytes for the text and the packed boxes, so that a large text is
//! neither escaped nor copied on its way:
//!
//! For each page that is begun `PAGE` and its index (4 bytes, little endian). Then `RGI2`; the head as JSON, the text and
//! the boxes ([`WordBoxes::packed`]), every part with its length in front (8 bytes, little endian); `.END`.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::{IngestError, Ingested, PagePicture, WordBoxes};

use super::Answer;

const MAGIC: &[u8; 4] = b"RGI2";
const PAGE: &[u8; 4] = b"PAGE";
const END: &[u8; 4] = b".END";
/// Most bytes of the head: diagnostics, page marks and layers, some hundred bytes each.
const MAX_HEAD: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
enum Head {
    Read(Box<Ingested>),
    /// A picture of a page, which follows in the place of the text: its width and height in pixels.
    Drawn(u32, u32),
    Failed(IngestError),
}

pub(super) fn write_answer(out: impl Write, answer: Result<Answer, IngestError>) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    out.write_all(MAGIC)?;
    match answer {
        Ok(Answer::Drawn(picture)) => {
            write_json(&mut out, &Head::Drawn(picture.width, picture.height))?;
            write_part(&mut out, &picture.png)?;
            write_part(&mut out, &[])?;
        }
        Ok(Answer::Read(mut read)) => {
            let text = std::mem::take(&mut read.raw_text);
            let boxes = std::mem::take(&mut read.boxes);
            write_json(&mut out, &Head::Read(read))?;
            write_part(&mut out, text.as_bytes())?;
            write_part(&mut out, boxes.packed())?;
        }
        Err(error) => {
            write_json(&mut out, &Head::Failed(error))?;
            write_part(&mut out, &[])?;
            write_part(&mut out, &[])?;
        }
    }
    out.write_all(END)?;
    out.flush()
}

/// Counts what is written to it.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Written twice, once to know its length: the layers of a book are many, and the memory of this process is short.
fn write_json(out: &mut impl Write, head: &Head) -> io::Result<()> {
    let mut counted = Counted(0);
    serde_json::to_writer(&mut counted, head)?;
    out.write_all(&counted.0.to_le_bytes())?;
    Ok(serde_json::to_writer(out, head)?)
}

/// Word of a page before it is read, so that the parent knows which one was the death of the child.
pub(super) fn write_page_notice(out: &mut impl Write, index: u32) -> io::Result<()> {
    let mut notice = [0; 8];
    notice[..4].copy_from_slice(PAGE);
    notice[4..].copy_from_slice(&index.to_le_bytes());
    out.write_all(&notice)?;
    out.flush()
}

fn write_part(out: &mut impl Write, part: &[u8]) -> io::Result<()> {
    out.write_all(&(part.len() as u64).to_le_bytes())?;
    out.write_all(part)
}

/// Why an answer could not be taken: the channel broke, or its content is not as it must be.
#[derive(Debug)]
pub(super) enum WireError {
    Broken,
    Content(String),
}

impl From<io::Error> for WireError {
    /// How the channel broke says nothing; how the child ended does.
    fn from(_: io::Error) -> Self {
        Self::Broken
    }
}

/// The child may have been taken over by a hostile file, so nothing it says is trusted: no more than `expected` bytes
/// are allocated before they are there, and every offset is checked. `most` bounds the text, and the bytes of the boxes.
pub(super) fn read_answer(
    mut input: impl Read,
    most: u64,
    expected: u64,
    on_page: impl Fn(u32),
) -> Result<Result<Answer, IngestError>, WireError> {
    let content = |reason: &str| WireError::Content(reason.into());
    let mut magic = [0; 4];
    input.read_exact(&mut magic)?;
    while &magic == PAGE {
        let mut index = [0; 4];
        input.read_exact(&mut index)?;
        on_page(u32::from_le_bytes(index));
        input.read_exact(&mut magic)?;
    }
    if &magic != MAGIC {
        return Err(content("it does not begin as an answer does"));
    }
    let head = read_part(&mut input, MAX_HEAD, 0)?;
    let text = read_part(&mut input, most, expected)?;
    let boxes = read_part(&mut input, most, 0)?;
    let mut end = [0; 4];
    input.read_exact(&mut end)?;
    if &end != END {
        return Err(content("it does not end as an answer does"));
    }
    let mut read = match serde_json::from_slice(&head).map_err(|error| WireError::Content(error.to_string()))? {
        Head::Failed(error) => return Ok(Err(error)),
        Head::Drawn(width, height) => return Ok(Ok(Answer::Drawn(PagePicture { width, height, png: text }))),
        Head::Read(read) => read,
    };
    read.raw_text = String::from_utf8(text).map_err(|_| content("its text is not UTF-8"))?;
    read.boxes = WordBoxes::unpacked(boxes).ok_or_else(|| content("a record of a word is cut"))?;
    check(&read).map_err(content)?;
    Ok(Ok(Answer::Read(read)))
}

fn read_part(input: &mut impl Read, most: u64, expected: u64) -> Result<Vec<u8>, WireError> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(WireError::Content(format!("a part of {length} bytes; at most {most} are allowed")));
    }
    // One byte more, so that the end is seen without growing.
    let mut part = Vec::with_capacity(length.min(expected) as usize + 1);
    input.take(length).read_to_end(&mut part)?;
    if part.len() as u64 == length { Ok(part) } else { Err(WireError::Broken) }
}

fn check(read: &Ingested) -> Result<(), &'static str> {
    let text = &read.raw_text;
    let pages_fit = read.pages.windows(2).all(|pair| pair[0].raw_start <= pair[1].raw_start)
        && read.pages.iter().all(|page| text.is_char_boundary(page.raw_start));
    if !pages_fit {
        return Err("its pages do not fit its text");
    }
    let boxes_fit = read.boxes.iter().all(|word| {
        let edges_fit = word.x0 <= word.x1 && word.y0 <= word.y1;
        text.get(word.raw.clone()).is_some_and(|exact| !exact.is_empty()) && edges_fit
    });
    if !boxes_fit {
        return Err("its words do not fit its text");
    }
    let recognised_fits = read.recognised.windows(2).all(|pair| pair[0].end <= pair[1].start)
        && read.recognised.iter().all(|stretch| text.get(stretch.start..stretch.end).is_some());
    if !recognised_fits {
        return Err("what was recognised does not fit its text");
    }
    let parts_fit = read.parts.is_sorted_by_key(|part| part.raw_start)
        && read.parts.iter().all(|part| text.is_char_boundary(part.raw_start));
    if parts_fit && layers_fit(read) { Ok(()) } else { Err("its layers do not fit its text") }
}

/// Whether every span of the layers lies in the text and no layer begins before the one before it ends.
fn layers_fit(read: &Ingested) -> bool {
    let text = &read.raw_text;
    if read.is_laid_out && read.layers.iter().any(|layer| layer.raw.is_empty()) {
        return false;
    }
    let inside = |span: &std::ops::Range<usize>, of: &[std::ops::Range<usize>]| {
        text.get(span.clone()).is_some() && of.iter().any(|piece| piece.start <= span.start && span.end <= piece.end)
    };
    let mut pieces: Vec<_> = read.layers.iter().flat_map(|layer| layer.raw.clone()).collect();
    pieces.sort_unstable_by_key(|piece| (piece.start, piece.end));
    pieces.windows(2).all(|pair| pair[0].end <= pair[1].start)
        && pieces.iter().all(|piece| text.get(piece.clone()).is_some())
        && read.layers.iter().all(|layer| {
            let calls = layer.calls.windows(2).all(|pair| pair[0].raw.end <= pair[1].raw.start)
                && layer
                    .calls
                    .iter()
                    .all(|call| inside(&call.raw, &layer.raw) && call.note.is_none_or(|note| note < read.layers.len()));
            let changes = layer.changes.windows(2).all(|pair| pair[0].raw.end <= pair[1].raw.start)
                && layer.changes.iter().all(|change| inside(&change.raw, &layer.raw));
            calls && changes && layer.label.as_ref().is_none_or(|label| inside(label, &layer.raw))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PageMark, WordBox};

    fn word(raw: std::ops::Range<usize>) -> WordBox {
        WordBox { raw, page: 0, x0: 1.25, y0: 2.5, x1: 30.75, y1: 12.0 }
    }

    fn sample() -> Ingested {
        let mut read = Ingested::new("application/pdf", "PDF".into(), "a test".into());
        read.raw_text = "Приказ № 5".into();
        read.pages = vec![PageMark { raw_start: 0, index: 0, label: Some("vii".into()), size: Some([595.0, 842.0]) }];
        read.boxes.push(&word(0..12));
        read.layers = vec![crate::Layer {
            kind: crate::LayerKind::Paragraph,
            level: 0,
            raw: std::iter::once(0..18).collect(),
            label: None,
            calls: vec![crate::NoteCallMark { raw: 17..18, note: None }],
            changes: Vec::new(),
        }];
        read.is_laid_out = true;
        read.recognised = vec![crate::Recognised { start: 0, end: 12, page: 0, doubt: 3 }];
        read.csl = serde_json::json!({ "title": "Приказ" });
        read.diagnostics = vec![crate::reader::empty_file()];
        read
    }

    fn sent(answer: Result<Ingested, IngestError>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_answer(&mut bytes, answer.map(|read| Answer::Read(Box::new(read)))).unwrap();
        bytes
    }

    #[test]
    fn answer_comes_back_equal() {
        let back = read_answer(&sent(Ok(sample()))[..], 100, 100, |_| ()).unwrap().unwrap();
        assert_eq!(back, Answer::Read(Box::new(sample())));
        let drawn = Answer::Drawn(PagePicture { width: 2, height: 3, png: vec![0x89, 0xFF] });
        let mut bytes = Vec::new();
        write_answer(&mut bytes, Ok(drawn.clone())).unwrap();
        assert_eq!(read_answer(&bytes[..], 100, 100, |_| ()).unwrap().unwrap(), drawn);
        let failed = Err(IngestError::Encrypted { name: "a.pdf".into(), reason: "it wants a password".into() });
        let back = read_answer(&sent(failed)[..], 100, 100, |_| ()).unwrap().unwrap_err();
        assert_eq!(back.code(), "ingest.error.encrypted");
    }

    #[test]
    fn cut_answer_is_an_error_at_every_byte() {
        let bytes = sent(Ok(sample()));
        for cut in 0..bytes.len() {
            assert!(read_answer(&bytes[..cut], 100, 100, |_| ()).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn rejects_offsets_inside_a_letter_and_texts_over_the_limit() {
        let mut read = sample();
        read.boxes = WordBoxes::default();
        read.boxes.push(&word(0..3));
        assert!(matches!(read_answer(&sent(Ok(read))[..], 100, 100, |_| ()), Err(WireError::Content(_))));
        assert!(matches!(read_answer(&sent(Ok(sample()))[..], 5, 100, |_| ()), Err(WireError::Content(_))));
    }
}
