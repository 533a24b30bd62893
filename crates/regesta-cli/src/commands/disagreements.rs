use clap::Args;
use regesta::{Account, Accounts, Disagreement, DisagreementKind, Engine, Independence, views};

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List where texts tell one happening or one document differently: by kind, with both wordings and whether the two rest on
/// one source. Differences that only look like a contradiction (a more precise date, the other calendar, the day of arrival)
/// are left out unless they are asked for.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    regesta disagreements papers.regesta                        what cannot all be right\n  \
    regesta disagreements papers.regesta --kind date-or-hour    dates and hours only\n  \
    regesta disagreements papers.regesta --all                  also what only looks so, with its kind\n  \
    regesta explain papers.regesta differ-0123456789            one of them with its reasons")]
pub struct DisagreementsArgs {
    #[command(flatten)]
    project: ProjectArg,
    /// Only this kind; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Vec<DisagreementKind>,
    /// Only what this source has a side in (path, or file name)
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Also what may be of one thing, under the line from which it is taken to be
    #[arg(long)]
    possible: bool,
    /// Also differences that are no conflict
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArgs,
}

fn kind(word: &str) -> Result<DisagreementKind, String> {
    DisagreementKind::from_name(&word.replace('-', "_")).ok_or_else(|| {
        let known: Vec<String> = DisagreementKind::ALL.iter().map(|kind| kind.name().replace('_', "-")).collect();
        format!("kinds: {}", known.join(", "))
    })
}

impl Listed for Disagreement {
    const HEADS: &'static [&'static str] = &["kind", "what", "about", "sides", "witnesses", "score", "id"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[2] = short(&cells[2], 60);
        let side = |account: &Account| {
            let words = short(&views::one_line(&account.passage.exact), 90);
            format!("{}: {} — “{words}”", account.passage.source, account.value)
        };
        cells[3] = self.sides.iter().map(side).collect::<Vec<_>>().join("\n");
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let side = |account: &Account| {
            let passage = &account.passage;
            let words = views::one_line(&passage.exact);
            format!("{} {}–{}: {} — “{words}”", passage.source, passage.start, passage.end, account.value)
        };
        vec![
            self.kind.name().replace('_', " "),
            self.aspect.clone(),
            self.about.clone(),
            self.sides.iter().map(side).collect::<Vec<_>>().join("\n"),
            match self.independence {
                Independence::Independent => "independent",
                Independence::SameSource => "one source",
                Independence::Unknown => "not known",
                Independence::OneText => "one text",
            }
            .to_owned(),
            format!("{:.2}", self.score),
            self.id.clone(),
        ]
    }
}

pub fn run(args: DisagreementsArgs) -> Result<(), Failure> {
    let project = open(&args.project)?;
    let engine = Engine::built_in()?;
    let mut rows = Accounts::load(&engine, &project)?.disagreements()?;
    let in_source = |row: &Disagreement, named: &str| {
        row.sides.iter().any(|s| s.passage.source == named || s.passage.source.rsplit('/').next() == Some(named))
    };
    rows.retain(|row| {
        let wanted = if args.kind.is_empty() { args.all || row.conflict } else { args.kind.contains(&row.kind) };
        wanted && (args.possible || !row.possible) && args.source.as_deref().is_none_or(|named| in_source(row, named))
    });
    print_list(&rows, &args.format, "These texts do not contradict each other in what the program can compare.")
}
