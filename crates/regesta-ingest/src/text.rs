//! Plain text and Markdown.

use crate::reader::{Reader, extension_of};
use crate::{Diagnostic, IngestError, Ingested, PageMark, ReadOptions, codes, encoding, sniff};

/// Reads whatever decodes to text. Form feeds (U+000C) end pages, as in the output of `pdftotext`.
#[derive(Debug, Clone, Copy)]
pub struct PlainTextReader;

/// Reads Markdown as it is written: the marks are part of the text.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownReader;

impl Reader for PlainTextReader {
    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn sniff(&self, _head: &[u8], _name: &str) -> bool {
        true
    }

    fn read(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &ReadOptions,
        _on_page: &dyn Fn(u32),
    ) -> Result<Ingested, IngestError> {
        read_text(bytes, name, options, self.media_type())
    }
}

impl Reader for MarkdownReader {
    fn media_type(&self) -> &'static str {
        "text/markdown"
    }

    fn sniff(&self, _head: &[u8], name: &str) -> bool {
        matches!(extension_of(name).as_str(), "md" | "markdown" | "mdown" | "mkd")
    }

    fn read(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &ReadOptions,
        _on_page: &dyn Fn(u32),
    ) -> Result<Ingested, IngestError> {
        read_text(bytes, name, options, self.media_type())
    }
}

fn read_text(bytes: Vec<u8>, name: &str, options: &ReadOptions, media_type: &str) -> Result<Ingested, IngestError> {
    if options.encoding.is_none()
        && let Some(foreign) = sniff::find_foreign(&bytes[..bytes.len().min(8192)])
    {
        return Err(IngestError::Unsupported { name: name.into(), found: foreign.found, cure: foreign.cure.into() });
    }
    let decoded = encoding::decode(bytes, name, options.encoding.as_deref())?;
    let mut read = Ingested::new(media_type, decoded.encoding, decoded.reason);
    read.diagnostics = decoded.diagnostics;
    if decoded.text.is_empty() {
        read.diagnostics.push(crate::reader::empty_file());
    }
    read.pages = find_pages(&decoded.text, options.limits.max_pages, &mut read.diagnostics);
    read.raw_text = decoded.text;
    Ok(read)
}

/// A page ends with its form feed; the next begins after it. One at the very end of the text begins no further page.
fn find_pages(text: &str, max_pages: u32, diagnostics: &mut Vec<Diagnostic>) -> Vec<PageMark> {
    let mut pages = Vec::new();
    let starts =
        text.bytes().enumerate().filter(|&(at, byte)| byte == 0x0C && at + 1 < text.len()).map(|(at, _)| at + 1);
    for raw_start in starts {
        if pages.is_empty() {
            pages.push(page(0, 0));
        }
        if pages.len() as u64 >= u64::from(max_pages) {
            let message =
                format!("the text has more than {max_pages} pages by its form feeds; later ones are not marked");
            diagnostics.push(
                Diagnostic::new(codes::TOO_MANY_PAGES, message)
                    .with_hint("split the file, or raise the limit of pages"),
            );
            break;
        }
        pages.push(page(raw_start, pages.len() as u32));
    }
    if pages.is_empty() && text.ends_with('\u{c}') {
        pages.push(page(0, 0));
    }
    pages
}

fn page(raw_start: usize, index: u32) -> PageMark {
    PageMark { raw_start, index, label: None, size: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str, max_pages: u32) -> (Vec<usize>, usize) {
        let mut diagnostics = Vec::new();
        let pages = find_pages(text, max_pages, &mut diagnostics);
        (pages.iter().map(|page| page.raw_start).collect(), diagnostics.len())
    }

    #[test]
    fn form_feeds_begin_pages() {
        assert_eq!(starts("да\u{c}нет\u{c}", 10), (vec![0, 5], 0));
        assert_eq!(starts("one page\u{c}", 10), (vec![0], 0));
        assert_eq!(starts("\u{c}\u{c}x", 10), (vec![0, 1, 2], 0));
        assert_eq!(starts("no pages at all\n", 10), (vec![], 0));
    }

    #[test]
    fn stops_marking_pages_at_the_limit() {
        assert_eq!(starts("a\u{c}b\u{c}c\u{c}d", 2), (vec![0, 2], 1));
    }
}
