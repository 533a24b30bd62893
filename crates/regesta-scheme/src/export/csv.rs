use regesta_time::format_minute;

use super::xes::word;
use crate::case::Case;
use crate::explain::traces;
use crate::scheme::Scheme;

/// Heads of the columns of [`csv_rows`].
pub const CSV_HEADS: [&str; 14] = [
    "scheme",
    "case",
    "text",
    "reading",
    "stage",
    "stage_name",
    "indicator",
    "evidence",
    "date",
    "earliest",
    "latest",
    "modality",
    "voice",
    "quote",
];

/// One row for each stage of each coherent reading, for spreadsheets.
pub fn csv_rows(scheme: &Scheme, cases: &[&Case]) -> Vec<[String; 14]> {
    let mut rows = Vec::new();
    for case in cases {
        for (number, trace) in traces(scheme, case).0.iter().enumerate() {
            for (stage, evidence, bounds) in &trace.events {
                let (stage, e) = (&scheme.stages[*stage], &case.evidence[*evidence]);
                let minute = |m: Option<i64>| m.map(format_minute).unwrap_or_default();
                rows.push([
                    scheme.id.clone(),
                    case.id.clone(),
                    trace.text.clone(),
                    (number + 1).to_string(),
                    stage.id.clone(),
                    stage.name.clone(),
                    e.indicator.clone(),
                    e.id.clone(),
                    e.date.clone().unwrap_or_default(),
                    minute(bounds.earliest),
                    minute(bounds.latest),
                    word(e.modality).to_owned(),
                    e.voice.clone(),
                    e.quote.clone(),
                ]);
            }
        }
    }
    rows
}
