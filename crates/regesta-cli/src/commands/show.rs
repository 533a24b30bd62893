use std::io::{self, Write};

use clap::Args;
use regesta::views::{self, Shown};

use crate::failure::Failure;
use crate::output::{open, visible};

/// Show everything about one identifier: what the texts say of it, and the words in their context.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  regesta show papers.regesta lenin")]
pub struct ShowArgs {
    /// Project file
    project: std::path::PathBuf,
    /// Identifier, as the lists print it
    id: String,
    /// JSON, as `regesta schema show` describes it
    #[arg(long)]
    json: bool,
}

pub fn run(args: ShowArgs) -> Result<(), Failure> {
    let project = open(&crate::cli::ProjectArg { project: Some(args.project) })?;
    let shown = views::show(&project, &args.id)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &shown).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        print(&mut out, &shown)?;
    }
    out.flush()?;
    Ok(())
}

fn print(out: &mut impl Write, shown: &Shown) -> io::Result<()> {
    writeln!(out, "{} ({})  {}", visible(&shown.label), shown.kind, shown.id)?;
    if !shown.statements.is_empty() {
        writeln!(out, "\nStatements")?;
    }
    for statement in &shown.statements {
        let places: Vec<String> =
            statement.passages.iter().map(|p| format!("{} {}–{}", visible(&p.source), p.start, p.end)).collect();
        let put = if statement.modality == "asserted" { String::new() } else { format!(" [{}]", statement.modality) };
        writeln!(out, "  {}{put}: {}  ({})", statement.predicate, visible(&statement.value), places.join("; "))?;
    }
    writeln!(out, "\nPassages")?;
    for shown in &shown.passages {
        let page = shown.passage.page.as_ref().map(|p| format!(", {}", views::place_in_words(p))).unwrap_or_default();
        writeln!(out, "  {} {}–{}{page}", visible(&shown.passage.source), shown.passage.start, shown.passage.end)?;
        let letters: Vec<char> = shown.context.chars().collect();
        let (from, to) = (shown.mark.0.min(letters.len()), shown.mark.1.min(letters.len()));
        let part = |range: &[char]| visible(&range.iter().collect::<String>());
        writeln!(out, "    {}[{}]{}", part(&letters[..from]), part(&letters[from..to]), part(&letters[to..]))?;
        let pack = shown.pack.as_ref().map(|p| format!(", {p}")).unwrap_or_default();
        writeln!(out, "    {}: {} ({}{pack}, {:.2})", shown.kind, visible(&shown.reason), shown.rule, shown.score)?;
        for reason in &shown.joined_because {
            writeln!(out, "    joined: {}", visible(reason))?;
        }
    }
    Ok(())
}
