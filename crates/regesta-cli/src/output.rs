//! Tables, JSON and CSV.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use regesta::store::{Mode, Project};
use serde::Serialize;

use crate::cli::{FormatArgs, ProjectArg};
use crate::failure::Failure;

/// One line under the head and nothing else: the eye needs no more, and a copied table stays readable.
pub const LINES: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A list as rows and as a table.
pub trait Listed: Serialize {
    /// Heads of the columns.
    const HEADS: &'static [&'static str];
    /// The cells of a row, for people.
    fn cells(&self) -> Vec<String>;
    /// The cells of a row for CSV; those of the table unless it shortens them.
    fn csv_cells(&self) -> Vec<String> {
        self.cells()
    }
}

/// Prints a list as the arguments ask. `empty` is the sentence for a list without rows.
pub fn print_list<T: Listed>(rows: &[T], format: &FormatArgs, empty: &str) -> Result<(), Failure> {
    let rows = &rows[..format.limit.unwrap_or(rows.len()).min(rows.len())];
    let mut out = io::BufWriter::new(io::stdout().lock());
    if format.json {
        serde_json::to_writer_pretty(&mut out, rows).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    } else if format.csv {
        let mut csv = csv::Writer::from_writer(&mut out);
        let failed = |e: csv::Error| io::Error::other(e.to_string());
        csv.write_record(T::HEADS).map_err(failed)?;
        for row in rows {
            csv.write_record(row.csv_cells()).map_err(failed)?;
        }
        csv.flush()?;
    } else if rows.is_empty() {
        writeln!(out, "{empty}")?;
    } else {
        let mut table = Table::new();
        table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width());
        table.set_header(T::HEADS);
        for row in rows {
            table.add_row(row.cells().iter().map(|c| visible(c)));
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out, "{} rows", rows.len())?;
    }
    out.flush()?;
    Ok(())
}

/// Columns of the terminal; 160 where there is none.
pub fn width() -> u16 {
    let named = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    named.or_else(|| console::Term::stdout().size_checked().map(|(_, columns)| columns)).unwrap_or(160)
}

/// Text of a source as it may be shown in a terminal: control characters and those that turn the direction of writing
/// are shown by their number, so that no file can steer the terminal.
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' '.to_string(),
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}') =>
            {
                format!("<U+{:04X}>", c as u32)
            }
            c => c.to_string(),
        })
        .collect()
}

/// Cuts a text to so many letters, with an ellipsis.
pub fn short(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// Opens the project a command names, or the only one of the current folder.
pub fn open(arg: &ProjectArg) -> Result<Project, Failure> {
    Ok(Project::open(find_project(arg.project.as_deref())?, Mode::Read)?)
}

fn find_project(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(".")? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "regesta") && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Failure::Input {
            message: "no project file was named, and there is none in this folder".into(),
            hint: "make one with `regesta build FOLDER`, or name one".into(),
        }),
        _ => Err(Failure::Input {
            message: format!("this folder holds {} project files", found.len()),
            hint: "name the one you mean".into(),
        }),
    }
}
