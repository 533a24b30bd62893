use regesta_lang::LangId;
use regesta_text::Span;
use smallvec::SmallVec;

use crate::item_reader::Reader;
use crate::lists::{Lists, Part};
use crate::numbers::is_year;
use crate::words::is_letter;

/// The stretches of a reference.
pub type Items = SmallVec<[Item; 12]>;

/// A stretch of a reference between its separators: a labelled value or bare words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// `None` for bare words.
    pub label: Option<Part>,
    /// The value without its label.
    pub value: Span,
    /// With its label.
    pub whole: Span,
}

/// Cuts `span` of `text` into labelled values and bare stretches. One pass from left to right.
pub fn read_items(lists: &Lists, text: &str, span: Span, lang: Option<LangId>) -> Items {
    let mut reader = Reader { lists, text, end: span.end, lang, items: Items::new(), bare: span.start };
    let mut at = span.start;
    let mut before_is_letter = false;
    while at < span.end {
        let Some(c) = text[at..span.end].chars().next() else { break };
        if is_letter(c) || c.is_numeric() || c == '№' {
            let item = if before_is_letter { None } else { reader.labelled(at).or_else(|| reader.numbered(at)) };
            if let Some(item) = item {
                reader.close_bare(at);
                at = item.whole.end;
                reader.items.push(item);
                at += text[at..span.end].len()
                    - text[at..span.end].trim_start_matches(['.', ',', ':', ' ', '\u{a0}']).len();
                reader.bare = at;
                continue;
            }
            before_is_letter = c != '№';
            at += c.len_utf8();
            continue;
        }
        // "Haus-, Hof- und Staatsarchiv": the first part of a compound.
        let compound = c == ',' && before_is_letter && text[..at].ends_with('-');
        if c == ',' && !compound || c == ':' && separates(&text[span.start..at], &text[at + 1..span.end]) {
            before_is_letter = false;
            reader.close_bare(at);
            at += 1;
            reader.bare = at;
            continue;
        }
        // "Dagh-Register": a word goes on behind its hyphen.
        before_is_letter &= c == '-';
        at = closing(text, at, span.end, c).unwrap_or(at + c.len_utf8());
    }
    reader.close_bare(span.end);
    tell_issue_from_page(text, &mut reader.items);
    join_dates(lists, text, reader.items)
}

/// "C. LII, S. 203, s. 501": in Turkish the capital is the issue where the small letter is the page.
fn tell_issue_from_page(text: &str, items: &mut Items) {
    let printed_as = |item: &Item, letter: &str| {
        matches!(item.label, Some(Part::Issue | Part::Page))
            && text[item.whole.start..item.value.start].trim_end_matches(['.', ' ', '\u{a0}']) == letter
    };
    let capital = items.iter().position(|item| printed_as(item, "S"));
    let small = items.iter().rposition(|item| printed_as(item, "s") || printed_as(item, "ss"));
    if let (Some(capital), Some(small)) = (capital, small)
        && capital < small
    {
        items[capital].label = Some(Part::Issue);
        items[small].label = Some(Part::Page);
    }
}

/// Whether a colon between these words sets the second apart: before a blank, and in "1972:155".
fn separates(before: &str, behind: &str) -> bool {
    let year = before.len().checked_sub(4).and_then(|at| before.get(at..)).is_some_and(is_year);
    behind.starts_with([' ', '\u{a0}']) || year && behind.starts_with(|c: char| c.is_ascii_digit())
}

/// "May 3", "1919": the comma of an American date separates nothing.
fn join_dates(lists: &Lists, text: &str, mut items: Items) -> Items {
    let month_and_day = |item: &Item| {
        let words = &text[item.value.range()];
        words.len() < 24
            && words.rsplit_once([' ', '\u{a0}']).is_some_and(|(month, day)| {
                let day_ok = (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
                day_ok && lists.is_month(month.rsplit(' ').next().unwrap_or_default())
            })
    };
    for at in (1..items.len()).rev() {
        let item = items[at];
        if item.label.is_none()
            && is_year(text[item.value.range()].trim_end_matches('.'))
            && items[at - 1].label.is_none()
            && month_and_day(&items[at - 1])
        {
            items[at - 1].value.end = item.value.end;
            items[at - 1].whole.end = item.whole.end;
            items.remove(at);
        }
    }
    items
}

/// Where a quotation or a parenthesis that opens at `at` is closed, if soon.
fn closing(text: &str, at: usize, end: usize, open: char) -> Option<usize> {
    let close = match open {
        '«' => '»',
        '“' => '”',
        '"' => '"',
        '„' => '“',
        '(' => ')',
        _ => return None,
    };
    let inside = &text[at + open.len_utf8()..end];
    let found = inside.char_indices().take(160).find(|(_, c)| *c == close || *c == ';').filter(|(_, c)| *c == close);
    found.map(|(i, c)| at + open.len_utf8() + i + c.len_utf8())
}

/// A capital, or a letter of a script without capitals.
pub fn is_large(c: char) -> bool {
    c.is_uppercase() || matches!(c, '\u{10d0}'..='\u{10ff}' | '\u{590}'..='\u{6ff}')
}

/// The labelled values that follow each other from the start of `span`, with nothing but commas and stops between them.
pub fn labelled_run(lists: &Lists, text: &str, span: Span, lang: Option<LangId>) -> Items {
    let mut reader = Reader { lists, text, end: span.end, lang, items: Items::new(), bare: span.start };
    let mut at = span.start;
    while let Some(item) = reader.labelled(at) {
        let rest = &text[item.whole.end..span.end];
        at = span.end - rest.trim_start_matches(['.', ',', ' ', '\u{a0}']).len();
        reader.items.push(item);
    }
    reader.items
}
