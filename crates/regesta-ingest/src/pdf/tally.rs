//! What happened on the pages, told to the person who put the file there.

use crate::{Diagnostic, Ingested, Recognised, codes};

use super::NEW_PDF;
use super::glyphs::PageGlyphs;
use super::repair::Repairs;

/// What happened on the pages, for the diagnostics.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) failed: Vec<u32>,
    scanned: Vec<u32>,
    pub(super) over_limit: Vec<u32>,
    /// Pages with glyphs of which the file says nothing.
    pub(super) unmapped_pages: Vec<u32>,
    invisible_pages: Vec<u32>,
    outside: u64,
    glyphs: u64,
}

impl Tally {
    pub(super) fn add(&mut self, index: u32, page: &PageGlyphs) {
        self.glyphs += page.glyphs.len() as u64;
        self.outside += page.outside;
        if page.glyphs.is_empty() && page.images > 0 {
            self.scanned.push(index);
        }
        if page.over_limit {
            self.over_limit.push(index);
        }
        if page.invisible * 2 > page.glyphs.len() as u64 {
            self.invisible_pages.push(index);
        }
    }

    pub(super) fn report(&self, repairs: &Repairs, read: &mut Ingested) {
        let doubt = Recognised::doubt_of_all(&read.recognised);
        let mut report = |pages: &[u32], code, what: &str, hint: &str| {
            if !pages.is_empty() {
                let message = format!("{} {what}", page_list(pages));
                read.diagnostics.push(Diagnostic::new(code, message).with_hint(hint));
            }
        };
        report(&self.failed, codes::PDF_PAGE_FAILED, "could not be read; the other pages were", NEW_PDF);
        report(
            &self.over_limit,
            codes::PDF_TOO_MANY_GLYPHS,
            "has more glyphs than the limit; the rest of it was left out",
            "print the file to a new PDF, or raise the limit of glyphs",
        );
        report(
            &self.scanned,
            codes::PDF_NO_TEXT,
            "has a picture and no text",
            "it is a scan: run text recognition (OCR) on the file and put the result in its place",
        );
        let invisible = format!(
            "carries invisible text, as a scan does that went through text recognition (OCR){}",
            doubt.map(|of| format!("; {of} of 1,000 recognised words cannot be what is printed")).unwrap_or_default()
        );
        report(
            &self.invisible_pages,
            codes::PDF_INVISIBLE_TEXT,
            &invisible,
            "compare quotations with the picture: the words may be misread",
        );
        let unmapped = format!(
            "has glyphs whose letters the file does not tell: {} of {} glyphs of the file stand as U+FFFD",
            repairs.unknown, self.glyphs
        );
        report(
            &self.unmapped_pages,
            codes::PDF_GLYPHS_UNMAPPED,
            &unmapped,
            "if words are unreadable, run text recognition (OCR) on the file, or look for another copy",
        );
        let (letters, places) = &repairs.capitals;
        if *places > 0 {
            let message = format!(
                "the file gives small letters for {letters} where capitals are printed; {places} places were corrected by \
                 the shape of the letters"
            );
            read.diagnostics.push(Diagnostic::new(codes::PDF_CAPITALS, message));
        }
        let told = [(repairs.by_font, "the font"), (repairs.by_shape, "the same shapes in another font of the file")];
        for (places, by) in told.into_iter().filter(|(places, _)| *places > 0) {
            let message = format!("the file does not tell the letters of {places} glyphs; {by} did");
            read.diagnostics.push(Diagnostic::new(codes::PDF_LETTERS_FOUND, message));
        }
        if repairs.by_code_page > 0 {
            let message = format!(
                "{} letters of a Cyrillic font are given as Western ones (windows-1251 read as windows-1252); they were \
                 set right",
                repairs.by_code_page
            );
            read.diagnostics.push(Diagnostic::new(codes::PDF_CODE_PAGE, message));
        }
        if self.outside > 0 {
            let message = format!("{} glyphs outside the visible page were left out", self.outside);
            read.diagnostics.push(Diagnostic::new(codes::PDF_OUTSIDE_PAGE, message));
        }
    }
}

/// "page 3", or "each of pages 3, 5-9 and 8 more": numbers from 1, as a viewer counts.
pub(super) fn page_list(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let shown: Vec<String> = runs
        .iter()
        .take(8)
        .map(
            |&(first, last)| {
                if first == last { format!("{}", first + 1) } else { format!("{}-{}", first + 1, last + 1) }
            },
        )
        .collect();
    let left: u32 = runs.iter().skip(8).map(|(first, last)| last - first + 1).sum();
    let more = if left > 0 { format!(" and {left} more") } else { String::new() };
    let noun = if pages.len() == 1 { "page" } else { "each of pages" };
    format!("{noun} {}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_pages_as_runs() {
        assert_eq!(page_list(&[2]), "page 3");
        assert_eq!(page_list(&[0, 1, 2, 6]), "each of pages 1-3, 7");
        assert!(page_list(&(0..40).map(|page| page * 2).collect::<Vec<_>>()).ends_with("and 32 more"));
    }
}
