//! The blocks of a page in their order.

use crate::layered::{Gap, LayeredText, ParagraphText};
use crate::numerals::Numeral;
use crate::{LayerKind, PartKind};

use super::main_text::{find_asides, is_no_text};
use super::notes::{Notes, bare_sign};
use super::tree::{Tree, is_block};

/// A paragraph in bold type that is no longer than this, in characters, is a heading.
const LONGEST_BOLD_HEADING: usize = 200;

#[derive(Debug, Clone, Copy)]
struct Context {
    kind: LayerKind,
    in_table: bool,
    is_kept_as_is: bool,
    is_struck: bool,
    is_bold: bool,
}

/// Walks a page; inline text gathers in `open` until a block begins or ends.
pub(super) struct Content<'t> {
    tree: &'t Tree,
    asides: Vec<bool>,
    notes: Notes,
    open: ParagraphText,
    /// Letters of the open paragraph in bold type, and others.
    bold: (usize, usize),
    /// Numbers of the lists that are open.
    lists: Vec<(Numeral, u32)>,
    /// The item under way has its number yet to be shown.
    label: Option<String>,
    /// The paragraphs of the note that is being read.
    note: Option<Vec<ParagraphText>>,
    /// The label of the note that is being read was found.
    has_label: bool,
    gap: Gap,
}

impl<'t> Content<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            asides: find_asides(tree),
            notes: Notes::find(tree),
            open: ParagraphText::default(),
            bold: (0, 0),
            lists: Vec::new(),
            label: None,
            note: None,
            has_label: false,
            gap: Gap::Paragraph,
        }
    }

    pub(super) fn read(mut self, text: &mut LayeredText) {
        let context = Context {
            kind: LayerKind::Paragraph,
            in_table: false,
            is_kept_as_is: false,
            is_struck: false,
            is_bold: false,
        };
        self.walk(0, context, text);
        self.close(context, text);
    }

    fn walk(&mut self, node: usize, context: Context, text: &mut LayeredText) {
        let tree = self.tree;
        for &child in &tree.nodes[node].children {
            self.visit(child, context, text);
        }
    }

    fn visit(&mut self, node: usize, context: Context, text: &mut LayeredText) {
        let name = self.tree.nodes[node].name.as_str();
        if name.is_empty() {
            let words = &self.tree.nodes[node].text;
            return self.text(words, context);
        }
        if is_no_text(name) {
            return;
        }
        if self.notes.notes.contains(&node) && self.note.is_none() {
            return self.read_note(node, context, text);
        }
        let mut inner = context;
        if self.asides[node] && context.kind != LayerKind::Aside {
            if is_block(name) {
                self.close(context, text);
            }
            inner.kind = LayerKind::Aside;
        }
        if is_block(name) {
            return self.block(node, inner, text);
        }
        match name {
            "br" => self.open.push_run("\n", context.is_struck),
            "q" => {
                self.open.push_run("“", context.is_struck);
                self.walk(node, inner, text);
                self.open.push_run("”", context.is_struck);
            }
            "a" => self.link(node, inner, text),
            "b" | "strong" => self.walk(node, Context { is_bold: true, ..inner }, text),
            "del" => self.walk(node, Context { is_struck: true, ..inner }, text),
            // A part of a line that does not belong to the text reads as nothing.
            _ if inner.kind == LayerKind::Aside && context.kind != LayerKind::Aside => {
                self.walk(node, Context { is_struck: true, kind: context.kind, ..inner }, text);
            }
            _ => self.walk(node, inner, text),
        }
    }

    fn block(&mut self, node: usize, context: Context, text: &mut LayeredText) {
        self.close(context, text);
        let name = self.tree.nodes[node].name.as_str();
        let mut inner = context;
        if context.kind != LayerKind::Aside {
            inner.kind = match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => LayerKind::Heading,
                "figcaption" | "caption" => LayerKind::Caption,
                "td" | "th" => LayerKind::Cell,
                "li" | "dt" | "dd" | "blockquote" | "pre" => LayerKind::Body,
                _ => context.kind,
            };
        }
        inner.is_bold = false;
        inner.is_kept_as_is |= name == "pre";
        inner.in_table |= matches!(name, "td" | "th");
        match name {
            "ol" | "ul" | "menu" => {
                let start = self.number(node, "start").unwrap_or(1);
                let numeral = match name {
                    "ol" => Numeral::from_word(self.tree.attribute(node, "type").unwrap_or("1")),
                    _ => Numeral::Bullet,
                };
                self.lists.push((numeral, start.saturating_sub(1)));
            }
            "li" => {
                let own = self.number(node, "value");
                if let Some((numeral, count)) = self.lists.last_mut() {
                    *count = own.unwrap_or(count.saturating_add(1));
                    self.label = Some(match numeral {
                        Numeral::Bullet => "•".into(),
                        numeral => format!("{}.", numeral.write(*count)),
                    });
                }
            }
            "tr" => self.gap = Gap::Paragraph,
            _ => {}
        }
        self.walk(node, inner, text);
        self.close(inner, text);
        match name {
            "ol" | "ul" | "menu" => drop(self.lists.pop()),
            "li" => self.label = None,
            "table" => self.gap = Gap::Paragraph,
            _ => {}
        }
    }

    fn number(&self, node: usize, attribute: &str) -> Option<u32> {
        self.tree.attribute(node, attribute)?.trim().parse().ok()
    }

    fn read_note(&mut self, node: usize, context: Context, text: &mut LayeredText) {
        self.close(context, text);
        self.note = Some(Vec::new());
        self.has_label = false;
        let is_item = self.tree.nodes[node].name == "li";
        let inner = Context { kind: LayerKind::Body, in_table: false, ..context };
        self.block(node, inner, text);
        let mut paragraphs = self.note.take().unwrap_or_default();
        // The number of an item is that of its note, unless the note shows one itself.
        if let Some(first) = paragraphs.first_mut()
            && is_item
            && !self.has_label
            && let Some((label, _)) =
                first.text.split_once(". ").filter(|(label, _)| label.chars().all(char::is_alphanumeric))
        {
            let length = label.len();
            first.set_label(0..length);
        }
        text.push_note(LayerKind::Endnote, PartKind::Endnote, &node.to_string(), paragraphs);
    }

    fn link(&mut self, node: usize, context: Context, text: &mut LayeredText) {
        if let Some(&note) = self.notes.calls.get(&node) {
            let printed = self.tree.text(node);
            let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
            // Blanks before a call are those of the source, not of the page.
            return self.open.push_call(&printed, &note.to_string());
        }
        if self.notes.backlinks.contains(&node) && self.note.is_some() {
            let words = self.tree.text(node);
            let sign = bare_sign(&words);
            let is_first = self.open.is_blank() || self.label.is_some();
            if is_first && !self.has_label && !sign.is_empty() && sign.chars().all(|c| c.is_alphanumeric() || c == '*')
            {
                self.label = None;
                self.has_label = true;
                self.open = ParagraphText::default();
                let trimmed = words.trim();
                let at = trimmed.find(sign).unwrap_or(0);
                self.open.push(trimmed);
                self.open.set_label(at..at + sign.len());
                self.open.push(" ");
                return;
            }
            self.show_label();
            return self.open.push_struck(words.trim());
        }
        self.walk(node, context, text);
    }

    /// Runs of white space are one blank, and none at the beginning, except where the page says otherwise.
    fn text(&mut self, words: &str, context: Context) {
        let mut shown = String::with_capacity(words.len());
        if context.is_kept_as_is {
            shown.push_str(words);
        } else {
            for c in words.chars() {
                if !matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}') {
                    shown.push(c);
                } else if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            if self.open.text.is_empty() || self.open.text.ends_with([' ', '\n']) {
                shown.drain(..usize::from(shown.starts_with(' ')));
            }
        }
        if shown.is_empty() {
            return;
        }
        if !shown.trim().is_empty() {
            self.show_label();
        }
        let letters = shown.chars().filter(|c| c.is_alphabetic()).count();
        if context.is_bold {
            self.bold.0 += letters
        } else {
            self.bold.1 += letters
        }
        self.open.push_run(&shown, context.is_struck);
    }

    /// Puts the number of a list item before its first words.
    fn show_label(&mut self) {
        if self.open.text.is_empty()
            && let Some(label) = self.label.take()
        {
            self.open.push(&label);
            self.open.push(" ");
        }
    }

    /// Ends the open paragraph.
    fn close(&mut self, context: Context, text: &mut LayeredText) {
        let paragraph = std::mem::take(&mut self.open);
        let bold = std::mem::take(&mut self.bold);
        if paragraph.is_blank() {
            return;
        }
        if let Some(note) = &mut self.note {
            return note.push(paragraph);
        }
        let words = paragraph.text.trim();
        let is_bold = bold.0 > 0 && bold.1 == 0 && words.chars().count() <= LONGEST_BOLD_HEADING;
        let kind = match context.kind {
            LayerKind::Paragraph if is_bold && !words.ends_with(['.', ',', ';', ':']) => LayerKind::Heading,
            kind => kind,
        };
        let part = if kind == LayerKind::Aside { PartKind::RunningHead } else { PartKind::Paragraph };
        text.push(kind, part, self.gap, paragraph);
        self.gap = if context.in_table { Gap::Line } else { Gap::Paragraph };
    }
}
