use std::io;

use clap::Args;

use crate::failure::Failure;

/// Reads one file from standard input under limits and writes what it is to standard output: the child process of
/// `build`.
#[derive(Debug, Args)]
pub struct ReadOneArgs {
    request: String,
}

pub fn run(args: ReadOneArgs) -> Result<(), Failure> {
    regesta::ingest::child_main(&args.request, io::stdin().lock(), io::stdout().lock())
        .map_err(|error| Failure::System { message: error.to_string() })
}
