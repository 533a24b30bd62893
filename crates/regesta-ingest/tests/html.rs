//! Web pages.

use regesta_ingest::{Ingested, LayerKind, ReadOptions, read_bytes};

fn read(page: &[u8]) -> Ingested {
    read_bytes(page.to_vec(), "siege.html", &ReadOptions::default()).unwrap()
}

fn layers(read: &Ingested) -> Vec<(LayerKind, &str)> {
    read.layers.iter().map(|layer| (layer.kind, read.raw_text[layer.raw[0].clone()].trim())).collect()
}

#[test]
fn main_text_is_told_from_what_stands_around_it() {
    let page = br##"<!DOCTYPE html><html><head><title>The Siege | Journal</title><style>p{}</style></head><body>
        <nav><a href="/">Home</a> <a href="/all">All</a></nav>
        <main><h1>The Siege</h1><p>The wall fell in <b>May</b>
        1648.<p>Nobody&nbsp;came &mdash; nobody.</p><ul><li>gates<li>towers</ul></main>
        <footer>Printed in Leeds</footer><script>var a = "<p>no</p>"</script></body></html>"##;
    let read = read(page);
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Aside, "Home All"),
            (LayerKind::Heading, "The Siege"),
            (LayerKind::Paragraph, "The wall fell in May 1648."),
            (LayerKind::Paragraph, "Nobody\u{a0}came — nobody."),
            (LayerKind::Body, "• gates"),
            (LayerKind::Body, "• towers"),
            (LayerKind::Aside, "Printed in Leeds"),
        ]
    );
    assert_eq!(read.csl["title"], "The Siege | Journal");
}

#[test]
fn notes_are_linked_by_their_anchors() {
    let page = r##"<p>The wall fell.<a href="#n1" id="r1"><sup>1</sup></a> Nobody came.<sup id="r2"><a href="#n2">[2]</a></sup></p>
        <h2>Notes</h2><ol><li id="n1"><p>Orme 1921, 4.<a href="#r1">↩</a></p></li><li id="n2"><a href="#r2">^</a> Lund, 7.</li></ol>
        <p>After.</p>"##;
    let read = read(page.as_bytes());
    assert_eq!(
        layers(&read),
        [
            (LayerKind::Paragraph, "The wall fell.1 Nobody came.[2]"),
            (LayerKind::Heading, "Notes"),
            (LayerKind::Endnote, "1. Orme 1921, 4.↩"),
            (LayerKind::Endnote, "2. ^ Lund, 7."),
            (LayerKind::Paragraph, "After."),
        ]
    );
    let calls: Vec<_> = read.layers[0].calls.iter().map(|call| (&read.raw_text[call.raw.clone()], call.note)).collect();
    assert_eq!(calls, [("1", Some(2)), ("[2]", Some(3))]);
    let labels: Vec<_> = read.layers[2..4].iter().map(|layer| &read.raw_text[layer.label.clone().unwrap()]).collect();
    assert_eq!(labels, ["1", "2"]);
    assert_eq!(&read.raw_text[read.layers[2].changes[0].raw.clone()], "↩");
}

#[test]
fn encoding_is_that_which_the_page_declares() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1254.encode("<meta charset=windows-1254><p>Kuşatma ığdır</p>");
    let read = read(&bytes);
    assert_eq!((read.raw_text.as_str(), read.encoding.as_str()), ("Kuşatma ığdır\n", "windows-1254"));
    assert!(read.encoding_reason.contains("declares"), "{}", read.encoding_reason);
}

#[test]
fn what_is_no_page_is_told() {
    let failed = read_bytes(b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), "siege.html", &ReadOptions::default()).unwrap_err();
    assert_eq!(failed.code(), "ingest.error.unsupported");
    let empty = read(b"<html><body><script>load()</script></body></html>");
    assert_eq!(empty.diagnostics[0].code, "ingest.empty-file");
}
