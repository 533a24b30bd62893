//! Files that are locked, cut, or made to do harm: each gives its message, and nothing else happens.

#[allow(dead_code)]
mod office_maker;
#[allow(dead_code)]
mod pdf_maker;

use office_maker::{archive, docx, odt};
use regesta_ingest::{ChildProgram, IngestError, Ingested, Limits, ReadOptions, read_bytes, read_in_child};

/// Reads as `build` does: in a process of its own.
fn read(bytes: &[u8], name: &str) -> Result<Ingested, IngestError> {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let child = ChildProgram { program: env!("CARGO_BIN_EXE_regesta-read-one").into(), args: Vec::new() };
    read_in_child(&child, &path, name, &ReadOptions::default())
}

/// Code of the failure; its message names the file and the place, and its hint the cure.
fn refused(bytes: &[u8], name: &str, place: &str, cure: &str) -> &'static str {
    let failed = read(bytes, name).unwrap_err();
    let told = failed.to_string();
    assert!(told.contains(name) && told.contains(place), "{told}");
    assert!(failed.hint().contains(cure), "{}", failed.hint());
    failed.code()
}

const PARAGRAPH: &str = "<w:p><w:r><w:t>The wall fell.</w:t></w:r></w:p>";

#[test]
fn locked_files_ask_for_a_copy_without_a_password() {
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut word = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    word.resize(1024, 0);
    word.extend(stream);
    word.resize(4096, 0);
    let locked = "ingest.error.encrypted";
    assert_eq!(refused(&word, "siege.docx", "EncryptedPackage", "without a password"), locked);
    let manifest = r#"<m:manifest xmlns:m="m"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>"#;
    let text = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(refused(&text, "siege.odt", "META-INF/manifest.xml", "without a password"), locked);
}

#[test]
fn cut_files_say_that_their_end_is_missing() {
    let whole = docx(&PARAGRAPH.repeat(500), &[]);
    let damaged = "ingest.error.damaged";
    assert_eq!(refused(&whole[..whole.len() / 2], "siege.docx", "end", "once more"), damaged);
    let whole = odt(&"<text:p>The wall fell.</text:p>".repeat(500), "");
    assert_eq!(refused(&whole[..whole.len() - 30], "siege.odt", "end", "once more"), damaged);
}

#[test]
fn bombs_are_stopped_at_the_part_that_holds_them() {
    let blanks = " ".repeat(40 << 20);
    let bomb = docx(&format!("<w:p><w:r><w:t>{blanks}</w:t></w:r></w:p>"), &[]);
    assert!(bomb.len() < 100_000);
    assert_eq!(refused(&bomb, "bomb.docx", "word/document.xml", "leave it out"), "ingest.error.limit");
    // In a part that the text can do without, the text is read and the part named.
    let bomb = docx(PARAGRAPH, &[("footnotes", &format!("<w:footnote w:id='1'>{blanks}</w:footnote>"))]);
    let read = read(&bomb, "bomb.docx").unwrap();
    assert_eq!(read.raw_text, "The wall fell.\n");
    assert!(read.partial.unwrap().contains("word/footnotes.xml"));
}

#[test]
fn entities_that_grow_are_not_read() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
        <w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"#;
    let file = archive(&[("word/document.xml", laughs)]);
    assert_eq!(refused(&file, "laughs.docx", "document type", "leave it out"), "ingest.error.limit");
    let file = archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", laughs)]);
    assert_eq!(refused(&file, "laughs.odt", "document type", "leave it out"), "ingest.error.limit");
}

#[test]
fn endless_nesting_is_cut_or_refused() {
    let deep = |open: &str, close: &str, inside: &str, times: usize| {
        format!("{}{inside}{}", open.repeat(times), close.repeat(times))
    };
    let run = "<w:r><w:t>deep</w:t></w:r>";
    let body = format!("{PARAGRAPH}<w:p>{}</w:p>", deep("<w:smartTag>", "</w:smartTag>", run, 600));
    let cut = read(&docx(&body, &[]), "deep.docx").unwrap();
    assert_eq!(cut.raw_text, "The wall fell.\n");
    assert!(cut.partial.unwrap().contains("word/document.xml"));
    let tables = deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", PARAGRAPH, 100_000);
    match read(&docx(&tables, &[]), "deep.docx") {
        Ok(read) => assert!(read.partial.is_some()),
        Err(failed) => assert!(matches!(failed, IngestError::Damaged { .. } | IngestError::Limit { .. }), "{failed}"),
    }
    let page = deep("<div><b>", "</b></div>", "deep", 50_000);
    let cut = read(page.as_bytes(), "deep.html").unwrap();
    assert!(cut.partial.is_some());
}

#[test]
fn archives_of_too_many_files_are_refused_and_archives_inside_are_left_alone() {
    let names: Vec<String> = (0..30).map(|n| format!("a{n}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let limits = Limits { max_archive_entries: 20, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let failed = read_bytes(archive(&many), "many.docx", &options).unwrap_err();
    assert!(failed.to_string().contains("30 files"), "{failed}");
    let inner = archive(&[("x.txt", "inner")]);
    let outer = docx(PARAGRAPH, &[("embeddings", &format!("{inner:?}"))]);
    assert_eq!(read_bytes(outer, "nested.docx", &ReadOptions::default()).unwrap().raw_text, "The wall fell.\n");
}

#[test]
fn more_pages_than_the_limit_are_told() {
    let pages: Vec<Vec<pdf_maker::Line>> = (0..12).map(|_| vec![pdf_maker::line(200.0, "The wall fell")]).collect();
    let limits = Limits { max_pages: 10, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let read = read_bytes(pdf_maker::pdf(&pages, ""), "long.pdf", &options).unwrap();
    assert_eq!(read.pages.len(), 10);
    assert!(read.partial.unwrap().contains("10"));
}
