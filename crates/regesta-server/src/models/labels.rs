use regesta::views::one_line;
use serde_json::Value;

use super::Base;
use crate::wire::MarkKind;

/// The value of a finding in words of its source, or the label of what it names.
pub(crate) fn finding_label(base: &Base, kind: MarkKind, value: &Value, exact: &str, entities: &[&str]) -> String {
    let named = |id: &&str| base.label(id).map(str::to_owned);
    let printed = || one_line(exact);
    match kind {
        MarkKind::Person | MarkKind::Place | MarkKind::Body => {
            let normal = || value.get("normal").and_then(Value::as_str).filter(|n| !n.is_empty()).map(str::to_owned);
            let entity = entities.first().and_then(named);
            // A place keeps the name that this text gives it.
            let label = if kind == MarkKind::Place { normal().or(entity) } else { entity.or_else(normal) };
            label.unwrap_or_else(printed)
        }
        MarkKind::Cite => {
            let units: Vec<String> = entities.iter().filter_map(named).collect();
            if units.is_empty() { printed() } else { units.join("; ") }
        }
        MarkKind::Quote | MarkKind::Event | MarkKind::Document => cut(&printed(), 200),
        MarkKind::Date => printed(),
    }
}

/// The part of a stored value that its detector made.
pub(crate) fn kind_of_value(stored: &Value) -> &Value {
    stored.get("value").unwrap_or(&Value::Null)
}

fn cut(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// What is odd about a finding, as keys.
pub(crate) fn flags(kind: MarkKind, value: &Value, repaired: bool, possible: bool) -> Vec<String> {
    let mut flags = Vec::new();
    let list = |key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    if kind == MarkKind::Date {
        for flag in list("flags").iter().filter_map(Value::as_str) {
            flags.push(if flag == "impossible" { "impossible_date".to_owned() } else { flag.to_owned() });
        }
        for part in list("inferred").iter().filter_map(|i| i.get("part")?.as_str()) {
            flags.push(format!("inferred_{part}"));
        }
    }
    let doubted = list("refs").iter().any(|r| r.get("doubts").is_some());
    let truth = |key: &str| value.get(key).and_then(Value::as_bool).unwrap_or(false);
    for (holds, flag) in [
        (!list("alternatives").is_empty() || doubted, "ambiguous"),
        (truth("end_guessed"), "end_guessed"),
        (truth("denied"), "denied"),
        (repaired, "repaired"),
        (possible, "possible"),
    ] {
        if holds {
            flags.push(flag.to_owned());
        }
    }
    flags
}

/// The date of a finding as EDTF: of a date its value, of a document or event the date it has.
pub(crate) fn edtf(kind: MarkKind, value: &Value) -> Option<String> {
    let key = match kind {
        MarkKind::Date => "edtf",
        MarkKind::Document | MarkKind::Event => "date",
        _ => return None,
    };
    value.get(key)?.as_str().filter(|e| !e.is_empty()).map(str::to_owned)
}
