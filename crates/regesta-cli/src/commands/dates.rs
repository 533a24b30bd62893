use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use regesta::ingest::{ChildProgram, ReadOptions, read_file};
use regesta::text::{CodePointIndex, Span};
use regesta_date::{DateValue, edtf_bounds};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::FormatArgs;
use crate::failure::Failure;
use crate::output::{Listed, print_list, short};

/// Find the dates of one file, without a project.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta dates paper.pdf\n  regesta dates notes.txt --json\n  regesta dates paper.pdf --every-role"
)]
pub struct DatesArgs {
    /// Text, Markdown or PDF
    file: PathBuf,
    /// Only dates that could not be: impossible days, weekdays or styles that do not fit
    #[arg(long)]
    flagged: bool,
    /// Also dates inside citations, bibliographies and running heads
    #[arg(long)]
    every_role: bool,
    #[command(flatten)]
    format: FormatArgs,
}

/// A date as found in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DateRow {
    /// First code point of the words in the decoded original, from 0.
    start: usize,
    /// One past the last code point of the first piece.
    end: usize,
    /// Line on which the words begin, from 1.
    line: usize,
    /// The words as printed, with blanks folded.
    text: String,
    /// The value (EDTF level 2), with `T02:10` where a clock time is told; absent where none can be given.
    edtf: Option<String>,
    /// The value before conversion, where the printed calendar is not the Gregorian.
    printed_edtf: Option<String>,
    /// unstated, gregorian, julian, hijri or rumi.
    calendar: String,
    /// First minute that the value touches, counted from 1970-01-01T00:00; absent where it is open.
    time_from: Option<i64>,
    /// One past the last minute; absent where it is open.
    time_to: Option<i64>,
    /// event, document, citation, life or furniture.
    role: String,
    /// impossible, weekday_differs, night, styles_differ, open.
    flags: Vec<String>,
    /// Each part that is not printed, and where it came from.
    inferred: Vec<String>,
    /// Other values it may have.
    alternatives: Vec<String>,
    /// Its distance from another date, where it is told by one.
    relative: Option<RelativeRow>,
    /// The rule that read it.
    rule: String,
    /// The language pack of the rule and its version.
    pack: String,
    /// How sure the rule is, in thousandths.
    score: u16,
    /// Why it has this value, in words.
    reason: String,
}

/// A distance in time.
#[derive(Debug, Serialize, JsonSchema)]
struct RelativeRow {
    /// Least distance in minutes; negative is before.
    min_minutes: i64,
    /// Greatest distance in minutes.
    max_minutes: i64,
    /// The words that name what it is counted from; empty for "the next day".
    of: String,
    /// First code point of the date it was counted from.
    anchor_start: Option<usize>,
}

impl Listed for DateRow {
    const HEADS: &'static [&'static str] = &["line", "words", "value", "as printed", "role", "flags", "why"];

    fn cells(&self) -> Vec<String> {
        let mut cells = self.csv_cells();
        cells[1] = short(&cells[1], 60);
        cells[6] = short(&cells[6], 120);
        cells
    }

    fn csv_cells(&self) -> Vec<String> {
        let value = self.edtf.clone().unwrap_or_else(|| match self.alternatives.as_slice() {
            [] => "–".into(),
            some => format!("none; perhaps {}", some.join(" or ")),
        });
        vec![
            self.line.to_string(),
            self.text.clone(),
            value,
            self.printed_edtf.clone().unwrap_or_default(),
            self.role.clone(),
            self.flags.join(", "),
            self.reason.clone(),
        ]
    }
}

pub fn run(args: DatesArgs) -> Result<(), Failure> {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let child = std::env::current_exe().ok().map(|program| ChildProgram { program, args: vec!["read-one".into()] });
    let ingested =
        read_file(&args.file, &name, &ReadOptions::default(), child.as_ref()).map_err(|error| Failure::Input {
            message: format!("{}: {error}", args.file.display()),
            hint: "name a file that can be read: PDF, Word, OpenDocument, HTML, text, Markdown".into(),
        })?;
    let engine = regesta::Engine::built_in()?;
    let paper = engine.paper_of(ingested.clone());
    let cites: Vec<(usize, Span)> = regesta::detect::find_citations(&paper, &engine.packs, &engine.archives)
        .into_iter()
        .map(|cite| (cite.passage, cite.span))
        .collect();
    let find = if args.every_role { regesta_date::find_dates_of_every_role } else { regesta_date::find_dates };
    let found = find(&paper, &engine.packs, &cites);
    let index = CodePointIndex::new(&ingested.raw_text);
    let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
    let mut line = 1;
    for (at, byte) in ingested.raw_text.bytes().enumerate() {
        if byte == b'\n' {
            line += 1;
            lines.insert(at + 1, line);
        }
    }
    let first = |passage: usize, span: Span| paper.passages[passage].reading.raw_pieces(span).first().copied();
    let mut rows = Vec::with_capacity(found.len());
    for date in found {
        let Some(piece) = first(date.passage, date.span) else { continue };
        let words = &paper.passages[date.passage].reading.text()[date.span.range()];
        let DateValue { edtf, printed_edtf, calendar, role, flags, inferred, alternatives, relative, .. } = date.value;
        let bounds = edtf.as_deref().and_then(edtf_bounds);
        rows.push(DateRow {
            start: index.code_point_from_byte(piece.start),
            end: index.code_point_from_byte(piece.end),
            line: lines.range(..=piece.start).next_back().map_or(1, |(_, line)| *line),
            text: words.split_whitespace().collect::<Vec<_>>().join(" "),
            edtf,
            printed_edtf,
            calendar: code(&calendar),
            time_from: bounds.map(|(from, _)| from).filter(|from| *from != i64::MIN),
            time_to: bounds.map(|(_, to)| to).filter(|to| *to != i64::MAX),
            role: code(&role),
            flags: flags.iter().map(code).collect(),
            inferred: inferred.into_iter().map(|part| part.from).collect(),
            alternatives,
            relative: relative.map(|distance| RelativeRow {
                min_minutes: distance.min,
                max_minutes: distance.max,
                of: distance.of,
                anchor_start: distance
                    .anchor
                    .and_then(|anchor| first(anchor.passage, anchor.span))
                    .map(|piece| index.code_point_from_byte(piece.start)),
            }),
            rule: date.rule,
            pack: date.pack,
            score: date.score,
            reason: date.reason,
        });
    }
    if args.flagged {
        rows.retain(|row| row.flags.iter().any(|flag| flag != "night" && flag != "open"));
    }
    print_list(&rows, &args.format, "No dates in this file.")
}

/// The name of a variant as it stands in JSON.
fn code(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
