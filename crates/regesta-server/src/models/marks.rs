use std::collections::BTreeMap;

use regesta::store::{FoundAt, LinkStatus};
use serde_json::Value;

use super::labels::{edtf, finding_label, flags, kind_of_value};
use super::{Base, Documents};
use crate::wire::{Mark, MarkKind, MarkStatus};

/// The numbers by which findings of one part of a source refer to each other, with their identifiers. Only very long
/// texts have more than one part.
#[derive(Default)]
pub(crate) struct Numbers(BTreeMap<(u64, Group, u64), String>);

/// Findings that are numbered together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    Name,
    Date,
    Cite,
    Quote,
    Document,
    Event,
}

impl Group {
    fn of(kind: MarkKind) -> Self {
        match kind {
            MarkKind::Person | MarkKind::Place | MarkKind::Body => Self::Name,
            MarkKind::Date => Self::Date,
            MarkKind::Cite => Self::Cite,
            MarkKind::Quote => Self::Quote,
            MarkKind::Document => Self::Document,
            MarkKind::Event => Self::Event,
        }
    }
}

/// The fields that refer to other findings: predicate, key of the stored value, group.
const DOCUMENT: &[(&str, &str, Group)] = &[
    ("sent_by", "from", Group::Name),
    ("received_by", "to", Group::Name),
    ("date_sent", "date_index", Group::Date),
    ("held_at", "citation", Group::Cite),
    ("quoted_in", "quotation", Group::Quote),
    ("replies_to", "reply_to", Group::Document),
];
const EVENT: &[(&str, &str, Group)] =
    &[("date", "date_index", Group::Date), ("place", "place", Group::Name), ("agent", "agents", Group::Name)];
const QUOTE: &[(&str, &str, Group)] = &[("speaker", "speaker", Group::Name), ("document", "document", Group::Document)];

impl Numbers {
    pub(crate) fn of(found: &[FoundAt]) -> Self {
        let mut numbers = BTreeMap::new();
        for row in found {
            let number = row.finding.value.get("n").and_then(Value::as_u64);
            if let (Some(kind), Some(n)) = (MarkKind::of(&row.finding.kind), number) {
                numbers.insert((part_of(&row.finding.value), Group::of(kind), n), row.finding.id.clone());
            }
        }
        Self(numbers)
    }

    /// The findings to which a stored value refers: predicate and identifier.
    pub(crate) fn parts(&self, kind: MarkKind, stored: &Value) -> Vec<(&'static str, &str)> {
        let (part, value) = (part_of(stored), kind_of_value(stored));
        let fields = match kind {
            MarkKind::Document => DOCUMENT,
            MarkKind::Event => EVENT,
            MarkKind::Quote => QUOTE,
            _ => return Vec::new(),
        };
        let mut parts = Vec::new();
        for (predicate, key, group) in fields {
            let numbers: Vec<u64> = match value.get(key) {
                Some(Value::Array(list)) => list.iter().filter_map(Value::as_u64).collect(),
                Some(one) => one.as_u64().into_iter().collect(),
                None => Vec::new(),
            };
            let ids = numbers.iter().filter_map(|n| self.0.get(&(part, *group, *n)));
            parts.extend(ids.map(|id| (*predicate, id.as_str())));
        }
        parts
    }
}

fn part_of(stored: &Value) -> u64 {
    stored.get("part").and_then(Value::as_u64).unwrap_or(0)
}

/// The findings of a source as marks without their place, in the order of the findings; what this version does not show
/// is left out. `place` gives the code points of the pieces and whether something in them was repaired.
pub(crate) fn marks(
    base: &Base,
    documents: &Documents,
    found: &[FoundAt],
    links: &[(String, String, LinkStatus)],
    place: impl Fn(&FoundAt) -> (Vec<(usize, usize)>, bool),
) -> Vec<Mark> {
    let numbers = Numbers::of(found);
    let mut out: Vec<Mark> = Vec::with_capacity(found.len());
    let mut part_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in found {
        let Some(kind) = MarkKind::of(&row.finding.kind) else { continue };
        let value = kind_of_value(&row.finding.value);
        let first = links.partition_point(|(finding, _, _)| *finding < row.finding.id);
        let own = links[first..].iter().take_while(|(finding, _, _)| *finding == row.finding.id);
        let (same, possible): (Vec<_>, Vec<_>) = own.partition(|(_, _, status)| *status == LinkStatus::Same);
        let entities: Vec<&str> = same.iter().map(|(_, entity, _)| entity.as_str()).collect();
        let entity = entities.first().map(|e| (*e).to_owned());
        let parts: Vec<String> = numbers
            .parts(kind, &row.finding.value)
            .into_iter()
            .filter(|(p, _)| *p != "replies_to")
            .map(|(_, id)| id.to_owned())
            .collect();
        for part in &parts {
            part_of.entry(part.clone()).or_default().push(row.finding.id.clone());
        }
        let (pieces, repaired) = place(row);
        out.push(Mark {
            id: row.finding.id.clone(),
            kind,
            n: entity.as_deref().and_then(|e| documents.number(e)),
            pieces,
            score: row.finding.score,
            label: finding_label(base, kind, value, &row.anchor.exact, &entities),
            edtf: edtf(kind, value),
            flags: flags(kind, value, repaired, !possible.is_empty()),
            status: MarkStatus::Undecided,
            entity,
            parts,
            part_of: Vec::new(),
        });
    }
    for mark in &mut out {
        mark.part_of = part_of.remove(&mark.id).unwrap_or_default();
    }
    out
}
