use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use regesta::Engine;
use regesta::names::{Authorities, AuthorityFormat, NameType, import_authority, write_authority};

use crate::failure::Failure;

/// Take lists of known persons, places and bodies into a project: lists separated by tabs or commas, Linked Places
/// (GeoJSON), Wikidata (JSON, or CSV of its query service), an extract of GeoNames
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta authorities import places.geojson papers.regesta\n  regesta authorities import deputies.tsv papers.regesta --as person\n\nThe list is kept beside the project file, as papers.authorities.tsv, and read by every build of it."
)]
pub struct AuthoritiesArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add the names of a file to the list of a project
    Import(ImportArgs),
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// List of names
    file: PathBuf,
    /// Project file, which need not exist yet
    project: PathBuf,
    /// What things are of which the list does not say it
    #[arg(long = "as", value_name = "TYPE")]
    list: Option<ListType>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ListType {
    Person,
    Place,
    Body,
}

pub fn run(args: AuthoritiesArgs) -> Result<(), Failure> {
    let Action::Import(args) = args.action;
    let at = |error: regesta::names::NameError, file: &PathBuf| Failure::Input {
        message: format!("{}: {error}", file.display()),
        hint: "nothing was imported; correct the file and import it again".into(),
    };
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).map_err(|error| Failure::Input {
            message: format!("{}: {error}", path.display()),
            hint: "a list is a text file in UTF-8".into(),
        })
    };
    let text = read(&args.file)?;
    let fallback = args.list.map(|list| match list {
        ListType::Person => NameType::Person,
        ListType::Place => NameType::Place,
        ListType::Body => NameType::Body,
    });
    let imported =
        import_authority(&text, AuthorityFormat::of(&text), fallback).map_err(|error| at(error, &args.file))?;
    // What nothing says the type of is told of the file itself, not of what stands beside the project.
    write_authority(&imported).map_err(|error| at(error, &args.file))?;
    let kept = Engine::list_of_project(&args.project);
    let mut rows = if kept.is_file() {
        import_authority(&read(&kept)?, AuthorityFormat::Tsv, None).map_err(|error| at(error, &kept))?
    } else {
        Vec::new()
    };
    let before = rows.len();
    let names = imported.len();
    rows.extend(imported);
    let written = write_authority(&rows).map_err(|error| at(error, &kept))?;
    Authorities::default().with_list(&written).map_err(|error| at(error, &kept))?;
    std::fs::write(&kept, &written)?;
    let fresh = (written.lines().count() - 1).saturating_sub(before);
    let mut out = io::stdout().lock();
    Ok(writeln!(
        out,
        "{names} names read, {fresh} of them new, in {}; `regesta build` uses them from now on",
        kept.display()
    )?)
}
