//! The blocks of a document: paragraphs, tables, text boxes.

use roxmltree::Node;

use crate::layered::{Gap, LayeredText, ParagraphText};
use crate::xml::{MAX_DEPTH, attribute, child, elements};
use crate::{Diagnostic, Ingested, LayerKind, PartKind, codes};

use super::numbering::Numbering;
use super::package::Package;
use super::run::{NoteNumbers, Runs};
use super::styles::{Styles, list_reference, outline_level};

/// A paragraph that is finished.
pub(super) struct Block {
    pub(super) kind: LayerKind,
    pub(super) part: PartKind,
    pub(super) gap: Gap,
    pub(super) paragraph: ParagraphText,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy)]
struct Context {
    depth: usize,
    is_struck: bool,
    in_table: bool,
    in_box: bool,
}

/// A paragraph of the style of headings that is longer than this, in characters, is no heading: styles are misused.
const LONGEST_HEADING: usize = 400;
/// A paragraph in bold type that is no longer than this, in characters, is a heading.
const LONGEST_BOLD_HEADING: usize = 200;

/// Walks the document and keeps what is counted on the way.
pub(super) struct Body {
    styles: Styles,
    numbering: Numbering,
    pub(super) runs: Runs,
    /// The text of the first paragraph in the style of titles.
    pub(super) title: Option<String>,
    embedded: usize,
    is_too_deep: bool,
    blocks: Vec<Block>,
    /// A paragraph whose end is deleted: it goes on with the next.
    open: Option<ParagraphText>,
}

impl Body {
    pub(super) fn new(package: &mut Package) -> Self {
        let styles = read_part(package, "styles", Styles::read);
        let numbering = read_part(package, "numbering", Numbering::read);
        let notes = read_part(package, "settings", NoteNumbers::read);
        Self {
            styles,
            numbering,
            runs: Runs::new(notes),
            title: None,
            embedded: 0,
            is_too_deep: false,
            blocks: Vec::new(),
            open: None,
        }
    }

    /// Reads the main document into the text.
    pub(super) fn read_main(&mut self, root: Node<'_, '_>, text: &mut LayeredText) {
        if let Some(section) = child(root, "body").and_then(|body| child(body, "sectPr")) {
            self.runs.notes.read_properties(section);
        }
        for block in self.read(root) {
            text.push(block.kind, block.part, block.gap, block.paragraph);
        }
    }

    /// The blocks below a node, in order.
    pub(super) fn read(&mut self, node: Node<'_, '_>) -> Vec<Block> {
        self.walk(node, Context { depth: 0, is_struck: false, in_table: false, in_box: false });
        if let Some(paragraph) = self.open.take() {
            self.blocks.push(Block {
                kind: LayerKind::Paragraph,
                part: PartKind::Paragraph,
                gap: Gap::Paragraph,
                paragraph,
            });
        }
        std::mem::take(&mut self.blocks)
    }

    fn walk(&mut self, node: Node<'_, '_>, context: Context) {
        if context.depth > MAX_DEPTH {
            self.is_too_deep = true;
            return;
        }
        let deeper = Context { depth: context.depth + 1, ..context };
        for element in elements(node) {
            match element.tag_name().name() {
                "p" => self.paragraph(element, deeper),
                "tr" => self.row(element, deeper),
                "del" | "moveFrom" => {
                    self.runs.is_tracked = true;
                    self.walk(element, Context { is_struck: true, ..deeper });
                }
                "ins" | "moveTo" => {
                    self.runs.is_tracked = true;
                    self.walk(element, deeper);
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.walk(chosen, deeper);
                    }
                }
                "altChunk" => self.embedded += 1,
                "sectPr" | "tblPr" | "tblGrid" | "sdtPr" => {}
                _ => self.walk(element, deeper),
            }
        }
    }

    fn row(&mut self, row: Node<'_, '_>, context: Context) {
        let is_deleted = child(row, "trPr").is_some_and(|properties| child(properties, "del").is_some());
        let context = Context { in_table: true, is_struck: context.is_struck || is_deleted, ..context };
        let first = self.blocks.len();
        self.walk(row, context);
        // The cells of a row stand in lines; a blank line comes before the row.
        if let Some(block) = self.blocks[first..].iter_mut().find(|block| !block.paragraph.is_blank()) {
            block.gap = Gap::Paragraph;
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, context: Context) {
        let properties = child(node, "pPr");
        let style = properties.and_then(|p| child(p, "pStyle")).and_then(|s| attribute(s, "val")).unwrap_or_default();
        let own_list = properties.and_then(list_reference);
        let list = own_list.or_else(|| self.styles.list(style)).filter(|(list, _)| list != "0");
        let mut paragraph = self.open.take().unwrap_or_default();
        let mut content = ParagraphText::default();
        self.runs.begin();
        self.runs.read(node, context.is_struck, context.depth, &mut content);
        if self.runs.is_too_deep {
            self.is_too_deep = true;
        }
        // An item without words has no number either, as the page shows it.
        let is_item = list.is_some() && !content.is_blank();
        if let Some((list, level)) = list.filter(|_| is_item && paragraph.is_blank())
            && let Some(label) = self.numbering.next(&list, level).filter(|label| !label.is_empty())
        {
            paragraph.push(&label);
            paragraph.push(" ");
        }
        paragraph.append(content);
        let mark = properties.and_then(|p| child(p, "rPr"));
        if mark.is_some_and(|mark| child(mark, "del").is_some()) {
            self.runs.is_tracked = true;
            self.open = Some(paragraph);
        } else {
            let kind = self.kind(style, properties, is_item, context, &paragraph);
            if self.styles.is_title(style) && self.title.is_none() && !paragraph.is_blank() {
                self.title = Some(paragraph.text.trim().to_owned());
            }
            let part = if context.in_box { PartKind::TextBox } else { PartKind::Paragraph };
            let gap = if context.in_table { Gap::Line } else { Gap::Paragraph };
            self.blocks.push(Block { kind, part, gap, paragraph });
        }
        // Text boxes come behind the paragraph that they are anchored in.
        let mut boxes = Vec::new();
        find_boxes(node, context.depth, &mut boxes);
        for text_box in boxes {
            self.walk(text_box, Context { in_box: true, in_table: false, ..context });
        }
    }

    fn kind(
        &self,
        style: &str,
        properties: Option<Node<'_, '_>>,
        is_item: bool,
        context: Context,
        paragraph: &ParagraphText,
    ) -> LayerKind {
        let text = paragraph.text.trim();
        let length = text.chars().count();
        let outline = properties.and_then(outline_level).filter(|level| *level < 9);
        let kind = outline.map(|_| LayerKind::Heading).or_else(|| self.styles.kind(style));
        if context.in_table && kind != Some(LayerKind::Caption) {
            return LayerKind::Cell;
        }
        if context.in_box && kind != Some(LayerKind::Caption) {
            return LayerKind::Body;
        }
        match kind {
            Some(LayerKind::Heading) if length > LONGEST_HEADING => LayerKind::Body,
            Some(kind) => kind,
            None if is_item => LayerKind::Body,
            None if self.runs.is_bold() && length <= LONGEST_BOLD_HEADING && !text.ends_with(['.', ',', ';', ':']) => {
                LayerKind::Heading
            }
            None => LayerKind::Paragraph,
        }
    }

    /// What a person should know of the document.
    pub(super) fn report(&self, read: &mut Ingested) {
        if self.runs.is_tracked {
            read.diagnostics.push(
                Diagnostic::new(
                    codes::TRACKED_CHANGES,
                    "the document has tracked changes: insertions are read, deletions are kept and not read",
                )
                .with_hint("accept or reject the changes in the word processor if the text should be final"),
            );
        }
        if self.embedded > 0 {
            let message = format!("{} documents that are embedded in this one were not read", self.embedded);
            read.diagnostics.push(
                Diagnostic::new(codes::DOCX_EMBEDDED, message)
                    .with_hint("open the file in a word processor and save it anew, which takes them in"),
            );
        }
        if self.runs.unknown_symbols > 0 {
            let message =
                format!("{} signs of a symbol font have no Unicode value that is known", self.runs.unknown_symbols);
            read.diagnostics.push(Diagnostic::new(codes::DOCX_SYMBOLS, message).with_hint("nothing to do as a rule"));
        }
        if self.is_too_deep {
            report_depth(read, "word/document.xml");
        }
    }
}

/// Marks a file partial whose structure is nested without end.
pub(crate) fn report_depth(read: &mut Ingested, part: &str) {
    let message = format!("in {part}, what is nested more than {MAX_DEPTH} deep was left out");
    read.diagnostics.push(
        Diagnostic::new(codes::TOO_DEEP_INSIDE, &*message)
            .with_hint("open the file in the program that made it and save it anew"),
    );
    read.partial = Some(read.partial.take().map_or(message.clone(), |before| format!("{before}; {message}")));
}

/// Of several ways to show the same thing the first that has text, else the one for old programs.
pub(super) fn alternative<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let has_text = |node: &Node<'_, '_>| node.descendants().any(|n| matches!(n.tag_name().name(), "t" | "txbxContent"));
    elements(node)
        .find(|choice| choice.tag_name().name() == "Choice" && has_text(choice))
        .or_else(|| child(node, "Fallback"))
}

/// The text boxes that are anchored in a node, without those inside them.
fn find_boxes<'a, 'i>(node: Node<'a, 'i>, depth: usize, found: &mut Vec<Node<'a, 'i>>) {
    if depth > MAX_DEPTH {
        return;
    }
    for element in elements(node) {
        match element.tag_name().name() {
            "txbxContent" => found.push(element),
            "AlternateContent" => {
                if let Some(chosen) = alternative(element) {
                    find_boxes(chosen, depth + 1, found);
                }
            }
            _ => find_boxes(element, depth + 1, found),
        }
    }
}

fn read_part<T: Default>(
    package: &mut Package,
    kind: &str,
    read: impl Fn(&str) -> Result<T, crate::archive::PartError>,
) -> T {
    let Some(part) = package.parts(kind).into_iter().next() else { return T::default() };
    let Some(text) = package.optional(&part) else { return T::default() };
    read(&text).unwrap_or_else(|error| {
        package.failed(&part, &error);
        T::default()
    })
}
