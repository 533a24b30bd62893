use serde::{Deserialize, Serialize};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameType {
    /// A person.
    Person,
    /// A place; states as actors too.
    Place,
    /// An organ, institution, party, army unit.
    Body,
}

impl NameType {
    /// The name used in the project file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Body => "body",
        }
    }
}

/// A name as found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// What it names.
    pub name_type: NameType,
    /// The words in their basic form ("Ленину" → "Ленин"), in the script of the source.
    pub normal: String,
    /// For persons: the surname's basic form; for others the head word's.
    pub head: String,
    /// For persons: given name or initials as printed, in basic form ("Г. К.", "Серго"), empty otherwise.
    pub given: String,
    /// The row of an authority list, where one fits ("lenin").
    pub authority: Option<String>,
    /// What it is known by beside its spelling, where two wordings are one name: "government:georgia" for "the Georgian
    /// government" and "the government of Georgia". Used by [`crate::join`] only.
    pub key: Option<String>,
    /// Title or office printed with it, outside the span ("генерал").
    pub title: Option<String>,
    /// Grammatical case of the head, where known: roles of sender and addressee come from it ("dat").
    pub case: Option<String>,
}

/// Whether two names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinStatus {
    /// Taken as one.
    Same,
    /// Proposed to a person.
    Possible,
}

/// Why a mention belongs to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityJoin {
    /// Index of the paper.
    pub paper: usize,
    /// Index into that paper's mentions.
    pub mention: usize,
    /// Same, or possibly the same.
    pub status: JoinStatus,
    /// Reasons a person can read.
    pub reasons: Vec<String>,
    /// How sure, in thousandths.
    pub score: u16,
}

/// A person, place or body out of all papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameEntity {
    /// Stable identifier: the authority's, or one made from type and the fullest name.
    pub id: String,
    /// What it is.
    pub name_type: NameType,
    /// The fullest form seen, or the authority's label.
    pub label: String,
    /// The mentions. One that is only proposed ([`JoinStatus::Possible`]) may stand under another entity as the same.
    pub joins: Vec<EntityJoin>,
}
