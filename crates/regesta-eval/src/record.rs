//! Gold and found rows.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// One row, gold or found: the common fields, and the whole object for the fields of its kind.
#[derive(Debug, Clone)]
pub struct Record {
    /// File name of the text.
    pub source: String,
    /// First code point, from 0.
    pub start: i64,
    /// One past the last code point.
    pub end: i64,
    /// date, cite, person, place, org, doc, event, quote.
    pub kind: String,
    /// Neither missed nor counted when matched.
    pub optional: bool,
    /// Everything.
    pub fields: Value,
}

impl Record {
    /// Reads one row.
    ///
    /// # Errors
    /// Where a common field is missing or of a wrong type.
    pub fn from_value(fields: Value) -> Result<Self> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| fields.get(name).and_then(Value::as_i64);
        Ok(Self {
            source: text("source").context("a row has no `source`")?,
            start: number("start").context("a row has no `start`")?,
            end: number("end").context("a row has no `end`")?,
            kind: text("kind").context("a row has no `kind`")?,
            optional: fields.get("optional").and_then(Value::as_bool).unwrap_or(false),
            fields,
        })
    }

    /// A text field, empty where it is missing or null.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(Value::as_str).unwrap_or("")
    }

    /// A list of texts, empty where it is missing.
    pub fn list(&self, name: &str) -> Vec<String> {
        let items = self.fields.get(name).and_then(Value::as_array);
        items.map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()).unwrap_or_default()
    }
}

/// Reads JSON lines.
///
/// # Errors
/// Names file and line of the first row that cannot be read.
pub fn read_rows(path: &Path) -> Result<Vec<Record>> {
    let content = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    parse_rows(&content).with_context(|| path.display().to_string())
}

/// Reads JSON lines from a string.
///
/// # Errors
/// Names the line of the first row that cannot be read.
pub fn parse_rows(content: &str) -> Result<Vec<Record>> {
    let mut rows = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let value = serde_json::from_str(line).with_context(|| format!("line {}", number + 1))?;
        rows.push(Record::from_value(value).with_context(|| format!("line {}", number + 1))?);
    }
    Ok(rows)
}
