//! A small project with rows in every table, on sentences of our own.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use regesta_store::*;
use serde_json::{Value, json};

pub const LETTERS: &str = "The letters of 1815\n\nOn 7 May 1815 Castlereagh wrote to Wellington from London.\u{b9} \
    Two hours later a copy went to Vi-\nenna: \u{ab}We cannot wait.\u{bb}\n\n\u{b9} Archive of Letters, f. 1, d. 2, p. 3.\n";

pub fn run() -> NewRun {
    NewRun {
        program: "regesta 0.1.0".into(),
        packs: json!({"en": "0f0f"}),
        parameters: json!({"jobs": 1}),
        inputs: json!(["letters.txt"]),
        started: "2024-02-01T10:00:00Z".into(),
    }
}

pub fn source(path: &str, text: &str) -> Source {
    Source {
        id: source_id(text.as_bytes()),
        path: path.into(),
        media_type: "text/plain".into(),
        encoding: Some("UTF-8".into()),
        kind: SourceKind::Literature,
        langs: vec!["en".into(), "tr".into()],
        work_id: Some("work-1".into()),
        csl: json!({"title": "Letters"}),
        status: SourceStatus::Read,
        read_key: "key-1".into(),
    }
}

/// The anchor of the first occurrence of the words.
pub fn anchor(bundle: &SourceBundle, words: &str) -> Anchor {
    let start = bundle.raw_text.find(words).expect("the words are in the text");
    Anchor::from_text(&bundle.source.id, &bundle.raw_text, vec![Span::new(start, start + words.len())])
        .expect("boundaries")
}

/// The letters with rows in all tables of a source.
pub fn letters(path: &str) -> SourceBundle {
    let mut bundle = SourceBundle::new(source(path, LETTERS), LETTERS);
    let id = bundle.source.id.clone();
    let at = |words: &str| LETTERS.find(words).map(|start| Span::new(start, start + words.len())).expect("words");
    bundle.edits.push(Edit::new(&id, at("-\n"), "", "hyphen at a line's end", 0.95));
    let segment = |level, block, span, kind| Segment {
        source: id.clone(),
        level,
        block,
        span,
        kind,
        lang: Some("en".into()),
        page: Some(0),
        label: None,
        call: None,
    };
    let body = Span::new(at("On 7").start, at("wait.\u{bb}").end);
    bundle.segments = vec![
        segment(SegmentLevel::Block, 0, at("The letters of 1815"), SegmentKind::Heading),
        segment(SegmentLevel::Block, 1, body, SegmentKind::Body),
        segment(SegmentLevel::Sentence, 1, Span::new(body.start, at("London.").end), SegmentKind::Body),
        Segment {
            label: Some("1".into()),
            call: Some(at("\u{b9}")),
            ..segment(SegmentLevel::Block, 2, at("Archive of Letters, f. 1, d. 2, p. 3."), SegmentKind::Footnote)
        },
    ];
    let mut vienna = Anchor::from_text(&id, LETTERS, vec![at("Vi"), at("enna")]).expect("boundaries");
    vienna.page_label = Some("iv".into());
    vienna.page_index = Some(3);
    vienna.boxes = vec![PageBox { page: 3, x: 10.5, y: 20.25, width: 30.0, height: 9.0 }];
    let [date, sender, receiver, quote, reference] =
        ["7 May 1815", "Castlereagh", "Wellington", "We cannot wait.", "Archive of Letters, f. 1, d. 2, p. 3"]
            .map(|words| anchor(&bundle, words));
    bundle.rows.findings = vec![
        Finding {
            alternatives: vec![json!({"edtf": "1815-05-19"})],
            pack: Some("en 3".into()),
            score: 0.912_345_6,
            ..Finding::new(&date, "date", json!({"edtf": "1815-05-07"}), "en.date.day-month-year", "day, month, year")
        },
        Finding::new(&sender, "person", json!({"name": "Castlereagh"}), "en.name.capital", "verb of writing"),
        Finding::new(&receiver, "person", json!({"name": "Wellington"}), "en.name.capital", "after `to`"),
        Finding::new(&vienna, "place", json!({"name": "Vienna"}), "en.place.list", "in the list of places"),
        Finding::new(&quote, "quote", Value::Null, "en.quote.marks", "between marks"),
    ];
    bundle.rows.citations = vec![Citation {
        marker: Some("1".into()),
        shelfmark: Some("AL 1/2/3".into()),
        cited_for: Some(date.id.clone()),
        ..Citation::new(
            &reference,
            vec![json!({"archive": "Archive of Letters", "fond": "1", "delo": "2", "folios": "3"})],
        )
    }];
    bundle.rows.anchors = vec![date, sender, receiver, vienna, quote, reference];
    bundle.diagnostics = vec![Diagnostic {
        path: path.into(),
        severity: Severity::Warning,
        code: "text.one-hyphen".into(),
        message: "one line ends in a hyphen".into(),
        hint: Some("look at it".into()),
        span: Some(at("-\n")),
    }];
    bundle
}

/// What follows from the letters.
pub fn analysis(letters: &SourceBundle) -> AnalysisBundle {
    let finding = |kind: &str| letters.rows.findings.iter().find(|finding| finding.kind == kind).expect("kind");
    let entity = |id: &str, entity_type, label: &str| Entity { id: id.into(), entity_type, label: label.into() };
    let hull = anchor(letters, "On 7 May 1815 Castlereagh wrote to Wellington from London.");
    let sent_by = Assertion::new(
        "doc-1",
        "sent_by",
        AssertionValue::entity("per-1"),
        vec![finding("person").anchor.clone()],
        "doc.sender",
    );
    let date = AssertionValue {
        edtf: Some("1815-05-07".into()),
        time_from: Some(130),
        time_to: Some(140),
        calendar: Some("gregorian".into()),
        number: Some(NumberRange { low: Some(1.0), best: None, high: Some(2.5) }),
        unit: Some("copies".into()),
        extra: [("further".to_owned(), json!([1]))].into(),
        ..AssertionValue::words("7 May 1815")
    };
    let date_sent = Assertion {
        authority: Some("the author".into()),
        according_to: Some("per-1".into()),
        cites: vec![letters.rows.citations[0].id.clone()],
        polarity: Polarity::Denied,
        modality: Modality::Reported,
        voice: Voice::DocumentWords,
        independence: Some("edition-9".into()),
        cert: Some("probably".into()),
        score: 0.5,
        ..Assertion::new("doc-1", "date_sent", date, vec![finding("date").anchor.clone(), hull.id.clone()], "doc.date")
    };
    AnalysisBundle {
        key: "analysis-1".into(),
        entities: vec![
            entity("per-1", EntityType::Person, "Castlereagh"),
            entity("doc-1", EntityType::Document, "Letter of 7 May 1815"),
            entity("ev-1", EntityType::Event, "Copy sent"),
        ],
        links: vec![Link {
            finding: finding("person").id.clone(),
            entity: "per-1".into(),
            reasons: vec!["the only one of the name".into()],
            score: 0.75,
            status: LinkStatus::Possible,
        }],
        assertions: vec![sent_by.with_content_id(), date_sent.with_content_id()],
        constraints: vec![TimeConstraint::new("doc-1", "ev-1", Some(120), None, &hull.id)],
        readings: vec![Reading {
            document: "doc-1".into(),
            anchor: finding("quote").anchor.clone(),
            kind: ReadingKind::Partial,
            alignment: Some(json!({"of": "doc-1"})),
        }],
        anchors: vec![hull],
    }
}

pub fn decision(bundle: &SourceBundle, words: &str, at: &str) -> NewDecision {
    NewDecision {
        about: About::passage(Mention::of(&anchor(bundle, words), &bundle.source, "date")),
        action: Action::CorrectValue,
        value: Some(json!({"edtf": "1815-05-08"})),
        rationale: "the original has 8 May".into(),
        editor: "an editor".into(),
        at: at.into(),
        supersedes: None,
    }
}

/// A project with everything in it.
pub fn fill(project: &mut Project) -> SourceBundle {
    let letters = letters("letters.txt");
    let mut writer = project.begin_run(&run()).expect("begin");
    writer.replace_source(&letters).expect("source");
    writer.replace_analysis(&analysis(&letters)).expect("analysis");
    writer.finish("2024-02-01T10:00:05Z").expect("finish");
    project.append_decision(&decision(&letters, "7 May 1815", "2024-02-02T09:00:00Z")).expect("decision");
    letters
}
