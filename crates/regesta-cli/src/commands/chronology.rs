use clap::Args;
use regesta::decided::Decided;
use regesta::views::{self, ChronologyRow};

use super::calendar::{PeriodArgs, judged_in_words};
use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List dated events in the order of time, as the texts tell them.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta chronology papers.regesta --from 1920-04-27 --to 1920-04-28 --documents")]
pub struct ChronologyArgs {
    #[command(flatten)]
    project: ProjectArg,
    #[command(flatten)]
    period: PeriodArgs,
    /// The dated documents too
    #[arg(long)]
    documents: bool,
    /// Also what people rejected
    #[arg(long)]
    rejected: bool,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for ChronologyRow {
    const HEADS: &'static [&'static str] =
        &["date", "type", "put as", "place", "who", "source", "words", "id", "decided"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[6] = short(&cells[6], 140);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        vec![
            self.date.clone(),
            self.event_type.clone(),
            self.modality.clone(),
            self.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
            self.agents.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", "),
            self.passage.source.clone(),
            self.text.clone(),
            self.id.clone(),
            judged_in_words(&self.judged),
        ]
    }
}

pub fn run(args: ChronologyArgs) -> Result<(), Failure> {
    let in_period = args.period.test()?;
    let project = open(&args.project)?;
    let mut rows = views::chronology_with_rejected(&project, &Decided::load(&project)?, args.documents)?;
    rows.retain(|row| (args.rejected || !row.rejected) && in_period(&[&row.date]));
    print_list(&rows, &args.format, "No dated events in these texts and this period.")
}
