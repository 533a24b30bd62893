//! Measures how many rows a second are written and read, and how large the file becomes.
//!
//! `cargo run --release -p regesta-store --example throughput -- [SOURCES] [WORDS_IN_EACH]`

use std::time::Instant;

use regesta_store::index::{IndexBuilder, SearchDoc, SearchIndex, SearchQuery, SearchToken};
use regesta_store::*;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse::<usize>());
    let sources = arguments.next().transpose()?.unwrap_or(50);
    let words = arguments.next().transpose()?.unwrap_or(20_000);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("p.regesta");

    let bundles: Vec<SourceBundle> = (0..sources).map(|number| bundle(number, words)).collect();
    let text_bytes: usize = bundles.iter().map(|bundle| bundle.raw_text.len()).sum();
    println!("{sources} sources, {:.1} MB of text", text_bytes as f64 / 1e6);

    let mut project = Project::create(&path)?;
    let mut writer = project.begin_run(&NewRun {
        program: "throughput".into(),
        packs: Value::Null,
        parameters: Value::Null,
        inputs: Value::Null,
        started: "now".into(),
    })?;
    for pass in ["write", "replace"] {
        let (mut rows, start) = (0, Instant::now());
        for bundle in &bundles {
            writer.replace_source(bundle)?;
            rows +=
                1 + bundle.edits.len() + bundle.segments.len() + bundle.rows.anchors.len() + bundle.rows.findings.len();
        }
        report(&format!("{pass} sources"), rows, start);
    }

    let analysis = analysis(&bundles);
    let rows = analysis.entities.len() + analysis.links.len() + 2 * analysis.assertions.len();
    for pass in ["write", "replace"] {
        let start = Instant::now();
        writer.replace_analysis(&analysis)?;
        report(&format!("{pass} analysis"), rows, start);
    }
    writer.finish("then")?;
    drop(analysis);

    let decision = |number: usize| NewDecision {
        about: About::passage(Mention::of(&bundles[0].rows.anchors[number], &bundles[0].source, "date")),
        action: Action::Accept,
        value: None,
        rationale: String::new(),
        editor: "editor".into(),
        at: format!("{number}"),
        supersedes: None,
    };
    let start = Instant::now();
    for number in 0..200 {
        project.append_decision(&decision(number))?;
    }
    report("append decisions, one by one", 200, start);
    let start = Instant::now();
    let attached = project.reattach(&project.decisions()?)?;
    report("reattach decisions", attached.len(), start);

    let start = Instant::now();
    let mut found = 0;
    project.each_finding(&FindingFilter::default(), |_| {
        found += 1;
        Ok::<_, StoreError>(())
    })?;
    report("read findings with anchors", found, start);
    let start = Instant::now();
    report("read assertions", project.assertions(None)?.len(), start);

    let start = Instant::now();
    let mut builder = IndexBuilder::new(&project.index_dir(), "key")?;
    for bundle in &bundles {
        for segment in &bundle.segments {
            builder.add(&passage(bundle, segment))?;
        }
    }
    builder.finish()?;
    let spent = start.elapsed().as_secs_f64();
    println!("{:32} {:>9.1} MB/s", "index text", text_bytes as f64 / 1e6 / spent);
    let index = SearchIndex::open(&project.index_dir(), "key")?;
    let start = Instant::now();
    let total = index.query(&SearchQuery::words([["word7"], ["word11"]]).with_phrase(2))?.total;
    println!("{:32} {:>9.2} ms, {total} hits", "phrase query", start.elapsed().as_secs_f64() * 1e3);

    let start = Instant::now();
    project.close()?;
    println!("{:32} {:>9.2} ms", "close", start.elapsed().as_secs_f64() * 1e3);
    println!("file {:.1} MB", std::fs::metadata(&path)?.len() as f64 / 1e6);
    Ok(())
}

fn report(what: &str, rows: usize, start: Instant) {
    let spent = start.elapsed().as_secs_f64();
    println!("{what:32} {rows:>9} rows {spent:>8.2} s {:>9.0} rows/s", rows as f64 / spent);
}

/// A text of numbered words: a block of 200 words and sentences of 20, a finding on every tenth word, an edit on every hundredth.
fn bundle(number: usize, words: usize) -> SourceBundle {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(words);
    for word in 0..words {
        let start = text.len();
        text.push_str(&format!("word{}", (word * 7919 + number * 31) % 5003));
        spans.push(Span::new(start, text.len()));
        text.push(if word % 200 == 199 { '\n' } else { ' ' });
    }
    let id = source_id(text.as_bytes());
    let source = Source {
        id: id.clone(),
        path: format!("text-{number:05}.txt"),
        media_type: "text/plain".into(),
        encoding: Some("UTF-8".into()),
        kind: SourceKind::Literature,
        langs: vec!["en".into()],
        work_id: None,
        csl: Value::Null,
        status: SourceStatus::Read,
        read_key: "key".into(),
    };
    let mut bundle = SourceBundle::new(source, text);
    for (level, size) in [(SegmentLevel::Block, 200), (SegmentLevel::Sentence, 20)] {
        for (at, chunk) in spans.chunks(size).enumerate() {
            bundle.segments.push(Segment {
                source: id.clone(),
                level,
                block: (at * size / 200) as u32,
                span: Span::new(chunk[0].start, chunk[chunk.len() - 1].end),
                kind: SegmentKind::Body,
                lang: Some("en".into()),
                page: None,
                label: None,
                call: None,
            });
        }
    }
    for span in spans.iter().step_by(10) {
        let anchor = Anchor::from_text(&id, &bundle.raw_text, vec![*span]).expect("inside the text");
        let value = json!({"edtf": "1920-05-07", "calendar": "gregorian"});
        bundle.rows.findings.push(Finding::new(
            &anchor,
            "date",
            value,
            "en.date.day-month-year",
            "a day, a month and a year",
        ));
        bundle.rows.anchors.push(anchor);
    }
    for span in spans.iter().step_by(100) {
        bundle.edits.push(Edit::new(&id, *span, "", "hyphen at a line's end", 0.9));
    }
    bundle
}

fn analysis(bundles: &[SourceBundle]) -> AnalysisBundle {
    let mut analysis = AnalysisBundle { key: "key".into(), ..AnalysisBundle::default() };
    for (number, finding) in bundles.iter().flat_map(|bundle| &bundle.rows.findings).enumerate() {
        let id = format!("doc-{:06}", number / 4);
        if number % 4 == 0 {
            analysis.entities.push(Entity {
                id: id.clone(),
                entity_type: EntityType::Document,
                label: "A letter".into(),
            });
        }
        analysis.links.push(Link {
            finding: finding.id.clone(),
            entity: id.clone(),
            reasons: vec!["the same day".into()],
            score: 0.9,
            status: LinkStatus::Same,
        });
        let value = AssertionValue { edtf: Some("1920-05-07".into()), ..AssertionValue::words("7 May 1920") };
        analysis.assertions.push(Assertion::new(&id, "date_sent", value, vec![finding.anchor.clone()], "doc.date"));
    }
    analysis
}

fn passage(bundle: &SourceBundle, segment: &Segment) -> SearchDoc {
    let text = segment.span.of(&bundle.raw_text).unwrap_or_default().to_owned();
    let mut tokens = Vec::new();
    let mut start = 0;
    for (position, word) in text.split(' ').enumerate() {
        let terms = vec![word.to_owned(), word.to_uppercase()];
        tokens.push(SearchToken { start, end: start + word.len(), position: position as u32, terms });
        start += word.len() + 1;
    }
    SearchDoc {
        source: bundle.source.path.clone(),
        passage: segment.span.start as u32,
        lang: "en".into(),
        raw_hull: (segment.span.start as u64, segment.span.end as u64),
        text,
        tokens,
    }
}
