use clap::Args;
use regesta::decided::{Decided, JudgedField};
use regesta::views::{self, CalendarRow, Party};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List the historical documents: date, genre, sender, addressee, where cited. Undated ones stand last.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta calendar papers.regesta --from 1920-05 --to 1920-05\n  regesta calendar papers.regesta --person Lenin --csv"
)]
pub struct CalendarArgs {
    #[command(flatten)]
    project: ProjectArg,
    #[command(flatten)]
    period: PeriodArgs,
    /// Only documents from or to this person, place or body (identifier, or part of the name)
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Only this genre (telegram, letter, note ...)
    #[arg(long)]
    genre: Option<String>,
    /// Also what people rejected
    #[arg(long)]
    rejected: bool,
    #[command(flatten)]
    format: FormatArgs,
}

/// A stretch of time.
#[derive(Debug, Args)]
pub struct PeriodArgs {
    /// Only what may fall on or after this date (EDTF: 1920, 1920-05, 1920-05-10)
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only what may fall on or before this date
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl PeriodArgs {
    /// A test of dates: whether one of them may fall into the period. What has no date passes only where no period was
    /// asked for.
    pub fn test(&self) -> Result<impl Fn(&[&str]) -> bool + use<>, Failure> {
        let bound = |text: &Option<String>| -> Result<Option<(i64, i64)>, Failure> {
            let Some(text) = text else { return Ok(None) };
            views::bounds(text).map(Some).ok_or_else(|| Failure::Input {
                message: format!("{text:?} is not a date"),
                hint: "write 1920, 1920-05 or 1920-05-10 (EDTF)".into(),
            })
        };
        let (from, to) = (bound(&self.from)?, bound(&self.to)?);
        Ok(move |dates: &[&str]| {
            if from.is_none() && to.is_none() {
                return true;
            }
            dates.iter().filter_map(|d| views::bounds(d)).any(|(first, last)| {
                from.is_none_or(|(start, _)| last > start) && to.is_none_or(|(_, end)| first < end)
            })
        })
    }
}

fn parties(list: &[Party]) -> String {
    list.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ")
}

impl Listed for CalendarRow {
    const HEADS: &'static [&'static str] =
        &["date", "genre", "from", "to", "subject", "cited", "source", "words", "id", "decided"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        for (cell, letters) in [(4, 60), (5, 50), (7, 120)] {
            cells[cell] = short(&cells[cell], letters);
        }
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let date = if self.dates.is_empty() {
            self.received.iter().map(|d| format!("received {d}")).collect::<Vec<_>>().join(" | ")
        } else {
            self.dates.join(" | ")
        };
        let mut sources: Vec<&str> = self.passages.iter().map(|p| p.source.as_str()).collect();
        sources.dedup();
        vec![
            date,
            self.genre.clone(),
            parties(&self.from),
            parties(&self.to),
            self.subject.clone().unwrap_or_default(),
            self.cited.join("; "),
            sources.join(", "),
            self.passages.first().map(|p| views::one_line(&p.exact)).unwrap_or_default(),
            self.id.clone(),
            judged_in_words(&self.judged),
        ]
    }
}

/// Who decided what and when, on one line: `sent_by correct_value: Orlov (program: Orloff) [A. Reader 2026-01-01]`.
pub fn judged_in_words(judged: &[JudgedField]) -> String {
    let one = |j: &JudgedField| {
        let value = if j.value.is_empty() { String::new() } else { format!(": {}", j.value) };
        let machine = if j.machine.is_empty() || j.machine == j.value {
            String::new()
        } else {
            format!(" (program: {})", j.machine)
        };
        let day = j.at.get(..10).unwrap_or(&j.at);
        let who = [j.by.as_str(), day].iter().filter(|w| !w.is_empty()).copied().collect::<Vec<_>>().join(" ");
        format!("{} {}{value}{machine} [{who}]", j.field, j.action).trim_start().to_owned()
    };
    judged.iter().map(one).collect::<Vec<_>>().join("; ")
}

pub fn run(args: CalendarArgs) -> Result<(), Failure> {
    let in_period = args.period.test()?;
    let project = open(&args.project)?;
    let mut rows = views::calendar_with_rejected(&project, &Decided::load(&project)?)?;
    rows.retain(|row| {
        let dates: Vec<&str> = row.dates.iter().chain(&row.received).map(String::as_str).collect();
        let named = |wanted: &String| row.from.iter().chain(&row.to).any(|p| views::is_named(p, wanted));
        (args.rejected || !row.rejected)
            && in_period(&dates)
            && args.person.as_ref().is_none_or(named)
            && args.genre.as_ref().is_none_or(|g| row.genre == *g)
    });
    print_list(&rows, &args.format, "No documents of this kind in these texts.")
}
