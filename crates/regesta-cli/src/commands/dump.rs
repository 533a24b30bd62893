use std::io::{self, Write};

use clap::Args;

use crate::cli::ProjectArg;
use crate::failure::Failure;
use crate::output::open;

/// Print every finding, one JSON object a line: `source`, `start` and `end` (code points of the decoded original),
/// `kind`, `exact` (the words as printed), and the fields of its kind.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta dump papers.regesta > found.jsonl")]
pub struct DumpArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Also what people rejected
    #[arg(long)]
    rejected: bool,
}

pub fn run(args: DumpArgs) -> Result<(), Failure> {
    let project = open(&args.project)?;
    let mut buffer = Vec::new();
    regesta::dump_with(&project, &mut buffer, args.rejected)?;
    io::stdout().lock().write_all(&buffer)?;
    Ok(())
}
