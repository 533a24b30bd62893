//! Tells formats that are not read from the first bytes of a file, so that the message can name them and the cure.

/// A format that has no reader yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub(crate) found: String,
    pub(crate) cure: &'static str,
}

const SAVE_AS_TEXT: &str = "save it as plain text (UTF-8) or PDF and put that beside it";
const SAVE_AS_DOCX: &str = "open it in Word or LibreOffice and save it as DOCX or ODT, which keep the notes; for many at once: \
    soffice --headless --convert-to docx *.doc";
const OCR_FIRST: &str =
    "this is a picture: run text recognition (OCR) on it and save the result as PDF with text or as plain text";
const UNPACK: &str = "unpack it into the folder";
const LEAVE: &str = "nothing to do if it is no text of yours; otherwise save it as plain text (UTF-8)";

/// Begins of files. Longer and more telling ones come first where two could fit.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word, Excel or PowerPoint file (DOC, XLS, PPT)", SAVE_AS_DOCX),
    (b"AT&TFORM", "DjVu", "convert it to PDF with a text layer, or extract its text (djvutxt)"),
    (b"%!PS", "PostScript", "convert it to PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", OCR_FIRST),
    (b"\xFF\xD8\xFF", "a JPEG picture", OCR_FIRST),
    (b"II*\0", "a TIFF picture", OCR_FIRST),
    (b"MM\0*", "a TIFF picture", OCR_FIRST),
    (b"GIF8", "a GIF picture", OCR_FIRST),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 picture", OCR_FIRST),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", LEAVE),
    (b"\x7FELF", "a program", LEAVE),
    (b"OggS", "a sound or film file", LEAVE),
    (b"ID3", "a sound file", LEAVE),
    (b"RIFF", "a sound, film or WebP file", LEAVE),
];

/// Looks at the beginning of a file (8 KB are plenty).
pub(crate) fn find_foreign(head: &[u8]) -> Option<Foreign> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(zip_kind(head));
    }
    if head.get(60..68) == Some(b"BOOKMOBI") {
        return Some(Foreign { found: "a Kindle book (MOBI)".into(), cure: SAVE_AS_TEXT });
    }
    // "GIF8" or "ID3" may also be the first words of a text: such a signature counts only where a NUL stands near.
    let has_nul = head.contains(&0);
    let is_telling = |signature: &[u8]| {
        has_nul
            || matches!(signature[0], b'{' | b'%' | b'A')
            || signature.iter().any(|byte| !(0x20..0x7F).contains(byte))
    };
    SIGNATURES
        .iter()
        .find(|(signature, _, _)| head.starts_with(signature) && is_telling(signature))
        .map(|(_, found, cure)| Foreign { found: (*found).into(), cure })
}

fn zip_kind(head: &[u8]) -> Foreign {
    let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    let (found, cure) = if has(b"application/epub+zip") {
        ("EPUB (an e-book)", SAVE_AS_TEXT)
    } else if has(b"application/vnd.oasis.opendocument.text") {
        ("ODT (an OpenDocument text)", SAVE_AS_TEXT)
    } else if has(b"application/vnd.oasis.opendocument") {
        ("an OpenDocument file", SAVE_AS_TEXT)
    } else if has(b"word/") {
        ("DOCX (a Word document)", SAVE_AS_TEXT)
    } else if has(b"xl/") {
        ("XLSX (an Excel table)", SAVE_AS_TEXT)
    } else if has(b"ppt/") {
        ("PPTX (slides)", SAVE_AS_TEXT)
    } else if has(b"[Content_Types].xml") {
        ("an office document (DOCX, XLSX or PPTX)", SAVE_AS_TEXT)
    } else {
        ("a ZIP archive", UNPACK)
    };
    Foreign { found: found.into(), cure }
}

/// Text formats whose marks are not text. They are told by the extension, as their content decodes like any text.
const MARKED_UP: &[(&str, &str)] =
    &[("xml", "XML (TEI, ALTO or another kind)"), ("tex", "LaTeX"), ("epub", "EPUB (an e-book)"), ("djvu", "DjVu")];

/// Extensions of tables, catalogues, settings and programs, which stand beside papers and are no papers.
const DATA: &[&str] = &[
    "cfg", "conf", "css", "csv", "db", "enw", "ini", "ipynb", "js", "json", "jsonl", "lock", "log", "ndjson", "nt",
    "py", "r", "rb", "rdf", "rs", "sh", "sql", "sqlite", "svg", "toml", "ts", "tsv", "ttl", "yaml", "yml",
];

/// What a small-letter extension says about a file that is not among those read.
pub(crate) fn foreign_extension(extension: &str) -> Option<Foreign> {
    if extension == "doc" {
        return Some(Foreign { found: "an old Word file (DOC)".into(), cure: SAVE_AS_DOCX });
    }
    if let Some((_, found)) = MARKED_UP.iter().find(|(known, _)| *known == extension) {
        return Some(Foreign { found: (*found).into(), cure: SAVE_AS_TEXT });
    }
    DATA.contains(&extension).then(|| Foreign {
        found: format!("data or a program (.{extension})"),
        cure: "nothing to do if it is no paper; otherwise give it the extension .txt",
    })
}

/// What to say of bytes that are no text in any encoding and of no known format.
pub(crate) fn unknown_binary() -> Foreign {
    Foreign { found: "binary data of an unknown format".into(), cure: LEAVE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_word_document() {
        let foreign = find_foreign(b"PK\x03\x04\x14\0\x06\0word/document.xml").unwrap();
        assert!(foreign.found.starts_with("DOCX"), "{}", foreign.found);
    }

    #[test]
    fn leaves_plain_text_alone() {
        assert_eq!(find_foreign("Баку, 28 апреля".as_bytes()), None);
        assert_eq!(find_foreign(b"ID3 is what the archive calls its third register"), None);
        assert_eq!(foreign_extension("txt"), None);
    }

    #[test]
    fn names_pictures_and_programs() {
        assert!(find_foreign(b"\x89PNG\r\n\x1a\n....").unwrap().cure.contains("OCR"));
        assert!(find_foreign(b"\x7FELF\x02").is_some());
    }
}
