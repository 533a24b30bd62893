use regesta_reuse::Settings;

/// What a run may take, and how far it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What is looked for.
    pub settings: Settings,
    /// Bytes of memory that tables and texts under way may take, see [`Options::LEAST_MEMORY`]. What does not fit is
    /// written to the cache and read back. The program itself and the buffers of files come on top: some 100 MB.
    pub memory: usize,
    /// Threads.
    pub threads: usize,
    /// The last stage that is run; the rest is done by the next run.
    pub until: Stage,
}

impl Options {
    /// The least that works: 64 MiB.
    pub const LEAST_MEMORY: usize = 64 << 20;
}

impl Default for Options {
    fn default() -> Self {
        Self { settings: Settings::default(), memory: 1 << 30, threads: 1, until: Stage::Passages }
    }
}

/// The stages of a run, in order. Each is in the cache as a whole, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Texts as parts of words.
    Documents,
    /// The shingles of the new texts, sorted.
    Shingles,
    /// What the new texts share with all others in shingles.
    Seeds,
    /// Stretches of two texts that are compared word by word.
    Regions,
    /// Passages, not yet scored.
    Candidates,
    /// Passages as they are listed.
    Passages,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 6] =
        [Self::Documents, Self::Shingles, Self::Seeds, Self::Regions, Self::Candidates, Self::Passages];

    /// The name in messages and of its folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Shingles => "shingles",
            Self::Seeds => "seeds",
            Self::Regions => "regions",
            Self::Candidates => "candidates",
            Self::Passages => "passages",
        }
    }
}
