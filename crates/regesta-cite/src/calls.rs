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

/// A note as far as its gaps are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotePlace<'a> {
    /// Its number as printed.
    pub label: Option<&'a str>,
    /// The number of a call that leads to it.
    pub called: Option<&'a str>,
    /// Where it stands in its text, in any unit that grows with the text.
    pub at: usize,
}

/// What is missing between the calls and the notes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteGap {
    /// A call whose note is not in the file.
    OpenCall {
        /// Index into the calls.
        call: usize,
        /// The number as printed.
        printed: String,
        /// A note that lost its number stands where this one should be.
        replaced: bool,
    },
    /// A note that lost its number.
    UnnumberedNote {
        /// Index into the notes.
        note: usize,
        /// Its number, by the call that leads to it, else by its neighbours.
        number: Option<String>,
        /// Whether the call told it.
        by_call: bool,
    },
    /// A numbered note to which no call leads.
    UncalledNote {
        /// Index into the notes.
        note: usize,
        /// Its number as printed.
        printed: String,
    },
}

impl std::fmt::Display for NoteGap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OpenCall { printed, replaced: true, .. } => {
                write!(f, "note {printed} is not there, but one without a number stands where it should be")
            }
            Self::OpenCall { printed, .. } => write!(f, "note {printed} is not in this file"),
            Self::UnnumberedNote { number: Some(number), by_call, .. } => {
                let by = if *by_call { "the call that leads to it" } else { "its neighbours" };
                write!(f, "a note that has lost its number: {number}, by {by}")
            }
            Self::UnnumberedNote { number: None, .. } => write!(f, "a note that has lost its number"),
            Self::UncalledNote { printed, .. } => write!(f, "note {printed} is called nowhere in the text"),
        }
    }
}

/// What is missing between `notes`, in the order of the text, and the calls that lead to none of them (`open`: their
/// numbers as printed): first what is odd of notes, then the calls.
///
/// ```
/// use regesta_cite::{NotePlace, note_gaps};
/// let note = |label, called, at| NotePlace { label, called, at };
/// let notes = [note(Some("1"), Some("1"), 0), note(None, None, 9), note(Some("3"), Some("3"), 20)];
/// let gaps: Vec<String> = note_gaps(&notes, &["2"]).iter().map(ToString::to_string).collect();
/// assert_eq!(gaps[0], "a note that has lost its number: 2, by its neighbours");
/// assert_eq!(gaps[1], "note 2 is not there, but one without a number stands where it should be");
/// ```
pub fn note_gaps(notes: &[NotePlace<'_>], open: &[&str]) -> Vec<NoteGap> {
    let mut gaps = Vec::new();
    let mut by_number: BTreeMap<u32, usize> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        if let Some(number) = note.label.and_then(|label| label.parse().ok()) {
            by_number.entry(number).or_insert(index);
        }
        match note.label {
            None => {
                let number = note.called.map(str::to_owned).or_else(|| Some(number_between(notes, index)?.to_string()));
                gaps.push(NoteGap::UnnumberedNote { note: index, number, by_call: note.called.is_some() });
            }
            Some(label) if note.called.is_none() => {
                gaps.push(NoteGap::UncalledNote { note: index, printed: label.to_owned() });
            }
            Some(_) => {}
        }
    }
    // Places of notes without a number, in order: what lies between two others is found by halving.
    let mut lost: Vec<usize> = notes.iter().filter(|note| note.label.is_none()).map(|note| note.at).collect();
    lost.sort_unstable();
    for (call, printed) in open.iter().enumerate() {
        let place = |number: u32| by_number.get(&number).map(|&index| notes[index].at);
        let between =
            printed.parse::<u32>().ok().and_then(|n| Some((place(n.checked_sub(1)?)?, place(n.checked_add(1)?)?)));
        let replaced = between.is_some_and(|(before, after)| {
            lost.get(lost.partition_point(|at| *at <= before)).is_some_and(|at| *at < after)
        });
        gaps.push(NoteGap::OpenCall { call, printed: (*printed).to_owned(), replaced });
    }
    gaps
}

/// The number of the note at `index`, where the one before and the one behind leave room for no other.
fn number_between(notes: &[NotePlace<'_>], index: usize) -> Option<u32> {
    let label = |index: usize| notes.get(index)?.label?.parse::<u32>().ok();
    let before = label(index.checked_sub(1)?)?;
    (label(index + 1)? == before.checked_add(2)?).then_some(before + 1)
}

/// The notes of a paper, and the numbers of its calls that lead to none, for [`note_gaps`].
pub fn notes_and_open_calls(paper: &Paper) -> (Vec<NotePlace<'_>>, Vec<&str>) {
    let calls = || paper.passages.iter().flat_map(|content| &content.calls);
    let mut called: BTreeMap<usize, &str> = BTreeMap::new();
    for call in calls() {
        if let Some(note) = call.note {
            called.entry(note).or_insert(&call.printed);
        }
    }
    let notes = paper
        .passages
        .iter()
        .enumerate()
        .filter(|(_, content)| matches!(content.kind, SegmentKind::Footnote | SegmentKind::Endnote));
    let notes =
        notes.map(|(at, content)| NotePlace { label: content.label.as_deref(), called: called.get(&at).copied(), at });
    (notes.collect(), calls().filter(|call| call.note.is_none()).map(|call| call.printed.as_str()).collect())
}
