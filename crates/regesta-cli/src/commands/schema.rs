use std::io::{self, Write};

use clap::{Args, ValueEnum};
use regesta::search::SearchRow;
use regesta::views;
use schemars::schema_for;

use crate::failure::Failure;

/// Print the JSON Schema of what a command prints with `--json`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta schema calendar")]
pub struct SchemaArgs {
    list: List,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum List {
    Calendar,
    Chronology,
    Names,
    Shelfmarks,
    ShelfmarkDoubts,
    ShelfmarkOrders,
    Citations,
    CitationDoubts,
    Reuse,
    /// What `regesta reuse PROJECT --authors --json` prints
    ReuseAuthors,
    /// What `regesta reuse PROJECT --retold --json` prints
    ReuseRetold,
    Collate,
    Search,
    Who,
    Show,
    /// What `regesta source list --json` prints
    Sources,
    Disagreements,
    /// What `regesta explain PROJECT ID --json` prints
    Explained,
    Check,
    /// The interface of the window's server, as OpenAPI
    #[value(hide = true)]
    Openapi,
    Dates,
    Conform,
    Matrix,
    Delays,
    Explain,
    CompareSchemes,
    /// What `regesta dossier --json` prints
    Dossier,
    Correspondence,
    Organs,
    Territories,
    Theses,
    /// The form of dossier.toml
    DossierFile,
    /// The form of organs.toml
    OrgansFile,
    /// The form of territories.toml
    TerritoriesFile,
    /// The form of theses.toml
    ThesesFile,
    /// The form of scheme files, for editors
    SchemeFile,
    /// The form of case files, for editors
    CaseFile,
    /// What `regesta case propose --json` prints, and the form of CASE.proposed.toml
    ProposalsFile,
    /// The form of CASE.judged.toml
    JudgedFile,
}

pub fn run(args: SchemaArgs) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let schema = match args.list {
        List::Openapi => return Ok(out.write_all(regesta_server::openapi().as_bytes())?),
        List::Calendar => schema_for!(Vec<views::CalendarRow>),
        List::Chronology => schema_for!(Vec<views::ChronologyRow>),
        List::Names => schema_for!(Vec<views::NameRow>),
        List::Shelfmarks => schema_for!(Vec<views::ShelfmarkRow>),
        List::ShelfmarkDoubts => schema_for!(Vec<super::shelfmarks::DoubtRow>),
        List::ShelfmarkOrders => schema_for!(Vec<super::shelfmarks::OrderRow>),
        List::Citations => schema_for!(Vec<views::CitationRow>),
        List::CitationDoubts => schema_for!(Vec<views::CitationDoubt>),
        List::Reuse => schema_for!(Vec<regesta::SharedRow>),
        List::ReuseAuthors => schema_for!(Vec<regesta::AuthorsRow>),
        List::ReuseRetold => schema_for!(Vec<regesta::RetoldRow>),
        List::Collate => schema_for!(regesta::CollationRow),
        List::Who => schema_for!(Vec<views::WhoRow>),
        List::Search => schema_for!(Vec<SearchRow>),
        List::Show => schema_for!(views::Shown),
        List::Sources => schema_for!(Vec<regesta::descriptions::SourceRow>),
        List::Disagreements => schema_for!(Vec<regesta::Disagreement>),
        List::Explained => schema_for!(views::Explained),
        List::Dates => schema_for!(Vec<super::dates::DateRow>),
        List::Check => schema_for!(Vec<views::CheckRow>),
        List::Conform => schema_for!(Vec<regesta_scheme::ConformReport>),
        List::Matrix => schema_for!(Vec<regesta_scheme::MatrixRow>),
        List::Delays => schema_for!(Vec<regesta_scheme::DelayRow>),
        List::Explain => schema_for!(Vec<regesta_scheme::Explanation>),
        List::CompareSchemes => schema_for!(regesta_scheme::Comparison),
        List::Dossier => schema_for!(views::SystemPage),
        List::Correspondence => schema_for!(Vec<views::ChainRow>),
        List::Organs => schema_for!(Vec<views::OrganRow>),
        List::Territories => schema_for!(Vec<views::TerritoryRow>),
        List::Theses => schema_for!(Vec<views::ThesisRow>),
        List::DossierFile => schema_for!(regesta_scheme::DossierFile),
        List::OrgansFile => schema_for!(regesta_scheme::OrgansFile),
        List::TerritoriesFile => schema_for!(regesta_scheme::TerritoriesFile),
        List::ThesesFile => schema_for!(regesta_scheme::ThesesFile),
        List::SchemeFile => schema_for!(regesta_scheme::SchemeFile),
        List::CaseFile => schema_for!(regesta_scheme::CaseFile),
        List::ProposalsFile => schema_for!(regesta_scheme::ProposalsFile),
        List::JudgedFile => schema_for!(regesta_scheme::JudgedFile),
    };
    serde_json::to_writer_pretty(&mut out, &schema).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
