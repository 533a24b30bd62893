use std::io;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::failure::Failure;

/// Print completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta completions bash > ~/.local/share/bash-completion/completions/regesta")]
pub struct CompletionsArgs {
    shell: Shell,
}

pub fn run(args: CompletionsArgs) -> Result<(), Failure> {
    clap_complete::generate(args.shell, &mut Cli::command(), "regesta", &mut io::stdout());
    Ok(())
}
