use clap::{Args, ValueEnum};
use regesta::{AuthorsRow, Engine, RetoldRow, SharedRow, SharedSettings, SharedTexts, views};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List what several texts have in the same words, the surest first: a document that several authors quote, words that
/// one quotes and another has as his own, prose that one author took from another.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta reuse papers.regesta                      what several texts share\n  \
    regesta reuse papers.regesta --kind shared-prose  where authors depend on each other\n  \
    regesta reuse papers.regesta --possible           with what may be chance or formula\n  \
    regesta reuse papers.regesta --authors            which texts depend on which\n  \
    regesta reuse papers.regesta --retold             one document in other words, or in another language\n  \
    regesta collate papers.regesta ID                 one of them, word by word")]
pub struct ReuseArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Only this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<Kind>,
    /// Only what this source has (path, or file name)
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Also passages of lower score, which may be chance or formulas
    #[arg(long)]
    possible: bool,
    /// Pairs of texts: what they quote both, what one has unmarked, what prose they share, and which may depend on which
    #[arg(long, conflicts_with_all = ["kind", "possible", "retold"])]
    authors: bool,
    /// Passages that may give one document in other words (a paraphrase) or in another language (a translation): proposals
    #[arg(long, conflicts_with_all = ["kind", "possible"])]
    retold: bool,
    /// Letters of weighted shared words from which a passage is listed
    #[arg(long, value_name = "LETTERS")]
    score: Option<u32>,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// All witnesses quote it
    Quoted,
    /// Some quote it, some have it as their own words
    PartlyUnmarked,
    /// Nobody quotes it
    SharedProse,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::PartlyUnmarked => "partly_unmarked",
            Self::SharedProse => "shared_prose",
        }
    }
}

impl Listed for SharedRow {
    const HEADS: &'static [&'static str] = &["score", "kind", "words", "where", "begins", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[4] = short(&cells[4], 90);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let places = self.witnesses.iter().map(|w| {
            let passage = &w.passage;
            let page = passage.page.as_ref().map(|page| format!(" p. {page}")).unwrap_or_default();
            let marks = if w.quoted { "" } else { " (no quotation marks)" };
            format!("{}{page} {}–{}{marks}", passage.source, passage.start, passage.end)
        });
        vec![
            self.score.to_string(),
            self.kind.replace('_', " "),
            self.words.to_string(),
            places.collect::<Vec<_>>().join("; "),
            self.witnesses.first().map(|w| views::one_line(&w.passage.exact)).unwrap_or_default(),
            self.id.clone(),
        ]
    }
}

impl Listed for AuthorsRow {
    const HEADS: &'static [&'static str] =
        &["score", "one", "other", "quoted", "unmarked", "prose", "may depend", "because"];

    fn cells(&self) -> Vec<String> {
        let named = |path: &str, year: Option<i64>| year.map_or(path.to_owned(), |year| format!("{path} ({year})"));
        vec![
            self.score.to_string(),
            named(&self.one, self.years[0]),
            named(&self.other, self.years[1]),
            self.quoted.to_string(),
            format!("{}/{}", self.unmarked_in_one, self.unmarked_in_other),
            self.prose.to_string(),
            self.dependent.clone().unwrap_or_default(),
            self.reasons.join("; "),
        ]
    }
}

impl Listed for RetoldRow {
    const HEADS: &'static [&'static str] = &["score", "kind", "where", "because", "documents"];

    fn cells(&self) -> Vec<String> {
        let place = |passage: &views::Passage| format!("{} {}–{}", passage.source, passage.start, passage.end);
        vec![
            self.score.to_string(),
            self.kind.clone(),
            self.passages.iter().map(place).collect::<Vec<_>>().join("; "),
            self.reasons.join("; "),
            self.documents.join(" "),
        ]
    }
}

pub fn run(args: ReuseArgs) -> Result<(), Failure> {
    let mut settings = SharedSettings::default();
    if let Some(score) = args.score {
        (settings.score, settings.possible_score) = (score, score.min(settings.possible_score));
    }
    let project = open(&args.project)?;
    let texts = SharedTexts::find(&project, settings)?;
    for (one, other, share) in texts.duplicates() {
        eprintln!(
            "{one} and {other} are one text twice ({} % of the shorter): not held against each other",
            share / 10
        );
    }
    let is = |path: &str, named: &str| path == named || path.rsplit('/').next() == Some(named);
    if args.authors {
        let mut rows = texts.authors();
        rows.retain(|row| args.source.as_deref().is_none_or(|named| is(&row.one, named) || is(&row.other, named)));
        return print_list(&rows, &args.format, "These texts share no words beyond chance and formulas.");
    }
    if args.retold {
        let mut rows = texts.retold(&Engine::built_in()?, &project)?;
        let named = |row: &RetoldRow, named: &str| row.passages.iter().any(|passage| is(&passage.source, named));
        rows.retain(|row| args.source.as_deref().is_none_or(|source| named(row, source)));
        return print_list(&rows, &args.format, "No document is told by two of these texts in words of their own.");
    }
    let mut rows = texts.rows();
    let in_source = |row: &SharedRow, named: &str| row.witnesses.iter().any(|w| is(&w.passage.source, named));
    rows.retain(|row| {
        (args.possible || !row.possible)
            && args.kind.is_none_or(|kind| row.kind == kind.name())
            && args.source.as_deref().is_none_or(|named| in_source(row, named))
    });
    print_list(&rows, &args.format, "These texts share no words beyond chance and formulas.")
}
