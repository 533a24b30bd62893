//! The evidence of a case along time, a lane for each text.

use std::collections::BTreeMap;

use regesta_time::TimeBounds;
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Case;
use crate::conform::Choice;
use crate::delays::around;
use crate::explain::traces;
use crate::field::{Standing, standing};
use crate::scheme::Scheme;

/// What a piece of evidence is to its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standpoint {
    /// It speaks for the stage.
    For,
    /// It speaks for it with doubt.
    Hedged,
    /// It speaks against it.
    Against,
    /// It is left aside: a plan, an order, or not judged.
    Aside,
}

/// A piece of evidence on the line of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimelineItem {
    /// The evidence with its words.
    pub choice: Choice,
    /// What it is to its stage.
    pub standpoint: Standpoint,
    /// First minute it may be, from 1970-01-01T00:00; absent where that side is open. With the distances that the text
    /// tells it may be narrower than the date.
    pub earliest: Option<i64>,
    /// Last minute it may be, included.
    pub latest: Option<i64>,
}

/// The evidence of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimelineLane {
    /// The text, by its key in the case.
    pub text: String,
    /// How it is cited.
    pub label: String,
    /// By earliest minute, then by stage; undated ones last. The order of two that overlap says nothing.
    pub items: Vec<TimelineItem>,
}

/// The lanes of a case in the order of its texts. What bears a date that cannot be has none here.
pub fn timeline(scheme: &Scheme, case: &Case) -> Vec<TimelineLane> {
    let mut tight: BTreeMap<usize, TimeBounds> = BTreeMap::new();
    for trace in traces(scheme, case).0 {
        for (_, evidence, bounds) in trace.events {
            tight.entry(evidence).and_modify(|known| *known = around(*known, bounds)).or_insert(bounds);
        }
    }
    let lane = |key: String| {
        let of_text = case.evidence.iter().enumerate().filter(|(_, e)| e.text == key);
        let mut items: Vec<(usize, TimelineItem)> = of_text
            .filter_map(|(number, evidence)| {
                let stage = scheme.stage(&evidence.stage)?;
                let bounds = tight.get(&number).copied().unwrap_or(evidence.bounds);
                let standpoint = match standing(evidence, &scheme.stages[stage]) {
                    Standing::For => Standpoint::For,
                    Standing::Hedged => Standpoint::Hedged,
                    Standing::Against => Standpoint::Against,
                    Standing::Aside => Standpoint::Aside,
                };
                let choice = Choice::new(evidence);
                Some((stage, TimelineItem { choice, standpoint, earliest: bounds.earliest, latest: bounds.latest }))
            })
            .collect();
        items.sort_by_key(|(stage, item)| {
            let at = item.earliest.or(item.latest);
            (at.is_none(), at, item.latest, *stage, item.choice.evidence.clone())
        });
        let label = case.texts.iter().find(|t| t.key == key).map_or_else(|| key.clone(), |t| t.label.clone());
        TimelineLane { label, items: items.into_iter().map(|(_, item)| item).collect(), text: key }
    };
    case.text_keys().into_iter().map(lane).collect()
}
