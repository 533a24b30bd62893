//! What stands in a paragraph: text, blanks, notes, comments, tracked changes.

use roxmltree::Node;

use crate::layered::ParagraphText;
use crate::xml::{MAX_DEPTH, all_text, attribute, child};

use super::body::{Body, Context, Note};

/// Most blanks that one mark stands for.
const MOST_BLANKS: usize = 1000;

impl Body {
    pub(super) fn inline<'a, 'i>(
        &mut self,
        node: Node<'a, 'i>,
        is_struck: bool,
        is_bold: bool,
        depth: usize,
        out: &mut ParagraphText,
        boxes: &mut Vec<Node<'a, 'i>>,
    ) {
        if depth > MAX_DEPTH {
            self.is_too_deep = true;
            return;
        }
        for part in node.children() {
            if part.is_text() {
                self.text(part.text().unwrap_or_default(), is_struck, is_bold, out);
                continue;
            }
            match part.tag_name().name() {
                "s" => {
                    let count = attribute(part, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    out.push_run(&" ".repeat(MOST_BLANKS.min(count)), is_struck);
                }
                "tab" => out.push_run("\t", is_struck),
                "line-break" => out.push_run("\n", is_struck),
                "note" => self.note(part, is_struck, depth, out),
                "annotation" => self.comment(part, depth),
                "change" => {
                    let id = attribute(part, "change-id").unwrap_or_default();
                    if let Some(deleted) = self.deleted.get(id) {
                        out.push_struck(deleted);
                    }
                }
                "text-box" => boxes.push(part),
                // The base is the text; what stands above it is its pronunciation. Names of pictures are no text.
                "ruby-text" | "title" | "desc" | "bibliography-source" | "binary-data" => {}
                "span" => {
                    let style = attribute(part, "style-name").unwrap_or_default();
                    let is_bold = self.styles.is_bold("text", style).unwrap_or(is_bold);
                    let is_struck = is_struck || self.styles.is_hidden("text", style);
                    self.inline(part, is_struck, is_bold, depth + 1, out, boxes);
                }
                "hidden-text" | "hidden-paragraph" => self.inline(part, true, is_bold, depth + 1, out, boxes),
                _ if part.is_element() => self.inline(part, is_struck, is_bold, depth + 1, out, boxes),
                _ => {}
            }
        }
    }

    /// Runs of white space are one blank, and none at the beginning, as OpenDocument has it; others have marks.
    fn text(&mut self, text: &str, is_struck: bool, is_bold: bool, out: &mut ParagraphText) {
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\r' | '\n') {
                collapsed.push(c);
            } else if !collapsed.ends_with(' ') {
                collapsed.push(' ');
            }
        }
        let is_after_blank = out.text.is_empty() || out.text.ends_with([' ', '\n']);
        let collapsed = if is_after_blank { collapsed.trim_start_matches(' ') } else { &collapsed };
        let letters = collapsed.chars().filter(|c| c.is_alphabetic()).count();
        if is_bold {
            self.bold.0 += letters
        } else {
            self.bold.1 += letters
        }
        out.push_run(collapsed, is_struck);
    }

    fn note(&mut self, node: Node<'_, '_>, is_struck: bool, depth: usize, out: &mut ParagraphText) {
        if is_struck {
            return;
        }
        let is_endnote = attribute(node, "note-class") == Some("endnote");
        let citation = child(node, "note-citation");
        let printed = citation.map(|c| attribute(c, "label").map_or_else(|| all_text(c), str::to_owned));
        let printed = printed.unwrap_or_default();
        let key = format!("n{}", node.range().start);
        out.push_call(&printed, &key);
        let Some(body) = child(node, "note-body") else { return };
        // A note is a text of its own: the lists and the type around its call do not reach into it.
        let (lists, bold) = (std::mem::take(&mut self.lists), self.bold);
        let mut paragraphs: Vec<ParagraphText> =
            self.read(body, Context::new(depth + 1)).into_iter().map(|block| block.paragraph).collect();
        (self.lists, self.bold) = (lists, bold);
        if let Some(first) = paragraphs.iter_mut().find(|paragraph| !paragraph.is_blank() && !printed.is_empty()) {
            let mut labelled = ParagraphText::default();
            labelled.push_label(&printed);
            labelled.append(std::mem::take(first));
            *first = labelled;
        }
        self.notes.push(Note { key, is_endnote, paragraphs });
    }

    fn comment(&mut self, node: Node<'_, '_>, depth: usize) {
        let (lists, bold) = (std::mem::take(&mut self.lists), self.bold);
        let mut whole = ParagraphText::default();
        for block in self.read(node, Context::new(depth + 1)) {
            if block.paragraph.is_blank() {
                continue;
            }
            if whole.is_blank() {
                let author = child(node, "creator").map(all_text).unwrap_or_default();
                whole.push(&if author.is_empty() { String::new() } else { format!("{author}: ") });
            } else {
                whole.push("\n");
            }
            whole.append(block.paragraph);
        }
        (self.lists, self.bold) = (lists, bold);
        self.comments.push(whole);
    }
}
