//! Archival units out of references.

use regesta_cite::{Archive, Reference, ShelfmarkStyle, written_shelfmark};

use crate::Engine;

/// Stands in an identifier for a part that is not given.
const MISSING: &str = "-";

/// The unit that a reference points to.
pub(crate) struct Unit {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) reason: String,
}

/// The archival unit of a reference; `None` where it points into no archive. Units of archives that are not named stay
/// apart by source, since fond 5 of one unnamed archive is not fond 5 of another. An archive that was taken over by
/// another is that other one, which keeps the numbers of its fonds.
pub(crate) fn unit(engine: &Engine, reference: &Reference, source: &str) -> Option<Unit> {
    if !reference.is_archival() {
        return None;
    }
    let cited = reference.archive.as_deref().and_then(|name| engine.archives.find(name));
    let holder = cited.map(|archive| engine.archives.holder(archive));
    let printed = reference.archive.as_deref().map(str::trim).unwrap_or_default();
    let archive = match (holder, printed) {
        (Some(archive), _) => archive.id.clone(),
        (None, "") => format!("?{}", &source[..8.min(source.len())]),
        (None, name) => regesta_lang::latin_key(name).replace(' ', "-"),
    };
    // No part is empty, since addresses do not keep two strokes side by side.
    let part =
        |p: &Option<String>| p.as_deref().map(normal).filter(|n| !n.is_empty()).unwrap_or_else(|| MISSING.to_owned());
    let (fond, opis, delo) = (part(&reference.fond), part(&reference.opis), part(&reference.delo));
    let id = format!("shelfmark:{archive}/{fond}/{opis}/{delo}");
    let style = ShelfmarkStyle::of_language(holder.map_or_else(|| script_of(printed), |archive| &archive.lang));
    let mut named = Reference { folios: None, ..reference.clone() };
    if named.archive.is_none() {
        named.archive = Some("?".to_owned());
    }
    let label = written_shelfmark(&named, holder, style);
    let reason = match (cited, holder) {
        (Some(cited), Some(holder)) if cited.id != holder.id => {
            format!("the archive {} is now {}, the numbers are the same", name(cited), name(holder))
        }
        (Some(cited), _) => format!("the archive is {}, the numbers are the same", name(cited)),
        _ => "the archive and the numbers are printed alike".to_owned(),
    };
    Some(Unit { id, label, reason })
}

/// Fonds, inventory and file in the normal form that the identifier of a unit holds; empty where it has none.
pub(crate) fn parts_of(id: &str) -> [String; 3] {
    let mut parts = id.split('/').skip(1).map(|part| if part == MISSING { String::new() } else { part.to_owned() });
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// How an archive is called in lists: its usual abbreviation, or its name.
fn name(archive: &Archive) -> &str {
    archive.abbreviations.first().map_or(archive.name.as_str(), String::as_str)
}

/// The language whose labels go with the script of a name.
fn script_of(name: &str) -> &'static str {
    match name.chars().find(|c| c.is_alphabetic()) {
        Some(c) if ('\u{400}'..='\u{52f}').contains(&c) => "ru",
        Some(c) if ('\u{10a0}'..='\u{10ff}').contains(&c) => "ka",
        None => "ru",
        _ => "en",
    }
}

/// Small Latin letters and digits; a stroke inside a part (`2398/4`, `6/с`) is a stop, since strokes part the parts.
fn normal(part: &str) -> String {
    let folded: String = regesta_lang::fold(part).chars().filter(|c| c.is_alphanumeric() || *c == '/').collect();
    folded.split('/').map(regesta_lang::latin_key).collect::<Vec<_>>().join(".")
}
