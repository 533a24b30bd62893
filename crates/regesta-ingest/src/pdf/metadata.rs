//! What a PDF tells of the work it holds, as CSL-JSON: from its information dictionary and XMP packet, its first page
//! and its running heads.
//!
//! A value of the dictionary counts only where the first page bears it out, for many producers write the name of a
//! template or of a file there. What a running head says of the journal is read by its shape (a year, `№ 3` or `12(3)`, a
//! span of pages), not by words of any language.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};
use serde_json::{Map, Value, json};

use crate::{Layer, LayerKind};

/// Bytes of the XMP packet that are looked at.
const MOST_XMP: usize = 1 << 20;
/// Letters of a title.
const TITLE: std::ops::RangeInclusive<usize> = 4..=300;

/// What reading gave that matters here.
pub(super) struct FirstPages<'a> {
    pub(super) text: &'a str,
    /// End of the first page and of the second.
    pub(super) first: usize,
    pub(super) layers: &'a [Layer],
}

/// CSL-JSON, or `Null` when nothing is told.
pub(super) fn csl(pdf: &Pdf, read: &FirstPages<'_>) -> Value {
    let mut csl = Map::new();
    let page = &read.text[..read.first];
    let seen = folded(page);
    let xmp = xmp_packet(pdf).unwrap_or_default();
    let info = pdf.metadata();
    let told = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decoded).filter(|text| !text.trim().is_empty());
    let titles = [told(&info.title), xmp_value(&xmp, "dc:title")];
    let borne_out = |text: &String| !folded(text).is_empty() && seen.contains(&folded(text));
    let title = titles.into_iter().flatten().find(borne_out).or_else(|| title_on_page(read));
    if let Some(title) = title.map(|title| one_line(&title)).filter(|t| TITLE.contains(&t.chars().count())) {
        csl.insert("title".into(), json!(title));
    }
    let authors = told(&info.author).or_else(|| xmp_value(&xmp, "dc:creator")).unwrap_or_default();
    let authors: Vec<Value> = authors
        .split([';', ','])
        .map(one_line)
        .filter(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 2 && borne_out(name))
        .map(|name| json!({ "literal": name }))
        .collect();
    if !authors.is_empty() {
        csl.insert("author".into(), json!(authors));
    }
    let doi = xmp_value(&xmp, "prism:doi").and_then(|text| find_doi(&text)).or_else(|| find_doi(page));
    if let Some(doi) = doi {
        csl.insert("DOI".into(), json!(doi));
    }
    for (field, name) in [
        ("container-title", "prism:publicationName"),
        ("volume", "prism:volume"),
        ("issue", "prism:number"),
        ("ISSN", "prism:issn"),
    ] {
        if let Some(value) = xmp_value(&xmp, name) {
            csl.insert(field.into(), json!(one_line(&value)));
        }
    }
    for line in head_lines(read) {
        read_journal_line(&line, &mut csl);
    }
    if csl.is_empty() { Value::Null } else { Value::Object(csl) }
}

/// Letters and digits only, small.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    };
    text.chars().filter(|c| !c.is_control()).take(1000).collect()
}

fn xmp_packet(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let stream = catalog.get::<Stream<'_>>(b"Metadata")?;
    let bytes = stream.decoded().ok()?;
    let bytes: &[u8] = &bytes;
    Some(String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_XMP)]).into_owned())
}

/// The text inside an element of the packet, or its attribute; tags inside it (`rdf:Alt`, `rdf:li`) are dropped.
fn xmp_value(xmp: &str, name: &str) -> Option<String> {
    let attribute = format!("{name}=\"");
    if let Some(at) = xmp.find(&attribute) {
        let rest = &xmp[at + attribute.len()..];
        return rest.find('"').map(|end| unescaped(&rest[..end]));
    }
    let at = xmp.find(&format!("<{name}>"))? + name.len() + 2;
    let rest = &xmp[at..];
    let inside = &rest[..rest.find(&format!("</{name}>"))?];
    let mut text = String::new();
    let mut is_tag = false;
    for c in inside.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                text.push(' ');
            }
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    let text = one_line(&unescaped(&text));
    (!text.is_empty()).then_some(text)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// The heading of the highest rank on the first page; of several the first.
fn title_on_page(read: &FirstPages<'_>) -> Option<String> {
    let on_page = |block: &&Layer| block.kind == LayerKind::Heading && block.raw[0].start < read.first;
    let best = read.layers.iter().filter(on_page).min_by_key(|block| (block.level, block.raw[0].start))?;
    let text: Vec<&str> = best.raw.iter().map(|piece| &read.text[piece.clone()]).collect();
    Some(text.join(" ").replace("-\n", "").replace("\u{AD}\n", ""))
}

/// A DOI by its shape (ISO 26324; Crossref's recommended pattern), without a stop that ends the sentence.
fn find_doi(text: &str) -> Option<String> {
    for (at, _) in text.match_indices("10.") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '.') {
            continue;
        }
        let rest = &text[at + 3..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if !(4..=9).contains(&digits) || !rest[digits..].starts_with('/') {
            continue;
        }
        let tail = &rest[digits + 1..];
        let end = tail.find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | '<' | '>' | '|'));
        let suffix = tail[..end.unwrap_or(tail.len())].trim_end_matches(['.', ',', ';', ':', ')', ']']);
        if !suffix.is_empty() {
            return Some(format!("10.{}/{suffix}", &rest[..digits]));
        }
    }
    None
}

/// Running heads of the first three pages, and the first lines of the first.
fn head_lines(read: &FirstPages<'_>) -> Vec<String> {
    let heads = read.layers.iter().filter(|block| block.kind == LayerKind::Aside).take(8);
    let text = |block: &Layer| one_line(&read.text[block.raw[0].clone()]);
    let first = read.layers.iter().filter(|block| block.raw[0].start < read.first).take(2);
    heads.chain(first).map(text).filter(|line| line.chars().count() <= 200).collect()
}

/// Reads year, volume, issue, pages and the name of the journal from one line; what is known already stays.
fn read_journal_line(line: &str, csl: &mut Map<String, Value>) {
    let numbers = numbers_of(line);
    let year = numbers.iter().find(|n| n.digits == 4 && (1800..=2099).contains(&n.value));
    let Some(year) = year else { return };
    let issue = numbers.iter().find(|n| n.digits <= 3 && n.after_number_sign);
    let bracketed = numbers.windows(2).find(|pair| {
        pair[0].digits <= 3
            && pair[1].digits <= 3
            && &line[pair[0].end..pair[1].start] == "("
            && line[pair[1].end..].starts_with(')')
    });
    let range = numbers.windows(2).find(|pair| {
        let between = line[pair[0].end..pair[1].start].trim();
        let spans = (1..500).contains(&(i64::from(pair[1].value) - i64::from(pair[0].value)));
        matches!(between, "-" | "–" | "—")
            && spans
            && pair[0].digits < 5
            && pair[0].start != year.start
            && pair[1].start != year.start
    });
    if issue.is_none() && bracketed.is_none() && range.is_none() {
        return;
    }
    let mut put = |field: &str, value: Value| {
        csl.entry(field).or_insert(value);
    };
    put("issued", json!({ "date-parts": [[year.value]] }));
    if let Some([volume, issue]) = bracketed {
        put("volume", json!(volume.value.to_string()));
        put("issue", json!(issue.value.to_string()));
    } else if let Some(issue) = issue {
        put("issue", json!(issue.value.to_string()));
        let volume = numbers.iter().rev().find(|n| n.end <= issue.start && n.digits <= 3 && !n.after_number_sign);
        if let Some(volume) = volume {
            put("volume", json!(volume.value.to_string()));
        }
    }
    if let Some([from, to]) = range {
        put("page", json!(format!("{}-{}", from.value, to.value)));
    }
    if let Some(first) = numbers.first() {
        // Before the first number stands the journal, and perhaps the word for a volume or an issue.
        let name = line[..first.start].trim_end_matches(|c: char| !c.is_alphanumeric());
        let name = match name.rsplit_once([' ', ',', '.']) {
            Some((name, last)) if last.chars().count() <= 4 && first.digits <= 3 => name,
            _ => name,
        };
        let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '»' | '”' | '"'));
        if name.chars().filter(|c| c.is_alphabetic()).count() >= 5 {
            put("container-title", json!(name));
        }
    }
}

struct LineNumber {
    value: u32,
    digits: usize,
    start: usize,
    end: usize,
    after_number_sign: bool,
}

fn numbers_of(line: &str) -> Vec<LineNumber> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(offset) = line[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let end = line[start..].find(|c: char| !c.is_ascii_digit()).map_or(line.len(), |length| start + length);
        at = end;
        let Ok(value) = line[start..end].parse() else { continue };
        let before = line[..start].trim_end().trim_end_matches('.').to_lowercase();
        let sign = before.ends_with('№') || before.ends_with("n°");
        let word = before.ends_with("no") && !before[..before.len() - 2].ends_with(char::is_alphabetic);
        numbers.push(LineNumber { value, digits: end - start, start, end, after_number_sign: sign || word });
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Value {
        let mut csl = Map::new();
        read_journal_line(text, &mut csl);
        Value::Object(csl)
    }

    #[test]
    fn journal_line_gives_its_numbers() {
        let read = line("Вестник музея. 1998. Т. 12, № 3. С. 45–61");
        assert_eq!(read["issue"], "3");
        assert_eq!(read["volume"], "12");
        assert_eq!(read["page"], "45-61");
        assert_eq!(read["issued"]["date-parts"][0][0], 1998);
        assert_eq!(read["container-title"], "Вестник музея");
        let read = line("Journal of Rivers 7(2), 2004, 101-119");
        assert_eq!((&read["volume"], &read["issue"], &read["page"]), (&json!("7"), &json!("2"), &json!("101-119")));
        assert_eq!(read["container-title"], "Journal of Rivers");
    }

    #[test]
    fn line_of_text_with_a_year_is_no_journal() {
        assert_eq!(line("В 1921 году мост был закрыт"), json!({}));
    }

    #[test]
    fn doi_ends_where_the_sentence_does() {
        assert_eq!(find_doi("doi: 10.1234/abc.5-6.").as_deref(), Some("10.1234/abc.5-6"));
        assert_eq!(find_doi("в 10.30 часов, 210.1234/x"), None);
    }

    #[test]
    fn xmp_values_lose_their_tags() {
        let xmp = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x\">A &amp; B</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(xmp_value(xmp, "dc:title").as_deref(), Some("A & B"));
        assert_eq!(xmp_value(xmp, "prism:doi"), None);
    }
}
