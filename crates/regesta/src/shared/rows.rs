use regesta_reuse::{Group, SharedKind};
use schemars::JsonSchema;
use serde::Serialize;

use super::SharedTexts;
use crate::views::Passage;

/// Words that several texts have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SharedRow {
    /// Named by the words: the same in every run.
    pub id: String,
    /// `quoted` (all quote it), `partly_unmarked` (some have it as their own words), `shared_prose` (nobody quotes it).
    pub kind: String,
    /// Letters of the shared words, the rarer the more, without commonplaces.
    pub score: u32,
    /// Under the line from which it is listed without being asked for.
    pub possible: bool,
    /// Words that two witnesses have in common.
    pub words: usize,
    /// As each text has it.
    pub witnesses: Vec<WitnessRow>,
}

/// A shared passage in one text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WitnessRow {
    /// Where it stands.
    pub passage: Passage,
    /// Whether most of it stands in quotation marks.
    pub quoted: bool,
    /// What the author cites for it, as printed.
    pub cited: Vec<String>,
}

impl SharedTexts {
    /// What the texts share, the surest first.
    pub fn rows(&self) -> Vec<SharedRow> {
        self.groups.iter().map(|group| self.row(group)).collect()
    }

    fn row(&self, group: &Group) -> SharedRow {
        let kind = match group.kind() {
            SharedKind::Quoted => "quoted",
            SharedKind::PartlyUnmarked => "partly_unmarked",
            SharedKind::SharedProse => "shared_prose",
        };
        let common = |n: &usize| {
            let steps = &self.shared.passages[*n].steps;
            steps.iter().filter(|step| step.agrees()).map(|step| step.a.len()).sum::<usize>()
        };
        SharedRow {
            id: self.id(group),
            kind: kind.to_owned(),
            score: group.score,
            possible: group.score < self.settings.score,
            words: group.passages.iter().map(common).max().unwrap_or(0),
            witnesses: self.witnesses(group),
        }
    }

    pub(super) fn witnesses(&self, group: &Group) -> Vec<WitnessRow> {
        let row = |witness: &regesta_reuse::Witness| {
            let (source, text) = (&self.sources[witness.text as usize], &self.texts[witness.text as usize]);
            Some(WitnessRow {
                passage: source.passage(text, witness.words.clone())?,
                quoted: witness.quoted,
                cited: source.cited(text, witness),
            })
        };
        group.witnesses.iter().filter_map(row).collect()
    }
}
