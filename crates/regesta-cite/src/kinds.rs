//! What labels and words of citations mean.

/// What a label says of the value behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Fond,
    Opis,
    Delo,
    Folio,
    Page,
    Volume,
    Number,
    Issue,
    Section,
    Box,
    Dossier,
    Roll,
    /// A group kept with its label: `RG 59`.
    Group,
    /// A class kept with its label: `pos. 3/18`.
    Series,
    /// A leaf kept with its label: `pièce 14`.
    Leaf,
    /// A folder inside a box or dossier: `gömlek 41`.
    Inner,
}

impl Part {
    /// By the second column of `lexicon/archive-label.tsv`.
    pub fn parse(value: &str) -> Option<Self> {
        Some(match value {
            "fond" => Self::Fond,
            "opis" => Self::Opis,
            "delo" => Self::Delo,
            "folio" => Self::Folio,
            "page" => Self::Page,
            "volume" => Self::Volume,
            "number" => Self::Number,
            "issue" => Self::Issue,
            "part" => Self::Section,
            "box" => Self::Box,
            "dossier" => Self::Dossier,
            "roll" => Self::Roll,
            "group" => Self::Group,
            "series" => Self::Series,
            "leaf" => Self::Leaf,
            "inner" => Self::Inner,
            _ => return None,
        })
    }

    /// Whether only archives have it.
    pub fn is_archival(self) -> bool {
        matches!(
            self,
            Self::Fond
                | Self::Group
                | Self::Opis
                | Self::Delo
                | Self::Folio
                | Self::Box
                | Self::Dossier
                | Self::Roll
                | Self::Inner
        )
    }
}

/// What a word of `lexicon/cite-word.tsv` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CiteWord {
    /// "ibid.": the reference before.
    Ibid,
    /// "op. cit.": the work named before.
    OpCit,
    /// "see", "cf.".
    Lead,
    /// Joins two numbers.
    And,
    /// "на 1917 г.": the year that a calendar is for.
    ForYear,
    /// "idem", "он же": the author of the work before, another work.
    SameAuthor,
}
