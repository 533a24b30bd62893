//! Page labels: the numbers that are printed on the pages ("xii", "127"), from the catalogue of the file.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// Depth of the number tree that is followed; real ones have one or two levels.
const MAX_DEPTH: u32 = 8;
/// Nodes of the number tree that are looked at, against trees that lead to themselves.
const MAX_NODES: u32 = 10_000;

/// The labels of the first `count` pages, or an empty list when the file has none.
pub(super) fn page_labels(pdf: &Pdf, count: usize) -> Vec<Option<String>> {
    let xref = pdf.xref();
    let Some(catalog) = xref.get::<Dict<'_>>(xref.root_id()) else { return Vec::new() };
    let Some(root) = catalog.get::<Dict<'_>>(b"PageLabels") else { return Vec::new() };
    let mut ranges = BTreeMap::new();
    let mut budget = MAX_NODES;
    collect_ranges(&root, 0, &mut budget, &mut ranges);
    let mut labels = vec![None; count];
    let starts: Vec<usize> = ranges.keys().copied().collect();
    for (place, (&start, range)) in ranges.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(count).min(count);
        for (offset, label) in labels.iter_mut().take(end).skip(start).enumerate() {
            *label = range.label(offset as u32);
        }
    }
    labels
}

struct LabelRange {
    style: Option<u8>,
    prefix: String,
    first: u32,
}

impl LabelRange {
    fn label(&self, offset: u32) -> Option<String> {
        let number = self.first.saturating_add(offset);
        let numeral = match self.style {
            Some(b'R') => roman(number),
            Some(b'r') => roman(number).to_lowercase(),
            Some(b'A') => letters(number),
            Some(b'a') => letters(number).to_lowercase(),
            Some(_) => number.to_string(),
            None => String::new(),
        };
        let label = format!("{}{numeral}", self.prefix);
        (!label.is_empty()).then_some(label)
    }
}

fn collect_ranges(node: &Dict<'_>, depth: u32, budget: &mut u32, ranges: &mut BTreeMap<usize, LabelRange>) {
    if depth > MAX_DEPTH || *budget == 0 {
        return;
    }
    *budget -= 1;
    if let Some(numbers) = node.get::<Array<'_>>(b"Nums") {
        let mut pairs = numbers.flex_iter();
        while let (Some(start), Some(dict)) = (pairs.next::<i32>(), pairs.next::<Dict<'_>>()) {
            let range = LabelRange {
                style: dict.get::<Name<'_>>(b"S").and_then(|name| name.as_str().bytes().next()),
                prefix: dict
                    .get::<PdfString<'_>>(b"P")
                    .map(|prefix| text_string(prefix.as_bytes()))
                    .unwrap_or_default(),
                first: dict.get::<i32>(b"St").and_then(|first| u32::try_from(first).ok()).unwrap_or(1),
            };
            if let Ok(start) = usize::try_from(start) {
                ranges.insert(start, range);
            }
        }
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        for kid in kids.iter::<Object<'_>>() {
            if let Object::Dict(kid) = kid {
                collect_ranges(&kid, depth + 1, budget, ranges);
            }
        }
    }
}

/// A text string of PDF: UTF-16 or UTF-8 with a mark, else one byte a letter. Control characters are dropped.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    };
    text.chars().filter(|c| !c.is_control()).take(64).collect()
}

fn roman(number: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, numeral) in NUMERALS {
        while rest >= value {
            out.push_str(numeral);
            rest -= value;
        }
    }
    out
}

/// A to Z, then AA to ZZ, as the standard has it.
fn letters(number: u32) -> String {
    if !(1..=26 * 20).contains(&number) {
        return number.to_string();
    }
    let letter = char::from(b'A' + ((number - 1) % 26) as u8);
    letter.to_string().repeat(((number - 1) / 26 + 1) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_pages_in_every_style() {
        assert_eq!((roman(12).as_str(), roman(1920).as_str(), roman(4000).as_str()), ("XII", "MCMXX", "4000"));
        assert_eq!((letters(1).as_str(), letters(27).as_str()), ("A", "AA"));
        let range = LabelRange { style: Some(b'r'), prefix: "вкл-".into(), first: 3 };
        assert_eq!(range.label(1).as_deref(), Some("вкл-iv"));
        assert_eq!(LabelRange { style: None, prefix: String::new(), first: 1 }.label(0), None);
    }

    #[test]
    fn reads_both_kinds_of_text_string() {
        assert_eq!(text_string(b"A-"), "A-");
        assert_eq!(text_string(&[0xFE, 0xFF, 0x04, 0x11]), "Б");
    }
}
