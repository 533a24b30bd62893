//! Rich Text Format (Microsoft's Rich Text Format Specification 1.9.1), as word processors of thirty years write it.
//!
//! The text is that of the body, then the footnotes, the endnotes, the comments and the running heads, as for Word
//! documents. What a reader of the page does not see (pictures, fields' codes, tables of fonts) is left out; deleted and
//! hidden text is kept and not read.

mod code_pages;
mod document;
mod flows;
mod tokens;

use crate::layered::LayeredText;
use crate::reader::{Reader, extension_of};
use crate::{Diagnostic, IngestError, Ingested, ReadOptions, codes, metadata};

use self::document::Document;

/// Reads RTF.
#[derive(Debug, Clone, Copy)]
pub struct RtfReader;

const SIGNATURE: &[u8] = b"{\\rtf";

impl Reader for RtfReader {
    fn media_type(&self) -> &'static str {
        "application/rtf"
    }

    fn sniff(&self, head: &[u8], name: &str) -> bool {
        // Some programs put a byte order mark or blank lines first.
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        head.trim_ascii_start().starts_with(SIGNATURE)
            || extension_of(name) == "rtf" && !head.starts_with(b"PK\x03\x04")
    }

    fn needs_child(&self) -> bool {
        true
    }

    fn read(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &ReadOptions,
        _on_page: &dyn Fn(u32),
    ) -> Result<Ingested, IngestError> {
        let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii_start();
        if !bare.starts_with(SIGNATURE) {
            return Err(IngestError::Damaged {
                name: name.into(),
                format: "RTF".into(),
                reason: "it does not begin with {\\rtf".into(),
                cure: "check whether the file is what its name says; if it is plain text, give it the extension .txt"
                    .into(),
            });
        }
        let mut text = LayeredText::default();
        let document = Document::read(bare, options, &mut text);
        let mut read = Ingested::new(self.media_type(), "RTF".into(), document.encoding_reason());
        let mut missing = Vec::new();
        if document.is_too_deep {
            let message = "groups are nested deeper than the limit; what lies deeper was left out".to_owned();
            missing.push(message.clone());
            let hint = "open it in a word processor and save it anew";
            read.diagnostics.push(Diagnostic::new(codes::TOO_DEEP_INSIDE, message).with_hint(hint));
        }
        if document.is_cut {
            let message = "its end is missing; what stands before it was read".to_owned();
            missing.push(message.clone());
            let hint = "get the file again, or open it in a word processor and save it anew";
            read.diagnostics.push(Diagnostic::new(codes::RTF_CUT, message).with_hint(hint));
        }
        if document.is_over_limit {
            let limit = options.limits.max_part_bytes;
            let message = format!("its text has more than {limit} bytes; the rest was left out");
            missing.push(message.clone());
            read.diagnostics.push(Diagnostic::new(codes::RTF_TOO_LONG, message).with_hint("split the document"));
        }
        if let Some(page) = document.unknown_code_page {
            let message = format!("code page {page} is not known here; its letters were read as Western ones");
            let hint = "open it in a word processor and save it anew as DOCX";
            read.diagnostics.push(Diagnostic::new(codes::ENCODING_DOUBTFUL, message).with_hint(hint));
        }
        if document.is_tracked {
            let message = "the document has tracked changes: insertions are read, deletions are kept and not read";
            let hint = "accept or reject the changes in the word processor if the text should be final";
            read.diagnostics.push(Diagnostic::new(codes::TRACKED_CHANGES, message).with_hint(hint));
        }
        if text.is_empty() {
            read.diagnostics.push(Diagnostic::new(codes::EMPTY_FILE, "the document holds no text"));
        }
        read.partial = (!missing.is_empty()).then(|| missing.join("; "));
        read.csl = metadata::from_rich_text(&document.title, &document.author, document.title_paragraph.as_deref());
        text.finish(&mut read);
        Ok(read)
    }
}
