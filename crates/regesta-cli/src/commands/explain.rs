//! Why something stands in the lists.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use regesta::views::{self, Explained};
use regesta::{Disagreement, Engine, Independence};

use super::scheme::{ReadingArgs, explain_order};
use crate::failure::Failure;
use crate::output::{open, visible};

/// Explain an entry of the lists, a finding or a disagreement: each statement with its words, its rule, its reasons and its
/// score. With --scheme and --case: explain one order of a scheme.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta explain papers.regesta telegram-1848-03-18-a-b       a document: who says what of it, by which rule\n  \
    regesta explain papers.regesta differ-0123456789             a disagreement: both sides and the reasons\n  \
    regesta explain 'S3<S4' --scheme s.toml --case cases/baku-1920.toml")]
pub struct ExplainArgs {
    /// Project file and identifier, as the lists print it (the project may be left out where the current folder holds
    /// exactly one); or the order of a scheme, as in 'S3<S4' (with quotation marks, for the shell's sake)
    #[arg(value_name = "PROJECT|ID|ORDER", num_args = 1..=2, required = true)]
    what: Vec<String>,
    /// Scheme file, to explain an order
    #[arg(long, value_name = "FILE", requires = "case")]
    scheme: Option<PathBuf>,
    /// Case files, or folders of them
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "scheme")]
    case: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// JSON, as `regesta schema explained` (or for an order `explain`) describes it
    #[arg(long)]
    json: bool,
}

pub fn run(args: ExplainArgs) -> Result<(), Failure> {
    let [first, rest @ ..] = args.what.as_slice() else { return Ok(()) };
    if let Some(scheme) = args.scheme {
        if let Some(second) = rest.first() {
            return Err(Failure::Input {
                message: format!("one order is explained at a time, and `{second}` is a second one"),
                hint: "leave the project out: an order is explained from scheme and case files".to_owned(),
            });
        }
        return explain_order(scheme, args.case, first, &args.reading, args.json);
    }
    let (project, id) = match rest.first() {
        Some(id) => (Some(PathBuf::from(first)), id),
        None => (None, first),
    };
    let project = open(&crate::cli::ProjectArg { project })?;
    let engine = Engine::built_in()?;
    let explained = views::explain(&engine, &project, id)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &explained).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        print(&mut out, &explained)?;
    }
    out.flush()?;
    Ok(())
}

fn print(out: &mut impl Write, explained: &Explained) -> io::Result<()> {
    writeln!(out, "{} ({})  {}", visible(&explained.label), explained.kind, explained.id)?;
    for statement in &explained.statements {
        let who = statement.authority.as_deref().unwrap_or("the program");
        let denied = if statement.polarity == "denied" { ", denied" } else { "" };
        writeln!(out, "\n{}: {}", statement.predicate, visible(&statement.value))?;
        writeln!(
            out,
            "  says {} ({}, {}{denied}; rule {}, {:.2})",
            visible(who),
            statement.modality,
            statement.voice.replace('_', " "),
            statement.rule,
            statement.score
        )?;
        for passage in &statement.passages {
            let words = visible(&views::one_line(&passage.exact));
            writeln!(out, "  “{words}” {} {}–{}", visible(&passage.source), passage.start, passage.end)?;
        }
    }
    for shown in &explained.passages {
        let passage = &shown.passage;
        let words = visible(&views::one_line(&passage.exact));
        writeln!(out, "\nfound: “{words}” {} {}–{}", visible(&passage.source), passage.start, passage.end)?;
        writeln!(out, "  {} ({}, {:.2})", visible(&shown.reason), shown.rule, shown.score)?;
        for reason in &shown.joined_because {
            writeln!(out, "  joined: {}", visible(reason))?;
        }
    }
    for (finding, why) in &explained.possible {
        writeln!(out, "\npossibly also {finding}: {}", visible(why))?;
    }
    explained.disagreements.iter().try_for_each(|row| print_disagreement(out, row))
}

fn print_disagreement(out: &mut impl Write, row: &Disagreement) -> io::Result<()> {
    let kind = row.kind.name().replace('_', " ");
    let conflict = if row.conflict { "" } else { ", no conflict" };
    writeln!(out, "\n{kind} ({}{conflict}): {}  {}", row.aspect, visible(&row.about), row.id)?;
    for side in &row.sides {
        let passage = &side.passage;
        let date = side.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        writeln!(out, "  {}{date}: {}, {}", visible(&side.value), side.voice, side.modality)?;
        let words = visible(&views::one_line(&passage.exact));
        writeln!(out, "    “{words}” {} {}–{}", visible(&passage.source), passage.start, passage.end)?;
        for cited in &side.cited {
            writeln!(out, "    cites {}", visible(cited))?;
        }
    }
    let witnesses = match row.independence {
        Independence::Independent => "they cite different sources",
        Independence::SameSource => "they rest on one source, and count as one witness",
        Independence::Unknown => "whether they are two witnesses is not known: not all cite a source for it",
        Independence::OneText => "one text says it",
    };
    writeln!(out, "  {witnesses}; score {:.2}", row.score)?;
    row.reasons.iter().try_for_each(|reason| writeln!(out, "  because: {}", visible(reason)))
}
