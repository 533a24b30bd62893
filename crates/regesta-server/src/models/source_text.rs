use std::collections::BTreeMap;

use regesta::decided::{AddedFinding, Decided};
use regesta::store::{BlockSpan, Edit, Project, SegmentKind, SegmentLevel, Span};
use regesta::text::CodePointMap;
use regesta::views::one_line;
use serde_json::Value;

use super::judged::dress;
use super::marks::{Numbers, marks};
use super::places::block_at;
use super::{Base, Documents, SourceEntry};
use crate::error::ApiResult;
use crate::wire::{
    Block, BlockKind, Call, Dir, EditMark, Heading, Mark, MarkKind, MarkStatus, Outline, OutlineBlock, Piece,
    SourceCard, TextPart,
};

/// Blocks of one answer at most.
const MOST_BLOCKS: usize = 400;
/// Bytes of text of one answer at most; one block is always sent whole.
const MOST_BYTES: usize = 256 << 10;
/// Blocks of the run around a place.
const RUN_BLOCKS: usize = 120;

/// A text with its blocks, repairs and marks.
pub(crate) struct SourceText {
    /// Identifier of the source.
    pub(crate) id: String,
    pub(crate) card: SourceCard,
    pub(crate) raw: String,
    map: CodePointMap,
    edits: Vec<Edit>,
    blocks: Vec<TextBlock>,
    /// The pieces of all blocks by place, each with the place of its block in `blocks`.
    places: Vec<BlockSpan>,
    page_labels: BTreeMap<u32, String>,
    numbers: Numbers,
}

struct TextBlock {
    number: u32,
    kind: SegmentKind,
    lang: Option<String>,
    label: Option<String>,
    page: Option<u32>,
    /// Bytes of the raw text, in reading order.
    pieces: Vec<Span>,
    /// For a note: its call.
    call: Option<Span>,
    host: Option<u32>,
    /// Calls inside it with the number and label of their note.
    calls: Vec<(Span, u32)>,
    marks: Vec<Mark>,
}

impl TextBlock {
    fn bytes(&self) -> usize {
        self.pieces.iter().map(|p| p.end - p.start).sum()
    }
}

impl SourceText {
    pub(crate) fn load(project: &Project, base: &Base, documents: &Documents, source: &SourceEntry) -> ApiResult<Self> {
        let raw = project.raw_text(&source.id)?.unwrap_or_default();
        let map = CodePointMap::new(&raw);
        let edits = project.edits(&source.id)?;
        let mut blocks: Vec<TextBlock> = Vec::new();
        for segment in project.segments(&source.id, Some(SegmentLevel::Block))? {
            match blocks.last_mut() {
                Some(last) if last.number == segment.block => last.pieces.push(segment.span),
                _ => blocks.push(TextBlock {
                    number: segment.block,
                    kind: segment.kind,
                    lang: segment.lang,
                    label: segment.label,
                    page: segment.page,
                    pieces: vec![segment.span],
                    call: segment.call,
                    host: None,
                    calls: Vec::new(),
                    marks: Vec::new(),
                }),
            }
        }
        blocks.sort_by_key(|b| b.number);
        let mut places: Vec<BlockSpan> = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            places.extend(block.pieces.iter().map(|&span| BlockSpan {
                span,
                block: at as u32,
                kind: block.kind,
                page: block.page,
            }));
        }
        places.sort_by_key(|p| (p.span.start, p.span.end));
        let mut text = Self {
            id: source.id.clone(),
            places,
            card: SourceCard { chars: raw.chars().count(), ..source.card.clone() },
            raw,
            map,
            edits,
            blocks,
            page_labels: project.page_labels(&source.id)?.into_iter().collect(),
            numbers: Numbers::default(),
        };
        text.attach_notes();
        let found = project.findings(&regesta::store::FindingFilter::source(source.id.clone()))?;
        let links = project.links_in(&source.id)?;
        let marks = marks(base, documents, &found, &links, |row| {
            let pieces = row.anchor.pieces.iter().map(|p| text.code_points(*p)).collect();
            let repaired = row.anchor.pieces.iter().any(|p| text.edits_in(*p).any(is_repair));
            (pieces, repaired)
        });
        text.numbers = Numbers::of(&found);
        text.attach_marks(marks);
        Ok(text)
    }

    fn attach_notes(&mut self) {
        let calls: Vec<(usize, u32, Span)> =
            self.blocks.iter().enumerate().filter_map(|(at, b)| Some((at, b.number, b.call?))).collect();
        for (at, number, call) in calls {
            let Some(host) = self.block_of_byte(call.start) else { continue };
            self.blocks[at].host = Some(self.blocks[host].number);
            self.blocks[host].calls.push((call, number));
        }
        self.blocks.iter_mut().for_each(|b| b.calls.sort_by_key(|(call, number)| (call.start, *number)));
    }

    fn attach_marks(&mut self, marks: Vec<Mark>) {
        for mark in marks {
            let Some(&(start, _)) = mark.pieces.first() else { continue };
            if let Some(block) = self.block_of_byte(self.byte(start)) {
                self.blocks[block].marks.push(mark);
            }
        }
        for block in &mut self.blocks {
            block.marks.sort_by(|a, b| (hull(a), a.kind, &a.id).cmp(&(hull(b), b.kind, &b.id)));
        }
    }

    /// The place in `blocks` of the block whose print holds a byte, or of the last one before it.
    fn block_of_byte(&self, byte: usize) -> Option<usize> {
        block_at(&self.places, byte).map(|piece| piece.block as usize)
    }

    pub(crate) fn code_points(&self, span: Span) -> (usize, usize) {
        let point = |byte| self.map.code_point_from_byte(&self.raw, byte);
        (point(span.start), point(span.end))
    }

    pub(crate) fn byte(&self, code_point: usize) -> usize {
        self.map.byte_from_code_point(&self.raw, code_point)
    }

    /// The raw text between two code points; `None` where they are out of order or past the end.
    pub(crate) fn slice(&self, start: usize, end: usize) -> Option<&str> {
        (start < end && end <= self.card.chars).then(|| self.raw.get(self.byte(start)..self.byte(end))).flatten()
    }

    fn edits_in(&self, span: Span) -> impl Iterator<Item = &Edit> {
        let first = self.edits.partition_point(|e| e.raw.start < span.start);
        self.edits[first..].iter().take_while(move |e| e.raw.start < span.end).filter(move |e| e.raw.end <= span.end)
    }

    fn page(&self, index: Option<u32>) -> Option<String> {
        let index = index?;
        Some(self.page_labels.get(&index).cloned().unwrap_or_else(|| (index + 1).to_string()))
    }

    pub(crate) fn outline(&self) -> Outline {
        let blocks = self.blocks.iter().map(|b| {
            let points: Vec<(usize, usize)> = b.pieces.iter().map(|p| self.code_points(*p)).collect();
            OutlineBlock {
                block: b.number,
                kind: block_kind(b.kind),
                start: points.iter().map(|p| p.0).min().unwrap_or(0),
                end: points.iter().map(|p| p.1).max().unwrap_or(0),
                chars: points.iter().map(|(start, end)| end - start).sum(),
                page: self.page(b.page),
                host: b.host,
                findings: b.marks.len(),
            }
        });
        let headings = self.blocks.iter().filter(|b| b.kind == SegmentKind::Heading);
        Outline {
            source: self.card.clone(),
            chars: self.card.chars,
            blocks: blocks.collect(),
            headings: headings
                .enumerate()
                .map(|(at, b)| Heading {
                    block: b.number,
                    text: one_line(&b.pieces.iter().filter_map(|p| p.of(&self.raw)).collect::<Vec<_>>().join(" ")),
                    level: if at == 0 { 1 } else { 2 },
                })
                .collect(),
        }
    }

    /// The blocks from `first` to `last`, as many as fit into one answer.
    pub(crate) fn part(&self, first: u32, last: u32, decided: &Decided) -> TextPart {
        let from = self.blocks.partition_point(|b| b.number < first);
        let mut to = from;
        let mut bytes = 0;
        while let Some(block) = self.blocks.get(to).filter(|b| b.number <= last) {
            bytes += block.bytes();
            if to > from && (bytes > MOST_BYTES || to - from >= MOST_BLOCKS) {
                break;
            }
            to += 1;
        }
        self.blocks_as_part(from, to, decided)
    }

    /// The run of blocks around a code point.
    pub(crate) fn part_around(&self, code_point: usize, decided: &Decided) -> TextPart {
        let Some(at) = self.block_of_byte(self.byte(code_point)) else {
            return self.part(0, u32::MAX, decided);
        };
        let (mut from, mut to) = (at, at + 1);
        let mut bytes = self.blocks[at].bytes();
        while to - from < RUN_BLOCKS {
            // Two thirds of the run lie after the place: reading goes on there.
            let forward = to < self.blocks.len() && (from == 0 || to - at <= 2 * (at - from));
            let next = if forward { to } else { from.wrapping_sub(1) };
            let Some(block) = self.blocks.get(next) else { break };
            bytes += block.bytes();
            if bytes > MOST_BYTES {
                break;
            }
            if forward { to += 1 } else { from -= 1 }
        }
        self.blocks_as_part(from, to, decided)
    }

    fn blocks_as_part(&self, from: usize, to: usize, decided: &Decided) -> TextPart {
        let mut blocks: Vec<Block> = self.blocks[from.min(to)..to].iter().map(|b| self.block(b)).collect();
        for mark in blocks.iter_mut().flat_map(|b| &mut b.marks) {
            dress(mark, decided);
        }
        for added in decided.added().iter().filter(|added| added.source == self.id) {
            let Some(mark) = self.added(added, decided) else { continue };
            let number = self.block_of_byte(self.byte(mark.pieces[0].0)).map(|at| self.blocks[at].number);
            if let Some(block) = blocks.iter_mut().find(|b| Some(b.block) == number)
                && block.marks.iter().all(|known| known.id != mark.id)
            {
                block.marks.push(mark);
                block.marks.sort_by(|a, b| (hull(a), a.kind, &a.id).cmp(&(hull(b), b.kind, &b.id)));
            }
        }
        TextPart {
            source: self.card.source.clone(),
            first: blocks.first().map_or(0, |b| b.block),
            last: blocks.last().map_or(0, |b| b.block),
            blocks,
        }
    }

    fn block(&self, b: &TextBlock) -> Block {
        let pieces = b.pieces.iter().map(|p| {
            let (start, end) = self.code_points(*p);
            Piece { start, end, text: p.of(&self.raw).unwrap_or_default().to_owned() }
        });
        // White space that reads as one blank is drawn as one blank without being told.
        let edits = b.pieces.iter().flat_map(|p| self.edits_in(*p)).filter(|e| e.reason != "white_space");
        let edits = edits.map(|e| {
            let (start, end) = self.code_points(e.raw);
            EditMark {
                start,
                end,
                replacement: e.replacement.clone(),
                reason: e.reason.clone(),
                reason_text: e.reason.replace('_', " "),
            }
        });
        let calls = b.calls.iter().map(|(span, note)| {
            let (start, end) = self.code_points(*span);
            Call { start, end, note: Some(*note), label: span.of(&self.raw).unwrap_or_default().trim().to_owned() }
        });
        Block {
            block: b.number,
            kind: block_kind(b.kind),
            lang: b.lang.clone(),
            dir: direction(b.lang.as_deref()),
            label: b.label.clone(),
            page: self.page(b.page),
            host: b.host,
            pieces: pieces.collect(),
            edits: edits.collect(),
            calls: calls.collect(),
            marks: b.marks.clone(),
        }
    }

    /// All marks in the order of their blocks.
    pub(crate) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.blocks.iter().flat_map(|block| &block.marks)
    }

    /// The mark of words that only a person marked.
    pub(crate) fn added(&self, added: &AddedFinding, decided: &Decided) -> Option<Mark> {
        let pieces: Vec<(usize, usize)> = added.pieces.iter().map(|piece| self.code_points(*piece)).collect();
        let (first, last) = (pieces.first()?.0, pieces.last()?.1);
        let mut mark = Mark {
            id: added.finding.clone(),
            kind: MarkKind::of(&added.kind)?,
            n: None,
            label: added.value.label.clone().unwrap_or_else(|| one_line(self.slice(first, last).unwrap_or_default())),
            pieces,
            score: 1.0,
            entity: added.value.entity.clone(),
            edtf: added.value.edtf.clone(),
            flags: vec!["by_hand".to_owned()],
            status: MarkStatus::Undecided,
            parts: Vec::new(),
            part_of: Vec::new(),
        };
        dress(&mut mark, decided);
        Some(mark)
    }

    /// A mark with the block it stands in.
    pub(crate) fn mark(&self, finding: &str) -> Option<&Mark> {
        self.blocks.iter().find_map(|b| b.marks.iter().find(|m| m.id == finding))
    }

    /// The documents of the calendar that are spoken of between two code points, or one of whose quotations stands there.
    pub(crate) fn documents_at(&self, start: usize, end: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (document, places) in self.documents() {
            let here = places.iter().any(|&(from, to)| from < end && start < to);
            if here && !found.contains(document) {
                found.push(document.clone());
            }
        }
        found
    }

    /// Where a document is spoken of, and its quotations: code points.
    pub(crate) fn places_of_document(&self, id: &str) -> Vec<(usize, usize)> {
        self.documents().filter(|(document, _)| *document == id).flat_map(|(_, places)| places).collect()
    }

    /// Each mention of a document with its own hull and those of its quotations.
    fn documents(&self) -> impl Iterator<Item = (&String, Vec<(usize, usize)>)> {
        let hull = |mark: &Mark| (mark.pieces[0].0, mark.pieces[mark.pieces.len() - 1].1);
        let quotes: BTreeMap<&str, (usize, usize)> = self
            .marks()
            .filter(|mark| mark.kind == MarkKind::Quote)
            .map(|mark| (mark.id.as_str(), hull(mark)))
            .collect();
        self.marks().filter(|mark| mark.kind == MarkKind::Document).filter_map(move |mark| {
            let quoted = mark.parts.iter().filter_map(|part| quotes.get(part.as_str()).copied());
            Some((mark.entity.as_ref()?, std::iter::once(hull(mark)).chain(quoted).collect()))
        })
    }

    /// The words of a mark, on one line.
    pub(crate) fn words(&self, mark: &Mark) -> String {
        let pieces = mark.pieces.iter().filter_map(|&(start, end)| self.slice(start, end));
        one_line(&pieces.collect::<Vec<_>>().join(" "))
    }

    /// The page on which the block of a code point begins.
    pub(crate) fn page_of(&self, code_point: usize) -> Option<String> {
        self.page(self.block_of_byte(self.byte(code_point)).and_then(|at| self.blocks[at].page))
    }
}

fn hull(mark: &Mark) -> (usize, std::cmp::Reverse<usize>) {
    (mark.pieces[0].0, std::cmp::Reverse(mark.pieces[mark.pieces.len() - 1].1))
}

/// The findings to which a stored value refers: predicate and identifier.
pub(crate) fn parts_of(text: &SourceText, kind: MarkKind, stored: &Value) -> Vec<(&'static str, String)> {
    let parts = text.numbers.parts(kind, stored);
    parts.into_iter().map(|(predicate, id)| (predicate, id.to_owned())).collect()
}

/// Whether an edit changes letters, not only white space.
fn is_repair(edit: &Edit) -> bool {
    edit.reason != "white_space" && edit.reason != "capital"
}

/// A block's kind as it is sent.
pub(crate) fn block_kind(kind: SegmentKind) -> BlockKind {
    match kind {
        SegmentKind::Body => BlockKind::Body,
        SegmentKind::Heading => BlockKind::Heading,
        SegmentKind::RunningHead => BlockKind::RunningHead,
        SegmentKind::Footnote => BlockKind::Footnote,
        SegmentKind::Endnote => BlockKind::Endnote,
        SegmentKind::Bibliography => BlockKind::Bibliography,
        SegmentKind::Abstract => BlockKind::Abstract,
        SegmentKind::Caption => BlockKind::Caption,
    }
}

fn direction(lang: Option<&str>) -> Dir {
    let tag = lang.and_then(|l| l.split('-').next()).unwrap_or_default();
    if matches!(tag, "ar" | "fa" | "he" | "ota" | "ur" | "yi" | "syr" | "ckb" | "ps") { Dir::Rtl } else { Dir::Ltr }
}
