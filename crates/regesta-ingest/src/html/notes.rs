//! Notes and their calls, known by the links between them.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Tree, is_block};

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By element that is a call (a link): the element of its note.
    pub(super) calls: BTreeMap<usize, usize>,
    /// The elements that hold notes.
    pub(super) notes: BTreeSet<usize>,
    /// Links that lead from notes back to their calls.
    pub(super) backlinks: BTreeSet<usize>,
}

const CALL_CLASSES: &[&str] = &[
    "footnote-ref",
    "footnoteRef",
    "footnote-reference",
    "noteref",
    "sdfootnoteanc",
    "sdendnoteanc",
    "reference",
    "fnref",
];

impl Notes {
    pub(super) fn find(tree: &Tree) -> Self {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for node in 0..tree.nodes.len() {
            for attribute in ["id", "name"] {
                if let Some(name) = tree.attribute(node, attribute).filter(|name| !name.is_empty()) {
                    names.entry(name).or_insert(node);
                }
            }
        }
        let target = |link: usize| names.get(fragment(tree, link)?).copied();
        let links: Vec<usize> = (0..tree.nodes.len()).filter(|&node| tree.nodes[node].name == "a").collect();
        let mut found = Self::default();
        for &link in &links {
            let Some(to) = target(link).filter(|&to| to > link) else { continue };
            let note = note_element(tree, to);
            if tree.ancestors(link).any(|above| above == note) || !is_sign(&tree.text(link)) {
                continue;
            }
            let is_raised =
                tree.ancestors(link).take(3).chain(tree.descendants(link)).any(|node| tree.nodes[node].name == "sup");
            let is_told = tree.has_word(link, "role", &["doc-noteref"])
                || tree.has_word(link, "epub:type", &["noteref"])
                || tree.has_word(link, "class", CALL_CLASSES);
            let leads_back = || {
                let own: Vec<usize> = tree.ancestors(link).take(3).chain(tree.descendants(link)).collect();
                tree.descendants(note)
                    .filter(|&node| tree.nodes[node].name == "a")
                    .any(|back| target(back).is_some_and(|to| own.contains(&to)))
            };
            if is_raised || is_told || leads_back() {
                found.calls.insert(link, note);
                found.notes.insert(note);
            }
        }
        for &link in &links {
            let in_note = tree.ancestors(link).any(|above| found.notes.contains(&above));
            let is_told = tree.has_word(link, "role", &["doc-backlink"]);
            if in_note && (is_told || target(link).is_some_and(|to| to < link && found.is_at_call(tree, to))) {
                found.backlinks.insert(link);
            }
        }
        found
    }

    /// Whether a place is a call, holds one and little else, or lies in one.
    fn is_at_call(&self, tree: &Tree, node: usize) -> bool {
        tree.ancestors(node).take(3).any(|above| self.calls.contains_key(&above))
            || tree.descendants(node).take(6).any(|below| self.calls.contains_key(&below))
            // An empty anchor right before its call.
            || self.calls.range(node..).next().is_some_and(|(&call, _)| call <= node + 3)
    }
}

fn fragment(tree: &Tree, link: usize) -> Option<&str> {
    tree.attribute(link, "href")?.strip_prefix('#').filter(|name| !name.is_empty())
}

/// The block that a target stands in, or the element around it that is made for one note.
fn note_element(tree: &Tree, target: usize) -> usize {
    let block = tree.ancestors(target).find(|&node| node == 0 || is_block(&tree.nodes[node].name)).unwrap_or(target);
    let around = tree.nodes[block].parent;
    let is_own = matches!(tree.nodes[around].name.as_str(), "li" | "div" | "aside" | "dd")
        && (tree.nodes[around].name == "li"
            || tree.attribute(around, "id").is_some_and(|id| {
                let id = id.to_ascii_lowercase();
                ["ftn", "edn", "footnote", "endnote", "fn"].iter().any(|word| id.contains(word))
                    && id.chars().any(|c| c.is_ascii_digit())
            }));
    if is_own && !is_own_block(tree, block) { around } else { block }
}

fn is_own_block(tree: &Tree, block: usize) -> bool {
    matches!(tree.nodes[block].name.as_str(), "li" | "aside" | "dd" | "div")
}

/// "12", "[12]", "(12)", "*", "†", "iv", "a": what a call shows.
fn is_sign(text: &str) -> bool {
    let bare = bare_sign(text);
    let count = bare.chars().count();
    let is_number = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹'));
    let is_star = bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'));
    let is_letter = bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
        || count == 1 && bare.chars().all(|c| c.is_ascii_lowercase());
    (1..=6).contains(&count) && (is_number && count <= 4 || is_star || is_letter)
}

/// A sign without blanks and brackets.
pub(super) fn bare_sign(text: &str) -> &str {
    text.trim().trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.') || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_word_processors_and_of_pages_are_found() {
        for (page, count) in [
            (
                r##"<p>Fell.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>
                <section><ol><li id="fn1"><p>Orme.<a href="#fnref1" role="doc-backlink">↩</a></p></li></ol></section>"##,
                1,
            ),
            (
                r##"<p>Fell<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>
                <div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Orme.</p></div>"##,
                1,
            ),
            (
                r##"<p>Fell<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p>
                <div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Orme.</p></div>"##,
                1,
            ),
            (r##"<p>See <a href="#part">the second part</a>.</p><h2 id="part">Part</h2>"##, 0),
        ] {
            let notes = Notes::find(&Tree::parse(page));
            assert_eq!((notes.calls.len(), notes.notes.len(), notes.backlinks.len()), (count, count, count), "{page}");
        }
    }
}
