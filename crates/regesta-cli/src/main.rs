//! The command line program `regesta`.
//!
//! One command, one file under `commands/`. A command reads its arguments, calls the library and prints; whatever goes
//! wrong ends here with one of few exit codes.

mod cli;
mod commands;
mod failure;
mod output;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::failure::Failure;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that closes the pipe (`regesta dump P | head`) has what it wanted.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.code())
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Open(args) => commands::open::run(args),
        Command::Publish(args) => commands::publish::run(args),
        Command::Build(args) => commands::build::run(args),
        Command::Dump(args) => commands::dump::run(args),
        Command::Calendar(args) => commands::calendar::run(args),
        Command::Reuse(args) => commands::reuse::run(args),
        Command::Collate(args) => commands::collate::run(args),
        Command::Chronology(args) => commands::chronology::run(args),
        Command::People(args) => commands::names::run(args, regesta::store::EntityType::Person),
        Command::Places(args) => commands::names::run(args, regesta::store::EntityType::Place),
        Command::Bodies(args) => commands::names::run(args, regesta::store::EntityType::Body),
        Command::Who(args) => commands::who::run(args),
        Command::Authorities(args) => commands::authorities::run(args),
        Command::Merge(args) => commands::identity::run_merge(args),
        Command::Split(args) => commands::identity::run_split(args),
        Command::Rename(args) => commands::identity::run_rename(args),
        Command::Retype(args) => commands::identity::run_retype(args),
        Command::Undo(args) => commands::identity::run_undo(args),
        Command::Decisions(args) => commands::decisions::run(args),
        Command::Citations(args) => commands::citations::run(args),
        Command::Shelfmarks(args) => commands::shelfmarks::run(args),
        Command::Disagreements(args) => commands::disagreements::run(args),
        Command::Correspondence(args) => commands::correspondence::run(args),
        Command::Search(args) => commands::search::run(args),
        Command::Show(args) => commands::show::run(args),
        Command::Source(args) => commands::source::run(args),
        Command::Dates(args) => commands::dates::run(args),
        Command::Check(args) => commands::check::run(args),
        Command::Dossier(args) => commands::dossier::run(args),
        Command::Scheme(args) => commands::scheme::run_scheme(args),
        Command::Case(args) => commands::scheme::run_case(args),
        Command::Conform(args) => commands::scheme::run_conform(args),
        Command::Matrix(args) => commands::scheme::run_matrix(args),
        Command::Delays(args) => commands::scheme::run_delays(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::CompareSchemes(args) => commands::scheme::run_compare(args),
        Command::Pack(args) => commands::pack::run(args),
        Command::Completions(args) => commands::completions::run(args),
        Command::Schema(args) => commands::schema::run(args),
        Command::ReadOne(args) => commands::read_one::run(args),
    }
}
