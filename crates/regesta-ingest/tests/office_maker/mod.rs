//! Makes office files out of their parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A ZIP archive of parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A DOCX of a body and further parts (`footnotes`, `styles`, `comments` …), each the inside of its root element.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let root = relation("r1", "officeDocument", "word/document.xml")
        + &format!(r#"<Relationship Id="r2" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>"#);
    let kind = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let own: String = parts.iter().map(|(name, _)| relation(name, &kind(name), &format!("{name}.xml"))).collect();
    let wrap = |tag: &str, inner: &str| {
        format!(
            r#"<?xml version="1.0"?><w:{tag} xmlns:w="{MAIN}" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v">{inner}</w:{tag}>"#
        )
    };
    let relations = |inner: &str| format!(r#"<Relationships xmlns="{RELATIONS}">{inner}</Relationships>"#);
    let mut files = vec![
        ("_rels/.rels".to_owned(), relations(&root)),
        ("word/document.xml".to_owned(), wrap("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels".to_owned(), relations(&own)),
    ];
    for (name, inner) in parts {
        let path = if *name == "core" { "docProps/core.xml".to_owned() } else { format!("word/{name}.xml") };
        let content = if *name == "core" { (*inner).to_owned() } else { wrap(name, inner) };
        files.push((path, content));
    }
    archive(&files.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect::<Vec<_>>())
}

/// An ODT of the inside of `office:text` and of `office:automatic-styles`.
pub fn odt(text: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:style="s"
        xmlns:fo="f" xmlns:draw="d" xmlns:dc="dc"><office:automatic-styles>{styles}</office:automatic-styles>
        <office:body><office:text>{text}</office:text></office:body></office:document-content>"#
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}
