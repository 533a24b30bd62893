//! The findings of a source as the detectors gave them, read back from the project file.

use std::collections::BTreeMap;

use regesta_analyze::{DocumentMention, Event, Quotation};
use regesta_cite::Citation;
use regesta_date::DateValue;
use regesta_lang::Found;
use regesta_name::Mention;
use regesta_store::{FindingFilter, FoundAt, Project, Source};
use regesta_text::Span;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Error, Result};

/// Findings of one kind in the order of the detector, each with its row.
pub(crate) struct Listed<V> {
    pub(crate) found: Vec<Found<V>>,
    pub(crate) rows: Vec<FoundAt>,
}

/// One source with its findings.
pub(crate) struct StoredPaper {
    pub(crate) source: Source,
    pub(crate) citations: Listed<Citation>,
    pub(crate) dates: Listed<DateValue>,
    pub(crate) mentions: Listed<Mention>,
    pub(crate) quotations: Listed<Quotation>,
    pub(crate) documents: Listed<DocumentMention>,
    pub(crate) events: Listed<Event>,
}

impl StoredPaper {
    pub(crate) fn load(project: &Project, source: Source) -> Result<Self> {
        let mut by_kind: BTreeMap<&'static str, Vec<FoundAt>> = BTreeMap::new();
        for row in project.findings(&FindingFilter::source(source.id.clone()))? {
            let kind = match row.finding.kind.as_str() {
                "person" | "place" | "org" => "name",
                "cite" => "cite",
                "date" => "date",
                "quote" => "quote",
                "doc" => "doc",
                "event" => "event",
                _ => continue,
            };
            by_kind.entry(kind).or_default().push(row);
        }
        let mut take = |kind| by_kind.remove(kind).unwrap_or_default();
        Ok(Self {
            citations: listed(take("cite"))?,
            dates: listed(take("date"))?,
            mentions: listed(take("name"))?,
            quotations: listed(take("quote"))?,
            documents: listed(take("doc"))?,
            events: listed(take("event"))?,
            source,
        })
    }
}

fn listed<V: DeserializeOwned>(rows: Vec<FoundAt>) -> Result<Listed<V>> {
    let mut numbered: Vec<(u64, Found<V>, FoundAt)> = Vec::with_capacity(rows.len());
    for row in rows {
        let (number, found) = found_of(&row)?;
        numbered.push((number, found, row));
    }
    numbered.sort_by_key(|(number, _, _)| *number);
    // Others refer to a finding by its number, so a gap would shift what they mean.
    if let Some((at, (number, _, row))) = numbered.iter().enumerate().find(|(at, (n, _, _))| *n != *at as u64) {
        return Err(bad_row(row, format!("it has number {number} where {at} was expected")));
    }
    let (mut found, mut rows) = (Vec::new(), Vec::new());
    for (_, f, r) in numbered {
        found.push(f);
        rows.push(r);
    }
    Ok(Listed { found, rows })
}

/// A stored finding as its detector gave it, with its number.
pub(crate) fn found_of<V: DeserializeOwned>(row: &FoundAt) -> Result<(u64, Found<V>)> {
    let stored = &row.finding.value;
    let number = |v: &Value| v.as_u64().map(|n| n as usize);
    let parts = (|| {
        let n = stored.get("n")?.as_u64()?;
        let passage = number(stored.get("passage")?)?;
        let read = stored.get("read")?;
        let span = (number(read.get(0)?)?, number(read.get(1)?)?);
        (span.0 <= span.1).then_some((n, passage, Span::new(span.0, span.1)))
    })();
    let Some((n, passage, span)) = parts else {
        return Err(bad_row(row, "it does not say where in the reading text it stands".into()));
    };
    let value = serde_json::from_value(stored.get("value").cloned().unwrap_or(Value::Null))
        .map_err(|e| bad_row(row, e.to_string()))?;
    let found = Found {
        passage,
        span,
        value,
        rule: row.finding.rule.clone(),
        pack: row.finding.pack.clone().unwrap_or_default(),
        reason: row.finding.reason.clone(),
        score: (row.finding.score * 1000.0).round() as u16,
    };
    Ok((n, found))
}

fn bad_row(row: &FoundAt, reason: String) -> Error {
    Error::Row { what: format!("finding {} ({}) of {}", row.finding.id, row.finding.kind, row.path), reason }
}
