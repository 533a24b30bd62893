use std::fmt::Write as _;

use super::{NOTE, instant};
use crate::case::Case;
use crate::explain::traces;
use crate::scheme::Scheme;

/// An event log in XES (IEEE 1849-2016): one trace for each case and coherent reading. An event whose bounds are both open
/// has no timestamp.
pub fn xes(scheme: &Scheme, cases: &[&Case]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<log xes.version=\"1849-2016\" xes.features=\"nested-attributes\">\n");
    for (name, prefix, file) in [("Concept", "concept", "concept"), ("Time", "time", "time")] {
        let _ = writeln!(
            out,
            "  <extension name=\"{name}\" prefix=\"{prefix}\" uri=\"http://www.xes-standard.org/{file}.xesext\"/>"
        );
    }
    let string = |out: &mut String, indent: &str, key: &str, value: &str| {
        let _ = writeln!(out, "{indent}<string key=\"{}\" value=\"{}\"/>", escaped(key), escaped(value));
    };
    string(&mut out, "  ", "concept:name", &scheme.id);
    string(&mut out, "  ", "regesta:note", NOTE);
    for case in cases {
        let (found, left) = traces(scheme, case);
        for (number, trace) in found.iter().enumerate() {
            out.push_str("  <trace>\n");
            let name = format!("{}/{}/{}", case.id, trace.text, number + 1);
            string(&mut out, "    ", "concept:name", &name);
            string(&mut out, "    ", "regesta:case", &case.id);
            string(&mut out, "    ", "regesta:text", case.text_file(&trace.text));
            if left > 0 {
                string(&mut out, "    ", "regesta:readings_left_out", &left.to_string());
            }
            for (stage, evidence, bounds) in &trace.events {
                let e = &case.evidence[*evidence];
                out.push_str("    <event>\n");
                string(&mut out, "      ", "concept:name", &scheme.stages[*stage].id);
                let mut date = |key: &str, minute: Option<i64>| {
                    if let Some(minute) = minute {
                        let _ = writeln!(out, "      <date key=\"{key}\" value=\"{}\"/>", instant(minute));
                    }
                };
                date("time:timestamp", bounds.earliest.or(bounds.latest));
                date("u:time:timestamp_min", bounds.earliest);
                date("u:time:timestamp_max", bounds.latest);
                for (key, value) in [
                    ("regesta:stage", scheme.stages[*stage].name.as_str()),
                    ("regesta:evidence", &e.id),
                    ("regesta:indicator", &e.indicator),
                    ("regesta:date", e.date.as_deref().unwrap_or("")),
                    ("regesta:text", &e.text),
                    ("regesta:quote", &e.quote),
                    ("regesta:voice", &e.voice),
                    ("regesta:modality", word(e.modality)),
                ] {
                    if !value.is_empty() {
                        string(&mut out, "      ", key, value);
                    }
                }
                out.push_str("    </event>\n");
            }
            out.push_str("  </trace>\n");
        }
    }
    out.push_str("</log>\n");
    out
}

pub(super) fn word(modality: crate::case::Modality) -> &'static str {
    use crate::case::Modality::*;
    match modality {
        Asserted => "asserted",
        Reported => "reported",
        Planned => "planned",
        Ordered => "ordered",
        Denied => "denied",
        Hedged => "hedged",
        Alleged => "alleged",
        Conditional => "conditional",
    }
}

/// Text inside an attribute. Control characters, which XML does not have, become the sign for what cannot be shown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn attributes_hold_any_text() {
        assert_eq!(super::escaped("a<b & \"c\"\n\u{1}"), "a&lt;b &amp; &quot;c&quot; \u{fffd}");
    }
}
