use clap::{Args, ValueEnum};
use regesta::{SharedRow, SharedSettings, SharedTexts, views};

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

pub fn run(args: ReuseArgs) -> Result<(), Failure> {
    let mut settings = SharedSettings::default();
    if let Some(score) = args.score {
        (settings.score, settings.possible_score) = (score, score.min(settings.possible_score));
    }
    let texts = SharedTexts::find(&open(&args.project)?, settings)?;
    for (one, other, share) in texts.duplicates() {
        eprintln!(
            "{one} and {other} are one text twice ({} % of the shorter): not held against each other",
            share / 10
        );
    }
    let mut rows = texts.rows();
    let in_source = |row: &SharedRow, named: &str| {
        row.witnesses.iter().any(|w| w.passage.source == named || w.passage.source.rsplit('/').next() == Some(named))
    };
    rows.retain(|row| {
        (args.possible || !row.possible)
            && args.kind.is_none_or(|kind| row.kind == kind.name())
            && args.source.as_deref().is_none_or(|named| in_source(row, named))
    });
    print_list(&rows, &args.format, "These texts share no words beyond chance and formulas.")
}
