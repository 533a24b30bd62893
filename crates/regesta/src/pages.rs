//! From words back to the page: pictures of pages with words marked.

use std::path::PathBuf;

use regesta_ingest::{ChildProgram, Limits, PagePicture, draw_in_child, page_picture};
use regesta_store::{Page, PageWord, Project, Source};
use regesta_text::CodePointMap;

use crate::views::Passage;
use crate::{Error, Result};

/// The file of a source, if it still is what was read.
///
/// # Errors
/// [`Error::Page`] where the folder is not known, or the file is not there or has other bytes now.
pub fn source_file(project: &Project, source: &Source) -> Result<PathBuf> {
    let failed = |reason: String| Error::Page { source_path: source.path.clone(), reason };
    let folder =
        project.meta("folder")?.ok_or_else(|| failed("the project does not say where its folder is".into()))?;
    let path = PathBuf::from(folder).join(&source.path);
    let found = regesta_ingest::fingerprint_file(&path);
    match found {
        Ok(found) if found == source.id => Ok(path),
        Ok(_) => Err(failed(format!("{} has changed since it was read", path.display()))),
        Err(error) => Err(failed(format!("{} cannot be read: {error}", path.display()))),
    }
}

/// A page of a source drawn `width` pixels wide, with a wash over the words `marked`. With a `child` it is drawn in a process
/// of its own with limits, so that a hostile file costs that process and nothing else.
///
/// # Errors
/// Those of [`source_file`], and [`Error::Page`] where the page cannot be drawn.
pub fn picture(
    project: &Project,
    source: &Source,
    page: u32,
    width: u32,
    marked: &[PageWord],
    child: Option<&ChildProgram>,
) -> Result<PagePicture> {
    let failed = |reason: String| Error::Page { source_path: source.path.clone(), reason };
    let path = source_file(project, source)?;
    let edges =
        |word: &PageWord| [word.x, word.y, word.x + word.width, word.y + word.height].map(|points| points as f32);
    let marks: Vec<[f32; 4]> = marked.iter().map(edges).collect();
    let drawn = match child {
        Some(child) => draw_in_child(child, &path, &source.path, &Limits::default(), page, width, &marks),
        None => {
            let bytes = std::fs::read(&path);
            let bytes = bytes.map_err(|error| failed(format!("{} cannot be read: {error}", path.display())))?;
            page_picture(bytes, &source.path, page, width, &marks)
        }
    };
    drawn.map_err(|error| failed(error.to_string()))
}

/// The page on which a passage begins, and its words there.
///
/// # Errors
/// [`Error::Page`] for a source whose pages cannot be drawn, and those of the store.
pub fn words_of_passage(project: &Project, passage: &Passage) -> Result<(Source, Page, Vec<PageWord>)> {
    let failed = |reason: &str| Error::Page { source_path: passage.source.clone(), reason: reason.into() };
    let source = project.sources()?.into_iter().find(|source| source.path == passage.source);
    let source = source.ok_or_else(|| failed("the project has no such text"))?;
    let raw = project.raw_text(&source.id)?.unwrap_or_default();
    let map = CodePointMap::new(&raw);
    let byte = |point: usize| map.byte_from_code_point(&raw, point);
    let (start, end) = (byte(passage.start), byte(passage.end));
    let touches = |word: &PageWord| word.span.start < end && start < word.span.end;
    for page in project.pages(&source.id)? {
        let words: Vec<PageWord> = page.words.iter().copied().filter(touches).collect();
        if !words.is_empty() {
            return Ok((source, page, words));
        }
    }
    Err(failed("its format has no pages to draw; only PDF has"))
}
