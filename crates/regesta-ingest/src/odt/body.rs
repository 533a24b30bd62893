//! The blocks of a document: paragraphs, lists, tables, text boxes, notes.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use crate::layered::{Gap, LayeredText, ParagraphText};
use crate::xml::{MAX_DEPTH, attribute, child, elements};
use crate::{LayerKind, PartKind};

use super::lists::Lists;
use super::styles::Styles;

/// A paragraph that is finished.
pub(super) struct Block {
    kind: LayerKind,
    part: PartKind,
    gap: Gap,
    pub(super) paragraph: ParagraphText,
}

/// A note, read where it is called.
pub(super) struct Note {
    pub(super) key: String,
    pub(super) is_endnote: bool,
    pub(super) paragraphs: Vec<ParagraphText>,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) depth: usize,
    in_table: bool,
    in_box: bool,
    in_index: bool,
}

impl Context {
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, in_table: false, in_box: false, in_index: false }
    }
}

/// A paragraph in bold type that is no longer than this, in characters, is a heading.
const LONGEST_BOLD_HEADING: usize = 200;
/// A paragraph of the style of headings that is longer than this, in characters, is no heading: styles are misused.
const LONGEST_HEADING: usize = 400;

/// Walks the document and keeps what is met on the way.
pub(super) struct Body {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    /// What was deleted in a tracked change, by the change.
    pub(super) deleted: BTreeMap<String, String>,
    pub(super) notes: Vec<Note>,
    pub(super) comments: Vec<ParagraphText>,
    pub(super) is_tracked: bool,
    pub(super) is_too_deep: bool,
    /// Letters of the paragraph in bold type, and others.
    pub(super) bold: (usize, usize),
    /// The text of the first paragraph in the style of titles.
    pub(super) title: Option<String>,
    blocks: Vec<Block>,
}

impl Body {
    pub(super) fn new(styles: Styles) -> Self {
        Self {
            styles,
            lists: Lists::default(),
            deleted: BTreeMap::new(),
            notes: Vec::new(),
            comments: Vec::new(),
            is_tracked: false,
            is_too_deep: false,
            bold: (0, 0),
            title: None,
            blocks: Vec::new(),
        }
    }

    /// Reads the document into the text: the body, then footnotes, endnotes and comments.
    pub(super) fn read_main(&mut self, root: Node<'_, '_>, text: &mut LayeredText) {
        let Some(body) = child(root, "body") else { return };
        for block in self.read(body, Context::new(0)) {
            text.push(block.kind, block.part, block.gap, block.paragraph);
        }
        let (feet, ends): (Vec<Note>, Vec<Note>) =
            std::mem::take(&mut self.notes).into_iter().partition(|note| !note.is_endnote);
        for note in feet {
            text.push_note(LayerKind::Footnote, PartKind::Footnote, &note.key, note.paragraphs);
        }
        for note in ends {
            text.push_note(LayerKind::Endnote, PartKind::Endnote, &note.key, note.paragraphs);
        }
        for comment in std::mem::take(&mut self.comments) {
            text.push(LayerKind::Aside, PartKind::Comment, Gap::Paragraph, comment);
        }
    }

    /// Reads the running heads and feet, each wording once.
    pub(super) fn read_running_heads(&mut self, styles: Node<'_, '_>, text: &mut LayeredText) {
        let mut seen = BTreeSet::new();
        let Some(masters) = child(styles, "master-styles") else { return };
        let heads = elements(masters).flat_map(elements).filter(|node| {
            let name = node.tag_name().name();
            name.starts_with("header") || name.starts_with("footer")
        });
        for head in heads {
            for block in self.read(head, Context::new(0)) {
                if seen.insert(block.paragraph.text.clone()) {
                    text.push(LayerKind::Aside, PartKind::RunningHead, Gap::Paragraph, block.paragraph);
                }
            }
        }
    }

    /// The blocks below a node, in order.
    pub(super) fn read(&mut self, node: Node<'_, '_>, context: Context) -> Vec<Block> {
        let before = std::mem::take(&mut self.blocks);
        self.walk(node, context);
        std::mem::replace(&mut self.blocks, before)
    }

    fn walk(&mut self, node: Node<'_, '_>, context: Context) {
        if context.depth > MAX_DEPTH {
            self.is_too_deep = true;
            return;
        }
        let deeper = Context { depth: context.depth + 1, ..context };
        for element in elements(node) {
            match element.tag_name().name() {
                "p" | "h" => self.paragraph(element, deeper),
                "list" => {
                    let first = element.descendants().find(|node| matches!(node.tag_name().name(), "p" | "h"));
                    let style = first.and_then(|paragraph| attribute(paragraph, "style-name"));
                    self.lists.begin(element, &self.styles, style);
                    self.walk(element, deeper);
                    self.lists.end(element);
                }
                "list-item" | "list-header" => {
                    self.lists.item(element);
                    self.walk(element, deeper);
                }
                "tracked-changes" => self.read_deletions(element),
                "table-row" => {
                    let first = self.blocks.len();
                    self.walk(element, Context { in_table: true, ..deeper });
                    // The cells of a row stand in lines; a blank line comes before the row.
                    if let Some(block) = self.blocks[first..].iter_mut().find(|block| !block.paragraph.is_blank()) {
                        block.gap = Gap::Paragraph;
                    }
                }
                "text-box" => self.walk(element, Context { in_box: true, in_table: false, ..deeper }),
                "table-of-content" | "illustration-index" | "table-index" | "object-index" | "alphabetical-index"
                | "user-index" => self.walk(element, Context { in_index: true, ..deeper }),
                "table-of-content-source"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
                | "forms"
                | "annotation"
                | "covered-table-cell" => {}
                _ => self.walk(element, deeper),
            }
        }
    }

    /// What tracked changes deleted: it stands at the head of the file and is put back to its place.
    fn read_deletions(&mut self, node: Node<'_, '_>) {
        for region in elements(node) {
            self.is_tracked = true;
            let id = region.attributes().find(|attribute| attribute.name() == "id").map(|attribute| attribute.value());
            let Some((id, deletion)) = id.zip(child(region, "deletion")) else { continue };
            let paragraphs: Vec<String> = self
                .read(deletion, Context::new(0))
                .into_iter()
                .map(|block| block.paragraph.text)
                .filter(|text| !text.is_empty())
                .collect();
            self.deleted.insert(id.into(), paragraphs.join("\n"));
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, context: Context) {
        let style = attribute(node, "style-name").unwrap_or_default();
        let mut content = ParagraphText::default();
        self.bold = (0, 0);
        let is_bold = self.styles.is_bold("paragraph", style).unwrap_or(false);
        let is_hidden = self.styles.is_hidden("paragraph", style);
        let mut boxes = Vec::new();
        self.inline(node, is_hidden, is_bold, context.depth, &mut content, &mut boxes);
        let bold = self.bold;
        let is_item = !self.lists.open.is_empty() && !content.is_blank();
        let mut paragraph = ParagraphText::default();
        if is_item && let Some(label) = self.lists.label(&self.styles) {
            paragraph.push(&label);
            paragraph.push(" ");
        }
        paragraph.append(content);
        if self.styles.is_title(style) && self.title.is_none() && !paragraph.is_blank() {
            self.title = Some(paragraph.text.trim().to_owned());
        }
        let text = paragraph.text.trim();
        let length = text.chars().count();
        let kind = if node.tag_name().name() == "h" { Some(LayerKind::Heading) } else { self.styles.kind(style) };
        let kind = match kind {
            _ if context.in_index => LayerKind::Aside,
            Some(LayerKind::Caption) => LayerKind::Caption,
            _ if context.in_table => LayerKind::Cell,
            _ if context.in_box => LayerKind::Body,
            Some(LayerKind::Heading) if length > LONGEST_HEADING => LayerKind::Body,
            Some(kind) => kind,
            None if is_item => LayerKind::Body,
            None if bold.0 > 0
                && bold.1 == 0
                && length <= LONGEST_BOLD_HEADING
                && !text.ends_with(['.', ',', ';', ':']) =>
            {
                LayerKind::Heading
            }
            None => LayerKind::Paragraph,
        };
        let part = if context.in_box { PartKind::TextBox } else { PartKind::Paragraph };
        let gap = if context.in_table { Gap::Line } else { Gap::Paragraph };
        self.blocks.push(Block { kind, part, gap, paragraph });
        // Text boxes come behind the paragraph that they are anchored in.
        for text_box in boxes {
            self.walk(text_box, Context { in_box: true, in_table: false, ..context });
        }
    }
}
