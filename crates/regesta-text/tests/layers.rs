//! What a file itself says of its structure wins over what its words look like.

use regesta_text::{
    Edit, EditReason, Layer, LayerCall, PrepareOptions, Prepared, SegmentKind, Span, StructureWord, prepare,
};

/// Joins paragraphs with blank lines; the layers are theirs.
fn paper(paragraphs: &[(Option<SegmentKind>, &str)]) -> (String, Vec<Layer>) {
    let (mut raw, mut layers) = (String::new(), Vec::new());
    for (kind, text) in paragraphs {
        let start = raw.len();
        raw.push_str(text);
        layers.push(Layer { kind: *kind, pieces: vec![Span::new(start, raw.len())], ..Layer::default() });
        raw.push_str("\n\n");
    }
    (raw, layers)
}

fn span_of(raw: &str, words: &str) -> Span {
    let start = raw.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn read(raw: &str, layers: Vec<Layer>) -> Prepared {
    let structure = vec![StructureWord { phrase: "literature".into(), opens: SegmentKind::Bibliography }];
    prepare(raw, &PrepareOptions { layers, structure, ..PrepareOptions::default() })
}

fn shown(prepared: &Prepared) -> Vec<(SegmentKind, &str)> {
    prepared.blocks.iter().map(|block| (block.kind, block.reading.text())).collect()
}

#[test]
fn calls_and_notes_are_linked_as_the_file_says() {
    let (raw, mut layers) = paper(&[
        (None, "The garrison held out till 1919.7 in all. Nobody came."),
        (Some(SegmentKind::Footnote), "7 So the report of the commandant."),
    ]);
    let call = span_of(&raw, "7");
    layers[0].calls.push(LayerCall { raw: call, note: Some(1) });
    layers[1].label = Some(Span::new(layers[1].pieces[0].start, layers[1].pieces[0].start + 1));
    let prepared = read(&raw, layers);
    assert_eq!(
        shown(&prepared),
        [
            (SegmentKind::Body, "The garrison held out till 1919. in all. Nobody came."),
            (SegmentKind::Footnote, "So the report of the commandant."),
        ]
    );
    assert_eq!(prepared.blocks[0].calls[0].note, Some(1));
    assert_eq!(prepared.blocks[1].label.as_ref().unwrap().printed, "7");
}

#[test]
fn paragraphs_are_neither_joined_nor_cut() {
    let (raw, layers) = paper(&[
        (Some(SegmentKind::Body), "A verse without a stop"),
        (Some(SegmentKind::Body), "goes on with a small letter\nand over two lines"),
        (Some(SegmentKind::Heading), "the siege."),
    ]);
    let prepared = read(&raw, layers);
    assert_eq!(
        shown(&prepared),
        [
            (SegmentKind::Body, "A verse without a stop"),
            (SegmentKind::Body, "goes on with a small letter and over two lines"),
            (SegmentKind::Heading, "the siege."),
        ]
    );
}

#[test]
fn headings_of_the_file_open_the_list_of_literature() {
    let (raw, layers) = paper(&[
        (None, "The garrison held out."),
        (Some(SegmentKind::Heading), "Literature"),
        (Some(SegmentKind::Body), "Orme, A. The Siege. Leeds, 1921."),
    ]);
    let kinds: Vec<SegmentKind> = read(&raw, layers).blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [SegmentKind::Body, SegmentKind::Heading, SegmentKind::Bibliography]);
}

#[test]
fn struck_words_and_soft_hyphens_do_not_read() {
    let (raw, mut layers) = paper(&[(None, "The garri\u{ad}son held fell out at non\u{2011}stop fire.")]);
    let change = |words: &str, replacement: &str, reason| Edit {
        span: span_of(&raw, words),
        replacement: replacement.into(),
        reason,
        confidence: 1000,
    };
    let changes = vec![
        change("\u{ad}", "", EditReason::LineEndHyphen),
        change(" fell", "", EditReason::Struck),
        change("\u{2011}", "-", EditReason::HyphenKept),
    ];
    layers[0].changes = changes;
    let prepared = read(&raw, layers);
    assert_eq!(prepared.blocks[0].reading.text(), "The garrison held out at non-stop fire.");
    let pieces = prepared.blocks[0].reading.raw_pieces(Span::new(4, 12));
    assert_eq!(&raw[pieces[0].range()], "garri\u{ad}son");
}

#[test]
fn running_heads_stand_outside_and_typed_notes_are_still_found() {
    let note = |n: u32| format!("{n} Report of the commandant, page {n}.");
    let notes: Vec<String> = (1..=3).map(note).collect();
    let mut paragraphs = vec![
        (Some(SegmentKind::RunningHead), "The Siege"),
        (None, "The garrison held out for weeks.1 Nobody came to help them.2 Then the town fell at night.3"),
    ];
    paragraphs.extend(notes.iter().map(|text| (None, text.as_str())));
    let (raw, layers) = paper(&paragraphs);
    let prepared = read(&raw, layers);
    let kinds: Vec<SegmentKind> = prepared.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds[..2], [SegmentKind::RunningHead, SegmentKind::Body]);
    assert_eq!(kinds[2..], [SegmentKind::Endnote; 3]);
    assert_eq!(prepared.blocks[1].calls.len(), 3);
}
