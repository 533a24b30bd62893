//! XML of office files: a tree in memory, no document type, no entities, no depth without end.

use roxmltree::{Document, Node, ParsingOptions};

use crate::archive::PartError;

/// Deepest nesting that is followed; deeper content is left out and told.
pub(crate) const MAX_DEPTH: usize = 256;
/// Most nodes of one part: the tree takes some hundred bytes for each.
const MAX_NODES: u32 = 20_000_000;

/// Parses a part. A document type is refused: office files have none, and entities can grow without end.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, PartError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        match error {
        roxmltree::Error::DtdDetected => PartError::Limit(
            "it declares a document type, which office files never do and which can hold entities that grow without end"
                .into(),
        ),
        roxmltree::Error::NodesLimitReached => PartError::Limit(format!("it has more than {MAX_NODES} elements")),
        other => PartError::Damaged(other.to_string()),
    }
    })
}

/// The children of a node that are elements.
pub(crate) fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The first child of this local name, whatever its namespace.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, local: &str) -> Option<Node<'a, 'i>> {
    elements(node).find(|child| child.tag_name().name() == local)
}

/// An attribute by its local name, whatever its namespace: the two dialects of OOXML have different ones.
pub(crate) fn attribute<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == local).map(|attribute| attribute.value())
}

/// All text below a node, without its white space at the ends; deep nesting is no danger here.
pub(crate) fn all_text(node: Node<'_, '_>) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
    text.trim().to_owned()
}
