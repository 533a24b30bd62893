//! What the style of a paragraph says of it.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::xml::{attribute, child, elements};
use crate::{LayerKind, xml};

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u32>,
    list: Option<(String, u32)>,
}

/// The styles of a document by identifier.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// Deepest chain of styles that is followed.
const CHAIN: usize = 16;

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, crate::archive::PartError> {
        let document = xml::parse(text)?;
        let styles = elements(document.root_element()).filter(|node| node.tag_name().name() == "style");
        let rows = styles.filter_map(|node| {
            let properties = child(node, "pPr");
            let value = |node: Node<'_, '_>| attribute(node, "val").map(str::to_owned);
            let style = Style {
                name: child(node, "name").and_then(value).unwrap_or_default().to_lowercase(),
                based_on: child(node, "basedOn").and_then(value),
                outline: properties.and_then(outline_level),
                list: properties.and_then(list_reference),
            };
            Some((attribute(node, "styleId")?.to_owned(), style))
        });
        Ok(Self(rows.collect()))
    }

    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let next = |style: &&'a Style| style.based_on.as_deref().and_then(|id| self.0.get(id));
        std::iter::successors(self.0.get(id), next).take(CHAIN)
    }

    /// What a style makes of its paragraphs; `None` where it says nothing.
    pub(super) fn kind(&self, id: &str) -> Option<LayerKind> {
        self.chain(id).find_map(|style| {
            let level = style.outline.filter(|level| *level < 9);
            kind_by_name(&style.name).or(level.map(|_| LayerKind::Heading))
        })
    }

    /// Whether a style is that of the title of the whole document.
    pub(super) fn is_title(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|style| style.name == "title")
    }

    /// The list and level to which a style puts its paragraphs.
    pub(super) fn list(&self, id: &str) -> Option<(String, u32)> {
        self.chain(id).find_map(|style| style.list.clone())
    }
}

/// The built-in names of styles, which Word writes in English in files of every language, in small letters.
fn kind_by_name(name: &str) -> Option<LayerKind> {
    Some(match name {
        "title" | "subtitle" => LayerKind::Heading,
        "caption" | "table caption" | "image caption" => LayerKind::Caption,
        "abstract" => LayerKind::Abstract,
        "bibliography" => LayerKind::Bibliography,
        "header" | "footer" => LayerKind::Aside,
        _ if name.starts_with("heading ") => LayerKind::Heading,
        _ if name.starts_with("toc ") || name == "table of figures" || name.starts_with("index ") => LayerKind::Aside,
        _ => return None,
    })
}

/// `w:outlineLvl` of paragraph properties; 9 is body text.
pub(super) fn outline_level(properties: Node<'_, '_>) -> Option<u32> {
    attribute(child(properties, "outlineLvl")?, "val")?.parse().ok()
}

/// `w:numPr`: the list and the level, from 0. A list `0` takes a paragraph out of the list of its style.
pub(super) fn list_reference(properties: Node<'_, '_>) -> Option<(String, u32)> {
    let node = child(properties, "numPr")?;
    let level = child(node, "ilvl").and_then(|level| attribute(level, "val")?.parse().ok()).unwrap_or(0);
    Some((attribute(child(node, "numId")?, "val")?.to_owned(), level))
}
