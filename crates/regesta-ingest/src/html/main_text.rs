//! Which part of a page is its main text.

use super::tree::Tree;

/// Elements whose content is no text of the page.
pub(super) fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "svg"
            | "iframe"
            | "object"
            | "select"
            | "button"
            | "textarea"
            | "canvas"
            | "audio"
            | "video"
            | "datalist"
            | "map"
            | "rt"
            | "rp"
    )
}

const ASIDE_ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "doc-toc"];
/// Parts of names of classes by which authors of pages call what is not the text, in English as nearly everywhere.
const ASIDE_CLASSES: &[&str] = &[
    "advert",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "menu",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "noprint",
    "pagination",
    "printfooter",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "toc",
    "toolbar",
    "mw-editsection",
];
/// Letters in links among all letters, in hundredths, from which a list or division is one of links.
const LINK_SHARE: usize = 80;
const FEWEST_LINKS: usize = 6;

/// By node: whether it opens a part outside the main text.
pub(super) fn find_asides(tree: &Tree) -> Vec<bool> {
    let letters = count_letters(tree);
    let all = letters[0].0;
    let mut aside: Vec<bool> = (0..tree.nodes.len()).map(|node| is_marked_aside(tree, node)).collect();
    for node in 0..tree.nodes.len() {
        let (own, linked, links) = letters[node];
        let is_list = matches!(tree.nodes[node].name.as_str(), "ul" | "ol" | "div" | "table" | "p" | "section");
        if is_list && links >= FEWEST_LINKS && linked * 100 >= own * LINK_SHARE {
            aside[node] = true;
        }
    }
    // A main element, or articles, with a good part of the text: all else stands outside.
    let mains: Vec<usize> = (0..tree.nodes.len())
        .filter(|&node| tree.nodes[node].name == "main" || tree.has_word(node, "role", &["main"]))
        .collect();
    let articles: Vec<usize> = (0..tree.nodes.len()).filter(|&node| tree.nodes[node].name == "article").collect();
    for (chosen, share) in [(mains, 3), (articles, 2)] {
        let held: usize =
            chosen.iter().filter(|&&node| !is_inside(tree, &chosen, node)).map(|&node| letters[node].0).sum();
        if held > 0 && held * share >= all {
            mark_outside(tree, &chosen, &mut aside);
            break;
        }
    }
    aside
}

fn is_inside(tree: &Tree, chosen: &[usize], node: usize) -> bool {
    tree.ancestors(node).skip(1).any(|above| chosen.contains(&above))
}

/// Marks whatever neither holds nor belongs to one of the chosen.
fn mark_outside(tree: &Tree, chosen: &[usize], aside: &mut [bool]) {
    let mut holds = vec![false; tree.nodes.len()];
    for &node in chosen {
        tree.ancestors(node).for_each(|above| holds[above] = true);
    }
    for node in 0..tree.nodes.len() {
        if holds[node] && !chosen.contains(&node) && !is_inside(tree, chosen, node) {
            for &child in &tree.nodes[node].children {
                aside[child] |= !holds[child];
            }
        }
    }
}

fn is_marked_aside(tree: &Tree, node: usize) -> bool {
    let name = tree.nodes[node].name.as_str();
    if name.is_empty() || matches!(name, "html" | "body" | "main") {
        return false;
    }
    let in_article =
        || tree.ancestors(node).skip(1).any(|above| matches!(tree.nodes[above].name.as_str(), "article" | "main"));
    let hidden = tree.attribute(node, "hidden").is_some()
        || tree.attribute(node, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        });
    let classed = ["class", "id"].into_iter().any(|attribute| {
        tree.attribute(node, attribute).is_some_and(|value| {
            value.split_ascii_whitespace().any(|word| ASIDE_CLASSES.contains(&word.to_ascii_lowercase().as_str()))
        })
    });
    let is_note = tree.has_word(node, "role", &["doc-footnote", "doc-endnote", "doc-endnotes", "note"])
        || tree.has_word(node, "epub:type", &["footnote", "endnote", "footnotes", "endnotes", "note", "rearnote"]);
    match name {
        "nav" | "form" | "dialog" => true,
        "aside" => !is_note,
        "header" | "footer" => !in_article(),
        _ => hidden || classed && !is_note || tree.has_word(node, "role", ASIDE_ROLES),
    }
}

/// By node: letters and digits below it, those in links, number of links. Nodes come after what holds them.
fn count_letters(tree: &Tree) -> Vec<(usize, usize, usize)> {
    let mut counts = vec![(0, 0, 0); tree.nodes.len()];
    for node in (0..tree.nodes.len()).rev() {
        let name = tree.nodes[node].name.as_str();
        if name.is_empty() {
            counts[node].0 = tree.nodes[node].text.chars().filter(|c| c.is_alphanumeric()).count();
        }
        if is_no_text(name) {
            counts[node] = (0, 0, 0);
        }
        if name == "a" && tree.attribute(node, "href").is_some() {
            counts[node] = (counts[node].0, counts[node].0, 1);
        }
        if node > 0 {
            let (own, linked, links) = counts[node];
            let above = &mut counts[tree.nodes[node].parent];
            *above = (above.0 + own, above.1 + linked, above.2 + links);
        }
    }
    counts
}
