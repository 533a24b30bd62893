use regesta_lang::LangId;
use regesta_text::Span;

use crate::ArchiveList;
use crate::items::{Item, read_items};
use crate::lists::{CiteWord, Lists, Part};
use crate::names::Names;
use crate::numbers::{folio_list, is_roman, is_year, skip_blanks};
use crate::value::Reference;

/// Bytes in the longest reference; keeps the work on damaged text in bounds.
pub const LONGEST: usize = 2000;

/// How much a segment looks like a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A label and a year, or a label and a date: enough in square brackets and in notes.
    Weak,
    /// A label with a page, volume or number; a number of the list of sources.
    Strong,
    /// A shelfmark.
    Archival,
}

/// A reference as its own words have it, before anything is inherited.
#[derive(Debug, Clone)]
pub struct Draft {
    pub reference: Reference,
    pub strength: Strength,
    /// "ibid." stood before it.
    pub ibid: bool,
    /// It has no name of its own, only parts ("д. 113, л. 2", "с. 45").
    pub elliptical: bool,
    /// Words of it, in the label as printed.
    pub label_words: usize,
    /// Further numbers of issues.
    pub more_issues: Vec<String>,
    /// The reference without the words that lead to it.
    pub span: Span,
}

/// Reads single references.
pub struct SegmentReader<'a> {
    pub lists: &'a Lists,
    pub archives: &'a ArchiveList,
    pub text: &'a str,
    pub shadow: &'a str,
    pub lang: Option<LangId>,
}

impl<'a> SegmentReader<'a> {
    pub fn words(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// Reads the reference in `span`; `None` where it is none. What is longer than [`LONGEST`] is none.
    pub fn read(&self, span: Span) -> Option<Draft> {
        if span.len() > LONGEST {
            return None;
        }
        let (start, ibid) = self.after_lead(span);
        let core = trimmed(self.text, Span::new(start.min(span.end), span.end));
        let items = read_items(self.lists, self.text, core, self.lang);
        if items.is_empty() && !ibid {
            return None;
        }
        let mut draft = self.draft(&items, ibid)?;
        draft.ibid = ibid;
        draft.span = trimmed(self.text, span);
        Some(draft)
    }

    /// Passes over "see", "cf." and "ibid.".
    fn after_lead(&self, span: Span) -> (usize, bool) {
        let mut at = skip_blanks(self.text, span.start, span.end);
        let mut ibid = false;
        while let Some(word) =
            self.lists.cite_word_at(self.text, at, span.end, &[CiteWord::Lead, CiteWord::Ibid, CiteWord::OpCit])
        {
            let after = &self.text[word.end..span.end];
            let dotted = after.starts_with('.');
            // "in", "age" are words too: a lead is set off by a stop, a colon or a blank, "ibid." ends or goes on with a sign.
            if word.what == CiteWord::Ibid
                && !(dotted || after.trim_start().is_empty() || after.starts_with([',', ':', ';']))
            {
                break;
            }
            if word.what == CiteWord::Lead && !(dotted || after.starts_with([' ', ':', ',', '\u{a0}'])) {
                break;
            }
            ibid |= word.what != CiteWord::Lead;
            let rest = after.trim_start_matches(['.', ',', ':', ' ', '\u{a0}']);
            at = span.end - rest.len();
        }
        (at, ibid)
    }

    fn draft(&self, items: &[Item], ibid: bool) -> Option<Draft> {
        if let Some(first) = items.first()
            && first.label.is_none()
            && let Some(draft) = self.numbered(first, &items[1..])
        {
            return Some(draft);
        }
        let names = Names { lists: self.lists, archives: self.archives, text: self.text, shadow: self.shadow };
        let first_bare = items.first().filter(|item| item.label.is_none());
        let archive = first_bare.and_then(|item| names.archive_at_end(item.value));
        if self.is_archival(items, archive.as_ref(), ibid) {
            return Some(self.archival(items, archive, &names));
        }
        self.literature(items, ibid)
    }

    /// `10, л. 6-8`: a number of the paper's own list.
    fn numbered(&self, first: &Item, rest: &[Item]) -> Option<Draft> {
        let n = self.words(first.value).trim_end_matches('.');
        if n.is_empty() || n.len() > 4 || !n.bytes().all(|b| b.is_ascii_digit()) || n.starts_with('0') || is_year(n) {
            return None;
        }
        let mut reference = Reference { n: Some(n.to_owned()), ..Reference::default() };
        for item in rest {
            let words = self.words(item.value);
            match item.label {
                Some(Part::Folio) => reference.folios = Some(words.to_owned()),
                Some(Part::Page) => reference.pages = Some(words.to_owned()),
                Some(Part::Volume) => reference.volume = Some(words.to_owned()),
                Some(Part::Number | Part::Issue) => reference.issue = Some(words.to_owned()),
                Some(Part::Fond) => reference.fond = Some(words.to_owned()),
                Some(Part::Opis) => reference.opis = Some(words.to_owned()),
                Some(Part::Delo) => reference.delo = Some(words.to_owned()),
                Some(_) => {}
                None if is_roman(words) => reference.volume = Some(words.to_owned()),
                None if self.is_number_list(item.value) => extend(&mut reference.pages, words),
                None => return None,
            }
        }
        Some(draft_of(reference, Strength::Strong))
    }

    pub fn is_number_list(&self, span: Span) -> bool {
        let words = self.words(span).trim_end_matches('.');
        let end = span.start + words.len();
        folio_list(self.lists, self.text, span.start, end, false) == Some(end)
    }
}

pub fn draft_of(reference: Reference, strength: Strength) -> Draft {
    Draft {
        reference,
        strength,
        ibid: false,
        elliptical: false,
        label_words: 0,
        more_issues: Vec::new(),
        span: Span::default(),
    }
}

pub fn extend(field: &mut Option<String>, words: &str) {
    match field {
        Some(before) => {
            before.push_str(", ");
            before.push_str(words);
        }
        None => *field = Some(words.to_owned()),
    }
}

/// Without blanks and separators at the ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let start = span.start + words.len()
        - words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).len();
    let words = &text[start..span.end];
    Span::new(start, start + words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).len())
}

pub fn trim_stop(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    Span::new(span.start, span.start + words.trim_end_matches(['.', ' ']).len())
}
