//! RTF: code pages, notes, headings, what is left out, damage.

use regesta_ingest::{ChangeReason, IngestError, Ingested, Layer, LayerKind, Limits, ReadOptions, read_bytes};

fn read(body: &str) -> Ingested {
    let head = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset162 Arial;}{\f2\fcharset0 X;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}{\s3 caption;}}";
    read_bytes(format!("{head}{body}}}").into_bytes(), "made.rtf", &ReadOptions::default()).unwrap()
}

fn layer_of<'a>(read: &'a Ingested, text: &str) -> &'a Layer {
    let at = read.raw_text.find(text).unwrap();
    read.layers.iter().find(|layer| layer.raw[0].contains(&at)).unwrap()
}

#[test]
fn letters_are_read_by_the_code_page_of_their_font_or_as_unicode() {
    let read = read(
        r"\f0 \'cc\'ee\'f1\'f2 \f1 \'feehir \f2 caf\'e9 \uc1\u1078?\uc2\u8212--\u-10179\'3f\'3f\u-8704\'3f\'3f.\par",
    );
    assert_eq!(read.raw_text, "Мост şehir café ж—😀.\n");
    assert_eq!((read.media_type.as_str(), read.diagnostics.len()), ("application/rtf", 0));
}

#[test]
fn notes_are_numbered_and_called() {
    let body = r"The wall fell.{\super\chftn}{\footnote\pard\plain{\super\chftn} Orme, p. 4.\par Second.} Then{\super\chftn}{\footnote\ftnalt{\super\chftn} At the end.}
 more.{\super\chftn}{\footnote{\super\chftn} Lund.} Sign{\super *}{\footnote{\super *} By hand.}.\par";
    let read = read(body);
    assert_eq!(
        read.raw_text,
        "The wall fell.1 Then1 more.2 Sign*.\n\n1 Orme, p. 4.\nSecond.\n\n2 Lund.\n\n* By hand.\n\n1 At the end.\n"
    );
    let calls = &read.layers[0].calls;
    let notes: Vec<&str> =
        calls.iter().map(|call| &read.raw_text[read.layers[call.note.unwrap()].raw[0].clone()]).collect();
    assert_eq!(notes, ["1 Orme, p. 4.\nSecond.", "1 At the end.", "2 Lund.", "* By hand."]);
    assert_eq!(layer_of(&read, "At the end").kind, LayerKind::Endnote);
    assert_eq!(layer_of(&read, "Lund").kind, LayerKind::Footnote);
    let place = |text: &str| read.part_at(read.raw_text.find(text).unwrap()).unwrap().label();
    assert_eq!((place("Lund"), place("At the"), place("Then")), ("fn. 2".into(), "en. 1".into(), "¶ 1".into()));
}

#[test]
fn words_nobody_knows_inside_a_starred_note_do_not_hide_it() {
    let read = read(
        r"Word{\super \chftn{\*\footnote \chftn\pard\plain\s49\rtlch\afs20 {\loch\tab Orme, p. 4.}}}{\*\unknown gone}.\par",
    );
    assert_eq!(read.raw_text, "Word1.\n\n1 Orme, p. 4.\n");
}

#[test]
fn headings_tables_captions_and_running_heads_are_what_the_file_says() {
    let body = r"{\header Yearbook\par}\pard\s2 On Walls\par\pard\s1 First part\par\pard Text.\par\pard\outlinelevel1 Second\par
\trowd\pard\intbl One\cell Two\cell\row\pard\s3 Table 1. Tolls\par{\pard\*\unknown gone}{\pict 89504e47}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} end\par";
    let read = read(body);
    let kind = |text: &str| layer_of(&read, text).kind;
    for heading in ["On Walls", "First part", "Second"] {
        assert_eq!(kind(heading), LayerKind::Heading, "{heading}");
    }
    assert_eq!(
        (kind("Text."), kind("Two"), kind("Tolls")),
        (LayerKind::Paragraph, LayerKind::Cell, LayerKind::Caption)
    );
    assert_eq!(kind("Yearbook"), LayerKind::Aside);
    assert!(read.raw_text.contains("link end") && !read.raw_text.contains("gone") && !read.raw_text.contains("8950"));
    assert_eq!(read.csl["title"], "On Walls");
}

#[test]
fn hidden_and_deleted_words_are_kept_and_not_read() {
    let read = read(r"a {\deleted no }{\v hid }b\-c\_d\~e\par");
    assert_eq!(read.raw_text, "a no hid b\u{AD}c\u{2011}d\u{A0}e\n");
    let changes: Vec<(&str, ChangeReason)> =
        read.layers[0].changes.iter().map(|change| (&read.raw_text[change.raw.clone()], change.reason)).collect();
    let expected = [
        ("no hid ", ChangeReason::Struck),
        ("\u{AD}", ChangeReason::SoftHyphen),
        ("\u{2011}", ChangeReason::HardHyphen),
    ];
    assert_eq!(changes, expected);
    assert_eq!(read.diagnostics[0].code, "ingest.tracked-changes");
}

#[test]
fn description_of_the_file_is_taken() {
    let read = read(r"{\info{\title On Walls}{\author A. Orme; B. Lund}{\operator PC}}x\par");
    assert_eq!(read.csl["title"], "On Walls");
    assert_eq!(read.csl["author"][1]["literal"], "B. Lund");
}

#[test]
fn damage_and_limits_are_told() {
    let options = ReadOptions::default();
    let cut = read_bytes(br"{\rtf1 Words that end".to_vec(), "cut.rtf", &options).unwrap();
    assert_eq!(cut.raw_text, "Words that end\n");
    assert!(cut.partial.unwrap().contains("end is missing"));
    let deep = format!(r"{{\rtf1 a {}deep{} b\par}}", "{".repeat(5000), "}".repeat(5000));
    let deep = read_bytes(deep.into_bytes(), "deep.rtf", &options).unwrap();
    assert_eq!((deep.raw_text.as_str(), deep.partial.is_some()), ("a  b\n", true));
    let limits = Limits { max_part_bytes: 100, ..Limits::default() };
    let long = format!(r"{{\rtf1 {}}}", r"word word\par ".repeat(100));
    let long = read_bytes(long.into_bytes(), "long.rtf", &ReadOptions { limits, ..options.clone() }).unwrap();
    assert!(long.raw_text.len() < 250 && long.partial.unwrap().contains("100 bytes"));
    let failed = read_bytes(b"No rich text".to_vec(), "no.rtf", &options).unwrap_err();
    assert!(matches!(failed, IngestError::Damaged { .. }) && failed.hint().contains(".txt"), "{failed}");
    let bin = read_bytes(b"{\\rtf1 a{\\pict\\bin5 {}}\\}}b\\par}".to_vec(), "bin.rtf", &options).unwrap();
    assert_eq!(bin.raw_text, "ab\n");
}
