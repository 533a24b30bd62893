//! The runs of a paragraph: text, note calls, fields, tracked changes, special signs.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::layered::ParagraphText;
use crate::numerals::Numeral;
use crate::xml;
use crate::xml::{MAX_DEPTH, attribute, child, elements};

use super::body::alternative;
use super::symbols;

/// How the notes of a kind are numbered.
#[derive(Debug, Clone, Copy)]
struct Series {
    numeral: Numeral,
    start: u32,
    count: u32,
}

/// The numbers of footnotes and endnotes, given in the order of their calls.
#[derive(Debug, Clone)]
pub(super) struct NoteNumbers {
    foot: Series,
    end: Series,
    /// What is printed for each note, by its key (`f2`, `e2`), and the keys in the order of their calls.
    pub(super) printed: BTreeMap<String, String>,
    pub(super) order: Vec<String>,
}

impl Default for NoteNumbers {
    fn default() -> Self {
        let series = |numeral| Series { numeral, start: 1, count: 0 };
        Self {
            foot: series(Numeral::Decimal),
            // Word's own choice where nothing is said.
            end: series(Numeral::LowerRoman),
            printed: BTreeMap::new(),
            order: Vec::new(),
        }
    }
}

impl NoteNumbers {
    /// The numbering that the settings of the document choose.
    pub(super) fn read(settings: &str) -> Result<Self, crate::archive::PartError> {
        let document = xml::parse(settings)?;
        let mut numbers = Self::default();
        numbers.read_properties(document.root_element());
        Ok(numbers)
    }

    /// The numbering that a section, or the settings, choose.
    pub(super) fn read_properties(&mut self, node: Node<'_, '_>) {
        for (series, name) in [(&mut self.foot, "footnotePr"), (&mut self.end, "endnotePr")] {
            let Some(properties) = child(node, name) else { continue };
            let value = |name: &str| child(properties, name).and_then(|node| attribute(node, "val"));
            if let Some(format) = value("numFmt") {
                series.numeral = Numeral::from_word(format);
            }
            if let Some(start) = value("numStart").and_then(|start| start.parse().ok()) {
                series.start = start;
            }
        }
    }

    /// What is printed at a call. A note that has a sign of its own (`own`) does not count.
    fn call(&mut self, key: &str, own: Option<&str>) -> String {
        if let Some(printed) = self.printed.get(key) {
            return printed.clone();
        }
        let series = if key.starts_with('f') { &mut self.foot } else { &mut self.end };
        let printed = match own {
            Some(own) => own.to_owned(),
            None => {
                series.count = series.count.saturating_add(1);
                series.numeral.write(series.start.saturating_add(series.count - 1))
            }
        };
        self.printed.insert(key.into(), printed.clone());
        self.order.push(key.into());
        printed
    }
}

/// Reads runs; what goes over the end of a paragraph (a field that is open) is kept.
#[derive(Debug)]
pub(super) struct Runs {
    pub(super) notes: NoteNumbers,
    pub(super) is_tracked: bool,
    pub(super) unknown_symbols: usize,
    pub(super) is_too_deep: bool,
    /// Of each field that is open, whether its instruction still runs: that is not text.
    fields: Vec<bool>,
    /// Letters of the paragraph in bold type, and others.
    bold: (usize, usize),
    /// The label that a note shows of itself.
    pub(super) own_label: Option<String>,
}

impl Runs {
    pub(super) fn new(notes: NoteNumbers) -> Self {
        Self {
            notes,
            is_tracked: false,
            unknown_symbols: 0,
            is_too_deep: false,
            fields: Vec::new(),
            bold: (0, 0),
            own_label: None,
        }
    }

    /// Begins a paragraph.
    pub(super) fn begin(&mut self) {
        self.bold = (0, 0);
    }

    /// Whether every letter of the paragraph was bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold.0 > 0 && self.bold.1 == 0
    }

    pub(super) fn read(&mut self, node: Node<'_, '_>, is_struck: bool, depth: usize, out: &mut ParagraphText) {
        if depth > MAX_DEPTH {
            self.is_too_deep = true;
            return;
        }
        for element in elements(node) {
            match element.tag_name().name() {
                "r" if element.tag_name().namespace().is_some_and(|ns| ns.ends_with("/math")) => {
                    self.read(element, is_struck, depth + 1, out);
                }
                "r" => self.run(element, is_struck, depth + 1, out),
                "del" | "moveFrom" => {
                    self.is_tracked = true;
                    self.read(element, true, depth + 1, out);
                }
                "ins" | "moveTo" => {
                    self.is_tracked = true;
                    self.read(element, is_struck, depth + 1, out);
                }
                // A formula: its letters, in their order.
                "t" => self.text(element, is_struck, false, out),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.read(chosen, is_struck, depth + 1, out);
                    }
                }
                "pPr" | "rPr" | "sdtPr" | "drawing" | "pict" | "object" | "txbxContent" => {}
                _ => self.read(element, is_struck, depth + 1, out),
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>, is_struck: bool, depth: usize, out: &mut ParagraphText) {
        let properties = child(run, "rPr");
        let is_on = |name: &str| {
            let value = properties.and_then(|p| child(p, name)).map(|node| attribute(node, "val").unwrap_or("1"));
            value.is_some_and(|value| !matches!(value, "0" | "false" | "off" | "none"))
        };
        let is_struck = is_struck || is_on("vanish") && !is_on("specVanish");
        let is_bold = is_on("b");
        self.run_content(run, is_struck, is_bold, depth, out);
    }

    fn run_content(
        &mut self,
        run: Node<'_, '_>,
        is_struck: bool,
        is_bold: bool,
        depth: usize,
        out: &mut ParagraphText,
    ) {
        if depth > MAX_DEPTH {
            self.is_too_deep = true;
            return;
        }
        for element in elements(run) {
            let name = element.tag_name().name();
            if name == "fldChar" {
                self.field(attribute(element, "fldCharType").unwrap_or_default());
                continue;
            }
            if self.fields.contains(&true) {
                continue;
            }
            match name {
                "t" | "delText" => self.text(element, is_struck || name == "delText", is_bold, out),
                "tab" | "ptab" => out.push_run("\t", is_struck),
                "br" | "cr" => out.push_run("\n", is_struck),
                "softHyphen" if !is_struck => out.push_soft_hyphen(),
                "noBreakHyphen" if is_struck => out.push_run("-", true),
                "noBreakHyphen" => out.push_hard_hyphen(),
                "sym" => self.symbol(element, is_struck, out),
                "footnoteReference" if !is_struck => self.call(element, 'f', run, out),
                "endnoteReference" if !is_struck => self.call(element, 'e', run, out),
                "footnoteRef" | "endnoteRef" => {
                    if let Some(label) = self.own_label.take() {
                        out.push_label(&label);
                    }
                }
                "ruby" => {
                    // The base is the text; what stands above it is its pronunciation.
                    if let Some(base) = child(element, "rubyBase") {
                        self.read(base, is_struck, depth + 1, out);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.run_content(chosen, is_struck, is_bold, depth + 1, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn field(&mut self, step: &str) {
        match step {
            "begin" => self.fields.push(true),
            "separate" => {
                if let Some(last) = self.fields.last_mut() {
                    *last = false;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn text(&mut self, element: Node<'_, '_>, is_struck: bool, is_bold: bool, out: &mut ParagraphText) {
        let text: String = element.children().filter_map(|child| child.text()).collect();
        // White space at the ends counts only where the file says so; a line end in XML is a blank.
        let is_kept = attribute(element, "space") == Some("preserve");
        let text = if is_kept { &*text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
        let text = text.replace(['\r', '\n', '\t'], " ");
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if is_bold {
            self.bold.0 += letters
        } else {
            self.bold.1 += letters
        }
        // The sign of a note that numbers itself was taken with its call.
        out.push_run(&text, is_struck);
    }

    fn symbol(&mut self, element: Node<'_, '_>, is_struck: bool, out: &mut ParagraphText) {
        let font = attribute(element, "font").unwrap_or_default();
        let Some(code) = attribute(element, "char").and_then(|code| u32::from_str_radix(code, 16).ok()) else { return };
        let shown = symbols::character(font, code).or_else(|| {
            self.unknown_symbols += 1;
            char::from_u32(code)
        });
        if let Some(shown) = shown {
            out.push_run(shown.encode_utf8(&mut [0; 4]), is_struck);
        }
    }

    fn call(&mut self, element: Node<'_, '_>, kind: char, run: Node<'_, '_>, out: &mut ParagraphText) {
        let Some(id) = attribute(element, "id") else { return };
        let key = format!("{kind}{id}");
        let follows = attribute(element, "customMarkFollows").is_some_and(|v| !matches!(v, "0" | "false" | "off"));
        if !follows {
            let printed = self.notes.call(&key, None);
            out.push_call(&printed, &key);
            return;
        }
        // The sign is the text of the run behind the reference, which is read next: only its place is kept.
        let sign: String = elements(run)
            .filter(|node| node.tag_name().name() == "t" && node.range().start > element.range().start)
            .filter_map(|node| node.text())
            .collect();
        let printed = self.notes.call(&key, Some(sign.trim()));
        out.announce_call(printed.len(), &key);
    }
}
