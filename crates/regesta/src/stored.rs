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

use crate::bundle::OFFICE;
use crate::offices::OfficeMention;
use crate::{Error, Result};

/// What the joint step needs of a row: very many are in memory at once.
#[derive(Debug)]
pub(crate) struct FindingRow {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) exact: String,
}

/// Findings of one kind in the order of the detector, each with its row.
pub(crate) struct Listed<V> {
    pub(crate) found: Vec<Found<V>>,
    pub(crate) rows: Vec<FindingRow>,
}

/// One source with its findings; of a long text, one part of it.
pub(crate) struct StoredPaper {
    pub(crate) source: String,
    pub(crate) path: String,
    pub(crate) citations: Listed<Citation>,
    pub(crate) dates: Listed<DateValue>,
    pub(crate) mentions: Listed<Mention>,
    pub(crate) offices: Listed<OfficeMention>,
    pub(crate) quotations: Listed<Quotation>,
    pub(crate) documents: Listed<DocumentMention>,
    pub(crate) events: Listed<Event>,
}

impl StoredPaper {
    /// The parts of a source in their order: one, but for very long texts.
    pub(crate) fn load(project: &Project, source: &Source) -> Result<Vec<Self>> {
        let mut parts: BTreeMap<u64, Numbered> = BTreeMap::from([(0, Numbered::default())]);
        project.each_finding(&FindingFilter::source(source.id.clone()), |row| -> Result<()> {
            let numbered = parts.entry(part_of(&row)).or_default();
            match row.finding.kind.as_str() {
                "person" | "place" | "org" => push(&mut numbered.mentions, row),
                "cite" => push(&mut numbered.citations, row),
                "date" => push(&mut numbered.dates, row),
                OFFICE => push(&mut numbered.offices, row),
                "quote" => push(&mut numbered.quotations, row),
                "doc" => push(&mut numbered.documents, row),
                "event" => push(&mut numbered.events, row),
                _ => Ok(()),
            }
        })?;
        let papers = parts.into_values().map(|numbered| {
            Ok(Self {
                source: source.id.clone(),
                path: source.path.clone(),
                citations: listed(numbered.citations)?,
                dates: listed(numbered.dates)?,
                mentions: listed(numbered.mentions)?,
                offices: listed(numbered.offices)?,
                quotations: listed(numbered.quotations)?,
                documents: listed(numbered.documents)?,
                events: listed(numbered.events)?,
            })
        });
        papers.collect()
    }
}

/// Findings with the numbers by which others refer to them, not yet in their order.
type Rows<V> = Vec<(u64, Found<V>, FindingRow)>;

#[derive(Default)]
struct Numbered {
    citations: Rows<Citation>,
    dates: Rows<DateValue>,
    mentions: Rows<Mention>,
    offices: Rows<OfficeMention>,
    quotations: Rows<Quotation>,
    documents: Rows<DocumentMention>,
    events: Rows<Event>,
}

fn push<V: DeserializeOwned>(rows: &mut Rows<V>, row: FoundAt) -> Result<()> {
    let (number, found) = found_of(&row)?;
    rows.push((number, found, FindingRow { id: row.finding.id, anchor: row.anchor.id, exact: row.anchor.exact }));
    Ok(())
}

/// The part of its source in which a finding was made, from 0.
pub(crate) fn part_of(row: &FoundAt) -> u64 {
    row.finding.value.get("part").and_then(Value::as_u64).unwrap_or(0)
}

fn listed<V>(mut numbered: Rows<V>) -> Result<Listed<V>> {
    numbered.sort_by_key(|(number, _, _)| *number);
    // Others refer to a finding by its number, so a gap would shift what they mean.
    if let Some((at, (number, _, row))) = numbered.iter().enumerate().find(|(at, (n, _, _))| *n != *at as u64) {
        let reason = format!("it has number {number} where {at} was expected");
        return Err(Error::Row { what: format!("finding {}", row.id), reason });
    }
    let mut listed = Listed { found: Vec::with_capacity(numbered.len()), rows: Vec::with_capacity(numbered.len()) };
    for (_, found, row) in numbered {
        listed.found.push(found);
        listed.rows.push(row);
    }
    Ok(listed)
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
