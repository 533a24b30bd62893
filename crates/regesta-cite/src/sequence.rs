use regesta_text::Span;

use crate::believable::accepted;
use crate::inherit::complete;
use crate::memory::Memory;
use crate::segment::{SegmentReader, Strength, trimmed};
use crate::value::Reference;

/// Where a citation stands, which says how much must be there to believe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Square,
    Round,
    Note,
    Running,
    /// In running text, behind a word like "see" at the start of a sentence.
    Led,
}

/// What is known of the paper as a whole.
#[derive(Debug, Clone, Default)]
pub struct PaperFacts {
    /// The highest number of its list of sources, or else of its plain `[n]`; 0 for none.
    pub highest_number: u32,
    /// It has a numbered list of sources.
    pub numbered_list: bool,
    /// Entries of its list of sources, lower case.
    pub entries: Vec<String>,
    /// Its capitals are damaged.
    pub damaged: bool,
}

/// A citation with its references.
#[derive(Debug, Clone)]
pub struct Sequence {
    pub span: Span,
    pub refs: Vec<Reference>,
    pub strength: Strength,
}

/// Reads the references in `span`, joined by semicolons.
pub fn read_sequence(
    reader: &SegmentReader<'_>,
    span: Span,
    place: Place,
    facts: &PaperFacts,
    memory: &mut Memory,
    starts: &[usize],
    archive_near: &dyn Fn() -> Option<String>,
) -> Option<Sequence> {
    let mut kept = memory.clone();
    let mut found: Option<Sequence> = None;
    let mut open = segments(reader.text, span);
    let several = place == Place::Round && open.len() > 1 && several_works(reader, &open);
    open.reverse();
    while let Some(segment) = open.pop() {
        let numbers = if place == Place::Square { numbers(reader.text, segment, facts) } else { None };
        let (at, refs, strength) = if let Some(refs) = numbers {
            (trimmed(reader.text, segment), refs, Strength::Strong)
        } else {
            let draft = accepted(reader, segment, place, facts, &kept, several || found.is_some(), starts);
            let Some(draft) = draft else {
                if found.is_none() && place != Place::Note {
                    return None;
                }
                continue;
            };
            open.extend(draft.rest.map(|start| Span::new(start, segment.end)));
            let previous = found.as_ref().and_then(|found| found.refs.last());
            let strength = draft.strength;
            (draft.span, complete(reader.lists, draft, previous, &kept, archive_near), strength)
        };
        for reference in &refs {
            kept.keep(reference);
        }
        match &mut found {
            Some(found) => {
                found.span.end = at.end;
                found.refs.extend(refs);
                found.strength = found.strength.max(strength);
            }
            None => found = Some(Sequence { span: at, refs, strength }),
        }
    }
    if found.is_some() {
        *memory = kept;
        memory.settle();
    }
    found
}

/// "(Insh 1932; Prebble 1968; Watt 2007, 145)": names with years, a page with one of them or two authors in one. Years alone
/// may be those of battles.
fn several_works(reader: &SegmentReader<'_>, segments: &[Span]) -> bool {
    let mut located = false;
    let works = segments.iter().take(20).all(|&segment| {
        let Some(draft) = reader.read(segment) else { return false };
        let Some(label) = draft.reference.label.as_deref() else { return false };
        let joined = reader.names_two_authors(label);
        located |= draft.strength == Strength::Strong || joined;
        draft.strength != Strength::Archival
            && draft.reference.year.is_some()
            && draft.reference.date.is_none()
            && draft.label_words <= 4
            && !reader.lists.is_place(label)
    });
    works && located
}

/// `span` cut at semicolons that stand outside quotation marks and parentheses.
fn segments(text: &str, span: Span) -> Vec<Span> {
    let mut segments = Vec::new();
    let mut start = span.start;
    let mut depth = 0_i32;
    for (i, c) in text[span.range()].char_indices() {
        match c {
            '(' | '«' => depth += 1,
            ')' | '»' => depth = (depth - 1).max(0),
            // A semicolon far behind an opening sign means that the sign is never closed.
            ';' if depth == 0 || i + span.start - start > 160 => {
                depth = 0;
                segments.push(Span::new(start, span.start + i));
                start = span.start + i + 1;
            }
            _ => {}
        }
    }
    segments.push(Span::new(start, span.end));
    segments.retain(|segment| text[segment.range()].chars().any(char::is_alphanumeric));
    segments
}

/// `12`, `3–5`, `1, 2`, `4, 437–442`: numbers of the paper's list; what is higher than its last number is a page.
fn numbers(text: &str, span: Span, facts: &PaperFacts) -> Option<Vec<Reference>> {
    let words = text[span.range()].trim();
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    if words.is_empty()
        || words.len() > 80
        || !words.chars().all(|c| c.is_ascii_digit() || c == ',' || c == ' ' || is_dash(c))
    {
        return None;
    }
    let mut refs: Vec<Reference> = Vec::new();
    for (i, part) in words.split(',').map(str::trim).enumerate() {
        let bounds: Vec<u32> = part.split(is_dash).map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
        let (&low, &high) = (bounds.first()?, bounds.last()?);
        if bounds.len() > 2 || low == 0 || part.starts_with('0') {
            return None;
        }
        let entry = |n: u32| Reference { n: Some(n.to_string()), ..Reference::default() };
        if i == 0 {
            if high > 1099 || high < low || high - low > 60 {
                return None;
            }
            refs.extend((low..=high).map(entry));
            continue;
        }
        let is_page =
            if facts.highest_number > 0 { high > facts.highest_number } else { bounds.len() > 1 || high > 99 };
        let last = refs.last_mut()?;
        let listed = facts.numbered_list;
        if is_page || last.pages.is_some() {
            let pages = last.pages.get_or_insert_default();
            if !pages.is_empty() {
                pages.push_str(", ");
            }
            pages.push_str(part);
            if !listed && !is_page {
                let reason = format!("{part} may be a number of the list of sources");
                last.may_be(entry(low), reason);
            }
        } else if high >= low && high - low <= 60 {
            let doubt = format!("{part} may be a page of number {}", last.n.clone().unwrap_or_default());
            let paged = Reference { n: last.n.clone(), pages: Some(part.to_owned()), ..Reference::default() };
            for n in low..=high {
                let mut reference = entry(n);
                if !listed {
                    reference.may_be(paged.clone(), doubt.clone());
                }
                refs.push(reference);
            }
        } else {
            return None;
        }
    }
    Some(refs)
}
