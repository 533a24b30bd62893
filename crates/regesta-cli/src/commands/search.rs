use clap::Args;
use regesta::search::SearchRow;
use regesta::store::{Mode, Project};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list};

/// Find words in any inflection and script: "Ordzhonikidze" finds "Орджоникидзе". All words must stand in one sentence;
/// words in quotation marks must stand side by side.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta search papers.regesta Ordzhonikidze\n  regesta search papers.regesta '\"Красная армия\" Баку'"
)]
pub struct SearchArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: std::path::PathBuf,
    /// Words
    #[arg(required = true, num_args = 1..)]
    words: Vec<String>,
    #[command(flatten)]
    format: FormatArgs,
}

impl Listed for SearchRow {
    const HEADS: &'static [&'static str] = &["source", "place", "words"];

    fn cells(&self) -> Vec<String> {
        let marked = self.marked("[", "]");
        vec![self.source.clone(), self.start.to_string(), marked]
    }
}

pub fn run(args: SearchArgs) -> Result<(), Failure> {
    let engine = regesta::Engine::built_in()?;
    let project_arg = ProjectArg { project: Some(args.project.clone()) };
    let project: Project = open(&project_arg)?;
    debug_assert_eq!(project.mode(), Mode::Read);
    let rows = regesta::search::search(&engine, &project, &args.words.join(" "), args.format.limit.unwrap_or(200))?;
    print_list(&rows, &args.format, "These words stand together in no sentence of these texts.")
}
