//! Web pages and what word processors save as HTML.
//!
//! The text of the page is taken in its order. What stands outside the main text (navigation, running heads, forms) is kept
//! and marked; scripts and styles are no text. Notes are known by their links: a call leads to the note, and the note, as
//! a rule, back.

mod content;
mod describe;
mod main_text;
mod notes;
mod tree;

use crate::docx::report_depth;
use crate::encoding::{self, Decoded};
use crate::layered::LayeredText;
use crate::reader::{Reader, extension_of};
use crate::{Diagnostic, IngestError, Ingested, ReadOptions, codes};

use self::content::Content;
pub(crate) use self::describe::date_parts;
use self::tree::Tree;

/// Reads HTML and XHTML.
#[derive(Debug, Clone, Copy)]
pub struct HtmlReader;

pub(crate) const EXTENSIONS: &[&str] = &["html", "htm", "xhtml", "xht"];
/// How many bytes are searched for a declaration of the encoding; the standard has browsers look at 1024.
const DECLARATION: usize = 4096;

impl Reader for HtmlReader {
    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn sniff(&self, head: &[u8], name: &str) -> bool {
        let extension = extension_of(name);
        if EXTENSIONS.contains(&extension.as_str()) {
            // What is stored under such a name may still be something else: a PDF, an archive, a picture.
            return crate::sniff::find_foreign(head).is_none();
        }
        if matches!(extension.as_str(), "txt" | "text" | "md" | "markdown") {
            return false;
        }
        let start = String::from_utf8_lossy(&head[..head.len().min(512)]).to_ascii_lowercase();
        let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        start.starts_with("<!doctype html") || start.starts_with("<html")
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
        let decoded = decode(bytes, name, options)?;
        let tree = Tree::parse(&decoded.text);
        let mut read = Ingested::new(self.media_type(), decoded.encoding, decoded.reason);
        read.diagnostics = decoded.diagnostics;
        read.csl = describe::describe(&tree);
        let mut text = LayeredText::default();
        Content::new(&tree).read(&mut text);
        if tree.is_cut {
            report_depth(&mut read, "the page");
        }
        if text.is_empty() {
            read.diagnostics.push(
                Diagnostic::new(codes::EMPTY_FILE, "the page holds no text").with_hint(
                    "it may fill itself by a script: save it from the browser as PDF, or as a complete page",
                ),
            );
        }
        text.finish(&mut read);
        Ok(read)
    }
}

/// By byte order mark, by being UTF-8, by what the page declares, and by its letters last.
fn decode(bytes: Vec<u8>, name: &str, options: &ReadOptions) -> Result<Decoded, IngestError> {
    if options.encoding.is_some() || std::str::from_utf8(&bytes).is_ok() {
        return encoding::decode(bytes, name, options.encoding.as_deref());
    }
    let declared = declared_encoding(&bytes).filter(|_| encoding_rs::Encoding::for_bom(&bytes).is_none());
    if let Some(label) = declared
        && encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
            .is_some_and(|encoding| encoding.is_ascii_compatible() && encoding != encoding_rs::UTF_8)
    {
        let mut decoded = encoding::decode(bytes, name, Some(&label))?;
        decoded.reason = format!("the page declares {label:?}");
        return Ok(decoded);
    }
    encoding::decode(bytes, name, None)
}

/// The label in `<meta charset=…>`, `<meta … content="text/html; charset=…">` or `<?xml … encoding=…?>`.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| {
        let end = head.strip_prefix("<?xml").and_then(|rest| rest.find("?>"))? + 5;
        head[..end].find("encoding=").map(|at| at + 9)
    })?;
    let value = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(0);
    (end > 0).then(|| value[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_encoding_is_found() {
        let meta = b"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">";
        assert_eq!(declared_encoding(meta).as_deref(), Some("windows-1251"));
        assert_eq!(declared_encoding(b"<meta charset='koi8-r'>").as_deref(), Some("koi8-r"));
        assert_eq!(
            declared_encoding(b"<?xml version='1.0' encoding=\"iso-8859-9\"?><html>").as_deref(),
            Some("iso-8859-9")
        );
        assert_eq!(declared_encoding(b"<p>charset of the type</p>"), None);
    }
}
