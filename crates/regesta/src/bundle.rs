//! From what was found in one paper to the rows of one source.

use regesta_analyze::Support;
use regesta_cite::{BibliographyEntry, CslItem};
use regesta_date::DateValue;
use regesta_ingest::Ingested;
use regesta_lang::{Found, Paper};
use regesta_store::{
    Anchor, Citation as CitationRow, Diagnostic, Edit, Finding, Page, PageBox, PageWord, Segment, SegmentKind,
    SegmentLevel, Source, SourceBundle, SourceKind, SourceRows, SourceStatus, Span as RawSpan, quantised_score,
};
use regesta_text::Span;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{Engine, Evidence};

/// A finding's value as stored: the detector's own value, where it stands in the reading text, the part of the source
/// that was searched by itself (left out for the first), and its place among the findings of its kind in that part, by
/// which others refer to it.
fn stored_value<V: Serialize>(found: &Found<V>, number: usize, first: usize, part: usize) -> Value {
    let passage = first + found.passage;
    let mut value =
        json!({ "n": number, "passage": passage, "read": [found.span.start, found.span.end], "value": found.value });
    if part > 0 {
        value["part"] = json!(part);
    }
    value
}

/// What stands in a source before anything is found: the text, its repairs, blocks and sentences.
pub(crate) fn source_bundle(
    engine: &Engine,
    path: &str,
    key: &str,
    ingested: &Ingested,
    paper: &Paper,
) -> SourceBundle {
    let id = ingested.fingerprint.clone();
    let source = Source {
        id: id.clone(),
        path: path.to_owned(),
        media_type: ingested.media_type.clone(),
        encoding: Some(ingested.encoding.clone()),
        kind: SourceKind::Literature,
        langs: languages(engine, paper),
        work_id: None,
        csl: crate::metadata::recognised(crate::metadata::described(&ingested.csl, title(paper)), &ingested.recognised),
        status: if ingested.partial.is_some() { SourceStatus::Partial } else { SourceStatus::Read },
        read_key: key.to_owned(),
    };
    let mut bundle = SourceBundle::new(source, &*paper.raw);
    bundle.edits = edits(&id, paper);
    bundle.segments = segments(engine, &id, ingested, paper);
    bundle.pages = pages(&id, ingested);
    bundle.diagnostics = ingested.diagnostics.iter().map(|d| diagnostic(path, d)).collect();
    bundle
}

/// The pages of a format that has geometry, with the place of every word.
fn pages(source: &str, ingested: &Ingested) -> Vec<Page> {
    let mut words = ingested.boxes.iter().peekable();
    let marks = ingested.pages.iter().filter_map(|mark| Some((mark, mark.size?)));
    let page = |(mark, [width, height]): (&regesta_ingest::PageMark, [f32; 2])| {
        let these = std::iter::from_fn(|| words.next_if(|word| word.page <= mark.index));
        let word = |word: regesta_ingest::WordBox| PageWord {
            span: RawSpan::new(word.raw.start, word.raw.end),
            x: f64::from(word.x0),
            y: f64::from(word.y0),
            width: f64::from(word.x1 - word.x0),
            height: f64::from(word.y1 - word.y0),
        };
        Page {
            source: source.to_owned(),
            index: mark.index,
            label: mark.label.clone(),
            raw_start: mark.raw_start,
            width: f64::from(width),
            height: f64::from(height),
            words: these.map(word).collect(),
        }
    };
    marks.map(page).collect()
}

/// Adds the author, where the paper has a line for its name and the file tells none.
pub(crate) fn add_author(bundle: &mut SourceBundle, paper: &Paper, evidence: &Evidence) {
    if let Some(name) = author(paper, evidence) {
        crate::metadata::add_author(&mut bundle.source.csl, &name);
    }
}

/// What was found in a paper, or in its part number `part` whose first passage is `first` of the whole.
pub(crate) fn source_rows(
    ingested: &Ingested,
    paper: &Paper,
    (part, first): (usize, usize),
    evidence: &Evidence,
) -> SourceRows {
    let mut rows = Rows { source: &ingested.fingerprint, paper, ingested, part, first, rows: SourceRows::default() };
    rows.findings("cite", &evidence.citations, |citation| {
        citation.refs.iter().flat_map(|reference| &reference.readings).map(|reading| json!(reading)).collect()
    });
    rows.citations(evidence);
    let dates: Vec<Found<DateValue>> = evidence.dates.iter().map(|date| in_whole(date, first)).collect();
    rows.findings("date", &dates, |date| date.alternatives.iter().map(|a| json!(a)).collect());
    for (number, found) in evidence.mentions.iter().enumerate() {
        let kind = mention_kind(found.value.name_type);
        rows.finding(kind, found, number, Vec::new());
    }
    rows.findings(OFFICE, &evidence.offices, |_| Vec::new());
    rows.findings("quote", &evidence.quotations, |_| Vec::new());
    rows.findings("doc", &evidence.documents, |_| Vec::new());
    rows.findings("event", &evidence.events, |_| Vec::new());
    rows.calls();
    rows.entries(&evidence.entries);
    rows.rows
}

/// The kind under which note calls are kept. They are no findings of the annotation format: a list is made from them.
pub(crate) const CALL: &str = "note_call";
/// The kind under which offices are kept. They are no findings of the annotation format either: statements are made from them.
pub(crate) const OFFICE: &str = "office";
/// The kind under which entries of the list of literature are kept.
pub(crate) const ENTRY: &str = "entry";

/// A note call as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(crate) struct StoredCall {
    pub(crate) printed: String,
    /// Whether its note was found.
    pub(crate) note: bool,
}

/// An entry of the list of literature as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(crate) struct StoredEntry {
    /// Its number, in a numbered list.
    pub(crate) n: Option<String>,
    /// What it says, as CSL-JSON.
    pub(crate) csl: CslItem,
}

/// A date whose anchor is named by the number of its passage in the whole source.
fn in_whole(date: &Found<DateValue>, first: usize) -> Found<DateValue> {
    let mut date = date.clone();
    if let Some(anchor) = date.value.relative.as_mut().and_then(|relative| relative.anchor.as_mut()) {
        anchor.passage += first;
    }
    date
}

struct Rows<'a> {
    source: &'a str,
    paper: &'a Paper,
    ingested: &'a Ingested,
    part: usize,
    first: usize,
    rows: SourceRows,
}

/// The kind under which a name is kept: `body` is `org` in the annotation format.
pub(crate) fn mention_kind(name_type: regesta_name::NameType) -> &'static str {
    match name_type {
        regesta_name::NameType::Person => "person",
        regesta_name::NameType::Place => "place",
        regesta_name::NameType::Body => "org",
    }
}

/// A message of the reader as a row.
pub(crate) fn diagnostic(path: &str, from: &regesta_ingest::Diagnostic) -> Diagnostic {
    let place = from.place.map(|p| format!(" (line {}, column {})", p.line, p.column)).unwrap_or_default();
    Diagnostic {
        path: from.path.clone().unwrap_or_else(|| path.to_owned()),
        severity: match from.severity {
            regesta_ingest::Severity::Error => regesta_store::Severity::Error,
            regesta_ingest::Severity::Warning => regesta_store::Severity::Warning,
            regesta_ingest::Severity::Note => regesta_store::Severity::Info,
        },
        code: from.code.to_owned(),
        message: format!("{}{place}", from.message),
        hint: from.hint.clone(),
        span: None,
    }
}

fn languages(engine: &Engine, paper: &Paper) -> Vec<String> {
    let mut lengths: Vec<(usize, &str)> = engine.packs.iter().map(|(_, pack)| (0, pack.tag())).collect();
    for sentence in paper.passages.iter().flat_map(|p| &p.sentences) {
        lengths[usize::from(sentence.lang.0)].0 += sentence.span.len();
    }
    lengths.retain(|(length, _)| *length > 0);
    lengths.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    lengths.into_iter().map(|(_, tag)| tag.to_owned()).collect()
}

/// Passages among which the title and the name of the author are looked for.
const TITLE_PAGE: usize = 8;

/// The first heading with what stands under it up to the first paragraph of some length: title, subtitle, author.
fn title_page(paper: &Paper) -> impl Iterator<Item = (usize, &regesta_lang::Passage)> {
    let heading = |p: &regesta_lang::Passage| p.kind == regesta_text::SegmentKind::Heading;
    let first = paper.passages.iter().position(heading).unwrap_or(paper.passages.len());
    let short = |p: &regesta_lang::Passage| p.reading.text().chars().count() <= 120;
    paper.passages.iter().enumerate().skip(first).take(TITLE_PAGE).take_while(move |(_, p)| heading(p) || short(p))
}

/// The longest heading of the title page: others are the number of a chapter, a section of the journal, the author.
fn title(paper: &Paper) -> Option<String> {
    let headings = title_page(paper).filter(|(_, p)| p.kind == regesta_text::SegmentKind::Heading);
    let texts = headings.map(|(_, p)| p.reading.text().trim()).filter(|text| text.chars().count() <= 300);
    // Of several of one length the first.
    let longest =
        texts.reduce(|longest, text| if text.chars().count() > longest.chars().count() { text } else { longest });
    longest.map(str::to_owned)
}

/// A line of the title page that is the name of one person and nothing else.
fn author(paper: &Paper, evidence: &Evidence) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    title_page(paper).find_map(|(index, passage)| {
        let text = passage.reading.text();
        let named = evidence.mentions.iter().filter(|m| m.passage == index);
        let person = named.filter(|m| m.value.name_type == regesta_name::NameType::Person).find(|m| {
            let own = letters(&text[m.span.range()]);
            own * 10 >= letters(text) * 9 && own > 3
        })?;
        Some(text[person.span.range()].split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

pub(crate) fn raw_spans(pieces: &[Span]) -> Vec<RawSpan> {
    pieces.iter().map(|p| RawSpan::new(p.start, p.end)).collect()
}

fn page(ingested: &Ingested, raw: usize) -> Option<u32> {
    ingested.page_at(raw).map(|p| p.index)
}

fn edits(source: &str, paper: &Paper) -> Vec<Edit> {
    let edits = paper.edits.iter().map(|e| {
        let raw = RawSpan::new(e.span.start, e.span.end);
        Edit::new(source, raw, &e.replacement, e.reason.name(), f64::from(e.confidence) / 1000.0)
    });
    edits.collect()
}

fn segments(engine: &Engine, source: &str, ingested: &Ingested, paper: &Paper) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut calls: Vec<Option<RawSpan>> = vec![None; paper.passages.len()];
    for call in paper.passages.iter().flat_map(|p| &p.calls) {
        if let Some(note) = call.note
            && let Some(slot) = calls.get_mut(note)
        {
            slot.get_or_insert(RawSpan::new(call.raw.start, call.raw.end));
        }
    }
    for (block, passage) in paper.passages.iter().enumerate() {
        let kind = segment_kind(passage.kind);
        for piece in &passage.pieces {
            segments.push(Segment {
                source: source.to_owned(),
                level: SegmentLevel::Block,
                block: block as u32,
                span: RawSpan::new(piece.start, piece.end),
                kind,
                lang: passage.lang().map(|lang| engine.packs.get(lang).tag().to_owned()),
                page: page(ingested, piece.start),
                label: passage.label.clone(),
                call: calls[block],
            });
        }
        for sentence in &passage.sentences {
            let Some(hull) = passage.reading.raw_hull(sentence.span) else { continue };
            segments.push(Segment {
                source: source.to_owned(),
                level: SegmentLevel::Sentence,
                block: block as u32,
                span: RawSpan::new(hull.start, hull.end),
                kind,
                lang: Some(engine.packs.get(sentence.lang).tag().to_owned()),
                page: page(ingested, hull.start),
                label: None,
                call: None,
            });
        }
    }
    segments
}

impl Rows<'_> {
    fn findings<V: Serialize>(&mut self, kind: &str, found: &[Found<V>], alternatives: impl Fn(&V) -> Vec<Value>) {
        for (number, finding) in found.iter().enumerate() {
            self.finding(kind, finding, number, alternatives(&finding.value));
        }
    }

    fn finding<V: Serialize>(&mut self, kind: &str, found: &Found<V>, number: usize, alternatives: Vec<Value>) {
        let Some(anchor) = self.anchor(found.passage, found.span) else { return };
        self.row(anchor, kind, found, number, alternatives);
    }

    fn row<V: Serialize>(
        &mut self,
        anchor: Anchor,
        kind: &str,
        found: &Found<V>,
        number: usize,
        alternatives: Vec<Value>,
    ) {
        let mut row =
            Finding::new(&anchor, kind, stored_value(found, number, self.first, self.part), &found.rule, &found.reason);
        row.pack = (!found.pack.is_empty()).then(|| found.pack.clone());
        row.score = quantised_score(f64::from(found.score) / 1000.0);
        row.alternatives = alternatives;
        self.rows.anchors.push(anchor);
        self.rows.findings.push(row);
    }

    fn citations(&mut self, evidence: &Evidence) {
        let called = regesta_cite::link_calls(self.paper, &evidence.citations);
        let mut supports = evidence.supports.iter().peekable();
        for (number, found) in evidence.citations.iter().enumerate() {
            let mut supported: Vec<&Support> = Vec::new();
            while let Some(support) = supports.next_if(|s| s.citation <= number) {
                supported.push(support);
            }
            let Some(anchor) = self.anchor(found.passage, found.span) else { continue };
            let refs = found.value.refs.iter().filter_map(|r| serde_json::to_value(r).ok()).collect();
            let mut row = CitationRow::new(&anchor, refs);
            row.shelfmark = found.value.refs.iter().find_map(|r| r.shelfmark_key());
            let call = called.iter().find(|c| c.citation == number);
            row.marker = call.and_then(|_| self.paper.passages[found.passage].label.clone());
            let places: Vec<(usize, Span)> = supported.iter().map(|s| (s.passage, s.span)).collect();
            if let Some(anchor) = self.anchor_of_all(&places) {
                row.cited_for = Some(anchor.id.clone());
                self.rows.anchors.push(anchor);
            }
            self.rows.citations.push(row);
        }
    }

    /// Note calls: what a list of open calls and notes that nothing calls is made from.
    fn calls(&mut self) {
        let calls =
            self.paper.passages.iter().enumerate().flat_map(|(p, passage)| passage.calls.iter().map(move |c| (p, c)));
        for (number, (passage, call)) in calls.enumerate() {
            let pieces = vec![RawSpan::new(call.raw.start, call.raw.end)];
            let Some(anchor) = self.placed(Anchor::from_text(self.source, &self.paper.raw, pieces), &[call.raw]) else {
                continue;
            };
            let value = StoredCall { printed: call.printed.clone(), note: call.note.is_some() };
            let found = Found {
                passage,
                span: Span::new(call.at, call.at),
                value,
                rule: "cite.call".to_owned(),
                pack: String::new(),
                reason: "a number that calls a note".to_owned(),
                score: 900,
            };
            self.row(anchor, CALL, &found, number, Vec::new());
        }
    }

    /// The entries of the list of literature.
    fn entries(&mut self, entries: &[(BibliographyEntry, CslItem)]) {
        for (number, (entry, item)) in entries.iter().enumerate() {
            let found = Found {
                passage: entry.passage,
                span: entry.span,
                value: StoredEntry { n: entry.n.clone(), csl: item.clone() },
                rule: "cite.entry".to_owned(),
                pack: String::new(),
                reason: "an entry of the list of literature".to_owned(),
                score: 900,
            };
            self.finding(ENTRY, &found, number, Vec::new());
        }
    }

    fn anchor(&self, passage: usize, span: Span) -> Option<Anchor> {
        self.anchor_of_all(&[(passage, span)])
    }

    /// One anchor on words that may stand in several places: a note that is called twice.
    fn anchor_of_all(&self, places: &[(usize, Span)]) -> Option<Anchor> {
        let mut pieces: Vec<Span> = Vec::new();
        for (passage, span) in places {
            pieces.extend(self.paper.passages[*passage].reading.raw_pieces(*span));
        }
        if places.len() > 1 {
            pieces.sort_unstable();
            let mut apart: Vec<Span> = Vec::with_capacity(pieces.len());
            for piece in pieces {
                match apart.last_mut().filter(|last| last.overlaps(piece)) {
                    Some(last) => *last = last.hull(piece),
                    None => apart.push(piece),
                }
            }
            pieces = apart;
        }
        self.placed(Anchor::from_text(self.source, &self.paper.raw, raw_spans(&pieces)), &pieces)
    }

    /// The anchor with its page and its boxes on it.
    fn placed(&self, anchor: Option<Anchor>, pieces: &[Span]) -> Option<Anchor> {
        let mut anchor = anchor?;
        let hull = anchor.hull();
        if let Some(page) = self.ingested.page_at(hull.start) {
            anchor.page_index = Some(page.index);
            anchor.page_label = page.label.clone();
        } else if let Some(part) = self.ingested.part_at(hull.start) {
            anchor.page_label = Some(part.label());
        }
        let words = self.ingested.boxes.touching(hull.start..hull.end);
        anchor.boxes = words
            .filter(|b| pieces.iter().any(|p| b.raw.start < p.end && p.start < b.raw.end))
            .map(|b| PageBox {
                page: b.page,
                x: f64::from(b.x0),
                y: f64::from(b.y0),
                width: f64::from(b.x1 - b.x0),
                height: f64::from(b.y1 - b.y0),
            })
            .collect();
        Some(anchor)
    }
}

fn segment_kind(kind: regesta_text::SegmentKind) -> SegmentKind {
    use regesta_text::SegmentKind as Text;
    match kind {
        Text::Heading => SegmentKind::Heading,
        Text::RunningHead => SegmentKind::RunningHead,
        Text::Footnote => SegmentKind::Footnote,
        Text::Endnote => SegmentKind::Endnote,
        Text::Bibliography => SegmentKind::Bibliography,
        // Keywords are kept with the abstract, as DESIGN's list of kinds has it.
        Text::Abstract | Text::Keywords => SegmentKind::Abstract,
        Text::Caption => SegmentKind::Caption,
        _ => SegmentKind::Body,
    }
}
