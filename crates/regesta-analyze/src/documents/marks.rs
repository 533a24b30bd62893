//! The markers that the rules of kind `document` find, by their operations.

/// What a marker says; the operations of the rules of kind `document`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    To,
    Addressed,
    Made,
    From,
    FromOrDate,
    FromBefore,
    ToBefore,
    Between,
    BetweenBefore,
    Party,
    Subject,
    SubjectBefore,
    Date,
    Reply,
    ReplyNoun,
    Arrive,
    Again,
    /// A further document of the kind spoken of before: "a second telegram".
    Another,
    /// An agreement that adds to the one spoken of before: "дополнительное соглашение".
    Supplement,
    /// The signatories of the document spoken of before stand behind it.
    Signatories,
    Own,
    His,
    He,
    They,
    ToHim,
    Clause,
    /// A clause that tells of the noun before it: "which", "который".
    Relative,
    And,
    Into,
    Preposition,
    Draft,
    Intercepted,
    Weak,
    /// What is told is done with a document that was there before: discussed, shown, broken.
    Dealt,
    /// Words that only look like a document: "ilan edildi".
    Nothing,
}

impl Op {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "to" => Self::To,
            "addressed" => Self::Addressed,
            "made" => Self::Made,
            "from" => Self::From,
            "from-or-date" => Self::FromOrDate,
            "from-before" => Self::FromBefore,
            "to-before" => Self::ToBefore,
            "between" => Self::Between,
            "between-before" => Self::BetweenBefore,
            "party" => Self::Party,
            "subject" => Self::Subject,
            "subject-before" => Self::SubjectBefore,
            "date" => Self::Date,
            "reply" => Self::Reply,
            "reply-noun" => Self::ReplyNoun,
            "arrive" => Self::Arrive,
            "again" => Self::Again,
            "another" => Self::Another,
            "supplement" => Self::Supplement,
            "signatories" => Self::Signatories,
            "own" => Self::Own,
            "his" => Self::His,
            "he" => Self::He,
            "they" => Self::They,
            "to-him" => Self::ToHim,
            "clause" => Self::Clause,
            "relative" => Self::Relative,
            "and" => Self::And,
            "into" => Self::Into,
            "preposition" => Self::Preposition,
            "draft" => Self::Draft,
            "intercepted" => Self::Intercepted,
            "weak" => Self::Weak,
            "dealt" => Self::Dealt,
            "nothing" => Self::Nothing,
            _ => return None,
        })
    }

    /// Whether what stands behind it cannot be a subject or a bare object.
    pub(crate) fn governs(self) -> bool {
        matches!(
            self,
            Self::To
                | Self::From
                | Self::FromOrDate
                | Self::Between
                | Self::Party
                | Self::Subject
                | Self::Date
                | Self::Into
                | Self::Preposition
        )
    }
}
