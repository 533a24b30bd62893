//! What changed since the scores were last kept: finding by finding.

use std::collections::BTreeMap;

use crate::measures::{Outcome, Row};

/// One line of a row file: everything of a [`Row`] but no word of the text, so that it may be kept beside texts that
/// are not.
pub fn line_of(row: &Row) -> String {
    let outcome = match row.outcome {
        Outcome::Right => "right",
        Outcome::Value => "value",
        Outcome::Missed => "missed",
        Outcome::Spurious => "spurious",
    };
    let clean = |s: &str| s.replace(['\t', '\n'], " ");
    [
        row.kind.clone(),
        row.source.clone(),
        row.start.to_string(),
        row.end.to_string(),
        outcome.to_owned(),
        clean(&row.found),
        clean(&row.gold),
    ]
    .join("\t")
}

/// A row that came out otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Kind, source, start, end.
    pub place: String,
    /// How it was: outcome and value; empty where the row is new.
    pub before: String,
    /// How it is now; empty where the row is gone.
    pub now: String,
    /// Better, worse, or neither.
    pub direction: i8,
}

fn weight(outcome: &str) -> i8 {
    match outcome {
        "right" => 2,
        "value" => 1,
        // A spurious finding that is gone is a gain.
        "spurious" => -1,
        _ => 0,
    }
}

/// Compares two row files line by line.
pub fn compare_rows(before: &str, now: &str) -> Vec<Change> {
    let index = |text: &str| -> BTreeMap<String, (String, String)> {
        text.lines()
            .filter_map(|line| {
                let mut columns = line.splitn(6, '\t');
                let key: Vec<&str> = columns.by_ref().take(4).collect();
                let outcome = columns.next()?;
                let rest = columns.next().unwrap_or_default();
                // A spurious row may share its place with a gold one.
                let group = if outcome == "spurious" { " (spurious)" } else { "" };
                Some((format!("{}{group}", key.join(" ")), (outcome.to_owned(), rest.replace('\t', " <> "))))
            })
            .collect()
    };
    let (before, now) = (index(before), index(now));
    let mut changes = Vec::new();
    let mut keys: Vec<&String> = before.keys().chain(now.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let (was, is) = (before.get(key), now.get(key));
        if was == is {
            continue;
        }
        let value = |side: Option<&(String, String)>| side.map_or(0, |(outcome, _)| weight(outcome));
        let words = |side: Option<&(String, String)>| side.map(|(o, v)| format!("{o} {v}")).unwrap_or_default();
        changes.push(Change {
            place: key.clone(),
            before: words(was),
            now: words(is),
            direction: (value(is) - value(was)).signum(),
        });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_gains_from_losses() {
        let before =
            "date\ta\t0\t5\tmissed\t\t1848\ndate\ta\t9\t12\tright\t1849\t1849\ndate\ta\t20\t22\tspurious\t18\t\n";
        let now = "date\ta\t0\t5\tright\t1848\t1848\ndate\ta\t9\t12\tvalue\t1850\t1849\n";
        let changes = compare_rows(before, now);
        let directions: Vec<i8> = changes.iter().map(|c| c.direction).collect();
        assert_eq!(directions, [1, 1, -1], "{changes:?}");
    }

    #[test]
    fn equal_files_have_no_changes() {
        assert!(compare_rows("date\ta\t0\t5\tright\tx\tx\n", "date\ta\t0\t5\tright\tx\tx\n").is_empty());
    }
}
