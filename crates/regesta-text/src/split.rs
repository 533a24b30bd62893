//! Cuts blocks that would be endless.

use crate::chars::{is_closing, is_terminal};
use crate::{Block, Reading, Span};

const LONGEST: usize = 20_000;
/// A cut lies in the last part of the piece it ends.
const SHORTEST: usize = 10_000;

/// Blocks above about 20,000 bytes become several: cut at a sentence end, or at white space, or between two characters.
pub fn split_long(raw: &str, blocks: Vec<(Block, Option<u32>)>) -> Vec<(Block, Option<u32>)> {
    let mut done = Vec::with_capacity(blocks.len());
    for (mut block, number) in blocks {
        let length: usize = block.pieces.iter().map(|piece| piece.len()).sum();
        if length <= LONGEST {
            done.push((block, number));
            continue;
        }
        let mut label = block.label.take();
        let mut number = number;
        for pieces in groups(raw, &block.pieces) {
            let part = Block {
                kind: block.kind,
                pieces,
                page: block.page,
                label: label.take(),
                calls: Vec::new(),
                reading: Reading::default(),
            };
            done.push((part, number.take()));
        }
    }
    done
}

fn groups(raw: &str, pieces: &[Span]) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    let mut length = 0;
    for &piece in pieces {
        let mut rest = piece;
        while length + rest.len() > LONGEST {
            let room = LONGEST - length.min(LONGEST);
            let cut = cut_point(raw, rest, room, SHORTEST.saturating_sub(length));
            let head = trimmed(raw, Span::new(rest.start, cut));
            if !head.is_empty() {
                group.push(head);
            }
            close(raw, &mut group, &mut groups);
            length = 0;
            rest = trimmed(raw, Span::new(cut, rest.end));
            if rest.is_empty() {
                break;
            }
        }
        if !rest.is_empty() {
            // The line end that a continued piece holds was trimmed only if the piece was cut; keep it otherwise.
            let whole = Span::new(rest.start, piece.end);
            length += whole.len();
            group.push(whole);
        }
    }
    close(raw, &mut group, &mut groups);
    groups
}

fn close(raw: &str, group: &mut Vec<Span>, groups: &mut Vec<Vec<Span>>) {
    if let Some(last) = group.last_mut() {
        *last = trimmed(raw, *last);
        groups.push(std::mem::take(group));
    }
}

fn trimmed(raw: &str, span: Span) -> Span {
    let text = &raw[span.range()];
    let start = span.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// A byte inside `span`, at most `room` behind its start, preferably at least `least`.
fn cut_point(raw: &str, span: Span, room: usize, least: usize) -> usize {
    let mut end = (span.start + room).min(span.end);
    while !raw.is_char_boundary(end) {
        end -= 1;
    }
    let mut start = (span.start + least).min(end);
    while !raw.is_char_boundary(start) {
        start -= 1;
    }
    let window = &raw[start..end];
    let mut space = None;
    let mut sentence = None;
    let mut before = ' ';
    let mut ended = false;
    for (at, c) in window.char_indices() {
        if c.is_whitespace() {
            space = Some(start + at);
            if ended {
                sentence = space;
            }
        }
        ended = is_terminal(c) && before.is_lowercase() || ended && is_closing(c);
        before = c;
    }
    let cut = sentence.or(space).unwrap_or(end);
    // Nothing fits: leave the group as it is and begin anew, but never stand still.
    if cut > span.start || room < LONGEST { cut } else { end.max(span.start + 1) }
}
