//! The parts of a Word document and how they refer to each other.

use std::collections::BTreeMap;

use crate::archive::{Archive, PartError};
use crate::xml::{attribute, elements};
use crate::{Diagnostic, IngestError, Ingested, codes, xml};

/// An archive with the names of the parts that the main document refers to.
pub(super) struct Package {
    archive: Archive,
    /// Name of the main document.
    pub(super) main: String,
    /// Relations of the main document by identifier: kind (last word of its address) and part.
    relations: BTreeMap<String, (String, String)>,
    core: Option<String>,
    failed: Vec<(String, String)>,
}

const ROOT_RELATIONS: &str = "_rels/.rels";

impl Package {
    pub(super) fn open(mut archive: Archive) -> Result<Self, IngestError> {
        let root = match archive.text(ROOT_RELATIONS) {
            Ok(text) => relations(&text, "").map_err(|error| archive.fatal(ROOT_RELATIONS, error))?,
            // Some programs leave it out; the names are nearly always the same.
            Err(PartError::Missing) => BTreeMap::new(),
            Err(error) => return Err(archive.fatal(ROOT_RELATIONS, error)),
        };
        let of_kind = |kind: &str| root.values().find(|(k, _)| k == kind).map(|(_, part)| part.clone());
        let main = of_kind("officeDocument").unwrap_or_else(|| "word/document.xml".into());
        let core = of_kind("core-properties");
        let mut package = Self { archive, main, relations: BTreeMap::new(), core, failed: Vec::new() };
        let (folder, file) = package.main.rsplit_once('/').unwrap_or(("", &package.main));
        let (folder, own) = (folder.to_owned(), format!("{folder}/_rels/{file}.rels"));
        if let Some(text) = package.optional(own.trim_start_matches('/')) {
            match relations(&text, &folder) {
                Ok(relations) => package.relations = relations,
                Err(error) => package.failed.push((own, error.sentence())),
            }
        }
        Ok(package)
    }

    pub(super) fn text(&mut self, part: &str) -> Result<String, PartError> {
        self.archive.text(part)
    }

    /// The error for a main document that cannot be read.
    pub(super) fn fatal(&self, error: PartError) -> IngestError {
        self.archive.fatal(&self.main, error)
    }

    /// A part that a document may have or not; that it is there and cannot be read is remembered.
    pub(super) fn optional(&mut self, part: &str) -> Option<String> {
        match self.archive.text(part) {
            Ok(text) => Some(text),
            Err(PartError::Missing) => None,
            Err(error) => {
                self.failed.push((part.into(), error.sentence()));
                None
            }
        }
    }

    /// Remembers that a part is there and cannot be read.
    pub(super) fn failed(&mut self, part: &str, error: &PartError) {
        self.failed.push((part.into(), error.sentence()));
    }

    /// The parts of a kind that the main document refers to (`footnotes`, `header`), in the order of their names.
    pub(super) fn parts(&self, kind: &str) -> Vec<String> {
        let mut parts: Vec<String> =
            self.relations.values().filter(|(k, _)| k == kind).map(|(_, part)| part.clone()).collect();
        parts.sort();
        parts.dedup();
        parts
    }

    /// What the document says about itself.
    pub(super) fn core(&mut self) -> Option<String> {
        let part = self.core.clone().unwrap_or_else(|| "docProps/core.xml".into());
        self.optional(&part)
    }

    /// Says which parts are missing from the result.
    pub(super) fn report(&self, read: &mut Ingested) {
        report_parts(&self.failed, read);
    }
}

/// Marks a document partial for parts that could not be read.
pub(crate) fn report_parts(failed: &[(String, String)], read: &mut Ingested) {
    for (part, reason) in failed {
        read.diagnostics.push(
            Diagnostic::new(codes::ARCHIVE_PART_FAILED, format!("the part {part} could not be read: {reason}"))
                .with_hint("open the file in a word processor, see whether it is whole, and save it anew"),
        );
        let told = format!("the part {part} is missing: {reason}");
        read.partial = Some(read.partial.take().map_or(told.clone(), |before| format!("{before}; {told}")));
    }
}

/// Reads a file of relations. Targets are relative to `folder`, or to the root where they begin with a slash; those that
/// lead out of the archive are left out.
fn relations(text: &str, folder: &str) -> Result<BTreeMap<String, (String, String)>, PartError> {
    let document = xml::parse(text)?;
    let rows = elements(document.root_element()).filter_map(|relation| {
        if attribute(relation, "TargetMode") == Some("External") {
            return None;
        }
        let kind = attribute(relation, "Type")?.rsplit('/').next()?.to_owned();
        let target = attribute(relation, "Target")?;
        Some((attribute(relation, "Id")?.to_owned(), (kind, resolved(folder, target)?)))
    });
    Ok(rows.collect())
}

fn resolved(folder: &str, target: &str) -> Option<String> {
    let (base, rest) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_stay_inside() {
        assert_eq!(resolved("word", "footnotes.xml").as_deref(), Some("word/footnotes.xml"));
        assert_eq!(resolved("word", "/word/a.xml").as_deref(), Some("word/a.xml"));
        assert_eq!(resolved("word", "../docProps/core.xml").as_deref(), Some("docProps/core.xml"));
        assert_eq!(resolved("word", "../../etc/passwd"), None);
    }
}
