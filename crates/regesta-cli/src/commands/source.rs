use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use regesta::descriptions::{self, SourceRow};
use regesta::identity::By;
use regesta::store::{Mode, Project};
use serde_json::Value;

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;
use crate::output::{Listed, open, print_list, short};

/// List texts with their bibliographic descriptions, or correct one
#[derive(Debug, Args)]
pub struct SourceArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the texts with title, author, year and journal
    List(ListArgs),
    /// Correct fields of a description; the correction is a judgement and outlives every run
    Edit(EditArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    project: ProjectArg,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta source edit papers.regesta orme.pdf title=\"The Siege\" author=\"Orme, A.; Lund, B.\" issued=1921-05\n  \
    regesta source edit papers.regesta orme.pdf volume=            (the work has none)\n  \
    regesta source edit papers.regesta orme.pdf --as-read title    (takes the judgement back)"
)]
struct EditArgs {
    /// Project file
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// The text by its path, or the end of it
    #[arg(value_name = "TEXT")]
    text: String,
    /// A field of CSL-JSON and what it is
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    /// A field that is to be as it was read; may be given several times
    #[arg(long, value_name = "FIELD")]
    as_read: Vec<String>,
    /// Who judges
    #[arg(long, default_value = "")]
    by: String,
    /// Why
    #[arg(long, default_value = "")]
    note: String,
}

impl Listed for SourceRow {
    const HEADS: &'static [&'static str] = &["text", "title", "author", "year", "in"];

    fn cells(&self) -> Vec<String> {
        let text = |field: &str| self.csl.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let year = &self.csl["issued"]["date-parts"][0][0];
        let year = year.as_i64().map(|year| year.to_string()).unwrap_or_default();
        vec![
            self.path.clone(),
            short(&text("title"), 80),
            short(&names(&self.csl["author"]), 60),
            year,
            short(&text("container-title"), 60),
        ]
    }
}

fn names(list: &Value) -> String {
    let text = |name: &Value, part: &str| name.get(part).and_then(Value::as_str).map(str::to_owned);
    let name = |name: &Value| {
        text(name, "literal").unwrap_or_else(|| {
            let parts = [text(name, "family"), text(name, "given")];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
    };
    list.as_array().into_iter().flatten().map(name).collect::<Vec<_>>().join("; ")
}

pub fn run(args: SourceArgs) -> Result<(), Failure> {
    match args.what {
        What::List(args) => {
            let rows = descriptions::sources(&open(&args.project)?)?;
            print_list(&rows, &args.format, "The project has no texts.")
        }
        What::Edit(args) => edit(&args),
    }
}

fn edit(args: &EditArgs) -> Result<(), Failure> {
    let mut fields: Vec<(&str, Option<&str>)> = Vec::new();
    for field in &args.fields {
        let Some((name, value)) = field.split_once('=') else {
            return Err(Failure::Input {
                message: format!("`{field}` says no value"),
                hint: "write a field, = and what it is: title=\"The Siege\"".into(),
            });
        };
        fields.push((name.trim(), Some(value)));
    }
    fields.extend(args.as_read.iter().map(|field| (field.as_str(), None)));
    if fields.is_empty() {
        return Err(Failure::Input {
            message: "no field is named".into(),
            hint: "write a field, = and what it is: title=\"The Siege\"; or --as-read FIELD".into(),
        });
    }
    let mut project = Project::open(&args.project, Mode::Write)?;
    let source = descriptions::source_called(&project, &args.text)?;
    let mut out = io::stdout().lock();
    for (field, value) in fields {
        let by = By { editor: args.by.clone(), rationale: args.note.clone(), at: super::build::now() };
        let decision = descriptions::judge(&mut project, &source, field, value, by)?;
        writeln!(out, "judgement {} on {field} of {} is written down", decision.id, source.path)?;
    }
    project.close()?;
    Ok(descriptions::refresh(&args.project, &super::build::now())?)
}
