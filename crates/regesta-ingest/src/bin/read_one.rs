//! The reading process on its own, for programs that use the library without the `regesta` command: reads a file from
//! standard input and writes what [`regesta_ingest::read_in_child`] expects to standard output.

use std::io::{stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(request) = std::env::args().nth(1) else {
        eprintln!("this program is started by regesta-ingest; it has no use of its own");
        return ExitCode::from(2);
    };
    match regesta_ingest::child_main(&request, stdin().lock(), stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
