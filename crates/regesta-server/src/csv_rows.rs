//! Lists as CSV.
//!
//! The files are opened in spreadsheets, and the words in them come from texts of others. So they begin with a byte order
//! mark, without which some spreadsheets misread all letters outside ASCII, and a cell that a spreadsheet would take for a
//! formula (beginning with `=`, `+`, `-`, `@`, a tab or a line end) has an apostrophe before it. The JSON files hold the
//! words letter for letter.

use crate::wire::{ChronologyRow, DocumentRow, Judged, MapPlace, NameRow, OrderRow, Party, ShelfmarkRow, SourceCount};

/// A row as cells.
pub(crate) trait CsvRow {
    /// Heads of the columns.
    const HEADS: &'static [&'static str];
    /// The cells in their order.
    fn cells(&self) -> Vec<String>;
}

/// A file with a line of heads.
pub(crate) fn write<R: CsvRow>(rows: &[&R]) -> Result<Vec<u8>, csv::Error> {
    let mut out =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(R::HEADS)?;
    for row in rows {
        out.write_record(row.cells().iter().map(|cell| safe(cell)))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// Columns that only a program needs.
const FOR_PROGRAMS: [&str; 3] = ["start", "end", "id"];

/// A table in Markdown, for notes: without the columns that only a program needs, and without those that are empty in all
/// rows. Signs that Markdown or HTML would take for their own are escaped, so that words of a text stay words.
pub(crate) fn markdown<R: CsvRow>(rows: &[&R]) -> String {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.cells()).collect();
    let shown: Vec<usize> = (0..R::HEADS.len())
        .filter(|&n| !FOR_PROGRAMS.contains(&R::HEADS[n]) && cells.iter().any(|row| !row[n].is_empty()))
        .collect();
    let line = |of: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = shown.iter().map(|&n| of(n)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = line(&|n| R::HEADS[n].to_owned());
    out.push_str(&line(&|_| "---".to_owned()));
    for row in &cells {
        out.push_str(&line(&|n| escaped(&row[n])));
    }
    out
}

fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for letter in cell.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#' | '!' => out.extend(['\\', letter]),
            '&' => out.push_str("&amp;"),
            _ => out.push(letter),
        }
    }
    out
}

/// The cell with an apostrophe before it where a spreadsheet would take it for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

fn parties(list: &[Party]) -> String {
    list.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join("; ")
}

/// Who decided what and when, with what the program had.
fn judged(list: &[Judged]) -> String {
    let one = |j: &Judged| {
        let machine = if j.machine.is_empty() || j.machine == j.value {
            String::new()
        } else {
            format!(" (program: {})", j.machine)
        };
        let value = if j.value.is_empty() { String::new() } else { format!(": {}", j.value) };
        let day = j.at.get(..10).unwrap_or(&j.at);
        let who: Vec<&str> = [j.by.as_str(), day].into_iter().filter(|w| !w.is_empty()).collect();
        format!("{} {}{value}{machine} [{}]", j.field, j.action, who.join(" ")).trim_start().to_owned()
    };
    list.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn sources(list: &[SourceCount]) -> String {
    list.iter().map(|s| s.source.as_str()).collect::<Vec<_>>().join("; ")
}

impl CsvRow for DocumentRow {
    const HEADS: &'static [&'static str] = &[
        "n",
        "date",
        "date as written",
        "received",
        "genre",
        "from",
        "to",
        "subject",
        "cited",
        "archival references",
        "quoted",
        "sources",
        "decided",
        "words",
        "source",
        "page",
        "start",
        "end",
        "id",
    ];

    fn cells(&self) -> Vec<String> {
        let dates: Vec<&str> = self.dates.iter().map(|d| d.edtf.as_str()).collect();
        vec![
            self.n.to_string(),
            dates.join(" | "),
            self.date_as_written.clone().unwrap_or_default(),
            self.received.join(" | "),
            self.genre.clone(),
            parties(&self.from),
            parties(&self.to),
            self.subject.clone().unwrap_or_default(),
            self.cited.join("; "),
            parties(&self.shelfmarks),
            if self.quoted { "yes" } else { "no" }.to_owned(),
            sources(&self.sources),
            judged(&self.judged),
            self.first.exact.clone(),
            self.first.source.clone(),
            self.first.page.clone().unwrap_or_default(),
            self.first.start.to_string(),
            self.first.end.to_string(),
            self.id.clone(),
        ]
    }
}

impl CsvRow for ChronologyRow {
    const HEADS: &'static [&'static str] = &[
        "date",
        "date as written",
        "kind",
        "type",
        "modality",
        "place",
        "agents",
        "decided",
        "words",
        "source",
        "page",
        "start",
        "end",
        "id",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.date.clone(),
            self.date_as_written.clone(),
            self.kind.clone(),
            self.event_type.clone(),
            self.modality.clone(),
            self.place.as_ref().map(|p| p.label.clone()).unwrap_or_default(),
            parties(&self.agents),
            judged(&self.judged),
            self.text.clone(),
            self.passage.source.clone(),
            self.passage.page.clone().unwrap_or_default(),
            self.passage.start.to_string(),
            self.passage.end.to_string(),
            self.id.clone(),
        ]
    }
}

impl CsvRow for NameRow {
    const HEADS: &'static [&'static str] = &[
        "name",
        "spellings",
        "mentions",
        "possible mentions",
        "documents",
        "sources",
        "authority",
        "first words",
        "source",
        "page",
        "start",
        "end",
        "id",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.label.clone(),
            self.variants.join("; "),
            self.mentions.to_string(),
            self.possible.to_string(),
            self.documents.to_string(),
            sources(&self.sources),
            self.authority.clone().unwrap_or_default(),
            self.first.exact.clone(),
            self.first.source.clone(),
            self.first.page.clone().unwrap_or_default(),
            self.first.start.to_string(),
            self.first.end.to_string(),
            self.id.clone(),
        ]
    }
}

impl CsvRow for OrderRow {
    const HEADS: &'static [&'static str] =
        &["archive", "fonds", "inventory", "file", "folios", "reference", "cited by", "cited for", "look out for"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.archive.clone(),
            self.fond.clone(),
            self.opis.clone(),
            self.delo.clone(),
            self.folios.join("; "),
            self.reference.clone(),
            self.cited_by.join("; "),
            self.cited_for.join(" | "),
            self.doubts.join("; "),
        ]
    }
}

impl CsvRow for ShelfmarkRow {
    const HEADS: &'static [&'static str] =
        &["reference", "archive", "citations", "folios", "sources", "cited as", "cited for", "id"];

    fn cells(&self) -> Vec<String> {
        let cited: Vec<&str> = self.cited.iter().map(|c| c.citation.exact.as_str()).collect();
        let supported: Vec<&str> =
            self.cited.iter().filter_map(|c| c.cited_for.as_ref()).map(|p| p.exact.as_str()).collect();
        vec![
            self.label.clone(),
            self.archive.clone(),
            self.citations.to_string(),
            self.folios.join("; "),
            sources(&self.sources),
            cited.join(" | "),
            supported.join(" | "),
            self.id.clone(),
        ]
    }
}

impl CsvRow for MapPlace {
    const HEADS: &'static [&'static str] = &[
        "place",
        "names",
        "kind",
        "latitude",
        "longitude",
        "coordinates by",
        "mentions",
        "possible mentions",
        "dated entries",
        "sources",
        "words",
        "source",
        "page",
        "start",
        "end",
        "id",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.label.clone(),
            self.variants.join("; "),
            self.kind.clone(),
            self.lat.to_string(),
            self.lon.to_string(),
            self.position_source.clone(),
            self.mentions.to_string(),
            self.possible.to_string(),
            self.entries.to_string(),
            sources(&self.sources),
            self.first.exact.clone(),
            self.first.source.clone(),
            self.first.page.clone().unwrap_or_default(),
            self.first.start.to_string(),
            self.first.end.to_string(),
            self.id.clone(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Cell(&'static str);

    impl CsvRow for Cell {
        const HEADS: &'static [&'static str] = &["words"];

        fn cells(&self) -> Vec<String> {
            vec![self.0.to_owned()]
        }
    }

    #[test]
    fn formulas_are_words_and_quotation_marks_are_doubled() {
        let rows = [Cell("=HYPERLINK(\"x\")"), Cell("a, \"b\"\nc"), Cell("-5"), Cell("«Баку»")];
        let file = write(&rows.iter().collect::<Vec<_>>()).expect("it is written");
        let text = String::from_utf8(file).expect("UTF-8");
        let expected = "\u{feff}words\r\n\"'=HYPERLINK(\"\"x\"\")\"\r\n\"a, \"\"b\"\"\nc\"\r\n'-5\r\n«Баку»\r\n";
        assert_eq!(text, expected);
    }
}
