//! The closed vocabularies: each is an enum here and a `CHECK` in the schema, and a test keeps the two equal.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

/// A word that is not in a closed vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a {vocabulary}; the words are {known}")]
#[non_exhaustive]
pub struct UnknownWord {
    /// The word that was given.
    pub word: String,
    /// The name of the enum.
    pub vocabulary: &'static str,
    /// The words that would do, joined with commas.
    pub known: String,
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$word_doc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// All words, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in the database and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(|| UnknownWord {
                    word: word.to_owned(),
                    vocabulary: stringify!($name),
                    known: Self::ALL.iter().map(|known| known.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.as_str()))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|unknown: UnknownWord| FromSqlError::Other(Box::new(unknown)))
            }
        }
    };
}

vocabulary! {
    /// What sort of writing a source is.
    SourceKind {
        /// Scholarly literature.
        Literature = "literature",
        /// An edition of documents.
        Edition = "edition",
        /// A newspaper or journal of the time.
        Newspaper = "newspaper",
        /// A memoir, diary or recollection.
        Memoir = "memoir",
        /// The user's own transcription of archival material.
        OwnTranscription = "own_transcription",
    }
}

vocabulary! {
    /// How far a file could be read.
    SourceStatus {
        /// To the end.
        Read = "read",
        /// In part; the diagnostics say what is missing.
        Partial = "partial",
        /// Not at all.
        Failed = "failed",
    }
}

vocabulary! {
    /// Whether a segment is a block or a sentence inside one.
    SegmentLevel {
        /// A paragraph, heading, note and so on.
        Block = "block",
        /// A sentence of the block with the same number.
        Sentence = "sentence",
    }
}

vocabulary! {
    /// What part of a publication a segment is.
    SegmentKind {
        /// Running text.
        Body = "body",
        /// A title or heading.
        Heading = "heading",
        /// A running head or foot, a page number, other page furniture.
        RunningHead = "running_head",
        /// A note at the foot of a page.
        Footnote = "footnote",
        /// A note at the end of a text.
        Endnote = "endnote",
        /// An entry of a list of literature.
        Bibliography = "bibliography",
        /// An abstract or a list of keywords.
        Abstract = "abstract",
        /// The caption of a figure or table.
        Caption = "caption",
    }
}

vocabulary! {
    /// What an entity is.
    EntityType {
        /// A human being.
        Person = "person",
        /// A place.
        Place = "place",
        /// An organ, institution, party, army or state.
        Body = "body",
        /// One document, whoever quotes it.
        Document = "document",
        /// One event.
        Event = "event",
        /// One archival reference.
        Shelfmark = "shelfmark",
        /// One work of literature, in all its translations.
        Work = "work",
        /// One case of a scheme.
        Case = "case",
    }
}

vocabulary! {
    /// How sure it is that a finding names an entity.
    LinkStatus {
        /// Taken as the same.
        Same = "same",
        /// Possibly the same: shown, not merged.
        Possible = "possible",
    }
}

vocabulary! {
    /// Whether a source affirms or denies a statement.
    Polarity {
        /// It is so.
        Affirmed = "affirmed",
        /// It is not so.
        Denied = "denied",
    }
}

vocabulary! {
    /// How a source puts a statement.
    Modality {
        /// As a fact.
        Asserted = "asserted",
        /// As somebody's report.
        Reported = "reported",
        /// As an order given.
        Ordered = "ordered",
        /// As a plan.
        Planned = "planned",
        /// As a claim that the source does not share.
        Alleged = "alleged",
        /// Under a condition.
        Conditional = "conditional",
    }
}

vocabulary! {
    /// Whose words a statement rests on.
    Voice {
        /// The words of the document itself, quoted.
        DocumentWords = "document_words",
        /// The author's paraphrase of a document.
        AuthorParaphrase = "author_paraphrase",
        /// The author's own inference.
        AuthorInference = "author_inference",
        /// The author's gloss inside a quotation.
        AuthorGloss = "author_gloss",
        /// An editor of the project.
        Editor = "editor",
        /// The program.
        Program = "program",
    }
}

vocabulary! {
    /// How a passage renders a document.
    ReadingKind {
        /// Word for word.
        Verbatim = "verbatim",
        /// Word for word, in part.
        Partial = "partial",
        /// In the author's words.
        Paraphrase = "paraphrase",
        /// In another language.
        Translation = "translation",
        /// Shortened.
        Summary = "summary",
    }
}

vocabulary! {
    /// What a person decided.
    Action {
        /// It is right.
        Accept = "accept",
        /// It is wrong.
        Reject = "reject",
        /// This one rather than the others.
        Prefer = "prefer",
        /// Kept, but no longer to be used.
        Deprecate = "deprecate",
        /// It cannot be decided.
        LeaveOpen = "leave_open",
        /// These mentions are one.
        Merge = "merge",
        /// These mentions are not one.
        Split = "split",
        /// It is of another kind.
        Retype = "retype",
        /// The value is another.
        CorrectValue = "correct_value",
        /// Something the program did not see.
        Add = "add",
        /// A remark.
        Comment = "comment",
    }
}

vocabulary! {
    /// How grave a message about a file is.
    Severity {
        /// Good to know.
        Info = "info",
        /// Something may be wrong or missing.
        Warning = "warning",
        /// Something could not be read.
        Error = "error",
    }
}
