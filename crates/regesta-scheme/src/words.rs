//! Sentences for people.

use regesta_time::{Conflict, Distance, format_minute, format_minutes};

use crate::case::{Case, Evidence};
use crate::field::Why;
use crate::scheme::Scheme;

/// A piece of evidence as it is named in a sentence: stage, text, date, words.
pub(crate) fn name_evidence(case: &Case, evidence: &Evidence) -> String {
    let indicator = if evidence.indicator.is_empty() || evidence.indicator == evidence.stage {
        evidence.stage.clone()
    } else {
        format!("{} ({})", evidence.stage, evidence.indicator)
    };
    let label = case.texts.iter().find(|t| t.key == evidence.text).map_or(&evidence.text, |t| &t.label);
    format!("{indicator} in {label}, {}: “{}”", when(evidence), evidence.quote)
}

/// The date as written, with what it hangs on.
pub(crate) fn when(evidence: &Evidence) -> String {
    let relative = evidence.relative.as_ref().map(|relative| relative.words.clone());
    match (&evidence.date, relative) {
        (Some(date), Some(relative)) => format!("{date}, {relative}"),
        (Some(date), None) => date.clone(),
        (None, Some(relative)) => relative,
        (None, None) => "undated".to_owned(),
    }
}

/// A constraint in its own words.
pub(crate) fn say_why(scheme: &Scheme, case: &Case, why: Why) -> String {
    match why {
        Why::Dated(n) | Why::Linked(n) | Why::Counted(n) | Why::Same(n) => name_evidence(case, &case.evidence[n]),
        Why::Definition(n) => format!("{} by definition of {}", scheme.orders[n].id, scheme.id),
        Why::Claim(n) => format!("{} as {} claims", scheme.orders[n].id, scheme.id),
    }
}

/// Constraints that contradict each other, in their own words, each once.
pub(crate) fn say_conflict(scheme: &Scheme, case: &Case, conflict: &Conflict<Why>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for why in &conflict.labels {
        let said = say_why(scheme, case, *why);
        if !parts.contains(&said) {
            parts.push(said);
        }
    }
    format!("{} — cannot hold together: they miss each other by {}", parts.join("; "), format_minutes(conflict.minutes))
}

/// A span of differences: `2 h .. 1 d 2 h`, `at least 3 d`, `unknown`.
pub(crate) fn say_distance(distance: Distance) -> String {
    match (distance.min, distance.max) {
        (Some(min), Some(max)) if min == max => format_minutes(min),
        (Some(min), Some(max)) => format!("{} .. {}", format_minutes(min), format_minutes(max)),
        (Some(min), None) => format!("at least {}", format_minutes(min)),
        (None, Some(max)) => format!("at most {}", format_minutes(max)),
        (None, None) => "unknown".to_owned(),
    }
}

/// What would settle an order that two overlapping dates leave open.
pub(crate) fn say_settling(
    (before, after): (&str, &str),
    a: regesta_time::TimeBounds,
    b: regesta_time::TimeBounds,
) -> String {
    let mut holds = Vec::new();
    let mut fails = Vec::new();
    if let Some(first) = b.earliest {
        holds.push(format!("{before} before {}", format_minute(first)));
    }
    if let Some(last) = a.latest {
        holds.push(format!("{after} after {}", format_minute(last)));
    }
    if let Some(last) = b.latest {
        fails.push(format!("{before} after {}", format_minute(last)));
    }
    if let Some(first) = a.earliest {
        fails.push(format!("{after} before {}", format_minute(first)));
    }
    let side = |parts: &[String], word: &str| {
        if parts.is_empty() { format!("nothing dated so far would {word} it") } else { parts.join(" or ") }
    };
    format!("it would hold with {}; it would fail with {}", side(&holds, "hold"), side(&fails, "fail"))
}
