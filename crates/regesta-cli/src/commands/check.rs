use clap::Args;
use regesta::views::{self, CheckRow};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list};

/// Check a project: damage, files that could not be read, decisions that lost their words. Ends with code 1 where there
/// are errors.
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    project: ProjectArg,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for CheckRow {
    const HEADS: &'static [&'static str] = &["severity", "code", "file", "found", "cure"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.severity.clone(),
            self.code.clone(),
            self.file.clone(),
            self.message.clone(),
            self.cure.clone().unwrap_or_default(),
        ]
    }
}

pub fn run(args: CheckArgs) -> Result<(), Failure> {
    let rows = views::check(&open(&args.project)?)?;
    print_list(&rows, &args.format, "Nothing to report: the project is sound and every file was read.")?;
    if rows.iter().any(|row| row.severity == "error") { Err(Failure::Found) } else { Ok(()) }
}
