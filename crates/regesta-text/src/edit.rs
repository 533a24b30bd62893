use serde::{Deserialize, Serialize};

use crate::Span;

/// Why a place of the raw text reads differently from what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EditReason {
    /// A word broken at a line end was joined; the hyphen and the line break are gone.
    LineEndHyphen,
    /// A line ended at a hyphen that belongs to the word; only the line break is gone.
    HyphenKept,
    /// A soft hyphen or a replacement character inside a line stands for a hyphen.
    HyphenRestored,
    /// A line break or a run of white space became one space.
    WhiteSpace,
    /// The number of a note was taken out of the sentence it is glued to.
    NoteCall,
    /// A running head, a page number or a note block was taken out of the sentence it interrupts.
    Interruption,
    /// A capital that the font lost was restored (in the shadow only).
    Capital,
    /// Words that the file keeps and does not show: deleted in a tracked change, or hidden.
    Struck,
}

impl EditReason {
    /// All reasons.
    pub const ALL: [Self; 8] = [
        Self::LineEndHyphen,
        Self::HyphenKept,
        Self::HyphenRestored,
        Self::WhiteSpace,
        Self::NoteCall,
        Self::Interruption,
        Self::Capital,
        Self::Struck,
    ];

    /// The reason of this name; `None` for a name that this version does not know.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// The name used in the project file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LineEndHyphen => "line_end_hyphen",
            Self::HyphenKept => "hyphen_kept",
            Self::HyphenRestored => "hyphen_restored",
            Self::WhiteSpace => "white_space",
            Self::NoteCall => "note_call",
            Self::Interruption => "interruption",
            Self::Capital => "capital",
            Self::Struck => "struck",
        }
    }
}

/// A reversible change: the bytes `span` of the raw text read as `replacement`. The raw text itself is never altered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Bytes of the raw text.
    pub span: Span,
    /// What stands there in the reading text.
    pub replacement: String,
    /// The kind of repair.
    pub reason: EditReason,
    /// How sure it is, in thousandths.
    pub confidence: u16,
}
