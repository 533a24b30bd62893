//! Structure that the file itself tells, laid over the lines of its text.

use crate::lines::Line;
use crate::{Block, Edit, Layer, NoteCall, NoteLabel, Reading, SegmentKind, Span};

/// Which paragraph each line belongs to, and what the file says of it.
#[derive(Debug, Default)]
pub struct Flow {
    /// By line: the layer that holds it. Empty where the file tells nothing.
    layers: Vec<Option<usize>>,
    /// By line: whether it stands outside the running text.
    outside: Vec<bool>,
    kinds: Vec<Option<SegmentKind>>,
    has_notes: bool,
}

fn is_outside(layer: &Layer) -> bool {
    !matches!(layer.kind, None | Some(SegmentKind::Body | SegmentKind::Heading))
}

fn is_note(layer: &Layer) -> bool {
    matches!(layer.kind, Some(SegmentKind::Footnote | SegmentKind::Endnote))
}

impl Flow {
    /// Nothing for a file without layers.
    pub fn new(lines: &[Line], layers: &[Layer]) -> Self {
        if layers.is_empty() {
            return Self::default();
        }
        let mut pieces: Vec<(Span, usize)> = layers
            .iter()
            .enumerate()
            .flat_map(|(i, layer)| layer.pieces.iter().map(move |&piece| (piece, i)))
            .collect();
        pieces.sort_unstable();
        let owner = |line: &Line| {
            let (piece, layer) =
                *pieces[..pieces.partition_point(|(piece, _)| piece.start <= line.text.start)].last()?;
            (line.text.start < piece.end).then_some(layer)
        };
        let by_line: Vec<Option<usize>> = lines.iter().map(|line| owner(line).filter(|_| !line.is_blank())).collect();
        Self {
            outside: by_line.iter().map(|layer| layer.is_some_and(|layer| is_outside(&layers[layer]))).collect(),
            layers: by_line,
            kinds: layers.iter().map(|layer| layer.kind).collect(),
            has_notes: layers.iter().any(|layer| is_note(layer) || !layer.calls.is_empty()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// Whether the file marks its notes, so that none are looked for among the words.
    pub fn has_notes(&self) -> bool {
        self.has_notes
    }

    /// By line: whether it stands outside the running text. Empty where the file tells nothing.
    pub fn outside(&self) -> &[bool] {
        &self.outside
    }

    /// The layer that holds a line.
    pub fn layer(&self, line: usize) -> Option<usize> {
        self.layers.get(line).copied().flatten()
    }

    /// What the file says of a layer.
    pub fn kind(&self, layer: usize) -> Option<SegmentKind> {
        self.kinds[layer]
    }

    /// Whether the file says that a paragraph ends between two lines.
    pub fn parts(&self, a: usize, b: usize) -> bool {
        self.layer(a) != self.layer(b)
    }
}

/// The pieces of a layer without white space at their ends; none for an empty one.
fn trimmed_pieces(raw: &str, layer: &Layer) -> Vec<Span> {
    let trimmed = layer.pieces.iter().map(|piece| {
        let text = &raw[piece.range()];
        let start = piece.start + text.len() - text.trim_start().len();
        Span::new(start, start + text.trim().len())
    });
    trimmed.filter(|piece| !piece.is_empty()).collect()
}

/// The blocks of layers that stand outside the running text, without readings.
pub fn outside_blocks(raw: &str, lines: &[Line], layers: &[Layer]) -> Vec<Block> {
    let outside = layers.iter().filter(|layer| is_outside(layer));
    let blocks = outside.filter_map(|layer| {
        let pieces = trimmed_pieces(raw, layer);
        let first = *pieces.first()?;
        let line = lines.partition_point(|line| line.full.end <= first.start);
        let label = layer.label.filter(|label| first.contains(*label) && !label.is_empty());
        Some(Block {
            kind: layer.kind.unwrap_or(SegmentKind::Body),
            pieces,
            page: lines.get(line).and_then(|line| line.page),
            label: label.map(|label| NoteLabel { printed: raw[label.range()].to_owned(), raw: label }),
            calls: Vec::new(),
            reading: Reading::default(),
        })
    });
    blocks.collect()
}

/// Puts the calls of the layers into their blocks; returns the bytes to take out of the readings, sorted.
pub fn link_calls(raw: &str, blocks: &mut [Block], layers: &[Layer]) -> Vec<Span> {
    let mut owners: Vec<(Span, usize)> =
        blocks.iter().enumerate().flat_map(|(i, block)| block.pieces.iter().map(move |&piece| (piece, i))).collect();
    owners.sort_unstable();
    let owner = |span: Span| {
        let (piece, block) = owners[..owners.partition_point(|(piece, _)| piece.start <= span.start)].last()?;
        piece.contains(span).then_some(*block)
    };
    let note_block = |layer: usize| {
        let first = *trimmed_pieces(raw, layers.get(layer).filter(|layer| is_note(layer))?).first()?;
        owner(Span::new(first.start, first.start))
    };
    let mut spans = Vec::new();
    let mut found: Vec<(usize, NoteCall)> = Vec::new();
    for call in layers.iter().flat_map(|layer| &layer.calls).filter(|call| !call.raw.is_empty()) {
        if let Some(block) = owner(call.raw) {
            let note = call.note.and_then(note_block);
            found.push((block, NoteCall { printed: raw[call.raw.range()].to_owned(), raw: call.raw, note }));
            spans.push(call.raw);
        }
    }
    found.sort_by_key(|(_, call)| call.raw);
    for (block, call) in found {
        blocks[block].calls.push(call);
    }
    spans.sort_unstable();
    spans
}

/// What the layers say to read differently.
pub fn changes<'a>(raw: &'a str, layers: &'a [Layer]) -> impl Iterator<Item = Edit> + 'a {
    let changes = layers.iter().flat_map(|layer| &layer.changes);
    changes
        .filter(|change| {
            raw.get(change.span.range()).is_some_and(|text| !text.is_empty() && text != change.replacement)
        })
        .cloned()
}
