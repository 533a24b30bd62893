use clap::Args;
use regesta::views::{self, CitationDoubt, CitationRow};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List the citations of the papers: what each refers to, and what it is cited for.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta citations papers.regesta                 each citation, what it refers to, what it stands for\n  \
    regesta citations papers.regesta --doubts        numbers without entry, calls without note, quotations without citation\n  \
    regesta citations papers.regesta --source Brown  one author's citations")]
pub struct CitationsArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// What a careful editor would ask about
    #[arg(long)]
    doubts: bool,
    /// Only doubts of this kind (as the column `kind` has it)
    #[arg(long, value_name = "KIND", requires = "doubts")]
    kind: Option<String>,
    /// Only sources with these letters in their path
    #[arg(long, value_name = "LETTERS")]
    source: Option<String>,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for CitationRow {
    const HEADS: &'static [&'static str] =
        &["source", "page", "note", "citation", "refers to", "open", "cited for", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[3] = short(&cells[3], 80);
        cells[6] = short(&cells[6], 120);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let written: Vec<&str> = self.references.iter().map(|r| r.written.as_str()).collect();
        let open: Vec<&str> = self.references.iter().filter_map(|r| r.open.as_deref()).collect();
        vec![
            self.citation.source.clone(),
            self.citation.page.clone().unwrap_or_default(),
            self.marker.clone().unwrap_or_default(),
            views::one_line(&self.citation.exact),
            written.join("; "),
            open.join("; "),
            self.cited_for.as_ref().map(|p| p.exact.clone()).unwrap_or_default(),
            self.id.clone(),
        ]
    }
}

impl Listed for CitationDoubt {
    const HEADS: &'static [&'static str] = &["source", "page", "kind", "what is odd", "words"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[4] = short(&cells[4], 100);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let readings: Vec<&str> = self.readings.iter().map(|reading| reading.written.as_str()).collect();
        let told = match readings.as_slice() {
            [] => self.message.clone(),
            readings => format!("{}: {}", self.message, readings.join("; or ")),
        };
        vec![
            self.passage.source.clone(),
            self.passage.page.clone().unwrap_or_default(),
            self.kind.clone(),
            told,
            self.passage.exact.clone(),
        ]
    }
}

pub fn run(args: CitationsArgs) -> Result<(), Failure> {
    let project = open(&args.project)?;
    let wanted = |source: &str| args.source.as_deref().is_none_or(|letters| source.contains(letters));
    if args.doubts {
        let mut doubts = views::citation_doubts(&project)?;
        doubts.retain(|d| wanted(&d.passage.source) && args.kind.as_ref().is_none_or(|kind| d.kind == *kind));
        return print_list(&doubts, &args.format, "Nothing to ask about the citations of these texts.");
    }
    let engine = regesta::Engine::built_in()?;
    let mut rows = views::citations(&project, &engine)?;
    rows.retain(|row| wanted(&row.citation.source));
    print_list(&rows, &args.format, "No citations in these texts.")
}
