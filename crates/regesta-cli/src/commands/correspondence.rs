use std::path::PathBuf;

use clap::Args;
use regesta::Engine;
use regesta::dossier::Dossier;
use regesta::views::{ChainRow, correspondence, is_named};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{open, print_list};

/// List who wrote to whom in the order of time: what answers what and after how long (least and greatest), what was handed
/// on, and with a register of organs whose letters went past a superior.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta correspondence papers.regesta                           the whole chain\n  \
    regesta correspondence papers.regesta --party Castlereagh       what one wrote or received\n  \
    regesta correspondence papers.regesta --answers                 letters with what they answer, and the delay\n  \
    regesta correspondence papers.regesta --dossier examples/sovietisation-1920 --past\n                                                                  \
    letters that went past a superior")]
pub struct CorrespondenceArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Only letters of which this person, place or body is sender or addressee (name in any script, or identifier)
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Only letters that answer another
    #[arg(long)]
    answers: bool,
    /// Only letters that went past an organ between sender and addressee
    #[arg(long, requires = "dossier")]
    past: bool,
    /// Folder of a dossier, whose register says which organ stands above which
    #[arg(long, value_name = "FOLDER")]
    dossier: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
}

pub fn run(args: CorrespondenceArgs) -> Result<(), Failure> {
    let project = open(&args.project)?;
    let engine = Engine::built_in()?;
    let dossier = match &args.dossier {
        Some(folder) => Dossier::load(folder)?,
        None => Dossier::empty(),
    };
    let mut rows = correspondence(&engine, &project, &dossier, None)?;
    rows.retain(|row: &ChainRow| {
        let named = |wanted: &String| row.from.iter().chain(&row.to).any(|party| is_named(party, wanted));
        args.party.as_ref().is_none_or(named)
            && (!args.answers || row.answers.is_some())
            && (!args.past || !row.past.is_empty())
    });
    print_list(&rows, &args.format, "These texts speak of no letters whose sender or addressee the program sees.")
}
