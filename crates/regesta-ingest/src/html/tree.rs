//! A tree of the tags as they are meant: tags that HTML lets people leave out are put in, as far as it matters for text.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Deepest nesting; what lies deeper hangs on the last level.
const MAX_DEPTH: usize = 256;

/// An element or, without a name, a text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Name in small letters; empty for a text.
    pub(super) name: String,
    pub(super) text: String,
    attributes: Vec<(String, String)>,
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
}

/// The tree; node 0 is its root and holds everything.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Whether something lay deeper than is followed.
    pub(super) is_cut: bool,
}

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that begin a line of their own, sorted.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

impl Tree {
    pub(super) fn parse(text: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        // Scripts, styles and the like hold no tags.
        emitter.naively_switch_states(true);
        let mut builder =
            Builder { tree: Self { nodes: vec![Node::default()], is_cut: false }, open: vec![0], opened_too_deep: 0 };
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let attributes = tag.attributes.into_iter().map(|(name, value)| {
                        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                        (text(&name), text(&value))
                    });
                    builder.start(name, attributes.collect(), tag.self_closing);
                }
                Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        builder.tree
    }

    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        let attributes = &self.nodes[node].attributes;
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute that holds a list of words holds one of these.
    pub(super) fn has_word(&self, node: usize, attribute: &str, words: &[&str]) -> bool {
        self.attribute(node, attribute)
            .is_some_and(|value| value.split_ascii_whitespace().any(|word| words.contains(&word)))
    }

    /// The node and what holds it, up to the root.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&node| (node != 0).then(|| self.nodes[node].parent))
    }

    /// The node and all below it, in the order of the text.
    pub(super) fn descendants(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut stack = vec![node];
        std::iter::from_fn(move || {
            let node = stack.pop()?;
            stack.extend(self.nodes[node].children.iter().rev());
            Some(node)
        })
    }

    /// All text below a node.
    pub(super) fn text(&self, node: usize) -> String {
        self.descendants(node).map(|node| self.nodes[node].text.as_str()).collect()
    }
}

struct Builder {
    tree: Tree,
    open: Vec<usize>,
    /// Elements that were opened below the deepest level and not closed yet.
    opened_too_deep: usize,
}

impl Builder {
    fn name(&self, at: usize) -> &str {
        &self.tree.nodes[self.open[at]].name
    }

    fn start(&mut self, name: String, attributes: Vec<(String, String)>, is_closed: bool) {
        self.close_implied(&name);
        let parent = self.open[self.open.len() - 1];
        let index = self.tree.nodes.len();
        let is_void = VOID.contains(&name.as_str());
        self.tree.nodes[parent].children.push(index);
        let is_svg = is_closed && !is_block(&name);
        self.tree.nodes.push(Node { name, text: String::new(), attributes, parent, children: Vec::new() });
        if is_void || is_svg {
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.tree.is_cut = true;
            self.opened_too_deep += 1;
        } else {
            self.open.push(index);
        }
    }

    fn end(&mut self, name: &str) {
        if self.opened_too_deep > 0 && self.open.len() >= MAX_DEPTH {
            self.opened_too_deep -= 1;
            return;
        }
        let Some(at) = (1..self.open.len()).rev().find(|&at| self.name(at) == name) else { return };
        // An end of bold type does not end the paragraphs that were opened in it.
        let crosses = (at + 1..self.open.len()).any(|at| is_block(self.name(at)));
        if is_block(name) || !crosses {
            self.open.truncate(at);
        }
    }

    fn text(&mut self, text: &str) {
        let parent = self.open[self.open.len() - 1];
        if let Some(&last) = self.tree.nodes[parent].children.last()
            && self.tree.nodes[last].name.is_empty()
        {
            self.tree.nodes[last].text.push_str(text);
            return;
        }
        let index = self.tree.nodes.len();
        self.tree.nodes[parent].children.push(index);
        self.tree.nodes.push(Node { text: text.into(), parent, ..Node::default() });
    }

    /// Closes what a new element ends without a word: a paragraph by the next block, an item by the next item.
    fn close_implied(&mut self, name: &str) {
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "td", "th"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "tfoot" | "thead" => (&["tbody", "tfoot", "thead", "tr", "td", "th"], &["table"]),
            "body" => (&["head"], &[]),
            "option" => (&["option"], &["select"]),
            _ if is_block(name) => (&["p"], &["td", "th", "li", "table", "button"]),
            _ => return,
        };
        let stop = (1..self.open.len()).rev().find(|&at| within.contains(&self.name(at))).unwrap_or(0);
        let first = (stop + 1..self.open.len()).find(|&at| closes.contains(&self.name(at)));
        if let Some(at) = first {
            self.open.truncate(at);
            self.opened_too_deep = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and texts with brackets for nesting.
    fn drawn(tree: &Tree, node: usize) -> String {
        let Node { name, text, children, .. } = &tree.nodes[node];
        if name.is_empty() && node != 0 {
            return text.clone();
        }
        let inner: Vec<String> = children.iter().map(|&child| drawn(tree, child)).collect();
        format!("{name}({})", inner.join(" "))
    }

    #[test]
    fn left_out_ends_are_put_in() {
        let tree = Tree::parse("<p>One<p>Two<ul><li>a<li>b</ul>");
        assert_eq!(drawn(&tree, 0), "(p(One) p(Two) ul(li(a) li(b)))");
        let tree = Tree::parse("<table><tr><td>1<td><p>2<tr><td>3</table>");
        assert_eq!(drawn(&tree, 0), "(table(tr(td(1) td(p(2))) tr(td(3))))");
    }

    #[test]
    fn entities_are_letters_and_scripts_no_tags() {
        let tree = Tree::parse("<script>if (a<b) '<p>'</script><b>&laquo;Да&raquo; &#8212;</b>");
        assert_eq!(drawn(&tree, 0), "(script(if (a<b) '<p>') b(«Да» —))");
    }

    #[test]
    fn endless_nesting_is_cut() {
        let tree = Tree::parse(&"<div>".repeat(100_000));
        assert!(tree.is_cut);
        assert!(tree.ancestors(tree.nodes.len() - 1).count() <= MAX_DEPTH + 1);
    }

    #[test]
    fn blocks_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }
}
