//! What a page says about itself: the tags that Google Scholar and Zotero read, Dublin Core, the title.

use serde_json::{Value, json};

use crate::metadata::{Description, FILE};

use super::tree::Tree;

pub(super) fn describe(tree: &Tree) -> Value {
    let mut description = Description::default();
    let metas: Vec<(String, &str)> = (0..tree.nodes.len())
        .filter(|&node| tree.nodes[node].name == "meta")
        .filter_map(|node| {
            let name = tree.attribute(node, "name").or_else(|| tree.attribute(node, "property"))?;
            Some((name.to_ascii_lowercase(), tree.attribute(node, "content")?.trim()))
        })
        .filter(|(_, content)| !content.is_empty())
        .collect();
    let first =
        |names: &[&str]| names.iter().find_map(|wanted| metas.iter().find(|(n, _)| n == wanted)).map(|(_, c)| *c);
    for (field, names) in [
        ("title", &["citation_title", "dc.title", "dcterms.title", "og:title"][..]),
        ("container-title", &["citation_journal_title", "citation_inbook_title", "prism.publicationname"]),
        ("volume", &["citation_volume", "prism.volume"]),
        ("issue", &["citation_issue", "prism.number"]),
        ("DOI", &["citation_doi", "prism.doi"]),
        ("publisher", &["citation_publisher", "dc.publisher"]),
        ("language", &["citation_language", "dc.language"]),
        ("URL", &["og:url", "citation_abstract_html_url"]),
    ] {
        if let Some(content) = first(names) {
            description.set_text(field, content, FILE);
        }
    }
    let title = (0..tree.nodes.len()).find(|&node| tree.nodes[node].name == "title").map(|node| tree.text(node));
    description.set_text("title", &title.unwrap_or_default(), FILE);
    if let Some(from) = first(&["citation_firstpage"]) {
        let pages = first(&["citation_lastpage"]).map_or_else(|| from.to_owned(), |to| format!("{from}–{to}"));
        description.set_text("page", &pages, FILE);
    }
    let date = first(&["citation_publication_date", "citation_date", "dc.date", "dcterms.issued"]);
    if let Some(parts) = date.and_then(date_parts) {
        description.set("issued", json!({ "date-parts": [parts] }), FILE);
    }
    for names in [&["citation_author"][..], &["dc.creator", "dcterms.creator"], &["author"]] {
        let authors: Vec<Value> = metas
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()))
            .flat_map(|(_, content)| content.split(';'))
            .filter(|name| name.trim().contains(char::is_whitespace))
            .map(author)
            .collect();
        if !authors.is_empty() {
            description.set("author", Value::Array(authors), FILE);
        }
    }
    description.item()
}

/// "Orme, Anna" has its parts; other names stay as they are.
fn author(name: &str) -> Value {
    match name.trim().split_once(',') {
        Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
        None => json!({ "literal": name.trim() }),
    }
}

/// Year, month and day of "2004/05/28", "2004-05" and the like.
pub(crate) fn date_parts(date: &str) -> Option<Vec<u32>> {
    let numbers = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).take(3);
    let parts: Vec<u32> = numbers.map_while(|part| part.parse().ok()).collect();
    let fits = parts.first().is_some_and(|year| (1000..3000).contains(year))
        && parts.get(1).is_none_or(|month| (1..=12).contains(month))
        && parts.get(2).is_none_or(|day| (1..=31).contains(day));
    fits.then_some(parts)
}
