//! Rival schemes over the same cases.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Case;
use crate::conform::{ConformOptions, Counted, conform};
use crate::scheme::{OrderKind, Scheme};
use crate::verdict::Verdict;

/// What one case says of one order of one scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparisonRow {
    /// The scheme.
    pub scheme: String,
    /// The case.
    pub case: String,
    /// `S3<S4`.
    pub order: String,
    /// Claim or expectation.
    pub kind: OrderKind,
    /// Text by text.
    pub coherent: Counted,
    /// With stages from any text.
    pub mixed: Counted,
    /// The texts on whose word it is lost: it fails in one of their readings.
    pub lost_on: Vec<String>,
    /// The texts on whose word it is kept: it holds in all their readings that can test it.
    pub kept_on: Vec<String>,
    /// The texts whose dates leave it open in some reading and let it fail in none.
    pub open_on: Vec<String>,
}

/// Schemes side by side, and what must be known before they are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison {
    /// Warnings, each once.
    pub warnings: Vec<String>,
    /// Scheme by scheme in the order they were named, case by case, order by order. There is no sum and no rank.
    pub rows: Vec<ComparisonRow>,
}

/// Runs each scheme on each case, and says which order each one loses and on whose word.
///
/// Stages that `options` limits to certain indicators are limited in each scheme that has them.
pub fn compare_schemes(schemes: &[&Scheme], cases: &[&Case], options: &ConformOptions) -> Comparison {
    let (mut warnings, mut rows): (Vec<String>, Vec<ComparisonRow>) = (Vec::new(), Vec::new());
    for scheme in schemes {
        for case in cases {
            let report = conform(scheme, case, options);
            for warning in report.warnings {
                let told = format!("{}: {warning}", case.id);
                if !warnings.contains(&told) {
                    warnings.push(told);
                }
            }
            for order in report.orders {
                let texts = |fits: &dyn Fn(&Counted) -> bool| -> Vec<String> {
                    let fitting = order.texts.iter().filter(|t| !t.hedged && fits(&t.counted));
                    fitting.map(|t| t.text.clone()).collect()
                };
                rows.push(ComparisonRow {
                    scheme: scheme.id.clone(),
                    case: case.id.clone(),
                    lost_on: texts(&|c| c.tally.fails > 0),
                    kept_on: texts(&|c| c.verdict == Verdict::Always),
                    open_on: texts(&|c| c.tally.fails == 0 && c.tally.open > 0),
                    order: order.order,
                    kind: order.kind,
                    coherent: order.coherent,
                    mixed: order.mixed,
                });
            }
        }
    }
    Comparison { warnings, rows }
}
