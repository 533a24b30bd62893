//! The table of all diagnostic codes. Codes are stable: they may stand in other people's scripts.

use crate::model::Severity;

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code as it stands in [`Diagnostic::code`](crate::Diagnostic::code).
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// When it is given.
    pub meaning: &'static str,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident, $meaning:literal;)*) => {
        $(pub(crate) const $name: &str = $code;)*

        /// Every code, sorted.
        ///
        /// | code | severity | given when |
        /// |---|---|---|
        $(#[doc = concat!("| `", $code, "` | ", stringify!($severity), " | ", $meaning, " |")])*
        pub const CODES: &[Code] = &[
            $(Code { code: $code, severity: Severity::$severity, meaning: $meaning },)*
        ];
    };
}

codes! {
    ARCHIVE_PART_FAILED = "ingest.archive.part-failed", Error, "a part of an office document could not be read; the rest was";
    BROKEN_LINK = "ingest.broken-link", Warning, "a symbolic link leads nowhere";
    DIRECTORY_LOOP = "ingest.directory-loop", Warning, "a symbolic link leads back to a folder that contains it";
    DOCX_EMBEDDED = "ingest.docx.embedded", Warning, "a document that is embedded in a document was not read";
    DOCX_SYMBOLS = "ingest.docx.symbols", Note, "signs of a symbol font without a Unicode value stand as their private codes";
    EMPTY_FILE = "ingest.empty-file", Warning, "the file has no bytes, or nothing but a byte order mark";
    ENCODING_DOUBTFUL = "ingest.encoding-doubtful", Warning, "the encoding was guessed from few letters";
    LINK_INSIDE = "ingest.link-inside", Note, "a symbolic link leads to a file or folder that is read under its own name";
    LINK_OUTSIDE = "ingest.link-outside", Warning, "a symbolic link leads out of the folder and was not followed";
    NAME_NOT_UNICODE = "ingest.name-not-unicode", Note, "a file name is not UTF-8; its odd bytes are shown as numbers";
    PDF_CAPITALS = "ingest.pdf.capitals", Note, "small letters that are drawn as capitals were corrected by their shape";
    PDF_CODE_PAGE = "ingest.pdf.code-page", Note, "a Cyrillic code page that was taken for a Western one was set right";
    PDF_GLYPHS_UNMAPPED = "ingest.pdf.glyphs-unmapped", Warning, "glyphs without a Unicode value stand as U+FFFD";
    PDF_INVISIBLE_TEXT = "ingest.pdf.invisible-text", Note, "the text of a page is invisible, as a layer of OCR is";
    PDF_LETTERS_FOUND = "ingest.pdf.letters-found", Note, "letters that the file does not tell were found by font or shape";
    PDF_NO_TEXT = "ingest.pdf.no-text", Warning, "pages have pictures and no text, as scans do";
    PDF_OUTSIDE_PAGE = "ingest.pdf.outside-page", Note, "text outside the visible page was left out";
    PDF_PAGE_FAILED = "ingest.pdf.page-failed", Error, "a page could not be read; the others were";
    PDF_PAGES_MISSING = "ingest.pdf.pages-missing", Error, "the file names more pages than could be found";
    PDF_TOO_MANY_GLYPHS = "ingest.pdf.too-many-glyphs", Error, "a page has more glyphs than the limit";
    PDF_TOO_MANY_PAGES = "ingest.pdf.too-many-pages", Error, "the document has more pages than the limit";
    PDF_TRUNCATED = "ingest.pdf.truncated", Error, "the end of the file is missing; what was found before it was read";
    REPLACED_BYTES = "ingest.replaced-bytes", Warning, "bytes that mean nothing in the encoding became U+FFFD";
    RTF_CUT = "ingest.rtf.cut", Error, "the end of an RTF file is missing; what was found before it was read";
    RTF_TOO_LONG = "ingest.rtf.too-long", Error, "the text of an RTF file is longer than the limit; the rest was left out";
    SPECIAL_FILE = "ingest.special-file", Note, "a pipe, socket or device was skipped";
    TOO_DEEP = "ingest.too-deep", Error, "folders are nested deeper than the limit";
    TOO_DEEP_INSIDE = "ingest.too-deep-inside", Error, "the structure of a file is nested deeper than the limit; what lies deeper was left out";
    TOO_MANY_FILES = "ingest.too-many-files", Error, "the folder has more files than the limit; the rest was left out";
    TOO_MANY_PAGES = "ingest.too-many-pages", Warning, "a text has more form feeds than the limit of pages";
    TRACKED_CHANGES = "ingest.tracked-changes", Note, "the document has tracked changes: insertions are read, deletions are kept and not read";
    UNREADABLE_FILE = "ingest.unreadable-file", Error, "a file could not be opened";
    UNREADABLE_FOLDER = "ingest.unreadable-folder", Error, "a folder could not be listed";
    UNSUPPORTED_FORMAT = "ingest.unsupported-format", Warning, "a file is of a format that is not read yet";
}

pub(crate) fn interned(code: &str) -> Option<&'static str> {
    CODES.iter().find(|row| row.code == code).map(|row| row.code)
}

pub(crate) fn severity_of(code: &str) -> Severity {
    CODES.iter().find(|row| row.code == code).map_or(Severity::Error, |row| row.severity)
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn table_is_sorted_and_without_repeats() {
        assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
