//! The score table.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::measures::{KINDS, KindScore};

/// Scores of one corpus: for each text, and `all`.
pub type CorpusScores = BTreeMap<String, BTreeMap<String, KindScore>>;

/// The measures that head the table of a kind, in order.
pub fn headline(kind: &str) -> &'static [&'static str] {
    match kind {
        "date" => &["overlap", "exact_span", "value"],
        "cite" => &["overlap", "exact_span", "refs_full", "refs_core"],
        "doc" => &["overlap", "near", "regest"],
        "quote" => &["overlap", "span_within_3"],
        _ => &["overlap", "exact_span"],
    }
}

/// A corpus as a table in Markdown: a row for each kind and text.
pub fn table(scores: &CorpusScores) -> String {
    let mut out =
        String::from("| kind | text | gold | found | measures (P / R / F1) | shares |\n|---|---|---|---|---|---|\n");
    for kind in KINDS {
        for (text, kinds) in scores {
            let Some(score) = kinds.get(kind) else { continue };
            let Some(overlap) = score.counts.get("overlap") else { continue };
            if overlap.gold == 0 && overlap.found == 0 {
                continue;
            }
            let mut measures = Vec::new();
            for name in headline(kind) {
                if let Some(c) = score.counts.get(*name) {
                    measures.push(format!("{name} {:.3} / {:.3} / **{:.3}**", c.precision(), c.recall(), c.f1()));
                }
            }
            let shares: Vec<String> = score.shares.iter().map(|(name, share)| format!("{name} {share:.3}")).collect();
            let _ = writeln!(
                out,
                "| {kind} | {text} | {} | {} | {} | {} |",
                overlap.gold,
                overlap.found,
                measures.join("; "),
                shares.join("; ")
            );
        }
    }
    out
}
