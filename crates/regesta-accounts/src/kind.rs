use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How two accounts of one thing stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// They say the same.
    Same,
    /// One is more precise and lies inside the other.
    FinerPrecision,
    /// One has the old calendar, the other the new.
    CalendarShift,
    /// One tells when it was sent, the other when it arrived.
    SentVersusReceived,
    /// One tells when it was printed, the other when it was sent.
    PrintedVersusSent,
    /// They speak of different parts or sides of it: a plan and its execution, a person and the body for which he signs.
    DifferentScope,
    /// It was so at one time and otherwise at another.
    ChangeOverTime,
    /// The same words in another spelling.
    OrthographyOnly,
    /// Other words, or words left out without a sign, in one document.
    WordingThatMatters,
    /// Another number of the same things.
    Number,
    /// Another day or hour.
    DateOrHour,
    /// What one puts before, the other puts after.
    OrderOfEvents,
    /// Another who did it, sent it or received it.
    ActorOrRole,
    /// Another claim on a territory.
    Territory,
    /// Another cause, or one affirms what the other denies.
    Cause,
    /// One text says both.
    WithinOneText,
    /// It cannot have been: a day that the calendar does not have, an arrival before the sending.
    Impossible,
}

impl Kind {
    /// All kinds, those that are no conflict first.
    pub const ALL: [Self; 17] = [
        Self::Same,
        Self::FinerPrecision,
        Self::CalendarShift,
        Self::SentVersusReceived,
        Self::PrintedVersusSent,
        Self::DifferentScope,
        Self::ChangeOverTime,
        Self::OrthographyOnly,
        Self::WordingThatMatters,
        Self::Number,
        Self::DateOrHour,
        Self::OrderOfEvents,
        Self::ActorOrRole,
        Self::Territory,
        Self::Cause,
        Self::WithinOneText,
        Self::Impossible,
    ];

    /// The name in lists and files.
    ///
    /// ```
    /// assert_eq!(regesta_accounts::Kind::DateOrHour.name(), "date_or_hour");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::FinerPrecision => "finer_precision",
            Self::CalendarShift => "calendar_shift",
            Self::SentVersusReceived => "sent_versus_received",
            Self::PrintedVersusSent => "printed_versus_sent",
            Self::DifferentScope => "different_scope",
            Self::ChangeOverTime => "change_over_time",
            Self::OrthographyOnly => "orthography_only",
            Self::WordingThatMatters => "wording_that_matters",
            Self::Number => "number",
            Self::DateOrHour => "date_or_hour",
            Self::OrderOfEvents => "order_of_events",
            Self::ActorOrRole => "actor_or_role",
            Self::Territory => "territory",
            Self::Cause => "cause",
            Self::WithinOneText => "within_one_text",
            Self::Impossible => "impossible",
        }
    }

    /// The kind with this name.
    ///
    /// ```
    /// use regesta_accounts::Kind;
    /// assert!(Kind::ALL.iter().all(|kind| Kind::from_name(kind.name()) == Some(*kind)));
    /// assert_eq!(Kind::from_name("quarrel"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether both cannot be right. The others only look like a contradiction, and are not reported as one.
    pub const fn is_conflict(self) -> bool {
        matches!(
            self,
            Self::WordingThatMatters
                | Self::Number
                | Self::DateOrHour
                | Self::OrderOfEvents
                | Self::ActorOrRole
                | Self::Territory
                | Self::Cause
                | Self::WithinOneText
                | Self::Impossible
        )
    }
}
