//! From tokens to paragraphs with their notes.

mod control;
mod notes;

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::layered::{Gap, LayeredText};
use crate::{LayerKind, ReadOptions};

use super::code_pages::by_number;
use super::flows::{self, Flow, FlowKind};
use super::tokens::{Token, Tokens};

/// Groups deeper than this are left out; word processors stay below forty.
const MOST_DEPTH: usize = 256;
/// Characters of a title or name in the description of the file.
const DESCRIBED: usize = 1000;

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    /// To the text that is read: the body, a note, a running head.
    Text,
    /// To nowhere.
    Nowhere,
    Fonts,
    Styles,
    Title,
    Author,
}

/// What holds inside a group.
#[derive(Debug, Clone)]
struct State {
    to: Destination,
    font: i64,
    style: i64,
    /// Characters that stand behind `\u` for programs that do not know it.
    fallback: i64,
    outline: Option<i64>,
    in_table: bool,
    is_hidden: bool,
    is_deleted: bool,
    is_raised: bool,
    /// The group began a flow of its own: a note, a running head.
    opens_flow: bool,
    /// `\*` stood at its beginning.
    is_optional: bool,
}

#[derive(Debug, Clone, Default)]
struct Font {
    page: Option<i64>,
    name: String,
}

#[derive(Debug, Clone, Default)]
struct Style {
    outline: Option<i64>,
    name: String,
}

/// What was found while reading.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) author: String,
    /// The paragraph in the style of titles.
    pub(super) title_paragraph: Option<String>,
    pub(super) is_too_deep: bool,
    pub(super) is_cut: bool,
    pub(super) is_over_limit: bool,
    pub(super) is_tracked: bool,
    pub(super) unknown_code_page: Option<i64>,
    /// The document's own code page.
    page: i64,
}

impl Document {
    pub(super) fn encoding_reason(&self) -> String {
        format!("the file names code page {} for its letters, or Unicode", self.page)
    }

    /// Reads a whole file into `text`.
    pub(super) fn read(bytes: &[u8], options: &ReadOptions, text: &mut LayeredText) -> Self {
        let mut reader = Reading::new(options.limits.max_part_bytes as usize);
        reader.run(Tokens::new(bytes));
        reader.finish(text)
    }
}

struct Reading {
    found: Document,
    states: Vec<State>,
    flows: Vec<Flow>,
    done: Vec<Flow>,
    fonts: BTreeMap<i64, Font>,
    styles: BTreeMap<i64, Style>,
    /// The font and the style that are being defined.
    defined: i64,
    /// Bytes that are yet to be decoded, all of one code page.
    bytes: Vec<u8>,
    /// Characters behind `\u` that are still to be left out.
    left_out: i64,
    /// The first half of a letter beyond U+FFFF.
    high: Option<u16>,
    default_font: i64,
    feet: u32,
    ends: u32,
    /// A number of a note was printed and its note has not come.
    called: Option<u32>,
    notes: u32,
    written: usize,
    most: usize,
}

impl Reading {
    fn new(most: usize) -> Self {
        let state = State {
            to: Destination::Text,
            font: -1,
            style: 0,
            fallback: 1,
            outline: None,
            in_table: false,
            is_hidden: false,
            is_deleted: false,
            is_raised: false,
            opens_flow: false,
            is_optional: false,
        };
        Self {
            found: Document { page: 1252, ..Document::default() },
            states: vec![state],
            flows: vec![Flow::new(FlowKind::Body)],
            done: Vec::new(),
            fonts: BTreeMap::new(),
            styles: BTreeMap::new(),
            defined: 0,
            bytes: Vec::new(),
            left_out: 0,
            high: None,
            default_font: 0,
            feet: 0,
            ends: 0,
            called: None,
            notes: 0,
            written: 0,
            most,
        }
    }

    fn run(&mut self, mut tokens: Tokens<'_>) {
        let mut too_deep = 0usize;
        let mut is_whole = false;
        while let Some(token) = tokens.next() {
            match token {
                Token::Open if self.states.len() >= MOST_DEPTH => {
                    too_deep += 1;
                    self.found.is_too_deep = true;
                }
                Token::Close if too_deep > 0 => too_deep -= 1,
                _ if too_deep > 0 => {}
                Token::Open => {
                    self.flush();
                    self.left_out = 0;
                    let state = self.state().clone();
                    self.states.push(State { opens_flow: false, is_optional: false, ..state });
                }
                Token::Close => {
                    self.close_group();
                    if self.states.len() == 1 {
                        is_whole = true;
                        break;
                    }
                }
                Token::Byte(byte) => self.byte(byte),
                Token::Word("bin", Some(count)) => tokens.leave_out(usize::try_from(count).unwrap_or(0)),
                Token::Word(word, number) => self.word(word, number),
            }
            if self.written > self.most {
                self.found.is_over_limit = true;
                return;
            }
        }
        self.flush();
        self.found.is_cut = !is_whole;
    }

    fn state(&mut self) -> &mut State {
        // The first state is never taken away.
        let last = self.states.len() - 1;
        &mut self.states[last]
    }

    fn flow(&mut self) -> &mut Flow {
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    fn close_group(&mut self) {
        self.flush();
        self.left_out = 0;
        if self.states.len() < 2 {
            return;
        }
        let Some(state) = self.states.pop() else { return };
        if state.opens_flow && self.flows.len() > 1 {
            self.end_paragraph(state.in_table, Gap::Paragraph);
            self.done.extend(self.flows.pop());
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        self.bytes.push(byte);
    }

    /// Decodes what has come in one code page and sends it where it goes.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let page = self.page();
        let encoding: &'static Encoding = by_number(page).unwrap_or_else(|| {
            if bytes.iter().any(|byte| !byte.is_ascii()) {
                self.found.unknown_code_page.get_or_insert(page);
            }
            encoding_rs::WINDOWS_1252
        });
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.text(&text);
    }

    fn page(&mut self) -> i64 {
        let own = self.found.page;
        let font = self.state().font;
        let font = if font < 0 { self.default_font } else { font };
        self.fonts.get(&font).and_then(|font| font.page).unwrap_or(own)
    }

    fn text(&mut self, text: &str) {
        let state = self.state();
        let (to, is_struck, is_raised) = (state.to, state.is_hidden || state.is_deleted, state.is_raised);
        match to {
            Destination::Text => {
                self.written += text.len();
                let flow = self.flow();
                flow.raised_from = match (is_raised, flow.raised_from) {
                    (true, from) => from.or(Some(flow.current.text.len())),
                    (false, _) if !text.trim().is_empty() => None,
                    (false, from) => from,
                };
                let text = if flow.is_labelled { text.trim_start() } else { text };
                flow.is_labelled &= text.is_empty();
                flow.current.push_run(text, is_struck);
            }
            Destination::Title => push_at_most(&mut self.found.title, text),
            Destination::Author => push_at_most(&mut self.found.author, text),
            Destination::Fonts => {
                let defined = self.defined;
                push_at_most(&mut self.fonts.entry(defined).or_default().name, text);
            }
            Destination::Styles => {
                let defined = self.defined;
                push_at_most(&mut self.styles.entry(defined).or_default().name, text);
            }
            Destination::Nowhere => {}
        }
    }

    fn unicode(&mut self, number: i64) {
        self.left_out = self.state().fallback;
        // Numbers above 32,767 are written as negative ones.
        let unit = (number & 0xFFFF) as u16;
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.high = Some(unit),
            (Some(high), 0xDC00..=0xDFFF) => {
                let letter = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.letter(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (_, unit) => self.letter(char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    fn letter(&mut self, letter: char) {
        if !letter.is_control() {
            self.text(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn break_paragraph(&mut self) {
        if self.state().to == Destination::Text {
            let in_table = self.state().in_table;
            self.end_paragraph(in_table, Gap::Paragraph);
        } else if self.state().to == Destination::Title {
            self.text(" ");
        }
    }

    fn end_paragraph(&mut self, in_table: bool, gap: Gap) {
        let (style, outline) = (self.state().style, self.state().outline);
        let style = self.styles.get(&style).cloned().unwrap_or_default();
        let flow = self.flow();
        flow.raised_from = None;
        let paragraph = std::mem::take(&mut flow.current);
        if paragraph.is_blank() {
            return;
        }
        let name = style.name.trim_end_matches(';').trim().to_lowercase();
        let is_title = name == TITLE;
        let is_heading = outline.or(style.outline).is_some_and(|level| (0..9).contains(&level));
        let kind = match () {
            () if in_table => LayerKind::Cell,
            () if is_heading || is_title => LayerKind::Heading,
            () if name == CAPTION => LayerKind::Caption,
            () => LayerKind::Paragraph,
        };
        let is_body = flow.kind == FlowKind::Body;
        let title = (is_title && is_body).then(|| paragraph.text.trim().to_owned());
        flow.paragraphs.push((kind, gap, paragraph));
        if let Some(title) = title {
            self.found.title_paragraph.get_or_insert(title);
        }
    }

    fn finish(mut self, text: &mut LayeredText) -> Document {
        while self.flows.len() > 1 {
            self.end_paragraph(false, Gap::Paragraph);
            self.done.extend(self.flows.pop());
        }
        self.end_paragraph(false, Gap::Paragraph);
        if let Some(body) = self.flows.pop() {
            flows::write(body, self.done, text);
        }
        self.found
    }
}

/// Names of the styles of titles and captions, which word processors of every language write in English; headings are
/// known by their rank.
const TITLE: &str = "title";
const CAPTION: &str = "caption";

fn push_at_most(to: &mut String, text: &str) {
    if to.len() < DESCRIBED {
        to.push_str(text);
    }
}
