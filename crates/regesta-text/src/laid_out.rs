//! Blocks that a reader of the format already knows: nothing of lines and pages is guessed, only what words say.

use std::collections::{BTreeMap, HashMap};

use crate::calls::{Candidate, NotePlace, choose_calls, find_candidates};
use crate::sections::Structure;
use crate::split::split_long;
use crate::{Block, Layer, NoteCall, NoteLabel, PageBreak, Reading, SegmentKind, Span};

/// How far behind a call its note may begin on a page further on: one page.
const PAGES_BEHIND: u32 = 1;

/// The blocks of `layers` with their notes linked, without readings, and the raw bytes of the calls, sorted.
pub fn laid_out(
    raw: &str,
    layers: &[Layer],
    pages: &[PageBreak],
    structure: &Structure<'_>,
) -> (Vec<Block>, Vec<Span>) {
    let mut order: Vec<(usize, &Layer)> =
        layers.iter().enumerate().filter(|(_, layer)| !layer.pieces.is_empty()).collect();
    order.sort_by_key(|(_, layer)| layer.pieces[0].start);
    let mut blocks: Vec<(Block, Option<u32>)> = Vec::with_capacity(order.len());
    let mut calls: Vec<(Span, Option<usize>)> = Vec::new();
    for (number, known) in order {
        let pieces = with_line_ends(raw, &known.pieces);
        let label = known.label.map(|label| NoteLabel { printed: raw[label.range()].to_owned(), raw: label });
        let page = page_at(pages, pieces[0].start);
        calls.extend(known.calls.iter().map(|call| (call.raw, call.note)));
        let kind = known.kind.unwrap_or(SegmentKind::Body);
        let block = Block { kind, pieces, page, label, calls: Vec::new(), reading: Reading::default() };
        blocks.push((block, Some(number as u32)));
    }
    // A block that is cut keeps its number in its first part.
    let (mut blocks, numbers): (Vec<Block>, Vec<Option<u32>>) = split_long(raw, blocks).into_iter().unzip();
    let now: HashMap<usize, usize> =
        numbers.iter().enumerate().filter_map(|(now, number)| Some(((*number)? as usize, now))).collect();
    name_sections(raw, &mut blocks, structure);
    let owners = owners(&blocks);
    let marks = calls.into_iter().filter_map(|(span, note)| {
        let note = note.and_then(|note| now.get(&note).copied());
        Some((owner(&owners, span)?, span, note))
    });
    let marks = marks.collect();
    let spans = link(raw, &mut blocks, marks, pages);
    (blocks, spans)
}

/// The index of the page on which a byte stands.
fn page_at(pages: &[PageBreak], at: usize) -> Option<u32> {
    let after = pages.partition_point(|page| page.raw_start <= at);
    after.checked_sub(1).map(|index| pages[index].index)
}

/// Pieces, sorted, with their blocks.
fn owners(blocks: &[Block]) -> Vec<(Span, usize)> {
    let mut owners: Vec<(Span, usize)> =
        blocks.iter().enumerate().flat_map(|(at, block)| block.pieces.iter().map(move |&piece| (piece, at))).collect();
    owners.sort_unstable();
    owners
}

/// The block that holds `span`.
fn owner(owners: &[(Span, usize)], span: Span) -> Option<usize> {
    let after = owners.partition_point(|(piece, _)| piece.start <= span.start);
    let (piece, block) = owners[after.checked_sub(1)?];
    piece.contains(span).then_some(block)
}

/// A piece that goes on elsewhere holds its line end.
fn with_line_ends(raw: &str, pieces: &[Span]) -> Vec<Span> {
    let mut pieces = pieces.to_vec();
    let last = pieces.len() - 1;
    for piece in &mut pieces[..last] {
        let rest = &raw[piece.end..];
        let space = rest.len() - rest.trim_start().len();
        let line_end = rest[..space].find('\n').map_or(0, |at| at + 1);
        piece.end += line_end;
    }
    pieces
}

/// What headings and first words say of the parts of a paper: abstract, keywords, literature, notes, captions.
fn name_sections(raw: &str, blocks: &mut [Block], structure: &Structure<'_>) {
    let mut section = SegmentKind::Body;
    for at in 0..blocks.len() {
        let text = raw[blocks[at].pieces[0].range()].trim();
        let mark = structure.mark(text);
        match (blocks[at].kind, mark) {
            (SegmentKind::Heading, Some(mark)) if mark.whole => section = mark.opens,
            (SegmentKind::Heading, _) if !matches!(section, SegmentKind::Bibliography | SegmentKind::Endnote) => {
                section = SegmentKind::Body;
            }
            (SegmentKind::Body, Some(mark)) if mark.whole && blocks[at].pieces.len() == 1 && text.len() < 120 => {
                blocks[at].kind = SegmentKind::Heading;
                section = mark.opens;
            }
            (SegmentKind::Body, Some(mark)) if mark.opens == SegmentKind::Caption => {
                blocks[at].kind = SegmentKind::Caption;
            }
            (SegmentKind::Body, Some(mark)) if !mark.whole => {
                blocks[at].kind = mark.opens;
                section = if mark.opens == SegmentKind::Abstract { mark.opens } else { SegmentKind::Body };
            }
            (SegmentKind::Body, None) => match section {
                SegmentKind::Endnote | SegmentKind::Footnote => open_endnote(raw, blocks, at),
                SegmentKind::Abstract | SegmentKind::Bibliography => blocks[at].kind = section,
                SegmentKind::Keywords => {
                    blocks[at].kind = section;
                    section = SegmentKind::Body;
                }
                _ => {}
            },
            _ => {}
        }
        if blocks[at].kind == SegmentKind::Heading && section == SegmentKind::Heading {
            section = SegmentKind::Body;
        }
    }
}

/// A paragraph under a heading for notes that begins with a number is a note.
fn open_endnote(raw: &str, blocks: &mut [Block], at: usize) {
    let piece = blocks[at].pieces[0];
    let text = &raw[piece.range()];
    let inner = text.trim_start_matches(['[', '(']);
    let figures = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    blocks[at].kind = SegmentKind::Endnote;
    if (1..=3).contains(&figures) && blocks[at].label.is_none() {
        let start = piece.start + text.len() - inner.len();
        let span = Span::new(start, start + figures);
        blocks[at].label = Some(NoteLabel { printed: raw[span.range()].to_owned(), raw: span });
    }
}

fn number_of(text: &str) -> Option<u32> {
    let digit = |c: char| crate::chars::superscript_digit(c).or(c.to_digit(10));
    text.chars().try_fold(0u32, |number, c| Some(number.saturating_mul(10).saturating_add(digit(c)?)))
}

/// Gives each call its note: the one of its number on its page or the next, else the one at the end of the paper.
fn link(
    raw: &str,
    blocks: &mut [Block],
    mut marks: Vec<(usize, Span, Option<usize>)>,
    pages: &[PageBreak],
) -> Vec<Span> {
    let mut notes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        let is_note = matches!(block.kind, SegmentKind::Footnote | SegmentKind::Endnote);
        if let Some(label) = block.label.as_ref().filter(|_| is_note) {
            notes.entry(key(&label.printed)).or_default().push(at);
        }
    }
    // Layouts without raised numbers may still have notes; then the words are asked, as for plain text.
    if marks.is_empty() && !notes.is_empty() {
        marks = guessed(raw, blocks, pages);
    }
    let firsts: Vec<(u32, usize)> = notes
        .get("1")
        .into_iter()
        .flatten()
        .filter_map(|&note| Some((blocks[note].page?, blocks[note].pieces[0].start)))
        .collect();
    let mut taken: HashMap<usize, usize> = HashMap::new();
    for (at, (_, span, note)) in marks.iter_mut().enumerate() {
        if note.is_some() {
            continue;
        }
        let page = page_at(pages, span.start);
        let Some(list) = notes.get(&key(&raw[span.range()])) else { continue };
        let near = list.iter().copied().filter(|&candidate| {
            let note = &blocks[candidate];
            let behind = note.page.zip(page).is_none_or(|(note_page, call_page)| {
                // Where numbers begin anew on each page, those behind the first note of a page are called on that page.
                note_page == call_page
                    || (call_page + 1..=call_page + PAGES_BEHIND).contains(&note_page)
                        && !firsts.iter().any(|&(page, at)| page == note_page && at < note.pieces[0].start)
            });
            note.kind == SegmentKind::Footnote && behind && note.pieces[0].start > span.start
        });
        let first = near.min_by_key(|&candidate| blocks[candidate].pieces[0].start);
        let at_end = || list.iter().copied().rfind(|&candidate| blocks[candidate].kind == SegmentKind::Endnote);
        *note = first.or_else(at_end);
        if let Some(found) = *note {
            taken.entry(found).or_insert(at);
        }
    }
    // A producer may move the line of a call to the next page and leave its note behind.
    for (at, (_, span, note)) in marks.iter_mut().enumerate().filter(|(_, mark)| mark.2.is_none()) {
        let call_page = page_at(pages, span.start);
        let left = notes.get(&key(&raw[span.range()])).into_iter().flatten().copied().find(|candidate| {
            let page = blocks[*candidate].page;
            page.zip(call_page).is_some_and(|(note, call)| note + 1 == call) && !taken.contains_key(candidate)
        });
        if let Some(found) = left {
            *note = Some(found);
            taken.insert(found, at);
        }
    }
    let mut spans = Vec::new();
    for (at, (block, span, note)) in marks.iter().enumerate() {
        let printed = raw[span.range()].to_owned();
        // A raised number behind a unit (m²) is no call when another place calls the note of that number.
        let is_power = note.is_some_and(|note| taken.get(&note).is_some_and(|&first| first != at))
            || note.is_none() && !notes.is_empty() && matches!(printed.as_str(), "2" | "3" | "²" | "³");
        if is_power && follows_a_unit(raw, *span) || note.is_none() && notes.is_empty() && number_of(&printed).is_none()
        {
            continue;
        }
        spans.push(*span);
        blocks[*block].calls.push(NoteCall { printed, raw: *span, note: *note });
    }
    blocks.iter_mut().for_each(|block| block.calls.sort_by_key(|call| call.raw));
    spans.sort_unstable();
    spans
}

/// Numbers by their value, signs by themselves.
fn key(printed: &str) -> String {
    number_of(printed).map_or_else(|| printed.to_owned(), |number| number.to_string())
}

fn follows_a_unit(raw: &str, span: Span) -> bool {
    let letters = raw[..span.start].chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    (1..=2).contains(&letters)
}

/// Calls as plain text shows them: numbers glued to words that rise with the notes.
fn guessed(raw: &str, blocks: &[Block], pages: &[PageBreak]) -> Vec<(usize, Span, Option<usize>)> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut places = Vec::new();
    for block in blocks {
        let number = block.label.as_ref().and_then(|label| number_of(&label.printed));
        let endnote = block.kind == SegmentKind::Endnote;
        match (block.kind, number) {
            (SegmentKind::Footnote | SegmentKind::Endnote, Some(number)) => {
                places.push(NotePlace { number, start: block.pieces[0].start, endnote });
            }
            (SegmentKind::Body | SegmentKind::Heading | SegmentKind::Abstract | SegmentKind::Caption, _) => {
                for &piece in &block.pieces {
                    find_candidates(raw, piece, &mut candidates);
                }
            }
            _ => {}
        }
    }
    candidates.sort_by_key(|candidate| candidate.raw);
    let starts: Vec<usize> = pages.iter().map(|page| page.raw_start).filter(|&start| start > 0).collect();
    let owners = owners(blocks);
    choose_calls(&candidates, &places, &starts)
        .into_iter()
        .filter_map(|at| Some((owner(&owners, candidates[at].raw)?, candidates[at].raw, None)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{Layer, LayerCall, PageBreak, PrepareOptions, SegmentKind, Span, prepare};

    fn block(raw: &str, kind: SegmentKind, texts: &[&str]) -> Layer {
        let span = |text: &&str| {
            let start = raw.find(text).unwrap();
            Span::new(start, start + text.len())
        };
        Layer { kind: Some(kind), pieces: texts.iter().map(span).collect(), ..Layer::default() }
    }

    #[test]
    fn sentence_goes_on_behind_notes_and_calls_find_them() {
        let raw = "They mended the plat-\n\n1 See the book.\nform once more.2 It fell.\n\n2 Ibid.";
        let mut body = block(raw, SegmentKind::Body, &["They mended the plat-", "form once more.2 It fell."]);
        let call = raw.find("2 It").unwrap();
        body.calls = vec![LayerCall { raw: Span::new(call, call + 1), note: None }];
        let mut first = block(raw, SegmentKind::Footnote, &["1 See the book."]);
        first.label = Some(Span::new(first.pieces[0].start, first.pieces[0].start + 1));
        let mut second = block(raw, SegmentKind::Footnote, &["2 Ibid."]);
        second.label = Some(Span::new(second.pieces[0].start, second.pieces[0].start + 1));
        let page = |index: u32, raw_start: usize| PageBreak { raw_start, index, label: None };
        let options = PrepareOptions {
            pages: vec![page(0, 0), page(1, raw.find("form").unwrap())],
            layers: vec![body, first, second],
            laid_out: true,
            ..PrepareOptions::default()
        };
        let prepared = prepare(raw, &options);
        let texts: Vec<&str> = prepared.blocks.iter().map(|block| block.reading.text()).collect();
        assert_eq!(texts, ["They mended the platform once more. It fell.", "See the book.", "Ibid."]);
        assert_eq!(prepared.blocks[0].calls.len(), 1);
        assert_eq!(prepared.blocks[0].calls[0].note, Some(2));
    }
}
