//! The same words in several texts: which, as each author has them, and where they differ.

mod authors;
mod collation;
mod grammar;
mod rows;
mod tei;
mod told;
mod words;

use std::collections::BTreeMap;

use regesta_reuse::{Forms, Group, Settings, Shared, Text, find_shared, group};
use regesta_store::Project;

pub use authors::AuthorsRow;
pub use collation::{AlignedWord, ApparatusEntry, ApparatusReading, CollationRow, WitnessText};
pub use rows::{SharedRow, WitnessRow};
pub use tei::write_tei;
pub use told::RetoldRow;

use crate::{Error, Result};
use words::SourceWords;

/// The texts of a project held against each other.
///
/// Running heads, bibliographies and citations are left out; notes are texts by themselves. All of them are in memory at
/// once.
pub struct SharedTexts {
    sources: Vec<SourceWords>,
    texts: Vec<Text>,
    forms: Forms,
    shared: Shared,
    groups: Vec<Group>,
    settings: Settings,
}

impl SharedTexts {
    /// Reads all texts of a project, by path, and finds what they share.
    ///
    /// # Errors
    /// Those of the store.
    pub fn find(project: &Project, settings: Settings) -> Result<Self> {
        let mut forms = Forms::default();
        let mut sources = Vec::new();
        let mut texts = Vec::new();
        let mut listed = project.sources()?;
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        for source in listed {
            let (words, text) = SourceWords::load(project, &source, &mut forms)?;
            sources.push(words);
            texts.push(text);
        }
        let shared = find_shared(&texts, &forms, &settings);
        let groups = group(&shared.passages, &settings);
        Ok(Self { sources, texts, forms, shared, groups, settings })
    }

    /// Pairs of sources that are one text twice, with the share of the shorter in thousandths: their paths.
    pub fn duplicates(&self) -> Vec<(String, String, u32)> {
        let path = |n: u32| self.sources[n as usize].path.clone();
        self.shared.duplicates.iter().map(|&(a, b, share)| (path(a), path(b), share)).collect()
    }

    fn group(&self, id: &str) -> Result<&Group> {
        let found = self.groups.iter().find(|group| self.id(group) == id);
        found.ok_or_else(|| Error::UnknownId { id: id.to_owned() })
    }

    /// Named by the words themselves, so that it outlives a re-run and the coming of other texts that do not have them.
    fn id(&self, group: &Group) -> String {
        let passage = &self.shared.passages[group.passages[0]];
        let text = &self.texts[passage.text_a as usize];
        let shared = passage.steps.iter().filter(|step| step.agrees()).flat_map(|step| step.a.clone());
        let words: Vec<&str> = shared.map(|at| self.forms.folded(text.words()[at as usize].form())).collect();
        format!("shared-{}", &regesta_store::source_id(words.join(" ").as_bytes())[..10])
    }

    /// Numbers of the groups by identifier; of two with one identifier the first.
    pub fn ids(&self) -> BTreeMap<String, usize> {
        self.groups.iter().enumerate().rev().map(|(n, group)| (self.id(group), n)).collect()
    }
}
