use crate::calls::{Candidate, NotePlace, choose_calls, find_candidates};
use crate::edits::Editor;
use crate::furniture::find_furniture;
use crate::hyphens::Lexicon;
use crate::laid_out::laid_out;
use crate::layers::{self, Flow};
use crate::lines::{Line, Style, split_lines};
use crate::notes::{CallPlaces, NoteBody, NoteSearch, call_places};
use crate::paragraphs::Builder;
use crate::sections::Structure;
use crate::{
    Block, Edit, EditReason, NoteCall, NoteLabel, PrepareOptions, Prepared, Reading, SegmentKind, Span,
    detect_case_fault, markdown, split,
};

/// Finds the blocks of `raw` and the repairs that make it readable. Every byte of `raw` that is not white space belongs
/// to exactly one block.
///
/// Nothing of the text is ever lost: running heads and page numbers become blocks of their own kind, note numbers and
/// line breaks go out of the reading by an [`Edit`] that tells where they stand. The time grows with the length of the
/// text.
///
/// ```
/// use regesta_text::{PrepareOptions, prepare};
/// let prepared = prepare("They took the for-\ntress at dawn.\n\nThe garrison left.", &PrepareOptions::default());
/// let texts: Vec<&str> = prepared.blocks.iter().map(|block| block.reading.text()).collect();
/// assert_eq!(texts, ["They took the fortress at dawn.", "The garrison left."]);
/// ```
pub fn prepare(raw: &str, options: &PrepareOptions) -> Prepared {
    if options.laid_out && !options.layers.is_empty() {
        let structure = Structure::new(&options.structure);
        let (mut blocks, calls) = laid_out(raw, &options.layers, &options.pages, &structure);
        let mut changes: Vec<Edit> = calls.into_iter().map(call_edit).collect();
        changes.extend(layers::changes(raw, &options.layers));
        changes.sort_by_key(|change| change.span);
        let edits = write_readings(raw, &mut blocks, &changes, options.markdown);
        let case_fault = find_case_fault(&blocks);
        return Prepared { blocks, edits, case_fault };
    }
    let (lines, mut style) = split_lines(raw, &options.pages);
    if options.markdown {
        style = Style { base_indent: style.base_indent, ..Style::default() };
    }
    let structure = Structure::new(&options.structure);
    let mut candidates = Vec::new();
    find_candidates(raw, Span::new(0, raw.len()), &mut candidates);
    let calls = call_places(&candidates);
    let flow = Flow::new(&lines, &options.layers);
    let mut furniture =
        if flow.is_empty() { find_furniture(raw, &lines, &style, &calls) } else { flow.outside().to_vec() };
    let notes = if options.markdown {
        markdown_notes(raw, &lines)
    } else if flow.has_notes() {
        Vec::new()
    } else {
        find_notes(raw, &lines, &mut furniture, &calls, &structure, &style)
    };
    let mut blocks = assemble(raw, &lines, &furniture, &notes, style, &structure, options.markdown, &flow);
    blocks.extend(layers::outside_blocks(raw, &lines, &options.layers).into_iter().map(|block| (block, None)));
    blocks = split::split_long(raw, blocks);
    blocks.sort_by_key(|(block, _)| block.pieces[0].start);
    let (mut blocks, numbers): (Vec<Block>, Vec<Option<u32>>) = blocks.into_iter().unzip();
    let mut changes: Vec<Edit> = if flow.has_notes() {
        layers::link_calls(raw, &mut blocks, &options.layers)
    } else {
        link_calls(raw, &mut blocks, &numbers, &candidates, &lines, options.markdown)
    }
    .into_iter()
    .map(call_edit)
    .collect();
    changes.extend(layers::changes(raw, &options.layers));
    changes.sort_by_key(|change| change.span);
    let edits = write_readings(raw, &mut blocks, &changes, options.markdown);
    let case_fault = find_case_fault(&blocks);
    Prepared { blocks, edits, case_fault }
}

/// The number of a note goes out of the sentence it is glued to.
fn call_edit(span: Span) -> Edit {
    Edit { span, replacement: String::new(), reason: EditReason::NoteCall, confidence: 900 }
}

fn find_case_fault(blocks: &[Block]) -> Option<crate::CaseFault> {
    let mut body = String::new();
    for block in blocks.iter().filter(|block| block.kind == SegmentKind::Body) {
        body.push_str(block.reading.text());
        body.push('\n');
    }
    detect_case_fault(&body)
}

fn find_notes(
    raw: &str,
    lines: &[Line],
    furniture: &mut [bool],
    calls: &CallPlaces,
    structure: &Structure<'_>,
    style: &Style,
) -> Vec<NoteBody> {
    let search = NoteSearch::new(raw, lines, furniture, calls, style.blank_is_nothing);
    let mut notes = Vec::new();
    let parts = headed_parts(raw, lines, furniture, structure, style);
    let mut taken = vec![false; lines.len()];
    for pair in parts.windows(2) {
        let (start, end) = (pair[0].0, pair[1].0);
        if matches!(pair[0].1, SegmentKind::Endnote | SegmentKind::Footnote)
            && search.endnotes(start + 1, end, true, &mut notes)
        {
            taken[start + 1..end].iter_mut().for_each(|line| *line = true);
        }
    }
    if notes.is_empty() {
        notes = search.footnotes();
        if notes.is_empty()
            && let Some(from) = search.trailing_list()
            && !parts.iter().any(|&(start, kind)| start < from && kind == SegmentKind::Bibliography)
        {
            search.endnotes(from, lines.len(), false, &mut notes);
        }
    } else {
        let feet = search.footnotes();
        notes.extend(feet.into_iter().filter(|note| !note.lines.iter().any(|&line| taken[line])));
    }
    let rules: Vec<usize> = notes.iter().filter_map(|note| rule_above(&search, note.lines[0], lines)).collect();
    rules.into_iter().for_each(|line| furniture[line] = true);
    notes
}

/// The drawn rule right above a note.
fn rule_above(search: &NoteSearch<'_>, first: usize, lines: &[Line]) -> Option<usize> {
    let above = (first.saturating_sub(4)..first).rev().find(|&i| !lines[i].is_blank())?;
    search.is_rule(above).then_some(above)
}

/// Lines that are a structure word and nothing else, with what they open; the end of the file closes the list.
fn headed_parts(
    raw: &str,
    lines: &[Line],
    furniture: &[bool],
    structure: &Structure<'_>,
    style: &Style,
) -> Vec<(usize, SegmentKind)> {
    let mut parts = Vec::new();
    let mut before: Option<usize> = None;
    for i in (0..lines.len()).filter(|&i| !lines[i].is_blank() && !furniture[i]) {
        let apart = before.is_none_or(|k| {
            k + 1 < i && !style.blank_is_nothing
                || lines[k].ending == crate::lines::Ending::Sentence
                || lines[k].had_room_for(&lines[i])
        });
        if apart && let Some(mark) = structure.mark(&raw[lines[i].text.range()]).filter(|mark| mark.whole) {
            parts.push((i, mark.opens));
        }
        before = Some(i);
    }
    parts.push((lines.len(), SegmentKind::Body));
    parts
}

fn markdown_notes(raw: &str, lines: &[Line]) -> Vec<NoteBody> {
    let mut notes: Vec<NoteBody> = Vec::new();
    let mut open = false;
    for (i, line) in lines.iter().enumerate() {
        let text = &raw[line.text.range()];
        if let Some((name, words)) = markdown::note_definition(text) {
            let span = Span::new(line.text.start + name.start, line.text.start + name.end);
            let label = crate::notes::LineLabel {
                printed: raw[span.range()].to_owned(),
                raw: span,
                number: None,
                text_start: line.text.start + words,
            };
            notes.push(NoteBody { kind: SegmentKind::Endnote, label: Some(label), number: None, lines: vec![i] });
            open = true;
        } else if line.is_blank() || !open {
            // An indented line after a blank one still belongs to the note.
            open &= line.is_blank();
        } else if line.indent >= 2 || !lines[i - 1].is_blank() && !markdown::opens_block(text, "") {
            notes.last_mut().into_iter().for_each(|note| note.lines.push(i));
        } else {
            open = false;
        }
    }
    notes
}

/// Blocks with the numbers of notes, without readings.
#[expect(clippy::too_many_arguments, reason = "the parts of one file, found one after the other")]
fn assemble(
    raw: &str,
    lines: &[Line],
    furniture: &[bool],
    notes: &[NoteBody],
    style: Style,
    structure: &Structure<'_>,
    markdown: bool,
    flow: &Flow,
) -> Vec<(Block, Option<u32>)> {
    let mut in_note = vec![false; lines.len()];
    notes.iter().flat_map(|note| &note.lines).for_each(|&line| in_note[line] = true);
    let (mut text, mut interrupted, mut ordinal) = (Vec::new(), Vec::new(), vec![0usize; lines.len()]);
    let (mut pending, mut count) = (false, 0);
    let mut blocks = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        ordinal[i] = count;
        count += 1;
        if flow.outside().get(i) == Some(&true) {
            continue;
        }
        if furniture[i] {
            blocks.push((new_block(SegmentKind::RunningHead, vec![line.text], line.page, None), None));
        }
        if furniture[i] || in_note[i] {
            pending = true;
            continue;
        }
        text.push(i);
        interrupted.push(pending);
        pending = false;
    }
    for note in notes {
        let label = note
            .label
            .as_ref()
            .map(|label| (NoteLabel { printed: label.printed.clone(), raw: label.raw }, label.text_start));
        let pieces = pieces_of(&note.lines, lines, &ordinal);
        blocks.push((
            new_block(note.kind, pieces, lines[note.lines[0]].page, label.map(|(label, _)| label)),
            note.number,
        ));
    }
    let builder = Builder { raw, lines, style, structure, markdown, text: &text, interrupted: &interrupted, flow };
    for draft in builder.build() {
        let pieces = pieces_of(&draft.lines, lines, &ordinal);
        blocks.push((new_block(draft.kind, pieces, lines[draft.lines[0]].page, None), None));
    }
    blocks
}

fn new_block(kind: SegmentKind, pieces: Vec<Span>, page: Option<u32>, label: Option<NoteLabel>) -> Block {
    Block { kind, pieces, page, label, calls: Vec::new(), reading: Reading::default() }
}

/// Neighbouring lines make one piece; a piece that is continued elsewhere holds its line end.
fn pieces_of(members: &[usize], lines: &[Line], ordinal: &[usize]) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    let mut previous: Option<usize> = None;
    for &i in members {
        match (previous, pieces.last_mut()) {
            (Some(before), Some(piece)) if ordinal[i] == ordinal[before] + 1 => piece.end = lines[i].text.end,
            (before, _) => {
                if let (Some(before), Some(piece)) = (before, pieces.last_mut()) {
                    piece.end = lines[before].full.end;
                }
                pieces.push(lines[i].text);
            }
        }
        previous = Some(i);
    }
    pieces
}

const CALLING: [SegmentKind; 5] =
    [SegmentKind::Body, SegmentKind::Heading, SegmentKind::Abstract, SegmentKind::Caption, SegmentKind::Keywords];

/// Puts the note calls into their blocks; returns the raw bytes to take out of the readings, sorted.
fn link_calls(
    raw: &str,
    blocks: &mut [Block],
    numbers: &[Option<u32>],
    candidates: &[Candidate],
    lines: &[Line],
    markdown: bool,
) -> Vec<Span> {
    let mut owners: Vec<(Span, usize)> =
        blocks.iter().enumerate().flat_map(|(i, block)| block.pieces.iter().map(move |&piece| (piece, i))).collect();
    owners.sort_unstable();
    let owner = |span: Span| {
        let (piece, block) = owners[..owners.partition_point(|(piece, _)| piece.start <= span.start)].last()?;
        piece.contains(span).then_some(*block)
    };
    let mut found: Vec<(Span, NoteCall, usize)> = Vec::new();
    if markdown {
        let by_name: std::collections::BTreeMap<String, usize> = blocks
            .iter()
            .enumerate()
            .filter_map(|(i, block)| Some((block.label.as_ref()?.printed.clone(), i)))
            .collect();
        for &(piece, block) in &owners {
            for span in markdown::find_calls(raw, piece) {
                let name = Span::new(span.start + 2, span.end - 1);
                if blocks[block].label.as_ref().is_some_and(|label| label.raw == name) {
                    continue;
                }
                let printed = raw[name.range()].to_owned();
                let note = by_name.get(&printed).copied();
                found.push((span, NoteCall { printed, raw: name, note }, block));
            }
        }
    } else {
        let pages: Vec<usize> = lines.iter().filter(|line| line.page_start).map(|line| line.full.start).collect();
        let usable: Vec<Candidate> = candidates
            .iter()
            .filter(|candidate| owner(candidate.raw).is_some_and(|block| CALLING.contains(&blocks[block].kind)))
            .cloned()
            .collect();
        let places: Vec<NotePlace> = blocks
            .iter()
            .zip(numbers)
            .filter_map(|(block, number)| {
                Some(NotePlace {
                    number: (*number)?,
                    start: block.pieces[0].start,
                    endnote: block.kind == SegmentKind::Endnote,
                })
            })
            .collect();
        let mut by_number: std::collections::BTreeMap<u32, Vec<usize>> = std::collections::BTreeMap::new();
        for (i, number) in numbers.iter().enumerate() {
            if let Some(number) = number {
                by_number.entry(*number).or_default().push(i);
            }
        }
        for i in choose_calls(&usable, &places, &pages) {
            let candidate = &usable[i];
            let note = by_number.get(&candidate.number).and_then(|notes| {
                let after = notes.partition_point(|&note| blocks[note].pieces[0].start < candidate.raw.start);
                notes.get(after).or(notes.last()).copied()
            });
            if let Some(block) = owner(candidate.raw) {
                let printed = raw[candidate.raw.range()].to_owned();
                found.push((candidate.raw, NoteCall { printed, raw: candidate.raw, note }, block));
            }
        }
        star_calls(raw, blocks, &owner, &mut found);
    }
    found.sort_by_key(|(span, _, _)| *span);
    found.dedup_by_key(|(span, _, _)| *span);
    let spans = found.iter().map(|(span, _, _)| *span).collect();
    for (_, call, block) in found {
        blocks[block].calls.push(call);
    }
    spans
}

/// Links notes marked by asterisks to the nearest such sign glued to a word before them.
fn star_calls(
    raw: &str,
    blocks: &[Block],
    owner: &dyn Fn(Span) -> Option<usize>,
    found: &mut Vec<(Span, NoteCall, usize)>,
) {
    let mut low = 0;
    for (i, block) in blocks.iter().enumerate() {
        let Some(label) = block.label.as_ref().filter(|label| label.printed.starts_with('*')) else { continue };
        let sign = label.printed.as_str();
        let text = &raw[low..label.raw.start];
        let mut at = None;
        for (offset, _) in text.match_indices(sign) {
            let glued = text[..offset].chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '*');
            let alone = !text[offset + sign.len()..].starts_with(|c: char| c == '*' || c.is_alphanumeric());
            if glued && alone {
                at = Some(Span::new(low + offset, low + offset + sign.len()));
            }
        }
        if let Some(span) = at
            && let Some(block) = owner(span).filter(|&block| CALLING.contains(&blocks[block].kind))
        {
            found.push((span, NoteCall { printed: sign.to_owned(), raw: span, note: Some(i) }, block));
        }
        if sign.len() == 1 {
            low = label.raw.end;
        }
    }
}

fn write_readings(raw: &str, blocks: &mut [Block], changes: &[Edit], markdown: bool) -> Vec<Edit> {
    let lexicon = Lexicon::new(raw);
    let editor = Editor { raw, lexicon: &lexicon, changes, markdown };
    let mut edits: Vec<Edit> = Vec::new();
    for block in blocks.iter_mut() {
        let from = edits.len();
        let label_end = block.label.as_ref().map(|label| label_end(raw, label, block.pieces[0], markdown));
        let label_end = label_end.or_else(|| (markdown).then(|| markdown::mark_end(raw, block.pieces[0])).flatten());
        editor.edit(&block.pieces, label_end, &mut edits);
        block.reading = Reading::new(raw, &block.pieces, &edits[from..]);
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Where the words of a note begin behind its label.
fn label_end(raw: &str, label: &NoteLabel, piece: Span, markdown: bool) -> usize {
    let rest = &raw[label.raw.end..piece.end.max(label.raw.end)];
    let signs: &[char] = if markdown { &[']', ':'] } else { &[']', ')', '.'] };
    let mut words = rest;
    for _ in 0..if markdown { 2 } else { 1 } {
        words = words.strip_prefix(signs).unwrap_or(words);
    }
    label.raw.end + rest.len() - words.trim_start().len()
}
