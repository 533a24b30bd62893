use std::collections::BTreeMap;

use regesta_lang::{Found, Paper};
use regesta_text::SegmentKind;

use crate::Citation;

/// A note call in the text, tied to the citation in its note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalledCitation {
    /// Index of the passage in which the call stands.
    pub passage: usize,
    /// Where in its reading text (bytes).
    pub at: usize,
    /// Index into the citations.
    pub citation: usize,
}

/// Ties each note call to the citations of its note, in the order of the calls. Calls without a note, and notes
/// without a citation, give nothing.
pub fn link_calls(paper: &Paper, citations: &[Found<Citation>]) -> Vec<CalledCitation> {
    let mut of_note: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, citation) in citations.iter().enumerate() {
        of_note.entry(citation.passage).or_default().push(index);
    }
    let mut linked = Vec::new();
    for (passage, content) in paper.passages.iter().enumerate() {
        for call in &content.calls {
            for &citation in call.note.and_then(|note| of_note.get(&note)).into_iter().flatten() {
                linked.push(CalledCitation { passage, at: call.at, citation });
            }
        }
    }
    linked
}

/// What is missing between the calls of a paper and its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteGap {
    /// A call whose note is not in the file.
    OpenCall {
        /// Index of the passage in which it stands.
        passage: usize,
        /// Where in its reading text (bytes).
        at: usize,
        /// The number as printed.
        printed: String,
    },
    /// A note that lost its number; a call shows which it is.
    UnnumberedNote {
        /// Index of its passage.
        passage: usize,
        /// The number of the call that leads to it.
        called: String,
    },
    /// A note to which no call leads.
    UncalledNote {
        /// Index of its passage.
        passage: usize,
        /// Its number as printed.
        printed: Option<String>,
    },
}

impl std::fmt::Display for NoteGap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OpenCall { printed, .. } => write!(f, "call {printed}: its note is not in this file"),
            Self::UnnumberedNote { called, .. } => {
                write!(f, "note {called}: its number is not printed, the call tells it")
            }
            Self::UncalledNote { printed: Some(printed), .. } => write!(f, "note {printed}: no call leads to it"),
            Self::UncalledNote { printed: None, .. } => write!(f, "a note without a number: no call leads to it"),
        }
    }
}

/// What is missing between calls and notes, in the order of the text: calls without a note, notes without a number,
/// notes without a call.
///
/// ```
/// use regesta_cite::note_gaps;
/// let packs = regesta_lang::PackSet::built_in()?;
/// let morphology = regesta_lang::Morphology::load(&packs)?;
/// let paper = regesta_lang::Paper::from_text("Nothing is called here.", &packs, &morphology, &());
/// assert!(note_gaps(&paper).is_empty());
/// # Ok::<(), regesta_lang::PackError>(())
/// ```
pub fn note_gaps(paper: &Paper) -> Vec<NoteGap> {
    let mut called: BTreeMap<usize, &str> = BTreeMap::new();
    for call in paper.passages.iter().flat_map(|content| &content.calls) {
        if let Some(note) = call.note {
            called.entry(note).or_insert(&call.printed);
        }
    }
    let mut gaps = Vec::new();
    for (passage, content) in paper.passages.iter().enumerate() {
        for call in content.calls.iter().filter(|call| call.note.is_none()) {
            gaps.push(NoteGap::OpenCall { passage, at: call.at, printed: call.printed.clone() });
        }
        if !matches!(content.kind, SegmentKind::Footnote | SegmentKind::Endnote) {
            continue;
        }
        match (called.get(&passage), &content.label) {
            (Some(number), None) => gaps.push(NoteGap::UnnumberedNote { passage, called: (*number).to_owned() }),
            (None, label) => gaps.push(NoteGap::UncalledNote { passage, printed: label.clone() }),
            (Some(_), Some(_)) => {}
        }
    }
    gaps
}
