use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use regesta::store::{About, Action, Decision, Mode, Project};
use regesta::{decided, identity, views};
use serde::Serialize;

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List the judgements that hold; or hand them on as a file, and take a colleague's
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  regesta decisions papers.regesta\n  regesta decisions export papers.regesta > mine.jsonl\n  \
        regesta decisions import papers.regesta theirs.jsonl"
)]
pub struct DecisionsArgs {
    #[command(subcommand)]
    what: Option<DecisionsCommand>,
    #[command(flatten)]
    project: ProjectArg,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Subcommand)]
enum DecisionsCommand {
    /// Print all judgements, one JSON object a line
    Export(ExportArgs),
    /// Take the judgements of a file into a project; nobody's are overwritten
    Import(ImportArgs),
    /// List what judgements in force say differently of one thing
    Conflicts(ConflictsArgs),
}

#[derive(Debug, Args)]
struct ExportArgs {
    #[command(flatten)]
    project: ProjectArg,
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// A file that `regesta decisions export` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, Args)]
struct ConflictsArgs {
    #[command(flatten)]
    project: ProjectArg,
    #[command(flatten)]
    format: FormatArgs,
}

/// A judgement in a list.
#[derive(Debug, Serialize)]
struct DecisionRow(Decision);

impl Listed for DecisionRow {
    const HEADS: &'static [&'static str] = &["id", "action", "of", "value", "by", "when", "why"];

    fn cells(&self) -> Vec<String> {
        let content = &self.0.content;
        let value = content.value.as_ref();
        let field = |name: &str| value.and_then(|v| v.get(name)).and_then(|v| v.as_str()).map(str::to_owned);
        let names = value.and_then(|v| v.get("names")).and_then(|v| v.as_array()).cloned().unwrap_or_default();
        let names: Vec<&str> = names.iter().filter_map(|n| n.as_str()).collect();
        let renamed = content.action == Action::CorrectValue && !names.is_empty();
        let of = if names.is_empty() {
            let words = content.about.mentions().first().map(|m| views::one_line(&m.exact)).unwrap_or_default();
            match &content.about {
                About::Passage { predicate: Some(predicate), .. } => format!("{predicate} of “{}”", short(&words, 60)),
                _ => format!("“{}”", short(&words, 70)),
            }
        } else {
            short(&names.join(" + "), 80)
        };
        let written = value.and_then(|v| v.as_str()).map(str::to_owned);
        vec![
            self.0.id.clone(),
            if renamed { "rename".to_owned() } else { content.action.to_string() },
            of,
            ["label", "edtf", "type"].iter().find_map(|name| field(name)).or(written).unwrap_or_default(),
            content.editor.clone(),
            content.at.clone(),
            content.rationale.clone(),
        ]
    }
}

pub fn run(args: DecisionsArgs) -> Result<(), Failure> {
    match args.what {
        None => list(&open(&args.project)?, &args.format),
        Some(DecisionsCommand::Export(args)) => {
            let mut buffer = Vec::new();
            decided::export(&open(&args.project)?, &mut buffer)?;
            Ok(io::stdout().lock().write_all(&buffer)?)
        }
        Some(DecisionsCommand::Import(args)) => import(&args),
        Some(DecisionsCommand::Conflicts(args)) => {
            let decided = decided::Decided::load(&open(&args.project)?)?;
            let rows: Vec<DecisionRow> = decided.conflicts().into_iter().flatten().cloned().map(DecisionRow).collect();
            print_list(&rows, &args.format, "No judgements in force differ.")
        }
    }
}

fn list(project: &Project, format: &FormatArgs) -> Result<(), Failure> {
    let mut all = project.decisions_in_force()?;
    // What only takes another back holds nothing.
    let undone = |d: &Decision| d.content.value.as_ref().is_some_and(|value| value.get("undone").is_some());
    all.retain(|d| !undone(d));
    let rows: Vec<DecisionRow> = all.into_iter().map(DecisionRow).collect();
    print_list(&rows, format, "No judgements have been made, or all are undone.")
}

fn import(args: &ImportArgs) -> Result<(), Failure> {
    let text = std::fs::read_to_string(&args.file).map_err(|e| Failure::Input {
        message: format!("{}: {e}", args.file.display()),
        hint: "name a file that `regesta decisions export` wrote".into(),
    })?;
    let mut project = Project::open(&args.project, Mode::Write)?;
    let done = decided::import(&mut project, &text)?;
    let names = !identity::identity_decisions(&project)?.is_empty();
    project.close()?;
    if names {
        // Judgements about names count when the names are joined anew.
        identity::rejoin(&regesta::Engine::built_in()?, &args.project, &super::build::now())?;
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{} judgements are new, {} were here already", done.new, done.known)?;
    if done.lost > 0 {
        writeln!(out, "{} of them are about words that these texts do not have; they are kept", done.lost)?;
    }
    if done.conflicts > 0 {
        let path = args.project.display();
        writeln!(out, "{} things are judged in different ways: `regesta decisions conflicts {path}`", done.conflicts)?;
    }
    Ok(())
}
