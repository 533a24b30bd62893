//! How long between two stages.

use regesta_time::{Distance, TimeBounds};
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Case;
use crate::conform::MOST_READINGS;
use crate::field::{Field, Ground, Selection, calendar_days};
use crate::scheme::Scheme;
use crate::survey::descend;
use crate::words::say_distance;

/// The time from one stage to another, as the readings of one text have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DelayRow {
    /// The case.
    pub case: String,
    /// The text; `(mixed)` for readings that take the two stages from different texts.
    pub text: String,
    /// The earlier stage, as it was asked for.
    pub from: String,
    /// The later stage.
    pub to: String,
    /// Least number of calendar days; negative where `to` comes first; absent where open.
    pub least_days: Option<i64>,
    /// Greatest number of calendar days.
    pub greatest_days: Option<i64>,
    /// Least difference in minutes.
    pub least_minutes: Option<i64>,
    /// Greatest difference in minutes.
    pub greatest_minutes: Option<i64>,
    /// Whether the two may have come in either order.
    pub open: bool,
    /// When the earlier stage was, over all these readings.
    pub from_when: String,
    /// When the later one was.
    pub to_when: String,
}

impl DelayRow {
    /// The delay for people: `1 .. 2 days`, `2 h`, `open (-1 .. 1 days)`.
    pub fn words(&self) -> String {
        let days = match (self.least_days, self.greatest_days) {
            (Some(0), Some(0)) => say_distance(Distance { min: self.least_minutes, max: self.greatest_minutes }),
            (Some(1), Some(1)) => "1 day".to_owned(),
            (Some(least), Some(greatest)) if least == greatest => format!("{least} days"),
            (Some(least), Some(greatest)) => format!("{least} .. {greatest} days"),
            (Some(least), None) => format!("{least} days or more"),
            (None, Some(greatest)) => format!("{greatest} days or less"),
            (None, None) => "unknown".to_owned(),
        };
        if self.open && days != "unknown" { format!("open ({days})") } else { days }
    }
}

/// The delays between two stages in each case: text by text, then with the stages from different texts. A text without
/// dates for both has no row.
pub fn delays(scheme: &Scheme, cases: &[&Case], from: usize, to: usize) -> Vec<DelayRow> {
    let mut rows = Vec::new();
    for case in cases {
        for key in case.text_keys() {
            let field = Field::new(scheme, case, Some(&key), &Selection::default());
            rows.extend(delay(&field, &key, from, to, false));
        }
        let field = Field::new(scheme, case, None, &Selection::default());
        rows.extend(delay(&field, "(mixed)", from, to, true));
    }
    rows
}

fn delay(field: &Field<'_>, text: &str, from: usize, to: usize, mixed: bool) -> Option<DelayRow> {
    if field.alternatives[from].is_empty() || field.alternatives[to].is_empty() {
        return None;
    }
    // Only what hangs together with the two stages can bound them.
    let both = |group: &Vec<usize>| group.contains(&from) || group.contains(&to);
    let mut stages: Vec<usize> = field.components().into_iter().filter(both).flatten().collect();
    if field.choices(&stages) > MOST_READINGS {
        stages = vec![from, to];
    }
    let texts = |stage: usize| field.alternatives[stage].iter().map(|e| &field.case.evidence[*e].text);
    if mixed && texts(from).chain(texts(to)).all(|t| Some(t) == texts(from).next()) {
        return None;
    }
    let mut hull: Option<(Distance, Distance, TimeBounds, TimeBounds)> = None;
    let mut leaf = |ground: Option<&Ground>, _: u64| {
        let Some(ground) = ground else { return };
        let (Some(a), Some(b)) = (ground.slots[from], ground.slots[to]) else { return };
        let (minutes, before, after) = (ground.net.difference(a, b), ground.net.bounds(a), ground.net.bounds(b));
        let days = calendar_days(minutes, before, after);
        hull = Some(match hull {
            None => (minutes, days, before, after),
            Some((m, d, x, y)) => (wider(m, minutes), wider(d, days), around(x, before), around(y, after)),
        });
    };
    let mut ground = field.ground(&stages).ok()?;
    descend(field, &stages, &mut ground, &mut leaf, &mut Vec::new());
    let (minutes, days, before, after) = hull?;
    let certain = minutes.min.is_some_and(|min| min >= 1) || minutes.max.is_some_and(|max| max <= -1);
    Some(DelayRow {
        case: field.case.id.clone(),
        text: text.to_owned(),
        from: field.scheme.stages[from].id.clone(),
        to: field.scheme.stages[to].id.clone(),
        least_days: days.min,
        greatest_days: days.max,
        least_minutes: minutes.min,
        greatest_minutes: minutes.max,
        open: !certain,
        from_when: before.to_string(),
        to_when: after.to_string(),
    })
}

/// A span that holds both.
pub(crate) fn wider(a: Distance, b: Distance) -> Distance {
    Distance { min: a.min.zip(b.min).map(|(a, b)| a.min(b)), max: a.max.zip(b.max).map(|(a, b)| a.max(b)) }
}

/// Bounds that hold both.
pub(crate) fn around(a: TimeBounds, b: TimeBounds) -> TimeBounds {
    TimeBounds {
        earliest: a.earliest.zip(b.earliest).map(|(a, b)| a.min(b)),
        latest: a.latest.zip(b.latest).map(|(a, b)| a.max(b)),
    }
}
