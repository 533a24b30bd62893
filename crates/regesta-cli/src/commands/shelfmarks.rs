use clap::Args;
use regesta::views::{self, ShelfmarkRow};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List archival references and who cites each, for what.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta shelfmarks papers.regesta\n  regesta shelfmarks papers.regesta --shared")]
pub struct ShelfmarksArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Only units that more than one source cites
    #[arg(long)]
    shared: bool,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for ShelfmarkRow {
    const HEADS: &'static [&'static str] = &["unit", "cited", "folios", "sources", "cited for", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[4] = short(&cells[4], 120);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let folios: Vec<&str> = self.cited.iter().flat_map(|c| c.folios.iter().map(String::as_str)).collect();
        let cited_for = self.cited.iter().find_map(|c| c.cited_for.as_ref()).map(|p| p.exact.clone());
        vec![
            self.label.clone(),
            self.citations.to_string(),
            folios.join("; "),
            self.sources.join(", "),
            cited_for.unwrap_or_default(),
            self.id.clone(),
        ]
    }
}

pub fn run(args: ShelfmarksArgs) -> Result<(), Failure> {
    let engine = regesta::Engine::built_in()?;
    let mut rows = views::shelfmarks(&open(&args.project)?, &engine)?;
    if args.shared {
        rows.retain(|row| row.sources.len() > 1);
    }
    print_list(&rows, &args.format, "No archival references of this kind in these texts.")
}
