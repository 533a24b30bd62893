//! What the style of a paragraph or of some words says of them.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::LayerKind;
use crate::numerals::Numeral;
use crate::xml::{attribute, child, elements};

#[derive(Debug, Default, Clone)]
struct Style {
    parent: Option<String>,
    outline: Option<u32>,
    is_bold: Option<bool>,
    is_hidden: Option<bool>,
    list: Option<String>,
}

/// One level of a style of lists.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) numeral: Numeral,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) start: u32,
    /// How many levels are shown: 2 for "1.2".
    pub(super) shown: u32,
}

/// The styles of a document: those of the user and those that the program made for single paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<(String, String), Style>,
    lists: BTreeMap<String, BTreeMap<u32, Level>>,
}

/// Deepest chain of styles that is followed.
const CHAIN: usize = 16;

impl Styles {
    /// Later trees go before earlier ones.
    pub(super) fn read<'a, 'i: 'a>(trees: impl Iterator<Item = Node<'a, 'i>>) -> Self {
        let mut styles = Self::default();
        for tree in trees {
            for group in elements(tree).filter(|node| matches!(node.tag_name().name(), "styles" | "automatic-styles")) {
                elements(group).for_each(|node| styles.add(node));
            }
        }
        styles
    }

    fn add(&mut self, node: Node<'_, '_>) {
        let Some(name) = attribute(node, "name") else { return };
        match node.tag_name().name() {
            "style" => {
                let text = child(node, "text-properties");
                let value = |name: &str| text.and_then(|text| attribute(text, name));
                let style = Style {
                    parent: attribute(node, "parent-style-name").map(str::to_owned),
                    outline: attribute(node, "default-outline-level").and_then(|level| level.parse().ok()),
                    is_bold: value("font-weight").map(|weight| weight != "normal" && weight != "400"),
                    is_hidden: value("display").map(|display| display == "none"),
                    list: attribute(node, "list-style-name").filter(|list| !list.is_empty()).map(str::to_owned),
                };
                let family = attribute(node, "family").unwrap_or_default().to_owned();
                self.styles.insert((family, name.into()), style);
            }
            "list-style" => {
                let levels = elements(node).filter_map(level).collect();
                self.lists.insert(name.into(), levels);
            }
            _ => {}
        }
    }

    /// A style with what it is made of, each with its name.
    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = (&str, &Style)> {
        let get = |family: &str, name: &str| {
            let ((_, name), style) = self.styles.get_key_value(&(family.to_owned(), name.to_owned()))?;
            Some((name.as_str(), style))
        };
        let family = family.to_owned();
        std::iter::successors(get(&family, name), move |(_, style)| get(&family, style.parent.as_deref()?)).take(CHAIN)
    }

    /// What a style makes of its paragraphs; `None` where it says nothing.
    pub(super) fn kind(&self, name: &str) -> Option<LayerKind> {
        let by_chain = self.chain("paragraph", name).find_map(|(name, style)| {
            // The style it is made of may stand nowhere: programs leave out those that are built in.
            let by_parent = || style.parent.as_deref().and_then(kind_by_name);
            kind_by_name(name)
                .or(style.outline.filter(|level| *level > 0).map(|_| LayerKind::Heading))
                .or_else(by_parent)
        });
        by_chain.or_else(|| kind_by_name(name))
    }

    /// Whether a style is that of the title of the whole document, or made of it.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == "Title"
            || self
                .chain("paragraph", name)
                .any(|(name, style)| name == "Title" || style.parent.as_deref() == Some("Title"))
    }

    pub(super) fn is_bold(&self, family: &str, name: &str) -> Option<bool> {
        self.chain(family, name).find_map(|(_, style)| style.is_bold)
    }

    pub(super) fn is_hidden(&self, family: &str, name: &str) -> bool {
        self.chain(family, name).find_map(|(_, style)| style.is_hidden).unwrap_or(false)
    }

    /// A level of a style of lists, from 1.
    pub(super) fn level(&self, list: &str, level: u32) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }

    /// The style of lists that a paragraph style names.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain("paragraph", name).find_map(|(_, style)| style.list.as_deref())
    }
}

/// The names that LibreOffice and others write in files of every language.
fn kind_by_name(name: &str) -> Option<LayerKind> {
    let plain = name.replace("_20_", " ").to_lowercase();
    Some(match plain.as_str() {
        "title" | "subtitle" => LayerKind::Heading,
        "caption" | "illustration" | "table" | "figure" | "drawing" => LayerKind::Caption,
        "abstract" => LayerKind::Abstract,
        "header" | "footer" | "header left" | "header right" | "footer left" | "footer right" => LayerKind::Aside,
        _ if plain.starts_with("heading") => LayerKind::Heading,
        _ if plain.starts_with("contents ") || plain.starts_with("index ") => LayerKind::Aside,
        _ if plain.starts_with("bibliography ") => LayerKind::Bibliography,
        _ => return None,
    })
}

fn level(node: Node<'_, '_>) -> Option<(u32, Level)> {
    let text = |name: &str| attribute(node, name).unwrap_or_default().to_owned();
    let number = |name: &str| attribute(node, name).and_then(|value| value.parse().ok()).unwrap_or(1);
    let numeral = match node.tag_name().name() {
        "list-level-style-number" => Numeral::from_word(attribute(node, "num-format").unwrap_or_default()),
        "list-level-style-bullet" => Numeral::Bullet,
        _ => return None,
    };
    let level = Level {
        numeral,
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        start: number("start-value"),
        shown: number("display-levels"),
    };
    Some((attribute(node, "level")?.parse().ok()?, level))
}
