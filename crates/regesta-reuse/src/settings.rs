/// What is looked for, and where the lines are drawn. The defaults were fixed on the planted set of `docs/reuse.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Letters of a shingle. Shorter ones survive more recognition errors and cost more time.
    pub shingle_letters: usize,
    /// A shingle that stands at more places than this says nothing.
    pub shingle_places: usize,
    /// Shared shingles near each other from which two places are compared word by word.
    pub seeds: usize,
    /// Letters of shared, weighted words from which a passage is reported.
    pub score: u32,
    /// The same, for what is kept as a possible passage.
    pub possible_score: u32,
    /// Words that may be missing on one side without any sign of a cut.
    pub gap_words: u32,
    /// Words that may be missing on one side where an author marks a cut, or inside one quotation.
    pub cut_words: u32,
    /// Share of the shorter text, in thousandths, from which two texts are one text twice.
    pub duplicate_share: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            shingle_letters: 10,
            shingle_places: 100,
            seeds: 2,
            score: 38,
            possible_score: 26,
            gap_words: 12,
            cut_words: 250,
            duplicate_share: 500,
        }
    }
}
