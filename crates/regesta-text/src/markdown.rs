//! The little of Markdown that decides where blocks begin.

use crate::Span;

/// Whether a line of Markdown opens a block of its own: a heading, a list item, a quotation, a table, a fence, a note.
pub fn opens_block(line: &str, before: &str) -> bool {
    let quote = line.starts_with('>');
    if quote || before.starts_with('>') {
        // A quotation goes on with its next line, also where that line has lost its mark.
        return quote && !before.starts_with('>') || line.trim_start_matches(['>', ' ']).is_empty();
    }
    before.starts_with('#')
        || line.starts_with('#')
        || line.starts_with("```")
        || line.starts_with("[^") && line.contains("]:")
        || list_item(line)
        || line.starts_with('|') != before.starts_with('|')
}

fn list_item(line: &str) -> bool {
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let rest = &line[digits..];
    if digits == 0 {
        return ["- ", "* ", "+ "].iter().any(|mark| rest.starts_with(mark));
    }
    digits <= 4 && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// The name in `[^name]:` at the start of a line, its bytes in the line, and where the words behind it begin.
pub fn note_definition(line: &str) -> Option<(Span, usize)> {
    let name = line.strip_prefix("[^")?;
    let end = name.find(']')?;
    let words = name[end..].strip_prefix("]:")?;
    (end > 0).then(|| (Span::new(2, 2 + end), line.len() - words.trim_start().len()))
}

/// Note calls `[^name]` in `raw[span]`, as spans of raw bytes with the brackets.
pub fn find_calls(raw: &str, span: Span) -> Vec<Span> {
    let text = &raw[span.range()];
    let mut calls = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let name = &text[at + 2..];
        let end = name.find(|c: char| c == ']' || c.is_whitespace()).unwrap_or(name.len());
        if end > 0 && name[end..].starts_with(']') {
            calls.push(Span::new(span.start + at, span.start + at + end + 3));
        }
    }
    calls
}

/// Where the words begin behind the marks of a heading or a quotation.
pub fn mark_end(raw: &str, piece: Span) -> Option<usize> {
    let text = &raw[piece.range()];
    let words = text.trim_start_matches(['#', '>', ' ']);
    (words.len() < text.len() && !words.is_empty()).then(|| piece.end - words.len())
}
