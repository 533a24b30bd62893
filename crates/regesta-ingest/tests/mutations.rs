//! Small damage to files of every format, the same each time: each file is read or refused, and what is read fits together.

#[allow(dead_code)]
mod office_maker;

use office_maker::{archive, docx, odt};
use regesta_ingest::{Ingested, ReadOptions, read_bytes, read_library};

/// A generator of numbers with a fixed begin (xorshift), so that a fault can be found again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

fn mutant(original: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=numbers.below(5) {
        let at = numbers.below(bytes.len());
        let end = (at + numbers.below(120)).min(bytes.len());
        match numbers.below(6) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes[at] = numbers.below(256) as u8,
            2 => bytes.truncate(at.max(1)),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let block = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, block);
            }
            _ => {
                bytes.splice(at..at, b"99999999999".iter().copied());
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
    bytes
}

/// Every span lies in the text, on letters.
fn check(read: &Ingested) {
    let text = &read.raw_text;
    let mut end = 0;
    for layer in &read.layers {
        let piece = &layer.raw[0];
        assert!(piece.start >= end && text.get(piece.clone()).is_some());
        end = piece.end;
        let inner = layer.calls.iter().map(|call| &call.raw).chain(layer.changes.iter().map(|change| &change.raw));
        for span in inner.chain(&layer.label) {
            assert!(span.start >= piece.start && span.end <= piece.end && text.get(span.clone()).is_some());
        }
        assert!(layer.calls.iter().all(|call| call.note.is_none_or(|note| note < read.layers.len())));
    }
    assert!(read.parts.iter().all(|part| text.is_char_boundary(part.raw_start)));
}

const BODY: &str = r#"<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>
    <w:r><w:t xml:space="preserve">The wall fell. </w:t><w:footnoteReference w:id="2"/><w:softHyphen/></w:r>
    <w:del><w:r><w:delText>Nobody</w:delText></w:r></w:del><w:ins><w:r><w:t>Die Stadt fiel, ж.</w:t></w:r></w:ins></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p></w:tc></w:tr></w:tbl>"#;
const NOTE: &str = r#"<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Orme, 4.</w:t></w:r></w:p></w:footnote>"#;
const TEXT: &str = r#"<text:h>Wall</text:h><text:p>Fell<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
    <text:note-body><text:p>Orme.</text:p></text:note-body></text:note><text:s text:c="3"/>ж</text:p><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"#;
const PAGE: &str = r##"<html><head><meta charset="utf-8"><title>Стена</title></head><body><nav><a href="/">x</a></nav><h1>Wall</h1>
    <p>Fell<a href="#n1" id="r1"><sup>1</sup></a> &mdash; ж<table><tr><td>1<td>2</table><ol><li id="n1">Orme. <a href="#r1">^</a></ol></body></html>"##;
const RICH: &str = r#"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset162 Arial;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}
    {\info{\title Wall}{\author A. Orme}}{\header head\par}\pard\s1 Wall\par\pard The wall fell.{\super\chftn}{\footnote\pard{\super\chftn} Orme, 4.}
    \'cc\'ee\'f1\'f2 \u1078?{\f1 \'fe}{\deleted no}{\v hid}\-\_{\field{\*\fldinst X}{\fldrslt y}}\par\trowd\intbl a\cell b\cell\row\pard{\*\x z}end\par}"#;
const BIB: &str =
    "@article{a, title = {The {Siege}}, author = {Orme, A. and Lund, Bo}, date = {1921-05}, file = {x:a.pdf:b}}";
const RIS: &str = "TY  - BOOK\nAU  - Orme, A.\nTI  - Стена\nPY  - 1921\nER  - \n";
const CSL: &str = r#"[{"id": 1, "type": "book", "title": "Стена", "issued": {"date-parts": [[1921]]}}]"#;

#[test]
fn damaged_files_are_read_or_refused() {
    let mut numbers = Numbers(0x5EED_CAFE);
    let (word, office) = (docx(BODY, &[("footnotes", NOTE)]), odt(TEXT, ""));
    let files: [(&str, &[u8]); 6] = [
        ("a.rtf", RICH.as_bytes()),
        ("a.docx", &word),
        ("a.odt", &office),
        ("a.html", PAGE.as_bytes()),
        ("a.txt", BIB.as_bytes()),
        ("a.md", RIS.as_bytes()),
    ];
    let (mut good, mut refused) = (0, 0);
    for (name, original) in files {
        check(&read_bytes(original.to_vec(), name, &ReadOptions::default()).unwrap());
        for _ in 0..150 {
            match read_bytes(mutant(original, &mut numbers), name, &ReadOptions::default()) {
                Ok(read) => {
                    check(&read);
                    good += 1;
                }
                Err(error) => {
                    assert!(!error.hint().is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(good > 100 && refused > 100, "{good} read, {refused} refused");
}

#[test]
fn damage_inside_an_archive_is_survived_too() {
    let mut numbers = Numbers(0xBADC_0DE5);
    let mut good = 0;
    for _ in 0..200 {
        let inner = String::from_utf8_lossy(&mutant(BODY.as_bytes(), &mut numbers)).into_owned();
        let note = String::from_utf8_lossy(&mutant(NOTE.as_bytes(), &mut numbers)).into_owned();
        let text = String::from_utf8_lossy(&mutant(TEXT.as_bytes(), &mut numbers)).into_owned();
        let files = [
            ("a.docx", docx(&inner, &[("footnotes", &note)])),
            ("a.docx", docx(BODY, &[("footnotes", &note)])),
            ("a.odt", odt(&text, "")),
        ];
        for (name, bytes) in files {
            if let Ok(read) = read_bytes(bytes, name, &ReadOptions::default()) {
                check(&read);
                good += 1;
            }
        }
    }
    assert!(good > 200, "{good}");
}

#[test]
fn damaged_files_of_literature_are_survived() {
    let mut numbers = Numbers(0x0DD_B175);
    for (name, original) in [("a.bib", BIB), ("a.ris", RIS), ("a.json", CSL)] {
        assert_eq!(read_library(original.into(), name).unwrap().len(), 1, "{name}");
        for _ in 0..300 {
            let _ = read_library(mutant(original.as_bytes(), &mut numbers), name);
        }
    }
    assert!(read_library(archive(&[]), "a.bib").is_err());
}
