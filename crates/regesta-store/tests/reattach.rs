//! Decisions find their words again in changed texts, or say why not.

use regesta_store::{
    About, Action, Anchor, Attachment, AttachmentStatus, Decision, Mention, NewDecision, SourceText, Span, StaleReason,
    reattach, source_id,
};

const LETTER: &str = "On Monday the envoy wrote to Vienna. He asked for an answer.\n\
    On Friday the envoy wrote to Paris, and on Saturday the envoy wrote to Vienna again, for no answer had come.";

fn text(path: &str, raw: &str) -> SourceText {
    SourceText {
        id: source_id(raw.as_bytes()),
        paths: vec![path.into()],
        raw_text: raw.into(),
        split_anchors: Vec::new(),
    }
}

/// The mention of the `nth` occurrence of `exact`.
fn mention(path: &str, raw: &str, exact: &str, nth: usize) -> Mention {
    let (start, _) = raw.match_indices(exact).nth(nth).expect("the words are in the text");
    let id = source_id(raw.as_bytes());
    let anchor = Anchor::from_text(&id, raw, vec![Span::new(start, start + exact.len())]).expect("boundaries");
    Mention {
        kind: "place".into(),
        path: path.into(),
        source: Some(id),
        exact: anchor.exact,
        prefix: anchor.prefix,
        suffix: anchor.suffix,
        pieces: Vec::new(),
    }
}

fn decision(about: About) -> Decision {
    let content = NewDecision {
        about,
        action: Action::Accept,
        value: None,
        rationale: String::new(),
        editor: "editor".into(),
        at: "2024-01-01T00:00:00Z".into(),
        supersedes: None,
    };
    Decision { seq: 1, id: content.content_id(), content }
}

fn status(mention: Mention, sources: &[SourceText]) -> AttachmentStatus {
    let mut attachments = reattach(&[decision(About::passage(mention))], sources);
    assert_eq!(attachments.len(), 1);
    attachments.remove(0).status
}

/// The hull of the words where they are attached under their own path.
fn attached(status: &AttachmentStatus) -> Span {
    match status {
        AttachmentStatus::Attached { pieces, .. } => Span::hull(pieces).expect("pieces"),
        other => panic!("{other:?}"),
    }
}

fn stale(why: StaleReason) -> AttachmentStatus {
    AttachmentStatus::Stale { why }
}

#[test]
fn unchanged_text_gives_the_same_place() {
    for nth in 0..2 {
        let found = attached(&status(mention("a.txt", LETTER, "Vienna", nth), &[text("a.txt", LETTER)]));
        assert_eq!(Some(found.start), LETTER.match_indices("Vienna").nth(nth).map(|(at, _)| at));
    }
}

#[test]
fn changed_text_under_the_same_path_gets_the_new_identifier() {
    let changed = format!("A new foreword.\n{LETTER}");
    let sources = [text("a.txt", &changed)];
    let AttachmentStatus::Attached { source, pieces } = status(mention("a.txt", LETTER, "Paris", 0), &sources) else {
        panic!("not attached");
    };
    assert_eq!(source, sources[0].id);
    assert_eq!(pieces[0].of(&changed), Some("Paris"));
}

#[test]
fn context_tells_repeated_words_apart() {
    let changed = LETTER.replace("On Monday", "Vienna! On Tuesday of the first week");
    let found = attached(&status(mention("a.txt", LETTER, "Vienna", 1), &[text("a.txt", &changed)]));
    assert!(changed[found.end..].starts_with(" again"));
}

#[test]
fn reflowed_text_still_matches() {
    let changed = LETTER.replace("wrote to Paris", "wro-\n   te\n\tto Pa\u{ad}\nris");
    let found = attached(&status(mention("a.txt", LETTER, "wrote to Paris", 0), &[text("a.txt", &changed)]));
    assert_eq!(found.of(&changed), Some("wro-\n   te\n\tto Pa\u{ad}\nris"));
}

#[test]
fn printed_line_end_matches_the_unbroken_word() {
    let printed = "Он получил теле-\nграмму из Баку утром.";
    let changed = "Он получил телеграмму из Баку утром.";
    let found = attached(&status(mention("a.txt", printed, "теле-\nграмму", 0), &[text("a.txt", changed)]));
    assert_eq!(found.of(changed), Some("телеграмму"));
}

#[test]
fn equal_places_are_ambiguous() {
    let twice = "the same line here\nthe same line here\nthe same line here\n".repeat(3);
    let mut about = mention("a.txt", &twice, "line", 4);
    assert_eq!(status(about.clone(), &[text("a.txt", &twice)]), stale(StaleReason::Ambiguous));
    (about.prefix, about.suffix) = (String::new(), String::new());
    assert_eq!(status(about, &[text("a.txt", LETTER), text("b.txt", &twice)]), stale(StaleReason::Ambiguous));
}

#[test]
fn words_that_are_gone_are_stale() {
    let sources = [text("a.txt", "Nothing of it is left.")];
    assert_eq!(status(mention("a.txt", LETTER, "Paris", 0), &sources), stale(StaleReason::NotFound));
    assert_eq!(status(mention("a.txt", LETTER, "Paris", 0), &[]), stale(StaleReason::NotFound));
}

#[test]
fn another_mention_of_a_short_word_is_not_taken() {
    let cut = "A chapter that has one more word of Vienna, quite elsewhere.";
    let sources = [text("a.txt", cut)];
    assert_eq!(status(mention("a.txt", LETTER, "Vienna", 1), &sources), stale(StaleReason::OtherContext));
}

#[test]
fn part_of_a_longer_word_is_not_taken() {
    let changed = LETTER.replace("to Paris", "to Parisians");
    assert_eq!(status(mention("a.txt", LETTER, "Paris", 0), &[text("a.txt", &changed)]), stale(StaleReason::NotFound));
    let note_number = LETTER.replace("to Paris", "to Paris12");
    attached(&status(mention("a.txt", LETTER, "Paris", 0), &[text("a.txt", &note_number)]));
}

#[test]
fn renamed_file_is_found_by_its_bytes() {
    let sources = [text("other.txt", "Something else."), text("z/renamed.txt", LETTER)];
    let AttachmentStatus::Moved { path, source, pieces } = status(mention("a.txt", LETTER, "Paris", 0), &sources)
    else {
        panic!("not moved");
    };
    assert_eq!((path.as_str(), source.as_str()), ("z/renamed.txt", sources[1].id.as_str()));
    assert_eq!(pieces[0].of(LETTER), Some("Paris"));
}

#[test]
fn renamed_and_changed_file_is_found_by_its_words() {
    let changed = format!("A new foreword.\n{LETTER}");
    let sources = [text("z/renamed.txt", &changed), text("other.txt", "A walk through Paris, with no letters in it.")];
    let status = status(mention("a.txt", LETTER, "Paris", 0), &sources);
    assert!(matches!(&status, AttachmentStatus::Moved { path, .. } if path == "z/renamed.txt"), "{status:?}");
}

#[test]
fn the_named_path_comes_before_a_copy() {
    let changed = format!("A new foreword.\n{LETTER}");
    let sources = [text("0-copy.txt", LETTER), text("a.txt", &changed)];
    let found = attached(&status(mention("a.txt", LETTER, "Paris", 0), &sources));
    assert_eq!(found.of(&changed), Some("Paris"));
}

#[test]
fn passage_that_went_to_another_file_is_moved() {
    let (first, second) = LETTER.split_at(LETTER.find("On Friday").expect("the second paragraph"));
    let sources = [text("a.txt", first), text("b.txt", second)];
    let status = status(mention("a.txt", LETTER, "Paris", 0), &sources);
    assert!(matches!(&status, AttachmentStatus::Moved { path, .. } if path == "b.txt"), "{status:?}");
}

#[test]
fn split_words_are_found_through_their_anchor() {
    let raw = "The envoy of the Sublime [1 see below] Porte left on Monday.";
    let mut source = text("a.txt", raw);
    let at = |words: &str| raw.find(words).map(|start| Span::new(start, start + words.len())).expect("words");
    let anchor = Anchor::from_text(&source.id, raw, vec![at("Sublime"), at("Porte")]).expect("two pieces");
    assert_eq!(anchor.exact, "Sublime Porte");
    let about = Mention {
        kind: "org".into(),
        path: "a.txt".into(),
        source: None,
        exact: anchor.exact.clone(),
        prefix: anchor.prefix.clone(),
        suffix: anchor.suffix.clone(),
        pieces: Vec::new(),
    };
    assert_eq!(status(about.clone(), std::slice::from_ref(&source)), stale(StaleReason::NotFound));
    source.split_anchors.push(anchor.clone());
    let expected = AttachmentStatus::Attached { source: source.id.clone(), pieces: anchor.pieces };
    assert_eq!(status(about, &[source]), expected);
}

#[test]
fn every_mention_of_a_list_has_its_own_outcome() {
    let merge = decision(About::Mentions(vec![
        mention("a.txt", LETTER, "Vienna", 0),
        mention("a.txt", LETTER, "Paris", 0),
        Mention { exact: "Lisbon".into(), ..mention("a.txt", LETTER, "Paris", 0) },
    ]));
    let attachments = reattach(std::slice::from_ref(&merge), &[text("a.txt", LETTER)]);
    assert!(attachments.iter().all(|attachment| attachment.decision == merge.id));
    assert_eq!(attachments.iter().map(|attachment| attachment.mention).collect::<Vec<_>>(), [0, 1, 2]);
    attached(&attachments[0].status);
    attached(&attachments[1].status);
    assert_eq!(attachments[2].status, stale(StaleReason::NotFound));
    let json = serde_json::to_value(&attachments[2]).expect("serialises");
    assert_eq!(json, serde_json::json!({"decision": merge.id, "mention": 2, "status": "stale", "why": "not_found"}));
    assert_eq!(serde_json::from_value::<Attachment>(json).expect("and back"), attachments[2]);
}

/// A small generator, so that the edits are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

#[test]
fn edits_far_from_the_words_do_not_move_them() {
    let words =
        ["envoy", "письмо", "Vienna", "answer,", "утром", "the", "1814", "и", "treaty.", "mektup", "çağırdı", "\n"];
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let mut tokens: Vec<&str> = (0..400).map(|_| words[dice.roll(words.len())]).collect();
        let raw = tokens.join(" ");
        let chosen = 150 + dice.roll(100);
        let start = tokens[..chosen].iter().map(|token| token.len() + 1).sum::<usize>();
        let exact = tokens[chosen..chosen + 3].join(" ");
        if exact.trim().is_empty() || exact.starts_with('\n') || exact.ends_with('\n') {
            continue;
        }
        let id = source_id(raw.as_bytes());
        let anchor = Anchor::from_text(&id, &raw, vec![Span::new(start, start + exact.len())]).expect("boundaries");
        let about = Mention {
            kind: "x".into(),
            path: "a.txt".into(),
            source: Some(id),
            exact,
            prefix: anchor.prefix,
            suffix: anchor.suffix,
            pieces: Vec::new(),
        };
        // The tokens within 20 of the words stay; the others are cut, doubled, replaced or re-flowed.
        let mut kept = chosen;
        for _ in 0..80 {
            let at = dice.roll(tokens.len());
            if at + 20 >= kept && at <= kept + 23 {
                continue;
            }
            match dice.roll(4) {
                0 => {
                    tokens.remove(at);
                    kept -= usize::from(at < kept);
                }
                1 => {
                    tokens.insert(at, "inserted");
                    kept += usize::from(at < kept);
                }
                2 => tokens[at] = words[dice.roll(words.len())],
                _ => tokens[at] = "\r\n",
            }
        }
        let changed = tokens.join(" ");
        let expected = tokens[..kept].iter().map(|token| token.len() + 1).sum::<usize>();
        let found = attached(&status(about, &[text("a.txt", &changed)]));
        assert_eq!(found.start, expected, "seed {seed}");
    }
}
