//! Files that are not what a reader hopes for.

use regesta_ingest::{IngestError, Limits, ReadOptions, read_bytes};

fn read(bytes: Vec<u8>) -> Result<regesta_ingest::Ingested, IngestError> {
    read_bytes(bytes, "file.txt", &ReadOptions::default())
}

#[test]
fn empty_file_is_a_text_without_letters() {
    for bytes in [Vec::new(), vec![0xEF, 0xBB, 0xBF], vec![0xFF, 0xFE]] {
        let read = read(bytes).unwrap();
        assert_eq!((read.raw_text.as_str(), read.pages.len()), ("", 0));
        assert_eq!(
            read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(),
            ["ingest.empty-file"]
        );
    }
}

#[test]
fn zero_bytes_in_a_text_make_it_binary() {
    let mut bytes = "Слова, а среди них нули: ".repeat(20).into_bytes();
    bytes.extend([0, 0, 7]);
    let failed = read(bytes).unwrap_err();
    assert!(matches!(&failed, IngestError::Unsupported { name, .. } if name == "file.txt"), "{failed}");
    assert!(!failed.hint().is_empty());
}

#[test]
fn binary_without_zero_bytes_is_no_text() {
    let bytes: Vec<u8> = (1u8..=255).cycle().step_by(7).take(4000).filter(|byte| *byte != 0).collect();
    assert!(matches!(read(bytes), Err(IngestError::Unsupported { .. })));
}

#[test]
fn known_formats_are_called_by_their_names() {
    for (bytes, word) in [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0".to_vec(), "DOC"),
        (b"PK\x03\x04\x0a\0\0\0mimetypeapplication/epub+zip".to_vec(), "EPUB"),
    ] {
        let failed = read(bytes).unwrap_err().to_string();
        assert!(failed.contains(word) && failed.contains("not a text Regesta can read yet"), "{failed}");
    }
    // A Word file that stops after its first part is one that can be read, but not this one.
    let cut = read(b"PK\x03\x04\x14\0\0\0\0\0word/document.xml".to_vec()).unwrap_err();
    assert!(matches!(cut, IngestError::Damaged { .. }) && cut.to_string().contains("DOCX"), "{cut}");
}

#[test]
fn pdf_is_known_by_its_content_under_any_name() {
    let failed = read_bytes(b"%PDF-1.4 and no more".to_vec(), "notes.txt", &ReadOptions::default()).unwrap_err();
    assert!(matches!(failed, IngestError::Damaged { .. }), "{failed}");
    let about = read(b"Files that begin with %PDF- are PDFs.".to_vec()).unwrap();
    assert_eq!(about.media_type, "text/plain");
}

#[test]
fn markdown_stays_as_it_is_written() {
    let source = "# Письмо\n\n*Баку*, 3 мая[^1]\n\n[^1]: Л. 5.\n";
    let read = read_bytes(source.into(), "folder/letter.MD", &ReadOptions::default()).unwrap();
    assert_eq!((read.raw_text.as_str(), read.media_type.as_str()), (source, "text/markdown"));
}

#[test]
fn form_feeds_give_pages() {
    let read = read("первая\u{c}вторая\u{c}".into()).unwrap();
    assert_eq!(read.pages.iter().map(|page| page.raw_start).collect::<Vec<_>>(), [0, 13]);
    assert_eq!(read.page_at(14).unwrap().index, 1);
}

#[test]
fn one_endless_line_is_read() {
    let mut bytes = "слово за словом без конца ".repeat(200_000).into_bytes();
    let read_whole = read(bytes.clone()).unwrap();
    assert_eq!((read_whole.raw_text.len(), read_whole.encoding.as_str()), (bytes.len(), "UTF-8"));
    bytes.push(0xFF);
    let damaged = read(bytes).unwrap();
    let place = damaged.diagnostics[0].place.unwrap();
    assert_eq!((place.line, place.column), (1, 26 * 200_000 + 1));
}

#[test]
fn file_over_the_limit_is_refused_with_both_numbers() {
    let options = ReadOptions { limits: Limits { max_file_bytes: 3, ..Limits::default() }, ..ReadOptions::default() };
    let failed = read_bytes(b"four".to_vec(), "file.txt", &options).unwrap_err();
    assert_eq!(failed.to_string(), "file.txt has 4 bytes; the limit is 3");
}

#[test]
fn any_bytes_are_survived() {
    let mut state = 0x1234_5678_u64;
    for length in 0..600 {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect();
        for name in ["a.txt", "a.md", "a.pdf"] {
            let _ = read_bytes(bytes.clone(), name, &ReadOptions::default());
        }
    }
}
