//! PDF through `hayro-interpret`. That crate is young and pinned to a version; nothing of it shows outside this folder.

mod atlas;
mod blocks;
mod columns;
mod compose;
mod feet;
mod furniture;
mod glyphs;
mod ink;
mod labels;
mod layout;
mod metadata;
mod packed;
mod parts;
#[cfg(feature = "pictures")]
mod picture;
mod recognised;
mod repair;
mod reverse;
mod rows;
mod tally;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, RenderContent, TransformExt, interpret,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::reader::{Reader, extension_of};
use crate::{Diagnostic, IngestError, Ingested, PageMark, ReadOptions, codes};

#[cfg(feature = "pictures")]
pub use self::picture::page_picture;

use self::atlas::GlyphAtlas;
use self::glyphs::{GlyphCollector, PageGlyphs};
use self::tally::{Tally, page_list};
use self::words::PageWords;

/// Reads the text layer of a PDF: words with page and box, in the order in which a person reads them.
///
/// Lines, columns, paragraphs, headings, notes and page furniture are found by the geometry of the page (see
/// [`Ingested::layers`]). What a glyph means is what the file says, unless its shape shows otherwise: then it is what was
/// printed, and a diagnostic says which letters were corrected. Glyphs of which nothing tells stand as U+FFFD. Annotations and text beyond the
/// edges of the page are left out; invisible text over a picture (a layer of OCR) is read and marked in
/// [`Ingested::recognised`].
#[derive(Debug, Clone, Copy)]
pub struct PdfReader;

const SIGNATURE: &[u8] = b"%PDF-";
/// The signature may stand after other bytes, if not too many (ISO 32000, annex H).
const SIGNATURE_WITHIN: usize = 1024;
const NEW_PDF: &str =
    "open it in a PDF viewer and print or save it to a new PDF; if no viewer opens it, get it again from its source";

impl Reader for PdfReader {
    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn sniff(&self, head: &[u8], name: &str) -> bool {
        head.trim_ascii_start().starts_with(SIGNATURE) || extension_of(name) == "pdf"
    }

    fn needs_child(&self) -> bool {
        true
    }

    fn read(
        &self,
        bytes: Vec<u8>,
        name: &str,
        options: &ReadOptions,
        on_page: &dyn Fn(u32),
    ) -> Result<Ingested, IngestError> {
        let damaged = |reason: &str, cure: &str| IngestError::Damaged {
            name: name.into(),
            format: "PDF".into(),
            reason: reason.into(),
            cure: cure.into(),
        };
        let head = &bytes[..bytes.len().min(SIGNATURE_WITHIN)];
        // A file that lost its first line can still be read by its objects.
        if !contains(head, SIGNATURE) && !contains(&bytes, b" obj") {
            let looks_like_web = contains(&head.to_ascii_lowercase(), b"<html");
            return Err(if looks_like_web {
                damaged("it is a web page, not a PDF", "the download gave an error or log-in page: get the file again")
            } else {
                damaged(
                    "it does not begin with %PDF-",
                    "check whether the file is what its name says; else get it again",
                )
            });
        }
        let is_truncated = is_truncated(&bytes);
        let pdf = match catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes))) {
            Ok(Ok(pdf)) => pdf,
            Ok(Err(LoadPdfError::Decryption(error))) => {
                return Err(IngestError::Encrypted { name: name.into(), reason: encryption(error).into() });
            }
            Ok(Err(LoadPdfError::Invalid)) | Err(_) if is_truncated => {
                return Err(damaged("its end is missing, and no page could be found before it", GET_AGAIN));
            }
            Ok(Err(LoadPdfError::Invalid)) => return Err(damaged("no pages could be found in it", NEW_PDF)),
            Err(_) => return Err(damaged("its structure could not be read", NEW_PDF)),
        };
        if pdf.pages().is_empty() {
            return Err(match is_truncated {
                true => damaged("its end is missing, and no page could be found before it", GET_AGAIN),
                false => damaged("no pages could be found in it", NEW_PDF),
            });
        }
        let read = read_pages(&pdf, is_truncated, options, on_page);
        if is_truncated && read.raw_text.trim().is_empty() {
            return Err(damaged("its end is missing, and nothing before it could be read", GET_AGAIN));
        }
        Ok(read)
    }
}

const GET_AGAIN: &str = "the download or copy was cut short: get the file again";

fn encryption(error: DecryptionError) -> &'static str {
    match error {
        DecryptionError::PasswordProtected => "it wants a password",
        DecryptionError::UnsupportedAlgorithm => "its kind of encryption is not known here",
        DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption => "its encryption is damaged",
    }
}

/// A whole file ends with `%%EOF`; each revision appended to it ends so again. Objects after the last one are the begin
/// of something that was to go on.
fn is_truncated(bytes: &[u8]) -> bool {
    let tail = match bytes.windows(5).rposition(|window| window == b"%%EOF") {
        Some(end) => &bytes[end + 5..],
        None => bytes,
    };
    contains(tail, b" obj") || tail.len() == bytes.len()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn read_pages(pdf: &Pdf, is_truncated: bool, options: &ReadOptions, on_page: &dyn Fn(u32)) -> Ingested {
    let limits = &options.limits;
    let mut read = Ingested::new("application/pdf", "PDF".into(), "each font of a PDF brings its own encoding".into());
    let pages = pdf.pages();
    let count = pages.len().min(limits.max_pages as usize);
    let labels = catch_unwind(AssertUnwindSafe(|| labels::page_labels(pdf, count))).unwrap_or_default();
    let mut tally = Tally::default();
    let is_font_missing = Arc::new(AtomicBool::new(false));
    let mut cache = InterpreterCache::new();
    let mut atlas = GlyphAtlas::default();
    let mut words = layout::Pages::default();
    for (index, page) in pages.iter().take(count).enumerate() {
        let size = page.render_dimensions();
        let size = [size.0, size.1].map(|side| if side.is_finite() { (side * 100.0).round() / 100.0 } else { 0.0 });
        let index = index as u32;
        let label = labels.get(index as usize).cloned().flatten();
        read.pages.push(PageMark { raw_start: 0, index, label, size: Some(size) });
        let blank = PageWords { size, ..PageWords::default() };
        if options.skip_pages.contains(&index) {
            tally.failed.push(index);
            words.push(&blank);
            continue;
        }
        on_page(index);
        let mut collect = || {
            let glyphs = collect_glyphs(pdf, page, &cache, &mut atlas, &is_font_missing, limits.max_page_glyphs);
            let words = PageWords::new(&glyphs, &atlas, size);
            (glyphs, words)
        };
        let Ok((glyphs, found)) = catch_unwind(AssertUnwindSafe(&mut collect)) else {
            // A panic may have left the shared cache locked.
            cache = InterpreterCache::new();
            tally.failed.push(index);
            words.push(&blank);
            continue;
        };
        tally.add(index, &glyphs);
        words.push(&found);
    }
    drop(cache);
    let repairs = repair::repair(&mut atlas);
    let marks = std::mem::take(&mut read.pages);
    let composed = layout::lay_out(words, marks, &atlas);
    read.raw_text = composed.text;
    read.pages = composed.pages;
    read.boxes = composed.boxes;
    read.layers = composed.layers;
    read.is_laid_out = true;
    read.recognised = composed.recognised;
    tally.unmapped_pages = composed.unmapped;
    let first = read.pages.get(1).map_or(read.raw_text.len(), |page| page.raw_start);
    let first_pages = metadata::FirstPages { text: &read.raw_text, first, layers: &read.layers };
    read.csl = catch_unwind(AssertUnwindSafe(|| metadata::csl(pdf, &first_pages))).unwrap_or_default();
    tally.report(&repairs, &mut read);
    let mut missing = Vec::new();
    if pages.len() > count {
        let message = format!("the document has {} pages; only the first {count} were read", pages.len());
        missing.push(message.clone());
        let hint = "split the document, or raise the limit of pages";
        read.diagnostics.push(Diagnostic::new(codes::PDF_TOO_MANY_PAGES, message).with_hint(hint));
    }
    if let Some(named) = page_count(pdf).filter(|&named| named > pages.len()) {
        let message = format!("the file names {named} pages; {} could be found", pages.len());
        missing.push(message.clone());
        read.diagnostics.push(Diagnostic::new(codes::PDF_PAGES_MISSING, message).with_hint(NEW_PDF));
    }
    if is_truncated {
        let message = format!("the end of the file is missing; {} pages before it were read", pages.len());
        missing.push(message.clone());
        read.diagnostics.push(Diagnostic::new(codes::PDF_TRUNCATED, message).with_hint(GET_AGAIN));
    }
    for (pages, what) in [(&tally.failed, "could not be read"), (&tally.over_limit, "is cut at the limit of glyphs")] {
        if !pages.is_empty() {
            missing.push(format!("{} {what}", page_list(pages)));
        }
    }
    if is_font_missing.load(Ordering::Relaxed) && repairs.unknown > 0 {
        read.encoding_reason.push_str("; at least one font of this file could not be loaded");
    }
    read.partial = (!missing.is_empty()).then(|| missing.join("; "));
    read
}

fn collect_glyphs<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    atlas: &mut GlyphAtlas,
    is_font_missing: &Arc<AtomicBool>,
    limit: u32,
) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let flag = Arc::clone(is_font_missing);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                flag.store(true, Ordering::Relaxed);
            }
        }),
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let [width, height] = [f64::from(width), f64::from(height)];
    let bounds = Rect::new(0.0, 0.0, width, height);
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, cache, pdf.xref(), settings);
    let mut collector = GlyphCollector::new(atlas, [width, height], limit);
    let content = content_of(page);
    interpret(TypedIter::new(&content), page.resources(), &mut context, &mut collector);
    collector.page
}

/// The decoded content of a page. The library would keep it with the page for as long as the document is open, some 50
/// kilobytes for each page of a book.
fn content_of(page: &Page<'_>) -> Vec<u8> {
    let decoded = |stream: Stream<'_>| stream.decoded_data().map(std::borrow::Cow::into_owned).ok();
    let dict = page.raw();
    if let Some(stream) = dict.get::<Stream<'_>>(b"Contents") {
        return decoded(stream).unwrap_or_default();
    }
    let mut content = Vec::new();
    let Some(parts) = dict.get::<Array<'_>>(b"Contents") else { return content };
    for part in parts.iter::<Object<'_>>().filter_map(Object::into_stream) {
        content.extend(decoded(part).unwrap_or_default());
        // A token ends where its stream does.
        content.push(b' ');
    }
    content
}

/// The number of pages that the root of the page tree names.
fn page_count(pdf: &Pdf) -> Option<usize> {
    let count = catch_unwind(AssertUnwindSafe(|| {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
        catalog.get::<Dict<'_>>(b"Pages")?.get::<i32>(b"Count")
    }));
    usize::try_from(count.ok().flatten()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_of_file_decides_truncation() {
        assert!(!is_truncated(b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"));
        assert!(is_truncated(b"%PDF-1.4\n1 0 obj\n"));
        assert!(is_truncated(b"%PDF-1.4\n%%EOF\n7 0 obj\n<<"));
    }
}
