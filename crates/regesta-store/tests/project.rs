//! Rows go in and come back; re-runs replace the machine's rows and nothing else.

mod sample;

use regesta_store::*;
use sample::{LETTERS, analysis, anchor, decision, fill, letters, run, source};
use serde_json::json;
use tempfile::TempDir;

fn project() -> (TempDir, Project) {
    let folder = tempfile::tempdir().expect("a folder");
    let project = Project::create(folder.path().join("p.regesta")).expect("create");
    (folder, project)
}

fn by_id<T: Clone>(rows: &[T], id: impl Fn(&T) -> String) -> Vec<T> {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| id(row));
    rows
}

#[test]
fn every_row_comes_back_as_it_was_given() {
    let (folder, mut project) = project();
    let given = fill(&mut project);
    let analysis = analysis(&given);
    project.close().expect("close");
    let project = Project::open(folder.path().join("p.regesta"), Mode::Read).expect("open");
    let id = &given.source.id;

    assert_eq!(project.sources().expect("sources"), std::slice::from_ref(&given.source));
    assert_eq!(project.raw_text(id).expect("text").as_deref(), Some(LETTERS));
    assert_eq!(project.edits(id).expect("edits"), given.edits);
    assert_eq!(project.segments(id, None).expect("segments"), given.segments);
    assert_eq!(project.segments(id, Some(SegmentLevel::Sentence)).expect("sentences"), given.segments[2..3]);
    assert_eq!(project.diagnostics().expect("diagnostics"), given.diagnostics);

    let found = project.findings(&FindingFilter::default()).expect("findings");
    let kinds: Vec<&str> = found.iter().map(|found| found.finding.kind.as_str()).collect();
    assert_eq!(kinds, ["date", "person", "person", "place", "quote"], "by place");
    for found in &found {
        let given_finding =
            given.rows.findings.iter().find(|finding| finding.id == found.finding.id).expect("a given one");
        let expected = Finding { run: 1, score: quantised_score(given_finding.score), ..given_finding.clone() };
        assert_eq!(found.finding, expected);
        assert_eq!(Some(&found.anchor), given.rows.anchors.iter().find(|anchor| anchor.id == found.finding.anchor));
        assert_eq!(found.path, "letters.txt");
        assert_eq!(project.finding(&found.finding.id).expect("finding").as_ref(), Some(found));
    }
    assert_eq!(found[0].finding.score, 0.9123);
    assert_eq!(project.findings(&FindingFilter::kind("person")).expect("persons").len(), 2);
    assert!(project.findings(&FindingFilter::source("elsewhere")).expect("none").is_empty());

    let citations = project.citations(None).expect("citations");
    assert_eq!(citations[0].0, given.rows.citations[0]);
    assert_eq!(citations[0].1.exact, citations[0].0.as_written);
    assert_eq!(project.entities(None).expect("entities"), by_id(&analysis.entities, |entity| entity.id.clone()));
    assert_eq!(project.entities(Some(EntityType::Event)).expect("events").len(), 1);
    assert_eq!(project.links().expect("links"), analysis.links);
    let (link, mention) = project.mentions("per-1").expect("mentions").remove(0);
    assert_eq!((&link, mention.anchor.exact.as_str()), (&analysis.links[0], "Castlereagh"));
    assert_eq!(project.links_of(&link.finding).expect("links of"), [link]);
    let assertions: Vec<Assertion> =
        analysis.assertions.iter().map(|row| Assertion { run: 1, ..row.clone() }).collect();
    assert_eq!(project.assertions(Some("doc-1")).expect("assertions"), by_id(&assertions, |row| row.predicate.clone()));
    assert_eq!(project.constraints().expect("constraints"), analysis.constraints);
    assert_eq!(project.readings(None).expect("readings")[0].0, analysis.readings[0]);
    assert_eq!(project.anchor(&analysis.anchors[0].id).expect("anchor").as_ref(), Some(&analysis.anchors[0]));
    assert_eq!(project.anchors(id).expect("anchors").len(), 7);
    let runs = project.runs().expect("runs");
    assert_eq!(runs, [Run { id: 1, start: run(), ended: Some("2024-02-01T10:00:05Z".into()) }]);
    assert_eq!(project.integrity_problems().expect("check"), Vec::<String>::new());
}

#[test]
fn rerun_replaces_machine_rows_and_keeps_decisions() {
    let (_folder, mut project) = project();
    let mut bundle = fill(&mut project);
    let before = project.decisions().expect("decisions");
    let other = SourceBundle::new(source("other.txt", "Other words."), "Other words.");
    bundle.rows.findings.truncate(1);
    bundle.edits.clear();
    bundle.segments.clear();
    bundle.source.read_key = "key-2".into();
    let mut writer = project.begin_run(&run()).expect("begin");
    writer.replace_source(&other).expect("other");
    writer.replace_source(&bundle).expect("again");
    writer.replace_source(&bundle).expect("and again");
    writer.finish("2024-02-03T00:00:00Z").expect("finish");

    assert_eq!(project.decisions().expect("decisions"), before);
    let found = project.findings(&FindingFilter::default()).expect("findings");
    assert_eq!((found.len(), found[0].finding.run), (1, 2));
    assert!(project.edits(&bundle.source.id).expect("edits").is_empty());
    assert_eq!(project.sources().expect("sources").len(), 2);
    assert!(project.assertions(None).expect("assertions").is_empty(), "their anchors are gone");
    assert!(project.links().expect("links").is_empty());
    assert_eq!(project.integrity_problems().expect("check"), Vec::<String>::new());
}

#[test]
fn only_changed_sources_are_not_current() {
    let (_folder, mut project) = project();
    let bundle = fill(&mut project);
    let id = bundle.source.id.clone();
    assert!(project.source_is_current(&id, "key-1").expect("current"));
    assert!(!project.source_is_current(&id, "key-2").expect("other packs"));
    assert!(!project.source_is_current(&source_id(b"changed"), "key-1").expect("other bytes"));
    assert!(project.analysis_is_current("analysis-1").expect("analysis"));
    assert!(!project.analysis_is_current("analysis-2").expect("another key"));

    let mut writer = project.begin_run(&run()).expect("begin");
    writer.keep_sources(&[(id.as_str(), "letters.txt")]).expect("known");
    assert!(writer.project().analysis_is_current("analysis-1").expect("nothing has changed"));
    writer.drop_sources_not_in(&["letters.txt"]).expect("nothing to drop");
    assert!(writer.project().analysis_is_current("analysis-1").expect("nothing has changed"));
    writer.replace_source(&bundle).expect("again");
    assert!(!writer.project().analysis_is_current("analysis-1").expect("a source was written"));
}

#[test]
fn equal_bytes_are_one_source_under_its_first_path() {
    let (_folder, mut project) = project();
    let id = source_id(LETTERS.as_bytes());
    let mut writer = project.begin_run(&run()).expect("begin");
    writer.replace_source(&letters("m.txt")).expect("first");
    writer.keep_sources(&[(id.as_str(), "z.txt"), (&id, "a/b.txt")]).expect("a copy behind and one before");
    assert_eq!(writer.project().source_paths(&id).expect("paths"), ["a/b.txt", "m.txt", "z.txt"]);
    assert_eq!(writer.project().sources().expect("sources")[0].path, "a/b.txt");
    assert_eq!(writer.project().source_at("z.txt").expect("at").map(|source| source.id), Some(id.clone()));
    writer.replace_source(&letters("z.txt")).expect("read again under another path");
    assert_eq!(writer.project().source_paths(&id).expect("paths").len(), 3);
    assert_eq!(writer.project().findings(&FindingFilter::default()).expect("findings")[0].path, "a/b.txt");

    assert_eq!(writer.drop_sources_not_in(&["m.txt", "z.txt"]).expect("drop"), ["a/b.txt"]);
    assert_eq!(writer.project().sources().expect("sources")[0].path, "m.txt");
    assert_eq!(writer.drop_sources_not_in::<&str>(&[]).expect("drop"), ["m.txt", "z.txt"]);
    assert!(writer.project().sources().expect("sources").is_empty());
    assert!(writer.project().diagnostics().expect("diagnostics").is_empty());
    let unknown = writer.keep_sources(&[(id.as_str(), "m.txt")]).expect_err("no such source");
    assert!(matches!(unknown, StoreError::InvalidRow { table: "source_path", .. }), "{unknown}");
}

#[test]
fn changed_file_takes_the_place_of_the_old_bytes() {
    let (_folder, mut project) = project();
    let old = fill(&mut project);
    let changed = SourceBundle::new(source("letters.txt", "Quite other words."), "Quite other words.");
    let mut writer = project.begin_run(&run()).expect("begin");
    writer.replace_source(&changed).expect("changed");
    assert_eq!(writer.project().sources().expect("sources"), std::slice::from_ref(&changed.source));
    assert_eq!(writer.project().source(&old.source.id).expect("old"), None);
    assert!(writer.project().diagnostics().expect("diagnostics").is_empty());
    let gone = Diagnostic {
        path: "letters.txt".into(),
        severity: Severity::Error,
        code: "ingest.unreadable".into(),
        message: "permission denied".into(),
        hint: None,
        span: None,
    };
    writer.replace_with_diagnostics("letters.txt", std::slice::from_ref(&gone)).expect("unreadable");
    assert!(writer.project().sources().expect("sources").is_empty());
    assert_eq!(writer.project().diagnostics().expect("diagnostics"), [gone]);
    assert_eq!(project.decisions().expect("decisions").len(), 1);
}

#[test]
fn swapped_files_keep_their_rows() {
    let (_folder, mut project) = project();
    let mut writer = project.begin_run(&run()).expect("begin");
    let other = |path: &str| SourceBundle::new(source(path, "Other words."), "Other words.");
    writer.replace_source(&letters("a.txt")).expect("a");
    writer.replace_source(&other("b.txt")).expect("b");
    writer.replace_source(&other("a.txt")).expect("a is b now");
    writer.replace_source(&letters("b.txt")).expect("b is a now");
    let sources = writer.project().sources().expect("sources");
    let texts: Vec<_> = sources.iter().map(|source| (source.path.as_str(), source.id.as_str())).collect();
    let (other, letters) = (source_id(b"Other words."), source_id(LETTERS.as_bytes()));
    assert_eq!(texts, [("a.txt", other.as_str()), ("b.txt", letters.as_str())]);

    writer.keep_sources(&[(letters.as_str(), "a.txt"), (&other, "b.txt")]).expect("swapped back, without reading");
    assert_eq!(writer.project().source_at("a.txt").expect("at").map(|source| source.id), Some(letters.clone()));
    writer.keep_sources(&[(letters.as_str(), "b.txt"), (&other, "c.txt")]).expect("moved on by one");
    let sources = writer.project().sources().expect("sources");
    assert_eq!(sources.iter().map(|source| source.path.as_str()).collect::<Vec<_>>(), ["a.txt", "c.txt"]);
    assert_eq!(writer.drop_sources_not_in(&["b.txt", "c.txt"]).expect("drop"), ["a.txt"]);
    assert_eq!(writer.project().sources().expect("sources")[0].path, "b.txt");
    assert_eq!(project.findings(&FindingFilter::default()).expect("findings").len(), 5);
}

#[test]
fn refuses_rows_that_break_a_rule_and_changes_nothing() {
    let (_folder, mut project) = project();
    fill(&mut project);
    let spoil = |change: fn(&mut SourceBundle)| {
        let mut bundle = letters("letters.txt");
        change(&mut bundle);
        bundle
    };
    let cases = [
        ("anchor", spoil(|bundle| bundle.rows.anchors[0].pieces[0].end += 1)),
        ("anchor", spoil(|bundle| bundle.raw_text.truncate(20))),
        ("edit", spoil(|bundle| bundle.edits[0].raw = Span::new(5, 4))),
        ("segment", spoil(|bundle| bundle.segments[0].span.end = 10_000)),
        ("segment", spoil(|bundle| bundle.segments[0].source = "another".into())),
        ("finding", spoil(|bundle| bundle.rows.findings[0].kind = "person".into())),
        ("finding", spoil(|bundle| bundle.rows.findings[0].rule = String::new())),
        ("finding", spoil(|bundle| bundle.rows.findings[0].anchor = "0000000000000000".into())),
        ("citation", spoil(|bundle| bundle.rows.citations[0].cited_for = Some("0000000000000000".into()))),
        ("diagnostic", spoil(|bundle| bundle.diagnostics[0].path = "another".into())),
        ("source", spoil(|bundle| bundle.source.path = String::new())),
    ];
    let mut writer = project.begin_run(&run()).expect("begin");
    for (table, bundle) in cases {
        let error = writer.replace_source(&bundle).expect_err(table);
        let named = if bundle.raw_text.len() == 20 { "edit" } else { table };
        assert!(matches!(&error, StoreError::InvalidRow { table, .. } if *table == named), "{table}: {error}");
    }
    assert_eq!(project.findings(&FindingFilter::default()).expect("findings").len(), 5);
    assert!(project.analysis_is_current("analysis-1").expect("analysis"));
}

#[test]
fn two_things_with_one_identifier_are_refused() {
    let (_folder, mut project) = project();
    let mut writer = project.begin_run(&run()).expect("begin");
    let mut twice = letters("letters.txt");
    twice.rows.anchors.extend_from_within(..);
    twice.rows.findings.extend_from_within(..);
    writer.replace_source(&twice).expect("alike rows count once");
    let again = Finding { reason: "another".into(), ..twice.rows.findings[0].clone() };
    twice.rows.findings.push(again);
    let error = writer.replace_source(&twice).expect_err("unlike rows");
    assert!(matches!(error, StoreError::IdCollision { table: "finding", .. }), "{error}");
    let mut analysis = analysis(&letters("letters.txt"));
    analysis.entities.push(Entity { label: "another".into(), ..analysis.entities[0].clone() });
    let error = writer.replace_analysis(&analysis).expect_err("unlike entities");
    assert!(matches!(error, StoreError::IdCollision { table: "entity", .. }), "{error}");
}

#[test]
fn assertion_without_an_anchor_cannot_exist() {
    let (_folder, mut project) = project();
    let bundle = fill(&mut project);
    let mut writer = project.begin_run(&run()).expect("begin");
    let mut bare = analysis(&bundle);
    bare.assertions[0] = Assertion { id: String::new(), anchors: Vec::new(), ..bare.assertions[0].clone() };
    let error = writer.replace_analysis(&bare).expect_err("no anchor");
    assert!(error.to_string().contains("has no anchor"), "{error}");
    bare.assertions[0].anchors = vec!["0000000000000000".into()];
    assert!(writer.replace_analysis(&bare).is_err(), "an anchor that does not exist");
    assert_eq!(project.assertions(None).expect("assertions").len(), 2, "the former ones are still there");

    // Also for those who write SQL.
    let raw = project.connection();
    let insert = "INSERT INTO assertion SELECT 'aaaaaaaaaaaaaaaa', subject, predicate, value, first_anchor, authority,
        according_to, cites, polarity, modality, voice, independence, cert, score, rule, run FROM assertion LIMIT 1";
    assert!(raw.execute(insert, []).is_err());
    raw.execute("DELETE FROM assertion_anchor", []).expect("anchors go");
    assert!(project.assertions(None).expect("assertions").is_empty(), "and the assertions with them");
}

#[test]
fn analysis_refuses_rows_that_lead_nowhere() {
    let (_folder, mut project) = project();
    let bundle = fill(&mut project);
    let spoil = |change: fn(&mut AnalysisBundle)| {
        let mut analysis = analysis(&bundle);
        change(&mut analysis);
        analysis
    };
    let cases = [
        ("link", spoil(|rows| rows.links[0].finding = "0000000000000000".into())),
        ("link", spoil(|rows| rows.links[0].entity = "nobody".into())),
        ("assertion", spoil(|rows| rows.assertions[0].subject = "nobody".into())),
        ("assertion", spoil(|rows| rows.entities.retain(|entity| entity.id != "per-1"))),
        ("assertion", spoil(|rows| rows.assertions[1].value = AssertionValue::default())),
        ("constraint_", spoil(|rows| rows.constraints[0].anchor = "0000000000000000".into())),
        ("constraint_", spoil(|rows| rows.constraints[0].max = Some(3))),
        (
            "constraint_",
            spoil(|rows| rows.constraints[0] = TimeConstraint::new("a", "b", Some(4), Some(3), &rows.anchors[0].id)),
        ),
        ("anchor", spoil(|rows| rows.anchors[0].pieces[0].end += 1)),
        ("anchor", spoil(|rows| rows.anchors[0].source = source_id(b"nothing"))),
        ("anchor", spoil(|rows| rows.anchors[0].pieces[0].end = 10_000)),
        ("reading", spoil(|rows| rows.readings[0].document = "nobody".into())),
    ];
    let mut writer = project.begin_run(&run()).expect("begin");
    for (table, mut rows) in cases {
        if rows.entities.len() < 3 {
            rows.links.clear();
        }
        rows.assertions.iter_mut().for_each(|assertion| assertion.id.clear());
        let error = writer.replace_analysis(&rows).expect_err(table);
        assert!(matches!(&error, StoreError::InvalidRow { table: named, .. } if *named == table), "{table}: {error}");
    }
    writer.replace_analysis(&analysis(&bundle)).expect("a sound one after that");
    assert_eq!(
        project.anchors(&bundle.source.id).expect("anchors").len(),
        7,
        "anchors of the analysis are not heaped up"
    );
}

#[test]
fn decisions_are_append_only() {
    let (_folder, mut project) = project();
    let bundle = fill(&mut project);
    let first = project.decisions().expect("decisions").remove(0);
    let same =
        project.append_decision(&decision(&bundle, "7 May 1815", "2024-02-02T09:00:00Z")).expect("the same again");
    assert_eq!(same, first);

    let undo = NewDecision {
        action: Action::LeaveOpen,
        value: None,
        supersedes: Some(first.id.clone()),
        ..decision(&bundle, "7 May 1815", "2024-02-03T09:00:00Z")
    };
    let undone = project.append_decision(&undo).expect("undo");
    assert_eq!(undone.seq, 2);
    assert_eq!(project.decisions().expect("decisions"), [first.clone(), undone.clone()]);
    assert_eq!(project.decisions_in_force().expect("in force"), [undone]);
    let dangling = NewDecision { supersedes: Some("0000000000000000".into()), ..undo.clone() };
    assert!(matches!(project.append_decision(&dangling), Err(StoreError::UnknownDecision { .. })));
    let about_nothing = NewDecision { about: About::Mentions(Vec::new()), ..undo };
    assert!(matches!(project.append_decision(&about_nothing), Err(StoreError::InvalidRow { table: "decision", .. })));

    for sql in [
        "UPDATE decision SET rationale = ''",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT seq, id, about, action, value, 'changed', editor, at, supersedes FROM decision",
        "INSERT OR REPLACE INTO decision (id, about, action, rationale, editor, at)
         SELECT id, about, action, 'changed', editor, at FROM decision",
    ] {
        let error = project.connection().execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains("append only"), "{error}");
    }
    assert_eq!(project.decisions().expect("decisions")[0], first);
}

#[test]
fn decisions_find_their_words_after_the_text_has_changed() {
    let (_folder, mut project) = project();
    let bundle = fill(&mut project);
    let vienna = Mention::of(&bundle.rows.anchors[3], &bundle.source, "place");
    project
        .append_decision(&NewDecision {
            about: About::passage(vienna),
            ..decision(&bundle, "We", "2024-02-04T00:00:00Z")
        })
        .expect("on a word in two pieces");
    let changed = format!("A foreword.\n\n{}", LETTERS.replace("Vi-\nenna", "Vienna"));
    let changed = SourceBundle::new(source("letters.txt", &changed), changed.clone());
    let mut writer = project.begin_run(&run()).expect("begin");
    writer.replace_source(&changed).expect("changed");
    let words: Vec<&str> = project
        .reattach(&project.decisions().expect("decisions"))
        .expect("reattach")
        .iter()
        .map(|attachment| match &attachment.status {
            AttachmentStatus::Attached { source, pieces } if *source == changed.source.id => {
                pieces[0].of(&changed.raw_text).expect("boundaries")
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(words, ["7 May 1815", "Vienna"]);
}

#[test]
fn equal_places_are_told_apart_by_their_bytes_while_the_text_is_the_same() {
    let (_folder, mut project) = project();
    let line = "The same words stand in this line of the table, and nothing else stands beside them here at all.\n";
    let text = line.repeat(5);
    let bundle = SourceBundle::new(source("table.txt", &text), text.clone());
    project.begin_run(&run()).expect("begin").replace_source(&bundle).expect("a source");
    // Nobody but the person marked these words: no anchor of the program stands there.
    let at = text.match_indices("this line").nth(2).expect("it stands there").0;
    let anchor = Anchor::from_text(&bundle.source.id, &text, vec![Span::new(at, at + 9)]).expect("boundaries");
    let mention = Mention::of(&anchor, &bundle.source, "place");
    let about = |mention: Mention| NewDecision {
        about: About::passage(mention),
        action: Action::Add,
        value: None,
        rationale: String::new(),
        editor: "test".into(),
        at: "2024-02-04T00:00:00Z".into(),
        supersedes: None,
    };
    let told = project.append_decision(&about(mention.clone())).expect("written");
    let untold = project.append_decision(&about(Mention { pieces: Vec::new(), ..mention.clone() })).expect("written");
    let wrong = Mention { pieces: vec![Span::new(at + 1, at + 10)], ..mention };
    let wrong = project.append_decision(&about(wrong)).expect("written");
    let status =
        |decision: &Decision| project.reattach(std::slice::from_ref(decision)).expect("reattach").remove(0).status;
    let pieces = vec![Span::new(at, at + 9)];
    assert_eq!(status(&told), AttachmentStatus::Attached { source: bundle.source.id.clone(), pieces });
    // Without bytes, or with bytes that hold other words, five places fit alike.
    for decision in [&untold, &wrong] {
        assert_eq!(status(decision), AttachmentStatus::Stale { why: StaleReason::Ambiguous });
    }
}

#[test]
fn decisions_are_appended_all_or_none() {
    let (_folder, mut project) = project();
    let bundle = fill(&mut project);
    let before = project.decisions().expect("decisions");
    let first = decision(&bundle, "Wellington", "2024-02-05T00:00:00Z");
    let next =
        NewDecision { supersedes: Some(first.content_id()), ..decision(&bundle, "Wellington", "2024-02-06T00:00:00Z") };
    let dangling = NewDecision {
        supersedes: Some("0000000000000000".into()),
        ..decision(&bundle, "Wellington", "2024-02-07T00:00:00Z")
    };
    assert!(project.append_decisions(&[first.clone(), dangling]).is_err());
    assert_eq!(project.decisions().expect("decisions"), before, "the first of them is not written either");
    let written = project.append_decisions(&[first, next]).expect("one may supersede the one before it");
    assert_eq!(written.iter().map(|d| d.seq).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn about_is_an_object_or_a_list() {
    let bundle = letters("letters.txt");
    let mention = Mention::of(&anchor(&bundle, "Wellington"), &bundle.source, "person");
    let one = About::Passage { mention: mention.clone(), predicate: Some("name".into()), value: Some(json!("W.")) };
    let json = serde_json::to_value(&one).expect("object");
    assert_eq!(
        (&json["exact"], &json["predicate"], &json["value"]),
        (&json!("Wellington"), &json!("name"), &json!("W."))
    );
    assert_eq!(serde_json::from_value::<About>(json).expect("back"), one);
    let several = About::Mentions(vec![mention.clone(), mention]);
    let json = serde_json::to_value(&several).expect("list");
    assert!(json.is_array());
    assert_eq!(serde_json::from_value::<About>(json).expect("back"), several);
}

#[test]
fn content_key_changes_with_the_texts() {
    let (_folder, mut project) = project();
    let empty = project.content_key().expect("key");
    fill(&mut project);
    let filled = project.content_key().expect("key");
    let mut writer = project.begin_run(&run()).expect("begin");
    writer.keep_sources(&[(source_id(LETTERS.as_bytes()), "copy.txt".to_owned())]).expect("copy");
    let copied = writer.project().content_key().expect("key");
    assert!(empty != filled && filled != copied);
    writer.drop_sources_not_in(&["letters.txt"]).expect("drop");
    assert_eq!(project.content_key().expect("key"), filled);
}

#[test]
fn parts_of_a_source_are_written_wholly_or_not_at_all() {
    let (_folder, mut project) = project();
    let whole = letters("letters.txt");
    let mut head = whole.clone();
    let rows = std::mem::take(&mut head.rows);
    // One part for each finding, with its anchor and citation.
    let part = |finding: &Finding| SourceRows {
        anchors: rows.anchors.iter().filter(|anchor| anchor.id == finding.anchor).cloned().collect(),
        findings: vec![finding.clone()],
        citations: Vec::new(),
    };
    let mut writer = project.begin_run(&run()).expect("begin");
    let interrupted = writer.replace_source_in_parts(&head, |add| {
        add(&part(&rows.findings[0]))?;
        let mut spoilt = part(&rows.findings[1]);
        spoilt.anchors[0].pieces[0].end += 1;
        add(&spoilt)
    });
    assert!(matches!(interrupted, Err(StoreError::InvalidRow { .. })), "{interrupted:?}");
    assert!(writer.project().sources().expect("sources").is_empty(), "nothing is left of it");
    writer
        .replace_source_in_parts(&head, |add| rows.findings.iter().try_for_each(|finding| add(&part(finding))))
        .expect("parts");
    let ids = |found: Vec<regesta_store::FoundAt>| found.into_iter().map(|f| f.finding.id).collect::<Vec<_>>();
    let in_parts = ids(writer.project().findings(&FindingFilter::default()).expect("findings"));
    writer.replace_source(&whole).expect("whole");
    assert_eq!(in_parts, ids(writer.project().findings(&FindingFilter::default()).expect("findings")));
}
