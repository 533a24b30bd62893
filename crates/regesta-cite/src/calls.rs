use std::collections::BTreeMap;

use regesta_lang::{Found, Paper};

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
