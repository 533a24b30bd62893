use serde::{Deserialize, Serialize};

/// A reference from the text to its sources: one bracket, one note, or one shelfmark in running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// How it is printed.
    pub style: CitationStyle,
    /// For a note: the number before it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub marker: Option<String>,
    /// What it refers to, in order; never empty.
    pub refs: Vec<Reference>,
}

/// How a citation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationStyle {
    /// In square or round brackets inside the text.
    Inline,
    /// The body of a footnote or an endnote.
    Note,
    /// Bare in the text, without brackets.
    Running,
}

/// One reference inside a citation. Parts are as printed, without their labels (`ф.`, `оп.`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Reference {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub archive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fond: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub folios: Option<String>,
    /// What stands between inventory and file where both are printed: box, bundle, dossier (`п. 2`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub container: Option<String>,
    /// Number of an entry of the paper's own list of sources.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub n: Option<String>,
    /// Author or title as cited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub year: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Names of the parts that are not printed here but come from the reference before (or from "ibid.").
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub inherited: Vec<String>,
    /// Other readings where a part is ambiguous, each with its reason.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub doubts: Vec<String>,
}

impl Reference {
    /// Whether it points into an archive.
    pub fn is_archival(&self) -> bool {
        self.fond.is_some() || self.opis.is_some() || self.delo.is_some()
    }

    /// The shelfmark in one normal form, for joining references to one file across styles: archive, fond, opis and delo
    /// without blanks, Latin and Cyrillic look-alikes folded. `None` unless archival with at least archive or fond.
    pub fn shelfmark_key(&self) -> Option<String> {
        if !self.is_archival() {
            return None;
        }
        let part = |p: &Option<String>| p.as_deref().map(normal_part).unwrap_or_default();
        Some(format!("{}/{}/{}/{}", part(&self.archive), part(&self.fond), part(&self.opis), part(&self.delo)))
    }
}

fn normal_part(part: &str) -> String {
    part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
