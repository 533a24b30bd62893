//! What stands in parts of its own: footnotes, endnotes, comments, running heads.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::layered::{Gap, LayeredText, ParagraphText};
use crate::xml::{attribute, elements};
use crate::{LayerKind, PartKind, xml};

use super::body::Body;
use super::package::Package;

/// Adds footnotes and endnotes in the order of their calls; notes that nothing calls come last.
pub(super) fn add_notes(body: &mut Body, package: &mut Package, text: &mut LayeredText) {
    for (kind, letter, layer, part) in [
        ("footnotes", 'f', LayerKind::Footnote, PartKind::Footnote),
        ("endnotes", 'e', LayerKind::Endnote, PartKind::Endnote),
    ] {
        for name in package.parts(kind) {
            let Some(xml) = package.optional(&name) else { continue };
            match xml::parse(&xml) {
                Ok(document) => add_notes_of(body, &document, letter, layer, part, text),
                Err(error) => package.failed(&name, &error),
            }
        }
    }
}

fn add_notes_of(
    body: &mut Body,
    document: &Document<'_>,
    letter: char,
    layer: LayerKind,
    part: PartKind,
    text: &mut LayeredText,
) {
    let mut notes: BTreeMap<String, Node<'_, '_>> = BTreeMap::new();
    let mut in_file: Vec<String> = Vec::new();
    for note in elements(document.root_element()) {
        let is_separator = attribute(note, "type").is_some_and(|kind| kind != "normal");
        if let Some(id) = attribute(note, "id").filter(|_| !is_separator) {
            let key = format!("{letter}{id}");
            in_file.push(key.clone());
            notes.entry(key).or_insert(note);
        }
    }
    let mut done = BTreeSet::new();
    let called = body.runs.notes.order.clone();
    for key in called.into_iter().chain(in_file).filter(|key| key.starts_with(letter)) {
        let Some(note) = notes.get(&key).filter(|_| done.insert(key.clone())) else { continue };
        let label = body.runs.notes.printed.get(&key).cloned();
        body.runs.own_label.clone_from(&label);
        let mut paragraphs: Vec<ParagraphText> = body.read(*note).into_iter().map(|block| block.paragraph).collect();
        // Where the note does not show its number by a field, it may begin with its own sign.
        if let (Some(_), Some(label)) = (body.runs.own_label.take(), label)
            && let Some(first) = paragraphs.iter_mut().find(|paragraph| !paragraph.is_blank())
        {
            let start = first.text.len() - first.text.trim_start().len();
            if !label.is_empty() && first.text[start..].starts_with(&label) {
                first.set_label(start..start + label.len());
            }
        }
        text.push_note(layer, part, &key, paragraphs);
    }
}

/// Adds the comments in the margin, each with who made it.
pub(super) fn add_comments(body: &mut Body, package: &mut Package, text: &mut LayeredText) {
    for name in package.parts("comments") {
        let Some(xml) = package.optional(&name) else { continue };
        let document = match xml::parse(&xml) {
            Ok(document) => document,
            Err(error) => {
                package.failed(&name, &error);
                continue;
            }
        };
        for comment in elements(document.root_element()) {
            let mut whole = ParagraphText::default();
            for block in body.read(comment).into_iter().filter(|block| !block.paragraph.is_blank()) {
                if whole.is_blank() {
                    let author = attribute(comment, "author").unwrap_or_default().trim();
                    whole.push(&if author.is_empty() { String::new() } else { format!("{author}: ") });
                } else {
                    whole.push("\n");
                }
                whole.append(block.paragraph);
            }
            text.push(LayerKind::Aside, PartKind::Comment, Gap::Paragraph, whole);
        }
    }
}

/// Adds running heads and feet, each wording once.
pub(super) fn add_running_heads(body: &mut Body, package: &mut Package, text: &mut LayeredText) {
    let mut seen = BTreeSet::new();
    for kind in ["header", "footer"] {
        for name in package.parts(kind) {
            let Some(xml) = package.optional(&name) else { continue };
            let document = match xml::parse(&xml) {
                Ok(document) => document,
                Err(error) => {
                    package.failed(&name, &error);
                    continue;
                }
            };
            for block in body.read(document.root_element()) {
                if seen.insert(block.paragraph.text.clone()) {
                    text.push(LayerKind::Aside, PartKind::RunningHead, Gap::Paragraph, block.paragraph);
                }
            }
        }
    }
}
