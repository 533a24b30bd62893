//! OpenDocument texts.

#[allow(dead_code)]
mod office_maker;

use office_maker::odt;
use regesta_ingest::{Ingested, LayerKind, ReadOptions, read_bytes};

fn read(text: &str, styles: &str) -> Ingested {
    read_bytes(odt(text, styles), "siege.odt", &ReadOptions::default()).unwrap()
}

fn layers(read: &Ingested) -> Vec<(LayerKind, &str)> {
    read.layers.iter().map(|layer| (layer.kind, &read.raw_text[layer.raw[0].clone()])).collect()
}

#[test]
fn notes_are_linked_and_blanks_are_as_meant() {
    let text = r#"<text:h text:outline-level="1">The  wall</text:h>
        <text:p>It fell<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
        <text:note-body><text:p>Orme 1921,<text:s text:c="2"/>4.</text:p></text:note-body></text:note>
        in <text:span>May</text:span>.<text:tab/>So<text:line-break/>it was.</text:p>"#;
    let read = read(text, "");
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Heading, "The wall"),
            (LayerKind::Paragraph, "It fell1 in May.\tSo\nit was."),
            (LayerKind::Footnote, "1 Orme 1921,  4."),
        ]
    );
    assert_eq!(read.layers[1].calls[0].note, Some(2));
    assert_eq!(&read.raw_text[read.layers[2].label.clone().unwrap()], "1");
}

#[test]
fn tracked_deletions_are_put_back_and_marked() {
    let text = r#"<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>stood </text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>The wall <text:change text:change-id="c1"/>fell.</text:p>"#;
    let read = read(text, "");
    assert_eq!(read.raw_text, "The wall stood fell.\n");
    assert_eq!(&read.raw_text[read.layers[0].changes[0].raw.clone()], "stood ");
}

#[test]
fn lists_tables_and_comments_are_told() {
    let styles = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>
        <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
        <style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>"#;
    let text = r#"<text:p text:style-name="P1">The Siege</text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>gates</text:p>
          <text:list><text:list-item><text:p>north</text:p></text:list-item></text:list></text:list-item>
          <text:list-item><text:p>towers</text:p></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>men</text:p></table:table-cell><table:table-cell><text:p>80</text:p></table:table-cell></table:table-row></table:table>
        <text:p>Fell.<office:annotation><dc:creator>B. Lund</dc:creator><text:p>When?</text:p></office:annotation></text:p>
        <text:p text:style-name="P2">After the siege</text:p>"#;
    let read = read(text, styles);
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Heading, "The Siege"),
            (LayerKind::Body, "1. gates"),
            (LayerKind::Body, "1.a) north"),
            (LayerKind::Body, "2. towers"),
            (LayerKind::Cell, "men"),
            (LayerKind::Cell, "80"),
            (LayerKind::Paragraph, "Fell."),
            (LayerKind::Heading, "After the siege"),
            (LayerKind::Aside, "B. Lund: When?"),
        ]
    );
    assert_eq!(read.csl["title"], "The Siege");
}
