//! Mentions of documents, as they are compared.

use std::collections::BTreeMap;
use std::ops::Range;

use regesta_accounts::Letter;
use regesta_name::NameType;

use super::interner::set;
use super::tellings::overlaps;
use super::{Reader, Witnessed};
use crate::propose::Material;

/// A mention of a document and where it stands.
pub(super) struct Mentioned {
    pub(super) letter: Letter,
    pub(super) source: usize,
    pub(super) line: usize,
    /// Bytes of the line.
    pub(super) place: Range<usize>,
    /// The date as printed.
    pub(super) printed: String,
    /// Where the quotation stands, in code points, if there is one.
    pub(super) quoted: Option<[usize; 2]>,
    /// Identifier of the document, and of the finding.
    pub(super) ids: Vec<String>,
}

impl Reader<'_> {
    /// The documents that one source speaks of.
    pub(super) fn letters(&mut self, source: usize, material: &Material, shared: &[Witnessed]) -> Vec<Mentioned> {
        // Quotations by part and number: line and place.
        let mut quotations: BTreeMap<(usize, usize), (usize, Range<usize>)> = BTreeMap::new();
        for (at, line) in material.lines.iter().enumerate() {
            for seen in &line.quotations {
                quotations.insert((seen.part, seen.number), (at, seen.place.clone()));
            }
        }
        let mut found = Vec::new();
        for (at, line) in material.lines.iter().enumerate() {
            if material.is_abstract(at) {
                continue;
            }
            for seen in &line.documents {
                let paper = material.part(seen.part);
                let value = &paper.documents.found[seen.number].value;
                let row = &paper.documents.rows[seen.number];
                let Some(document) = self.entities.get(&row.id).cloned() else { continue };
                let quotation = value.quotation.and_then(|q| quotations.get(&(seen.part, q)).cloned());
                let quoted = value.quotation.and_then(|q| material.quoted(seen.part, q));
                let own = material.points(at, &(0..line.text.len()));
                let parties = |reader: &mut Self, list: &[usize]| -> Vec<u32> {
                    let ids: Vec<String> =
                        list.iter().filter_map(|&m| reader.entities.get(&paper.mentions.rows[m].id).cloned()).collect();
                    set(ids.iter().map(|id| reader.names.number(id)).collect())
                };
                let (from, to) = (parties(self, &value.from), parties(self, &value.to));
                let is_body = |m: &&usize| paper.mentions.found[**m].value.name_type != NameType::Person;
                let bodies: Vec<usize> = value.from.iter().chain(&value.to).filter(is_body).copied().collect();
                let bodies = parties(self, &bodies);
                let mut named = self.names_in(material, line, &(0..line.text.len()));
                if let Some((line, place)) = &quotation {
                    named.extend(self.names_in(material, &material.lines[*line], place));
                }
                // Words that stand in the quotation, or without one in the sentence itself.
                let stretch = quoted.or(own);
                let passages = shared
                    .iter()
                    .filter(|w| w.source == source && stretch.is_some_and(|s| w.place[0] < s[1] && s[0] < w.place[1]));
                let citation = value.citation.and_then(|c| paper.citations.found.get(c));
                let unit_ids: Vec<String> = citation
                    .iter()
                    .flat_map(|c| &c.value.refs)
                    .filter_map(|r| crate::shelfmark::unit(self.engine, r, &paper.source).map(|unit| unit.id))
                    .collect();
                let printed_days: Vec<&String> =
                    citation.iter().flat_map(|c| &c.value.refs).filter_map(|r| r.date.as_ref()).collect();
                let printed = value.date_index.and_then(|d| paper.dates.rows.get(d));
                let date_place = line.dates.iter().find(|d| d.part == seen.part && Some(d.number) == value.date_index);
                let is_printed = value.date.as_ref().is_some_and(|date| printed_days.contains(&date));
                let end = date_place.map_or(seen.place.clone(), |d| {
                    seen.place.start.min(d.place.start)..seen.place.end.max(d.place.end)
                });
                found.push(Mentioned {
                    letter: Letter {
                        text: source as u32,
                        work: self.works[source],
                        document: self.names.number(&document),
                        genre: value.genre.clone(),
                        sent: value.date.clone(),
                        received: value.date_received.clone(),
                        printed: is_printed,
                        from,
                        to,
                        bodies,
                        named: set(named),
                        units: set(unit_ids.iter().map(|u| self.names.number(u)).collect()),
                        passages: passages.map(|w| (w.group as u32, w.score)).collect(),
                    },
                    source,
                    line: at,
                    place: if overlaps(&end, &seen.place) { end } else { seen.place.clone() },
                    printed: printed.map(|row| crate::views::one_line(&row.exact)).unwrap_or_default(),
                    quoted,
                    ids: vec![document, row.id.clone()],
                });
            }
        }
        found
    }
}
