use clap::{Args, Parser, Subcommand};

use crate::commands;

/// Reads a folder of scholarly papers and gives back its evidence: documents, events, people, places, bodies, archival
/// references, each with the exact words it rests on.
#[derive(Debug, Parser)]
#[command(
    name = "regesta",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        regesta open papers                  read a folder and show it in the browser\n  \
        regesta build papers                 read a folder into papers.regesta\n  \
        regesta calendar papers.regesta      who wrote what to whom, and when\n  \
        regesta search papers.regesta Ordzhonikidze\n\n\
        Exit codes: 0 done; 1 `check` found errors; 2 wrong arguments; 3 something named does not exist; 4 the project\n\
        file cannot be used; 5 a language pack cannot be used; 6 the machine did not give what was needed; 130 stopped."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the window in the browser: a project, a folder of papers, or the start page
    Open(commands::open::OpenArgs),
    Publish(commands::publish::PublishArgs),
    /// Read a folder of papers into a project file
    Build(commands::build::BuildArgs),
    /// Print every finding, one JSON object a line
    Dump(commands::dump::DumpArgs),
    /// List the historical documents: date, genre, sender, addressee, where cited
    Calendar(commands::calendar::CalendarArgs),
    /// List dated events in the order of time
    Chronology(commands::chronology::ChronologyArgs),
    /// List persons with their spellings
    People(commands::names::NamesArgs),
    /// List places with their spellings
    Places(commands::names::NamesArgs),
    /// List organs, institutions, parties, army units with their spellings
    Bodies(commands::names::NamesArgs),
    /// Tell who or what a name is: spellings, offices, documents, first and last mention, who may be the same
    Who(commands::who::WhoArgs),
    /// Take lists of known persons, places and bodies into a project
    Authorities(commands::authorities::AuthoritiesArgs),
    /// Take several names as one
    Merge(commands::identity::MergeArgs),
    /// Part mentions of a name that are another's
    Split(commands::identity::SplitArgs),
    /// Call a person, place or body by another name
    Rename(commands::identity::RenameArgs),
    /// Say that a name is a person, a place or a body
    Retype(commands::identity::RetypeArgs),
    /// Take a judgement back
    Undo(commands::identity::UndoArgs),
    /// List the judgements that hold; hand them on as a file, and take a colleague's
    Decisions(commands::decisions::DecisionsArgs),
    /// List archival references and who cites each, for what
    Shelfmarks(commands::shelfmarks::ShelfmarksArgs),
    /// List citations: what each refers to, what it is cited for, and what is odd about them
    Citations(commands::citations::CitationsArgs),
    /// List what several texts have in the same words: quoted by all, or unmarked by some
    Reuse(commands::reuse::ReuseArgs),
    /// Collate one shared text: the reading of each witness, word by word, with the variants graded
    Collate(commands::collate::CollateArgs),
    /// List where texts tell one thing differently, by kind, with both wordings
    Disagreements(commands::disagreements::DisagreementsArgs),
    /// List who wrote to whom: what answers what, after how long, past whom
    Correspondence(commands::correspondence::CorrespondenceArgs),
    /// Find words in any inflection and script
    Search(commands::search::SearchArgs),
    /// Show everything about one identifier, with the words it rests on
    Show(commands::show::ShowArgs),
    /// List texts with their bibliographic descriptions, or correct one
    Source(commands::source::SourceArgs),
    /// Find the dates of one file, without a project
    Dates(commands::dates::DatesArgs),
    /// Check a project: damage, files that could not be read, decisions that lost their words
    Check(commands::check::CheckArgs),
    /// Show the system that texts describe, as a dossier asks for it, or what is missing
    Dossier(commands::dossier::DossierArgs),
    /// Begin or check a scheme: stages, and what is said of their order
    Scheme(commands::scheme::SchemeArgs),
    /// Begin, check or export cases: what texts say of each stage
    Case(commands::scheme::CaseArgs),
    /// Test cases against a scheme
    Conform(commands::scheme::ConformArgs),
    /// Show the stages of a scheme by cases
    Matrix(commands::scheme::MatrixArgs),
    /// List the time between two stages in each case
    Delays(commands::scheme::DelaysArgs),
    /// Explain an entry, a finding or a disagreement: each statement with its words, rule and reasons; or one order of a
    /// scheme in a case
    Explain(commands::explain::ExplainArgs),
    /// Run rival schemes over the same cases
    CompareSchemes(commands::scheme::CompareArgs),
    /// Check a language pack, or begin a new one
    Pack(commands::pack::PackArgs),
    /// Print completions for a shell
    Completions(commands::completions::CompletionsArgs),
    /// Print the JSON Schema of a list
    Schema(commands::schema::SchemaArgs),
    #[command(hide = true)]
    ReadOne(commands::read_one::ReadOneArgs),
}

/// The project file a command reads.
#[derive(Debug, Args)]
pub struct ProjectArg {
    /// Project file; may be left out where the current folder holds exactly one
    #[arg(value_name = "PROJECT")]
    pub project: Option<std::path::PathBuf>,
}

/// How a list is printed.
#[derive(Debug, Args)]
pub struct FormatArgs {
    /// JSON, as `regesta schema` describes it
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// CSV with a header line
    #[arg(long)]
    pub csv: bool,
    /// At most this many rows
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}
