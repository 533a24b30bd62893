//! OpenDocument texts (OASIS OpenDocument 1.0 to 1.4, ISO/IEC 26300), as LibreOffice and others write them.

mod body;
mod inline;
mod lists;
mod styles;

use crate::archive::{Archive, PartError};
use crate::docx::{report_depth, report_parts};
use crate::layered::LayeredText;
use crate::reader::{Reader, extension_of};
use crate::{Diagnostic, IngestError, Ingested, ReadOptions, codes, metadata, xml};

use self::body::Body;
use self::styles::Styles;

/// Reads ODT and its templates, OTT.
#[derive(Debug, Clone, Copy)]
pub struct OdtReader;

pub(crate) const EXTENSIONS: &[&str] = &["odt", "ott"];
const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

impl Reader for OdtReader {
    fn media_type(&self) -> &'static str {
        "application/vnd.oasis.opendocument.text"
    }

    fn sniff(&self, head: &[u8], name: &str) -> bool {
        if !head.starts_with(b"PK\x03\x04") {
            return false;
        }
        let text = b"application/vnd.oasis.opendocument.text";
        head.windows(text.len()).any(|window| window == text) || EXTENSIONS.contains(&extension_of(name).as_str())
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
        let mut archive = Archive::open(bytes, name, "ODT", &options.limits)?;
        if is_encrypted(&mut archive) {
            let reason = format!("its list of parts, {MANIFEST}, says that they want a password");
            return Err(IngestError::Encrypted { name: name.into(), reason });
        }
        let content = archive.text(CONTENT).map_err(|error| archive.fatal(CONTENT, error))?;
        let document = xml::parse(&content).map_err(|error| archive.fatal(CONTENT, error))?;
        let mut failed = Vec::new();
        let mut optional = |part: &str| match archive.text(part) {
            Ok(text) => Some(text),
            Err(PartError::Missing) => None,
            Err(error) => {
                failed.push((part.to_owned(), error.sentence()));
                None
            }
        };
        let (styles_xml, meta) = (optional("styles.xml"), optional("meta.xml"));
        let styles_tree = styles_xml.as_deref().map(xml::parse).transpose().unwrap_or_else(|error| {
            failed.push(("styles.xml".into(), error.sentence()));
            None
        });
        let mut read = Ingested::new(self.media_type(), "ODT".into(), "an OpenDocument text holds Unicode text".into());
        let mut text = LayeredText::default();
        let styles = Styles::read(styles_tree.iter().chain([&document]).map(|tree| tree.root_element()));
        let mut body = Body::new(styles);
        body.read_main(document.root_element(), &mut text);
        if let Some(tree) = &styles_tree {
            body.read_running_heads(tree.root_element(), &mut text);
        }
        if body.is_tracked {
            read.diagnostics.push(
                Diagnostic::new(
                    codes::TRACKED_CHANGES,
                    "the document has tracked changes: insertions are read, deletions are kept and not read",
                )
                .with_hint("accept or reject the changes in the word processor if the text should be final"),
            );
        }
        if body.is_too_deep {
            report_depth(&mut read, CONTENT);
        }
        report_parts(&failed, &mut read);
        if text.is_empty() {
            read.diagnostics.push(Diagnostic::new(codes::EMPTY_FILE, "the document holds no text"));
        }
        read.csl = metadata::from_office(meta.as_deref().unwrap_or_default(), body.title.as_deref());
        text.finish(&mut read);
        Ok(read)
    }
}

fn is_encrypted(archive: &mut Archive) -> bool {
    archive.has("encrypted-package")
        || archive.text(MANIFEST).is_ok_and(|manifest| manifest.contains(":encryption-data"))
}
