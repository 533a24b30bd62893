use std::borrow::Cow;

use regesta_lang::LangId;
use regesta_text::Span;

use crate::ArchiveList;
use crate::items::{Item, is_large, read_items};
use crate::lists::{CiteWord, Lists, Part};
use crate::names::{ArchiveName, Names};
use crate::numbers::{folio_list, is_roman, is_year, skip_blanks};
use crate::series::{bare_series, is_stepped};
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
    /// "idem" stood before it: another work of the same author.
    pub same_author: bool,
    /// A label says that a part of it is the file.
    pub file_labelled: bool,
    /// It has no name of its own, only parts ("д. 113, л. 2", "с. 45").
    pub elliptical: bool,
    /// Words of it, in the label as printed.
    pub label_words: usize,
    /// Further numbers of issues.
    pub more_issues: Vec<String>,
    /// The reference without the words that lead to it.
    pub span: Span,
    /// Where the next reference begins that no semicolon sets off.
    pub rest: Option<usize>,
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
        let (start, ibid, same_author) = self.after_lead(span);
        let core = trimmed(self.text, Span::new(start.min(span.end), span.end));
        let mut items = read_items(self.lists, self.text, core, self.lang);
        let next = self.next_unit(&items).map(|at| (at, items[at].whole.start));
        if let Some((at, _)) = next {
            items.truncate(at);
        }
        if items.is_empty() && !ibid {
            return None;
        }
        let mut draft = self.draft(&items, ibid)?;
        draft.ibid = ibid;
        if same_author && draft.strength != Strength::Archival {
            draft.same_author = true;
            draft.reference.label = None;
        }
        draft.rest = next.map(|(_, start)| start);
        draft.span = trimmed(self.text, Span::new(span.start, draft.rest.unwrap_or(span.end)));
        Some(draft)
    }

    /// "д. 12, л. 3, д. 13, л. 4", "т. 1, 15, т. 2, 16": a part comes again after a leaf or a page.
    fn next_unit(&self, items: &[Item]) -> Option<usize> {
        let again = [Part::Fond, Part::Opis, Part::Delo, Part::Volume];
        let leaf = |item: &Item| match item.label {
            Some(part) => matches!(part, Part::Folio | Part::Page),
            None => self.is_number_list(item.value),
        };
        let mut paged = false;
        for (at, item) in items.iter().enumerate() {
            let part = item.label.filter(|part| again.contains(part));
            if paged && part.is_some() && items[..at].iter().any(|before| before.label == part) {
                return Some(at);
            }
            if paged && item.label.is_none() && self.opens_another(item) {
                return Some(at);
            }
            paged |= at > 0 && leaf(item);
        }
        None
    }

    /// "… Л. 5. Опубл.: Русская старина": a word that leads to a reference, set off by a stop and a colon.
    fn opens_another(&self, item: &Item) -> bool {
        let stop = self.text[..item.whole.start].trim_end().ends_with('.');
        let lead = self.lists.cite_word_at(self.text, item.value.start, item.value.end, &[CiteWord::Lead]);
        stop && lead.is_some_and(|lead| self.text[lead.end..].trim_start_matches('.').starts_with(':'))
    }

    /// Passes over "see", "cf.", "ibid." and "idem": where the rest begins, and whether one of the latter two was there.
    fn after_lead(&self, span: Span) -> (usize, bool, bool) {
        const WORDS: [CiteWord; 4] = [CiteWord::Lead, CiteWord::Ibid, CiteWord::OpCit, CiteWord::SameAuthor];
        let mut at = skip_blanks(self.text, span.start, span.end);
        let (mut ibid, mut same_author) = (false, false);
        // "…; and Smith, Levant, 112"
        if let Some(and) = self.lists.cite_word_at(self.text, at, span.end, &[CiteWord::And])
            && let next = skip_blanks(self.text, and.end, span.end)
            && next > and.end
            && (self.text[next..span.end].starts_with(is_large)
                || self.lists.cite_word_at(self.text, next, span.end, &WORDS).is_some())
            && self.text[at..].starts_with(char::is_lowercase)
        {
            at = next;
        }
        while let Some(word) = self.lists.cite_word_at(self.text, at, span.end, &WORDS) {
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
            let next = after.trim_start();
            let work =
                next.len() < after.len() && next.starts_with(|c: char| is_large(c) || c.is_ascii_digit() || c == '«');
            let set_off = dotted || after.starts_with([',', ':']) || work;
            if word.what == CiteWord::SameAuthor && !set_off {
                break;
            }
            same_author |= word.what == CiteWord::SameAuthor;
            ibid |= matches!(word.what, CiteWord::Ibid | CiteWord::OpCit);
            let rest = after.trim_start_matches(['.', ',', ':', ' ', '\u{a0}']);
            at = span.end - rest.len();
        }
        (at, ibid, same_author)
    }

    fn draft(&self, items: &[Item], ibid: bool) -> Option<Draft> {
        if let Some(first) = items.first()
            && first.label.is_none()
            && let Some(draft) = self.numbered(first, &items[1..])
        {
            return Some(draft);
        }
        let names = Names { lists: self.lists, archives: self.archives, text: self.text, shadow: self.shadow };
        let (items, archive) = self.head(items, &names);
        if self.is_archival(&items, archive.as_ref(), ibid) {
            return Some(self.archival(&items, archive, ibid, &names));
        }
        self.literature(&items, ibid)
    }

    /// Finds the archive and puts it first: it may stand behind a description of the document, before the city of the
    /// archive, before its series without a comma, or at the end.
    fn head<'i>(&self, items: &'i [Item], names: &Names<'_>) -> (Cow<'i, [Item]>, Option<ArchiveName>) {
        let Some(first) = items.first().filter(|item| item.label.is_none()) else { return (items.into(), None) };
        if let Some(at) =
            items.iter().take(2).position(|item| item.label.is_none() && is_stepped(self.words(item.value)))
        {
            return self.stepped(&items[at], &items[at + 1..], names);
        }
        if let Some(mut archive) = names.archive_at_end(first.value) {
            // "The National Archives, Kew (TNA)", "Bodleian Library, Oxford"
            if let Some(second) = items.get(1).filter(|item| item.label.is_none() && items.len() > 2) {
                let words = self.words(second.value);
                let city = words.split(" (").next().unwrap_or_default();
                let full_name = self.words(archive.printed).contains(' ');
                if full_name && self.lists.is_place(city) {
                    if words.ends_with(')')
                        && let Some(short) = names.archive_at_end(second.value)
                    {
                        archive = short;
                    } else if city.len() < words.len() {
                        return (items.into(), Some(archive));
                    }
                    let rest = std::iter::once(*first).chain(items[2..].iter().copied());
                    return (rest.collect(), Some(archive));
                }
                // "ÖStA, HHStA": a division that is listed with the archive above it.
                let both = Span::new(archive.printed.start, second.value.end);
                if let Some(double) = names.listed(both) {
                    let joined = Item { label: None, value: both, whole: both };
                    let rest = std::iter::once(joined).chain(items[2..].iter().copied());
                    return (rest.collect(), Some(double));
                }
            }
            return (items.into(), Some(archive));
        }
        if let Some((archive, tail)) = names.archive_before_series(first.value, items.len() > 1) {
            let head = Item { label: None, value: archive.printed, whole: archive.printed };
            let series = Item { label: None, value: tail, whole: tail };
            let rest = [head, series].into_iter().chain(items[1..].iter().copied());
            return (rest.collect(), Some(archive));
        }
        self.described(first, items, names)
    }

    /// "EAA.291.8.1520": archive, fond, inventory and file in one word, as the Estonian archives print it.
    fn stepped<'i>(&self, code: &Item, rest: &[Item], names: &Names<'_>) -> (Cow<'i, [Item]>, Option<ArchiveName>) {
        let words = trim_stop(self.text, code.value);
        let mut at = words.start;
        let labels = [None, Some(Part::Fond), Some(Part::Opis), Some(Part::Delo)];
        let parts: Vec<Item> = self
            .words(words)
            .splitn(labels.len(), '.')
            .zip(labels)
            .map(|(part, label)| {
                let value = Span::new(at, at + part.len());
                at = value.end + 1;
                Item { label, value, whole: value }
            })
            .collect();
        let printed = parts[0].value;
        let unknown = ArchiveName { printed, known: None, country: None, alone: true, by_word: false };
        let archive = names.listed(printed).unwrap_or(unknown);
        (parts.into_iter().chain(rest.iter().copied()).collect(), Some(archive))
    }

    /// "Cox to Curzon, 3 March 1919, TNA, FO 371/4931", "Doolittle to Lansing, RG 59, 867.00/881, NARA": the shelfmark
    /// begins behind bare words that describe the document.
    fn described<'i>(
        &self,
        first: &Item,
        items: &'i [Item],
        names: &Names<'_>,
    ) -> (Cow<'i, [Item]>, Option<ArchiveName>) {
        const WORDS_BEFORE: usize = 5;
        let boxed = items.iter().any(|item| matches!(item.label, Some(Part::Box | Part::Group)));
        let bare = items.iter().take(WORDS_BEFORE + 1).take_while(|item| item.label.is_none()).count();
        let begins = |item: &Item| match item.label {
            Some(Part::Group) => true,
            Some(_) => false,
            None => bare_series(self.words(item.value)),
        };
        let last = items.last().filter(|item| items.len() > 2 && item.label.is_none());
        let trailing = last.and_then(|item| names.listed(trim_stop(self.text, item.value)));
        // "Edmund Roberts Papers, box 2, folder 11, Library of Congress"
        if boxed
            && self.lists.names_a_fond(self.words(first.value))
            && let Some((at, archive)) = self.behind_the_shelfmark(items, names)
        {
            let head = Item { label: None, value: archive.printed, whole: archive.printed };
            return (std::iter::once(head).chain(items[..at].iter().copied()).collect(), Some(archive));
        }
        for at in 1..items.len().min(bare + 1) {
            let here = &items[at];
            if here.label.is_none()
                && at + 1 < items.len()
                && let Some(archive) = names
                    .listed(here.value)
                    .or_else(|| names.archive_before_series(here.value, false).map(|a| a.0))
                    .or_else(|| self.words(here.value).contains("//").then(|| names.archive_at_end(here.value))?)
                    .or_else(|| names.by_word(here.value).filter(|_| boxed))
            {
                if archive.printed.end == here.value.end {
                    return (items[at..].into(), Some(archive));
                }
                let (head, tail) = (archive.printed, Span::new(archive.printed.end, here.value.end));
                let tail = trimmed(self.text, tail);
                let split = [head, tail].map(|span| Item { label: None, value: span, whole: span });
                return (split.into_iter().chain(items[at + 1..].iter().copied()).collect(), Some(archive));
            }
        }
        let Some(at) = (0..items.len().min(bare + 1)).find(|&at| begins(&items[at])) else {
            return (items.into(), None);
        };
        if let (Some(archive), Some(last)) = (trailing, last) {
            let middle = &items[at..items.len() - 1];
            return (std::iter::once(*last).chain(middle.iter().copied()).collect(), Some(archive));
        }
        // "Churchill College, Hankey Papers, HNKY 1/5": names and no description.
        let names_only = (1..=2).contains(&at)
            && items[..at].iter().all(|item| {
                let words = self.words(item.value);
                words.starts_with(is_large) && !words.bytes().any(|b| b.is_ascii_digit())
            });
        if names_only && let Some(printed) = names.unknown_archive(first.value) {
            let archive = ArchiveName { printed, known: None, country: None, alone: true, by_word: false };
            return (items.into(), Some(archive));
        }
        (items[at..].into(), None)
    }

    /// The archive among the bare words at the end, and where they begin: "…, box 3, Manuscript Division, Library of Congress".
    fn behind_the_shelfmark(&self, items: &[Item], names: &Names<'_>) -> Option<(usize, ArchiveName)> {
        let from = items.iter().rposition(|item| item.label.is_some())? + 1;
        let archive = |by_word: bool| {
            items[from..].iter().find_map(|item| {
                let span = trim_stop(self.text, item.value);
                if by_word { names.by_word(span) } else { names.listed(span) }
            })
        };
        archive(false).or_else(|| archive(true)).map(|name| (from, name))
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
        same_author: false,
        file_labelled: false,
        elliptical: false,
        label_words: 0,
        more_issues: Vec::new(),
        span: Span::default(),
        rest: None,
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
