//! What the child sends. JSON for the small parts, plain bytes for the text and fixed records for the boxes, so that a
//! large text is neither escaped nor copied on its way:
//!
//! For each page that is begun `PAGE` and its index (4 bytes, little endian). Then `RGI1`; the head as JSON, the text and
//! the boxes ([`BOX_BYTES`] each), every part with its length in front (8 bytes, little endian); `.END`.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::{IngestError, Ingested, WordBox};

const MAGIC: &[u8; 4] = b"RGI1";
const PAGE: &[u8; 4] = b"PAGE";
const END: &[u8; 4] = b".END";
/// Two u64 (bytes of the text), one u32 (page), four f32 (edges), little endian.
const BOX_BYTES: usize = 36;
/// Most bytes of the head: diagnostics, page marks and layers, some hundred bytes each.
const MAX_HEAD: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
enum Head {
    Read(Box<Ingested>),
    Failed(IngestError),
}

pub(super) fn write_answer(out: impl Write, answer: &Result<Ingested, IngestError>) -> io::Result<()> {
    #[derive(Serialize)]
    enum HeadRef<'a> {
        Read(&'a Ingested),
        Failed(&'a IngestError),
    }
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    out.write_all(MAGIC)?;
    match answer {
        Ok(read) => {
            let mut head = Ingested::new(&read.media_type, read.encoding.clone(), read.encoding_reason.clone());
            head.fingerprint.clone_from(&read.fingerprint);
            head.byte_length = read.byte_length;
            head.pages.clone_from(&read.pages);
            head.layers.clone_from(&read.layers);
            head.parts.clone_from(&read.parts);
            head.diagnostics.clone_from(&read.diagnostics);
            head.partial.clone_from(&read.partial);
            head.layout.clone_from(&read.layout);
            head.csl.clone_from(&read.csl);
            write_part(&mut out, &serde_json::to_vec(&HeadRef::Read(&head))?)?;
            write_part(&mut out, read.raw_text.as_bytes())?;
            write_length(&mut out, read.boxes.len() * BOX_BYTES)?;
            for word in &read.boxes {
                out.write_all(&box_record(word))?;
            }
        }
        Err(error) => {
            write_part(&mut out, &serde_json::to_vec(&HeadRef::Failed(error))?)?;
            write_part(&mut out, &[])?;
            write_part(&mut out, &[])?;
        }
    }
    out.write_all(END)?;
    out.flush()
}

/// Word of a page before it is read, so that the parent knows which one was the death of the child.
pub(super) fn write_page_notice(out: &mut impl Write, index: u32) -> io::Result<()> {
    let mut notice = [0; 8];
    notice[..4].copy_from_slice(PAGE);
    notice[4..].copy_from_slice(&index.to_le_bytes());
    out.write_all(&notice)?;
    out.flush()
}

fn write_length(out: &mut impl Write, length: usize) -> io::Result<()> {
    out.write_all(&(length as u64).to_le_bytes())
}

fn write_part(out: &mut impl Write, part: &[u8]) -> io::Result<()> {
    write_length(out, part.len())?;
    out.write_all(part)
}

fn box_record(word: &WordBox) -> [u8; BOX_BYTES] {
    let mut record = [0; BOX_BYTES];
    record[0..8].copy_from_slice(&(word.raw.start as u64).to_le_bytes());
    record[8..16].copy_from_slice(&(word.raw.end as u64).to_le_bytes());
    record[16..20].copy_from_slice(&word.page.to_le_bytes());
    for (edge, at) in [word.x0, word.y0, word.x1, word.y1].into_iter().zip((20..36).step_by(4)) {
        record[at..at + 4].copy_from_slice(&edge.to_le_bytes());
    }
    record
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
) -> Result<Result<Ingested, IngestError>, WireError> {
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
        Head::Read(read) => *read,
    };
    read.raw_text = String::from_utf8(text).map_err(|_| content("its text is not UTF-8"))?;
    if boxes.len() % BOX_BYTES != 0 {
        return Err(content("a record of a word is cut"));
    }
    read.boxes = boxes.chunks_exact(BOX_BYTES).map(word_box).collect();
    check(&read).map_err(content)?;
    Ok(Ok(read))
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

fn word_box(record: &[u8]) -> WordBox {
    let long =
        |at: usize| record[at..at + 8].iter().rev().fold(0u64, |value, &byte| value << 8 | u64::from(byte)) as usize;
    let short = |at: usize| record[at..at + 4].iter().rev().fold(0u32, |value, &byte| value << 8 | u32::from(byte));
    let edge = |at: usize| f32::from_bits(short(at));
    WordBox { raw: long(0)..long(8), page: short(16), x0: edge(20), y0: edge(24), x1: edge(28), y1: edge(32) }
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
    let spans = |block: &crate::LayoutBlock| {
        let calls = block.calls.iter().map(|call| call.raw.clone());
        block.pieces.iter().cloned().chain(block.label.clone()).chain(calls).collect::<Vec<_>>()
    };
    let layout_fits = read.layout.iter().all(|block| {
        !block.pieces.is_empty()
            && spans(block).into_iter().all(|span| text.get(span).is_some())
            && block.calls.iter().all(|call| call.note.is_none_or(|note| note < read.layout.len()))
    });
    if !layout_fits {
        return Err("its blocks do not fit its text");
    }
    let parts_fit = read.parts.is_sorted_by_key(|part| part.raw_start)
        && read.parts.iter().all(|part| text.is_char_boundary(part.raw_start));
    if parts_fit && layers_fit(read) { Ok(()) } else { Err("its layers do not fit its text") }
}

/// Whether every span of the layers lies in the text and no layer begins before the one before it ends.
fn layers_fit(read: &Ingested) -> bool {
    let text = &read.raw_text;
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
    use crate::PageMark;

    fn sample() -> Ingested {
        let mut read = Ingested::new("application/pdf", "PDF".into(), "a test".into());
        read.raw_text = "Приказ № 5".into();
        read.pages = vec![PageMark { raw_start: 0, index: 0, label: Some("vii".into()), size: Some([595.0, 842.0]) }];
        read.boxes = vec![WordBox { raw: 0..12, page: 0, x0: 1.25, y0: 2.5, x1: 30.75, y1: 12.0 }];
        read.layout = vec![crate::LayoutBlock {
            kind: crate::LayoutKind::Body,
            level: 0,
            pieces: std::iter::once(0..18).collect(),
            label: None,
            calls: vec![crate::NoteMark { raw: 17..18, note: None }],
        }];
        read.csl = serde_json::json!({ "title": "Приказ" });
        read.diagnostics = vec![crate::reader::empty_file()];
        read
    }

    fn sent(answer: &Result<Ingested, IngestError>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_answer(&mut bytes, answer).unwrap();
        bytes
    }

    #[test]
    fn answer_comes_back_equal() {
        let back = read_answer(&sent(&Ok(sample()))[..], 100, 100, |_| ()).unwrap().unwrap();
        assert_eq!(back, sample());
        let failed = Err(IngestError::Encrypted { name: "a.pdf".into(), reason: "it wants a password".into() });
        let back = read_answer(&sent(&failed)[..], 100, 100, |_| ()).unwrap().unwrap_err();
        assert_eq!(back.code(), "ingest.error.encrypted");
    }

    #[test]
    fn cut_answer_is_an_error_at_every_byte() {
        let bytes = sent(&Ok(sample()));
        for cut in 0..bytes.len() {
            assert!(read_answer(&bytes[..cut], 100, 100, |_| ()).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn rejects_offsets_inside_a_letter_and_texts_over_the_limit() {
        let mut read = sample();
        read.boxes[0].raw = 0..3;
        assert!(matches!(read_answer(&sent(&Ok(read))[..], 100, 100, |_| ()), Err(WireError::Content(_))));
        assert!(matches!(read_answer(&sent(&Ok(sample()))[..], 5, 100, |_| ()), Err(WireError::Content(_))));
    }
}
