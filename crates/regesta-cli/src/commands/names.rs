use clap::Args;
use regesta::store::EntityType;
use regesta::views::{self, NameRow, one_line};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List names with their spellings, the most mentioned first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta people papers.regesta --limit 20")]
pub struct NamesArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Only those with this in a spelling (any script), or with this identifier
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for NameRow {
    const HEADS: &'static [&'static str] =
        &["name", "spellings", "mentions", "perhaps", "sources", "offices", "first words", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[1] = short(&cells[1], 100);
        cells[5] = short(&cells[5], 60);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        vec![
            self.label.clone(),
            self.variants.join("; "),
            self.mentions.to_string(),
            self.possible.to_string(),
            self.sources.len().to_string(),
            self.offices.join("; "),
            format!("{} ({} {})", one_line(&self.first.exact), self.first.source, self.first.start),
            self.id.clone(),
        ]
    }
}

pub fn run(args: NamesArgs, entity_type: EntityType) -> Result<(), Failure> {
    let mut rows = views::names(&open(&args.project)?, entity_type)?;
    if let Some(wanted) = &args.name {
        rows.retain(|row| {
            let party = views::Party { id: row.id.clone(), name: row.label.clone() };
            let spelt =
                |name: &String| views::is_named(&views::Party { id: String::new(), name: name.clone() }, wanted);
            views::is_named(&party, wanted) || row.variants.iter().any(spelt)
        });
    }
    print_list(&rows, &args.format, "No names of this kind in these texts.")
}
