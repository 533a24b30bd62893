//! A dossier over a project, or over nothing.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use regesta::dossier::{Basis, Dossier, DossierCase, Laid, lay};
use regesta::scheme::{Case, ProposalsFile, Scheme};
use regesta::store::{Mode, Project};
use regesta::views::{
    ChainRow, OrganRow, Said, SystemPage, TerritoryRow, ThesisRow, correspondence, organs, system_page,
    system_page_of_nothing, territories, theses,
};
use regesta::{Engine, propose};
use serde::Serialize;

use crate::cli::FormatArgs;
use crate::failure::Failure;
use crate::output::{Listed, print_list, short, visible};

/// Show the system that texts describe, as a dossier asks for it: correspondence, schemes and cases, organs, operations,
/// notes and treaties, territories, theses. Without a project it says what the dossier has and what is missing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta dossier examples/caucasus-1920\n  \
    regesta dossier examples/caucasus-1920 papers.regesta\n  \
    regesta dossier dossier papers.regesta --table territories --csv")]
pub struct DossierArgs {
    /// Folder of the dossier: schemes, cases, registers
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Project file to lay it over
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    /// One table instead of the page
    #[arg(long, value_name = "TABLE", requires = "project")]
    table: Option<Table>,
    /// Scheme by its id; the first with stages of its own unless given
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,
    /// Count what was judged alone; otherwise open proposals count as if they were accepted, and the page says so
    #[arg(long)]
    judged: bool,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Table {
    /// Who wrote to whom, who answered and when, past whom
    Correspondence,
    /// Offices, holders and parents of organs, by asserter
    Organs,
    /// The status of territories through time, by asserter
    Territories,
    /// Theses with what speaks for and against them
    Theses,
}

pub fn run(args: DossierArgs) -> Result<(), Failure> {
    let dossier = Dossier::load(&args.folder)?;
    let Some(path) = &args.project else {
        return print_page(&system_page_of_nothing(&dossier), &args.format);
    };
    let project = Project::open(path, Mode::Read).map_err(regesta::Error::from)?;
    let engine = Engine::built_in()?;
    let basis = if args.judged { Basis::Judged } else { Basis::Proposed };
    let scheme = dossier.scheme(args.scheme.as_deref());
    if let (Some(asked), None) = (&args.scheme, scheme) {
        let known: Vec<&str> = dossier.schemes.iter().map(|s| s.id.as_str()).collect();
        return Err(Failure::Input {
            message: format!("the dossier has no scheme `{asked}`"),
            hint: format!("schemes: {}", known.join(", ")),
        });
    }
    let found = |scheme: &Scheme, of: &DossierCase, case: &Case| -> regesta::Result<ProposalsFile> {
        let others: Vec<&Case> = dossier.cases.iter().map(|c| &c.case).collect();
        propose(&engine, &project, scheme, case, &others, of.judged.as_ref())
    };
    let laid: Option<Laid<'_>> = scheme.map(|scheme| lay(&project, &dossier, scheme, basis, &found)).transpose()?;
    let laid = laid.as_ref();
    let none = "Nothing of the kind in these texts.";
    match args.table {
        None => print_page(&system_page(&engine, &project, &dossier, laid)?, &args.format),
        Some(Table::Correspondence) => {
            print_list(&correspondence(&engine, &project, &dossier, laid)?, &args.format, none)
        }
        Some(Table::Organs) => print_list(&organs(&engine, &project, &dossier)?, &args.format, none),
        Some(Table::Territories) => print_list(&territories(&engine, &project, &dossier)?, &args.format, none),
        Some(Table::Theses) => print_list(&theses(&engine, &project, &dossier, laid)?, &args.format, none),
    }
}

impl Listed for ChainRow {
    const HEADS: &'static [&'static str] =
        &["date", "genre", "from", "to", "step", "answers", "delay", "past", "words", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[8] = short(&cells[8], 60);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let names =
            |parties: &[regesta::views::Party]| parties.iter().map(|p| p.name.clone()).collect::<Vec<_>>().join(", ");
        let answers = self.answers.as_ref().map(|a| format!("{}: {}", a.basis, a.to)).unwrap_or_default();
        let delay = self.answers.as_ref().and_then(|a| a.delay);
        vec![
            self.dates.join(" | "),
            self.genre.clone(),
            names(&self.from),
            names(&self.to),
            self.step.clone().unwrap_or_default(),
            answers,
            delay.map(|d| hours(d.least, d.greatest)).unwrap_or_default(),
            self.past.join(", "),
            self.words.clone(),
            self.id.clone(),
        ]
    }
}

/// Minutes as hours, least to greatest.
fn hours(least: Option<i64>, greatest: Option<i64>) -> String {
    let side = |minutes: Option<i64>| minutes.map_or_else(|| "..".to_owned(), |m| format!("{} h", m.div_euclid(60)));
    format!("{} .. {}", side(least), side(greatest))
}

impl Listed for OrganRow {
    const HEADS: &'static [&'static str] =
        &["id", "organ", "under (register)", "under (texts)", "holders (texts)", "named"];

    fn cells(&self) -> Vec<String> {
        let parents = self.parents.iter().map(|p| format!("{} [{}]", p.under, p.by.text));
        let holders = self
            .offices
            .iter()
            .map(|o| format!("{}: {} {} [{}]", o.office, o.person, o.date.as_deref().unwrap_or("undated"), o.by.text));
        let named = self.named.iter().map(|(text, number)| format!("{text} {number}"));
        vec![
            self.id.clone(),
            self.name.clone(),
            self.under.join(", "),
            parents.collect::<Vec<_>>().join("; "),
            holders.collect::<Vec<_>>().join("; "),
            named.collect::<Vec<_>>().join(", "),
        ]
    }
}

impl Listed for TerritoryRow {
    const HEADS: &'static [&'static str] =
        &["territory", "date", "status", "beside it", "says", "put as", "words", "source", "at"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[6] = short(&cells[6], 80);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let date = self.date.clone().unwrap_or_default();
        let modality = serde_json::to_value(self.modality).ok().and_then(|v| v.as_str().map(str::to_owned));
        vec![
            self.name.clone(),
            if self.date_is_own || date.is_empty() { date } else { format!("({date})") },
            self.relation.clone(),
            self.claimants.join(", "),
            said_by(&self.by),
            modality.unwrap_or_default(),
            self.words.clone(),
            self.passage.source.clone(),
            self.passage.start.to_string(),
        ]
    }
}

impl Listed for ThesisRow {
    const HEADS: &'static [&'static str] = &["thesis", "author", "order", "case", "text by text", "kept on", "lost on"];

    fn cells(&self) -> Vec<String> {
        let lines = |cell: &dyn Fn(&regesta::views::ThesisResult) -> String| {
            self.results.iter().map(cell).collect::<Vec<_>>().join("; ")
        };
        vec![
            self.title.clone(),
            self.author.clone(),
            lines(&|r| r.order.clone()),
            lines(&|r| r.case.clone()),
            lines(&|r| r.coherent.verdict.name().to_owned()),
            lines(&|r| r.kept_on.join(", ")),
            lines(&|r| r.lost_on.join(", ")),
        ]
    }
}

fn said_by(by: &regesta::views::Asserter) -> String {
    match (&by.who, by.voice.as_str()) {
        (Some(who), _) => format!("{} ({who})", by.text),
        (None, "document") => format!("{} (a document)", by.text),
        _ => by.text.clone(),
    }
}

fn print_page(page: &SystemPage, format: &FormatArgs) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if format.json {
        return write_json(&mut out, page);
    }
    let mut line = |text: &str| writeln!(out, "{}", visible(text));
    line(&page.title)?;
    if !page.about.is_empty() {
        line(&page.about)?;
    }
    for flaw in &page.flaws {
        line(&format!("{}: {}; {}", flaw.place, flaw.message, flaw.cure))?;
    }
    line("")?;
    for text in &page.texts {
        let there = text.source.as_deref().unwrap_or("not in this project");
        let note = if text.note.is_empty() { String::new() } else { format!(" — {}", text.note) };
        line(&format!("  {}: {there}{note}", text.label))?;
    }
    for section in &page.sections {
        line("")?;
        line(&section.name)?;
        let counts: Vec<String> =
            section.counts.iter().map(|c| format!("{} {}", c.what.replace('-', " "), c.number)).collect();
        if !counts.is_empty() {
            line(&format!("  {}", counts.join(" · ")))?;
        }
        for missing in &section.missing {
            line(&format!("  missing: {}", missing_words(missing)))?;
        }
        for found in &section.discrepancies {
            line(&format!("  {}: {}", found.kind, found.about))?;
            for side in &found.sides {
                line(&format!("    {}", said(side)))?;
            }
        }
        if section.all > section.discrepancies.len() {
            line(&format!("  and {} more", section.all - section.discrepancies.len()))?;
        }
    }
    let proposed = page.basis == Basis::Proposed;
    if proposed && page.sections.iter().any(|s| s.counts.iter().any(|c| c.what == "proposals-open" && c.number > 0)) {
        line("")?;
        line(
            "note: open proposals are counted as if they were accepted; nobody has judged them (--judged leaves them out)",
        )?;
    }
    Ok(out.flush()?)
}

fn said(side: &Said) -> String {
    let words = if side.words.is_empty() { String::new() } else { format!(" “{}”", short(&side.words, 110)) };
    let date = side.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
    format!("{}: {}{date}{words}", said_by(&side.by), side.value)
}

fn missing_words(key: &str) -> &str {
    match key {
        "no-texts" => "the texts: name a project that has them",
        "no-cases" => "a scheme and a case: `regesta scheme new`, `regesta case new`",
        "no-organs" => "a register of organs: organs.toml",
        "no-territories" => "a register of territories: territories.toml",
        "no-theses" => "theses: theses.toml",
        "nothing-found" => "these texts tell nothing of the kind that the program sees",
        "nothing-judged" => "a person's judgement: proposals are waiting",
        other => other,
    }
}

fn write_json(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}
