use std::io::{self, Write};
use std::path::Path;

use clap::Args;
use regesta::ingest::ChildProgram;
use regesta::pages;
use regesta::store::Project;
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
    /// Draw the page of a passage with its words marked into this file
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    png: Option<std::path::PathBuf>,
    /// Which passage is drawn, counted from 1 in the order in which they are shown
    #[arg(long, value_name = "N", default_value_t = 1, requires = "png")]
    passage: usize,
    /// Width of the picture in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 1200, requires = "png")]
    width: u32,
}

pub fn run(args: ShowArgs) -> Result<(), Failure> {
    let project = open(&crate::cli::ProjectArg { project: Some(args.project) })?;
    let shown = views::show(&project, &args.id)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if let Some(file) = &args.png {
        let drawn = draw(&project, &shown, args.passage, args.width, file)?;
        writeln!(out, "{drawn}")?;
    } else if args.json {
        serde_json::to_writer_pretty(&mut out, &shown).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        print(&mut out, &shown)?;
    }
    out.flush()?;
    Ok(())
}

/// Draws the page of one passage; what was drawn, in words.
fn draw(project: &Project, shown: &Shown, number: usize, width: u32, file: &Path) -> Result<String, Failure> {
    let count = shown.passages.len();
    let passage = number.checked_sub(1).and_then(|at| shown.passages.get(at)).map(|shown| &shown.passage);
    let Some(passage) = passage else {
        let message = format!("{} has {count} passages, and no passage {number}", shown.id);
        let hint = "count them in the order in which `regesta show` prints them".to_owned();
        return Err(Failure::Input { message, hint });
    };
    let (source, page, words) = pages::words_of_passage(project, passage)?;
    let child = std::env::current_exe().ok();
    let child = child.map(|program| ChildProgram { program, args: vec!["read-one".into()] });
    let picture = pages::picture(project, &source, page.index, width, &words, child.as_ref())?;
    std::fs::write(file, &picture.png).map_err(|error| Failure::Input {
        message: format!("{} cannot be written: {error}", file.display()),
        hint: "name a file in a folder you may write to".to_owned(),
    })?;
    let label = page.label.unwrap_or_else(|| (page.index + 1).to_string());
    let words = words.len();
    Ok(format!("{}: page {label} of {}, {words} words marked", file.display(), visible(&source.path)))
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
