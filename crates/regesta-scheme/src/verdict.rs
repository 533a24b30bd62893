use schemars::JsonSchema;
use serde::Serialize;

/// What one reading says of one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Holding {
    /// However its dates are narrowed, it holds.
    Holds,
    /// However its dates are narrowed, it fails.
    Fails,
    /// Its dates leave it open, as those of one day do.
    Open,
    /// One side has no date.
    Untestable,
}

/// What all readings together say of one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verdict {
    /// It holds in every reading that can test it.
    Always,
    /// It depends on the reading, or on dates that leave it open.
    Depends,
    /// It fails in every reading that can test it.
    Never,
    /// No reading has a date on both sides.
    Untestable,
}

impl Verdict {
    /// As it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "ALWAYS",
            Self::Depends => "DEPENDS",
            Self::Never => "NEVER",
            Self::Untestable => "UNTESTABLE",
        }
    }
}

/// In how many readings an order holds, fails, is open, cannot be tested. Readings that contradict themselves are in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Tally {
    /// It holds.
    pub holds: u64,
    /// It fails.
    pub fails: u64,
    /// The dates leave it open.
    pub open: u64,
    /// One side has no date.
    pub untestable: u64,
}

impl Tally {
    /// Counts so many readings of one kind.
    pub fn add(&mut self, holding: Holding, readings: u64) {
        let field = match holding {
            Holding::Holds => &mut self.holds,
            Holding::Fails => &mut self.fails,
            Holding::Open => &mut self.open,
            Holding::Untestable => &mut self.untestable,
        };
        *field = field.saturating_add(readings);
    }

    /// Adds another tally.
    pub fn include(&mut self, other: &Self) {
        self.add(Holding::Holds, other.holds);
        self.add(Holding::Fails, other.fails);
        self.add(Holding::Open, other.open);
        self.add(Holding::Untestable, other.untestable);
    }

    /// What follows for the order.
    ///
    /// ```
    /// use regesta_scheme::{Tally, Verdict};
    /// assert_eq!(Tally { holds: 3, untestable: 2, ..Tally::default() }.verdict(), Verdict::Always);
    /// assert_eq!(Tally { open: 3, ..Tally::default() }.verdict(), Verdict::Depends);
    /// assert_eq!(Tally { untestable: 2, ..Tally::default() }.verdict(), Verdict::Untestable);
    /// ```
    pub fn verdict(&self) -> Verdict {
        match (self.holds, self.fails, self.open) {
            (0, 0, 0) => Verdict::Untestable,
            (_, 0, 0) => Verdict::Always,
            (0, _, 0) => Verdict::Never,
            _ => Verdict::Depends,
        }
    }
}
