//! Word documents.

#[allow(dead_code)]
mod office_maker;

use office_maker::docx;
use regesta_ingest::{ChangeReason, Ingested, LayerKind, PartKind, ReadOptions, read_bytes};

fn read(body: &str, parts: &[(&str, &str)]) -> Ingested {
    read_bytes(docx(body, parts), "siege.docx", &ReadOptions::default()).unwrap()
}

/// Kind and text of each layer.
fn layers(read: &Ingested) -> Vec<(LayerKind, &str)> {
    read.layers.iter().map(|layer| (layer.kind, &read.raw_text[layer.raw[0].clone()])).collect()
}

/// The text of a layer as it reads.
fn reading(read: &Ingested, layer: usize) -> String {
    let layer = &read.layers[layer];
    let (mut out, mut at) = (String::new(), layer.raw[0].start);
    for change in &layer.changes {
        out.push_str(&read.raw_text[at..change.raw.start]);
        out.push_str(&change.replacement);
        at = change.raw.end;
    }
    out + &read.raw_text[at..layer.raw[0].end]
}

const FOOTNOTES: &str = r#"
    <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
    <w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Orme 1921, 4.</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Town archive, box 9.</w:t></w:r></w:p>
      <w:p><w:r><w:t>With a map.</w:t></w:r></w:p></w:footnote>"#;

#[test]
fn notes_are_numbered_by_their_calls() {
    let body = r#"<w:p><w:r><w:t>The wall fell.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
        <w:r><w:t xml:space="preserve"> Nobody came.</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>"#;
    let read = read(body, &[("footnotes", FOOTNOTES)]);
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Paragraph, "The wall fell.1 Nobody came.2"),
            (LayerKind::Footnote, "1  Town archive, box 9.\nWith a map."),
            (LayerKind::Footnote, "2  Orme 1921, 4."),
        ]
    );
    let calls: Vec<_> = read.layers[0].calls.iter().map(|call| (&read.raw_text[call.raw.clone()], call.note)).collect();
    assert_eq!(calls, [("1", Some(1)), ("2", Some(2))]);
    let place = read.part_at(read.raw_text.find("Orme").unwrap()).unwrap();
    assert_eq!((place.kind, place.number), (PartKind::Footnote, 2));
}

#[test]
fn signs_of_their_own_and_other_numbers_are_shown() {
    let body = r#"<w:p><w:r><w:t>A.</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>
        <w:r><w:t xml:space="preserve"> B.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:sectPr><w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr></w:sectPr>"#;
    let notes = r#"<w:footnote w:id="3"><w:p><w:r><w:t>* Thanks to the town.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Orme.</w:t></w:r></w:p></w:footnote>"#;
    let read = read(body, &[("footnotes", notes)]);
    assert_eq!(layers(&read)[0].1, "A.* B.I");
    let labels: Vec<_> = read.layers[1..].iter().map(|l| &read.raw_text[l.label.clone().unwrap()]).collect();
    assert_eq!(labels, ["*", "I"]);
    assert_eq!(read.layers[0].calls.iter().map(|call| call.note).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn deletions_are_kept_and_not_read() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">The wall </w:t></w:r>
        <w:del w:id="1" w:author="B"><w:r><w:delText xml:space="preserve">stood </w:delText></w:r></w:del>
        <w:ins w:id="2" w:author="B"><w:r><w:t xml:space="preserve">fell </w:t></w:r></w:ins>
        <w:r><w:t>on </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Two halves </w:t></w:r></w:p>
        <w:p><w:r><w:t>of one.</w:t></w:r></w:p>"#;
    let read = read(body, &[]);
    assert_eq!(read.raw_text, "The wall stood fell onsecret\n\nTwo halves of one.\n");
    assert_eq!(reading(&read, 0), "The wall fell on");
    assert!(read.layers[0].changes.iter().all(|change| change.reason == ChangeReason::Struck));
    assert_eq!(read.diagnostics[0].code, "ingest.tracked-changes");
}

#[test]
fn headings_lists_and_tables_are_told() {
    let styles = r#"<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>"#;
    let item = |words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let styled = |style: &str, words: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
    };
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let body = styled("T", "The Siege")
        + &styled("TOC1", "The wall 3")
        + &styled("Mine", "The wall")
        + &item("gates")
        + &item("towers")
        + "<w:p/>"
        + &format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>", cell("men"), cell("80"), cell("guns"))
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>After the siege</w:t></w:r></w:p>";
    let read = read(&body, &[("styles", styles), ("numbering", numbering)]);
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Heading, "The Siege"),
            (LayerKind::Aside, "The wall 3"),
            (LayerKind::Heading, "The wall"),
            (LayerKind::Body, "1) gates"),
            (LayerKind::Body, "2) towers"),
            (LayerKind::Cell, "men"),
            (LayerKind::Cell, "80"),
            (LayerKind::Cell, "guns"),
            (LayerKind::Heading, "After the siege"),
        ]
    );
    assert!(read.raw_text.contains("\n\nmen\n80\n\nguns\n\n"), "{}", read.raw_text);
    assert_eq!(read.csl["title"], "The Siege");
    assert_eq!(read.parts.last().unwrap().label(), "¶ 9");
}

#[test]
fn fields_show_their_result_and_boxes_come_once() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">Page 12 </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:hyperlink><w:r><w:t>of the book</w:t></w:r></w:hyperlink>
        <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>A map</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>A map</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#;
    let read = read(body, &[]);
    assert_eq!(layers(&read), [(LayerKind::Paragraph, "Page 12 of the book"), (LayerKind::Body, "A map")]);
    assert_eq!(read.parts[1].kind, PartKind::TextBox);
}

#[test]
fn special_signs_are_letters() {
    let body = r#"<w:p><w:r><w:t>garri</w:t><w:softHyphen/><w:t>son,</w:t><w:tab/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t>
        <w:br/><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>"#;
    let read = read(body, &[]);
    assert_eq!(read.raw_text, "garri\u{ad}son,\tnon\u{2011}stop\nα\n");
    assert_eq!(reading(&read, 0), "garrison,\tnon-stop\nα");
}

#[test]
fn comments_and_running_heads_stand_aside() {
    let body = "<w:p><w:r><w:t>The wall fell.</w:t></w:r></w:p>";
    let comments = r#"<w:comment w:id="0" w:author="B. Lund"><w:p><w:r><w:t>Which wall?</w:t></w:r></w:p></w:comment>"#;
    let head = "<w:p><w:r><w:t>The Siege</w:t></w:r></w:p>";
    let read = read(body, &[("comments", comments), ("header1", head), ("header2", head)]);
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Paragraph, "The wall fell."),
            (LayerKind::Aside, "B. Lund: Which wall?"),
            (LayerKind::Aside, "The Siege")
        ]
    );
    assert_eq!(read.parts[1].label(), "comment 1");
}

#[test]
fn broken_part_costs_itself_alone() {
    let body = r#"<w:p><w:r><w:t>The wall fell.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let read = read(body, &[("footnotes", "<w:footnote w:id='2'><w:p>")]);
    assert_eq!(read.raw_text, "The wall fell.1\n");
    assert!(read.partial.as_ref().unwrap().contains("word/footnotes.xml"), "{:?}", read.partial);
    assert_eq!(read.diagnostics[0].code, "ingest.archive.part-failed");
}
