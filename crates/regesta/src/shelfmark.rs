//! Archival units out of references.

use regesta_cite::Reference;

use crate::Engine;

/// The unit that a reference points to.
pub(crate) struct Unit {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) reason: String,
}

/// The archival unit of a reference; `None` where it points into no archive. Units of archives that are not named stay
/// apart by source, since fond 5 of one unnamed archive is not fond 5 of another.
pub(crate) fn unit(engine: &Engine, reference: &Reference, source: &str) -> Option<Unit> {
    if !reference.is_archival() {
        return None;
    }
    let known = reference.archive.as_deref().and_then(|name| engine.archives.find(name));
    let printed = reference.archive.as_deref().map(str::trim).unwrap_or_default();
    let archive = match (known, printed) {
        (Some(archive), _) => archive.id.clone(),
        (None, "") => format!("?{}", &source[..8.min(source.len())]),
        (None, name) => regesta_lang::latin_key(name).replace(' ', "-"),
    };
    let part = |p: &Option<String>| p.as_deref().map(normal).unwrap_or_default();
    let (fond, opis, delo) = (part(&reference.fond), part(&reference.opis), part(&reference.delo));
    let id = format!("shelfmark:{archive}/{fond}/{opis}/{delo}");
    let name = known.map_or(printed, label);
    let mut parts = vec![if name.is_empty() { "?".to_owned() } else { name.to_owned() }];
    for (label, value) in [("f.", &reference.fond), ("op.", &reference.opis), ("d.", &reference.delo)] {
        if let Some(value) = value {
            parts.push(if label == "f." && value.contains(' ') { value.clone() } else { format!("{label} {value}") });
        }
    }
    let reason = match known {
        Some(archive) => format!("the archive is {}, the numbers are the same", label(archive)),
        None => "the archive and the numbers are printed alike".to_owned(),
    };
    Some(Unit { id, label: parts.join(", "), reason })
}

/// How an archive is called in lists: its usual abbreviation, or its name.
fn label(archive: &regesta_cite::Archive) -> &str {
    archive.abbreviations.first().map_or(archive.name.as_str(), String::as_str)
}

fn normal(part: &str) -> String {
    let folded: String = regesta_lang::fold(part).chars().filter(|c| c.is_alphanumeric() || *c == '/').collect();
    regesta_lang::latin_key(&folded)
}
