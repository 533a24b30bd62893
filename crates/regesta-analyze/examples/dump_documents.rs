//! Reads the texts of a folder and prints quotations, documents, events and names as JSONL for the scorer.
//!
//! `cargo run --example dump_documents -- FOLDER [PACKS]`; files that are not UTF-8 are left out.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use regesta_analyze::{
    DocumentMention, Findings, attach_quotations, find_documents, find_events, find_quotations, group_documents,
};
use regesta_cite::ArchiveList;
use regesta_lang::{Found, Morphology, PackSet, Paper};
use regesta_name::{Authorities, JoinStatus, Mention, NameType};
use regesta_text::{CodePointIndex, PrepareOptions, Span, prepare};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: dump FOLDER [PACKS]")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let packs = match arguments.next() {
        Some(path) => PackSet::from_folder(Path::new(&path))?,
        None => PackSet::built_in()?,
    };
    let morphology = Morphology::load(&packs)?;
    let list = |name: &str| std::fs::read_to_string(root.join("authorities").join(name)).unwrap_or_default();
    let authorities = Authorities::parse(&list("places.tsv"), &list("persons.tsv"), &list("bodies.tsv"))?;
    let archives = ArchiveList::parse(&list("archives.tsv"));
    let mut names = Vec::new();
    let mut papers = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(|f| f.path());
    for file in files {
        let Ok(raw) = std::fs::read_to_string(file.path()) else { continue };
        let name = file.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".txt") && !name.ends_with(".md") {
            continue;
        }
        let options = PrepareOptions {
            structure: packs.structure_words(),
            markdown: name.ends_with(".md"),
            ..PrepareOptions::default()
        };
        let prepared = prepare(&raw, &options);
        papers.push(Paper::read(raw, prepared, &packs, &morphology, &authorities));
        names.push(name);
    }
    let mut mentions: Vec<Vec<Found<Mention>>> = Vec::new();
    let mut rest = Vec::new();
    for paper in &papers {
        let citations = regesta_cite::find_citations(paper, &packs, &archives);
        let cited: Vec<(usize, Span)> = citations.iter().map(|c| (c.passage, c.span)).collect();
        let dates = regesta_date::find_dates(paper, &packs, &cited);
        mentions.push(regesta_name::find_mentions(paper, &packs, &morphology, &authorities, &cited));
        rest.push((citations, dates));
    }
    let mut entity: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for joined in regesta_name::join(&mentions, &authorities) {
        for one in joined.joins.iter().filter(|j| j.status == JoinStatus::Same) {
            entity.insert((one.paper, one.mention), joined.id.clone());
        }
    }
    let mut analysed = Vec::new();
    for (index, paper) in papers.iter().enumerate() {
        let (citations, dates) = &rest[index];
        let findings =
            Findings { paper, packs: &packs, morphology: &morphology, dates, citations, mentions: &mentions[index] };
        let mut quotations = find_quotations(&findings);
        let documents = find_documents(&findings, &quotations);
        attach_quotations(&findings, &mut quotations, &documents);
        let events = find_events(&findings, &quotations, &documents);
        analysed.push((quotations, documents, events));
    }
    let documents: Vec<Vec<Found<DocumentMention>>> = analysed.iter().map(|(_, d, _)| d.clone()).collect();
    let grouped = group_documents(&documents, &|paper, mention| entity.get(&(paper, mention)).cloned(), &|_| None);
    let mut document_entity = BTreeMap::new();
    for group in &grouped {
        for join in &group.joins {
            document_entity.insert((join.paper, join.document), (group.id.clone(), join.reasons.join("; ")));
        }
    }
    for (index, paper) in papers.iter().enumerate() {
        let points = CodePointIndex::new(&paper.raw);
        let source = &names[index];
        let row = |kind: &str, passage: usize, span: Span, rest: serde_json::Value| {
            let pieces = paper.passages[passage].reading.raw_pieces(span);
            let name = matches!(kind, "person" | "place" | "org");
            let hull = if name { pieces.first().copied() } else { pieces.into_iter().reduce(Span::hull) };
            let Some(hull) = hull else { return };
            let mut object = json!({
                "source": source, "kind": kind,
                "start": points.code_point_from_byte(hull.start), "end": points.code_point_from_byte(hull.end),
                "exact": &paper.raw[hull.range()], "text": &paper.passages[passage].reading.text()[span.range()],
            });
            if let (Some(object), Some(rest)) = (object.as_object_mut(), rest.as_object()) {
                object.extend(rest.clone());
            }
            println!("{object}");
        };
        let ids = |list: &[usize]| -> Vec<&String> { list.iter().filter_map(|&m| entity.get(&(index, m))).collect() };
        for (i, m) in mentions[index].iter().enumerate() {
            let kind = match m.value.name_type {
                NameType::Person => "person",
                NameType::Place => "place",
                NameType::Body => "org",
            };
            row(kind, m.passage, m.span, json!({ "entity": entity.get(&(index, i)) }));
        }
        let (quotations, documents, events) = &analysed[index];
        for q in quotations {
            row(
                "quote",
                q.passage,
                q.span,
                json!({ "speaker": ids(&q.value.speaker), "rule": q.rule, "reason": q.reason, "doc": q.value.document }),
            );
        }
        for (i, d) in documents.iter().enumerate() {
            let v = &d.value;
            row(
                "doc",
                d.passage,
                d.span,
                json!({
                    "entity": document_entity.get(&(index, i)).map(|e| &e.0), "joined": document_entity.get(&(index, i)).map(|e| &e.1),
                    "genre": v.genre, "from": ids(&v.from), "to": ids(&v.to),
                    "date": v.date.clone().unwrap_or_default(), "date_received": v.date_received, "subject": v.subject,
                    "number": v.number, "reply_to": v.reply_to, "rule": d.rule, "reason": d.reason, "score": d.score, "n": i,
                }),
            );
        }
        for e in events {
            row(
                "event",
                e.passage,
                e.span,
                json!({
                    "type": e.value.event_type, "date": e.value.date.clone().unwrap_or_default(),
                    "place": e.value.place.and_then(|m| entity.get(&(index, m))), "agents": ids(&e.value.agents),
                    "modality": e.value.modality, "rule": e.rule, "reason": e.reason,
                }),
            );
        }
    }
    Ok(())
}
