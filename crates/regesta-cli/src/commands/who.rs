use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use regesta::Engine;
use regesta::views::{self, Party, Passage, WhoRow, one_line, place_in_words};

use crate::cli::ProjectArg;
use crate::failure::Failure;
use crate::output::{open, visible};

/// Lines of one kind that are printed; `--json` has all.
const LINES: usize = 12;

/// Tell who or what a name is, in any spelling and script
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta who papers.regesta Ordzhonikidze\n  regesta who papers.regesta \"Ф. Махарадзе\" --json"
)]
pub struct WhoArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// Name, in any spelling; or an identifier
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// JSON, as `regesta schema who` describes it
    #[arg(long)]
    json: bool,
}

pub fn run(args: WhoArgs) -> Result<(), Failure> {
    let project = open(&ProjectArg { project: Some(args.project.clone()) })?;
    let rows = views::who(&Engine::for_project(&args.project)?, &project, &args.name.join(" "))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &rows).map_err(io::Error::from)?;
        writeln!(out)?;
    } else if rows.is_empty() {
        writeln!(out, "Nobody and nothing in these texts is called so, in any spelling.")?;
    }
    for (number, row) in rows.iter().enumerate().filter(|_| !args.json) {
        if number > 0 {
            writeln!(out)?;
        }
        print(&mut out, row)?;
    }
    Ok(out.flush()?)
}

fn place(passage: &Passage) -> String {
    let at = passage.page.as_deref().map_or_else(|| passage.start.to_string(), place_in_words);
    format!("{} {at}: {}", passage.source, one_line(&passage.exact))
}

fn print(out: &mut impl Write, row: &WhoRow) -> io::Result<()> {
    let mut line = |text: String| writeln!(out, "{}", visible(&text));
    let years = match &row.years {
        (from, to) if from.is_empty() && to.is_empty() => String::new(),
        (from, to) => format!(" ({from}–{to})"),
    };
    line(format!("{}{years}: {} [{}]", row.label, row.kind, row.id))?;
    if !row.listed_as.is_empty() {
        let shown: Vec<&str> = row.listed_as.iter().take(LINES).map(String::as_str).collect();
        line(format!("  listed as       {}", shown.join(" · ")))?;
    }
    for variants in &row.variants {
        let forms: Vec<String> = variants.forms.iter().take(LINES).map(|(form, n)| format!("{form} ({n})")).collect();
        line(format!("  spelt {:<9} {}", variants.lang, forms.join(", ")))?;
    }
    if let Some(at) = &row.position {
        line(format!("  lies at         {:.2}, {:.2} ({})", at.lat, at.lon, at.source))?;
    }
    line(format!("  mentions        {} in {} texts", row.mentions, row.sources.len()))?;
    line(format!("  first           {}", place(&row.first)))?;
    line(format!("  last            {}", place(&row.last)))?;
    for office in row.offices.iter().take(LINES) {
        let holder = if office.holder.id == row.id { String::new() } else { format!("{}: ", office.holder.name) };
        let date = office.date.as_deref().map_or(String::new(), |d| format!(" [{d}]"));
        line(format!("  office          {holder}{}{date}, {}", office.office, place(&office.passage)))?;
    }
    for parent in row.parents.iter().take(LINES) {
        line(format!(
            "  under           {} ({} passages, {})",
            parent.value.name,
            parent.passages,
            place(&parent.passage)
        ))?;
    }
    let mut parties = |head: &str, list: &[Party]| -> io::Result<()> {
        for party in list.iter().take(LINES) {
            line(format!("  {head:<15} {} [{}]", party.name, party.id))?;
        }
        if list.len() > LINES {
            line(format!("  {head:<15} … and {} more", list.len() - LINES))?;
        }
        Ok(())
    };
    parties("wrote", &row.sent)?;
    parties("received", &row.received)?;
    for reason in row.joined_because.iter().take(LINES) {
        line(format!(
            "  joined          {} ({} mentions, {:.3} and more)",
            reason.reason, reason.mentions, reason.least_score
        ))?;
    }
    for other in row.possible.iter().take(LINES) {
        line(format!(
            "  possibly        {} [{}], {} mentions: {}",
            other.label,
            other.id,
            other.mentions,
            other.reasons.join("; ")
        ))?;
    }
    Ok(())
}
