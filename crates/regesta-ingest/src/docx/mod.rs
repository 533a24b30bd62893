//! Word documents (Office Open XML, ECMA-376 and ISO/IEC 29500, both dialects).
//!
//! The text is that of the body, then the footnotes, the endnotes, the comments and the running heads. What Word computes
//! for the page and does not store (numbers of notes and of list items) is computed here in the same way.

mod body;
mod notes;
mod numbering;
mod package;
mod run;
mod styles;
mod symbols;

use crate::archive::Archive;
use crate::layered::LayeredText;
use crate::reader::{Reader, extension_of};
use crate::{Diagnostic, IngestError, Ingested, ReadOptions, codes, metadata};

use self::body::Body;
pub(crate) use self::body::report_depth;
use self::package::Package;
pub(crate) use self::package::report_parts;

/// Reads DOCX, and DOCM and the two kinds of template, which are the same inside.
#[derive(Debug, Clone, Copy)]
pub struct DocxReader;

pub(crate) const EXTENSIONS: &[&str] = &["docx", "docm", "dotx", "dotm"];

impl Reader for DocxReader {
    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }

    fn sniff(&self, head: &[u8], name: &str) -> bool {
        if !head.starts_with(b"PK\x03\x04") {
            return false;
        }
        let has = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
        let is_named = EXTENSIONS.contains(&extension_of(name).as_str());
        has(b"word/") || is_named && !has(b"application/vnd.oasis") && !has(b"xl/") && !has(b"ppt/")
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
        let archive = Archive::open(bytes, name, "DOCX", &options.limits)?;
        let mut package = Package::open(archive)?;
        let main = package.text(&package.main.clone()).map_err(|error| package.fatal(error))?;
        let document = crate::xml::parse(&main).map_err(|error| package.fatal(error))?;
        let reason = "a Word document holds Unicode text";
        let mut read = Ingested::new(self.media_type(), "DOCX".into(), reason.into());
        let mut text = LayeredText::default();
        let mut body = Body::new(&mut package);
        body.read_main(document.root_element(), &mut text);
        notes::add_notes(&mut body, &mut package, &mut text);
        notes::add_comments(&mut body, &mut package, &mut text);
        notes::add_running_heads(&mut body, &mut package, &mut text);
        body.report(&mut read);
        package.report(&mut read);
        if text.is_empty() {
            read.diagnostics.push(
                Diagnostic::new(codes::EMPTY_FILE, "the document holds no text")
                    .with_hint("if you see text in it, it may be a picture: run text recognition (OCR) on it"),
            );
        }
        let core = package.core().unwrap_or_default();
        read.csl = metadata::from_office(&core, body.title.as_deref());
        text.finish(&mut read);
        Ok(read)
    }
}
