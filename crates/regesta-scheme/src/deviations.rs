//! Where a case departs from a scheme, as sentences with the words of both sides.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{AbsenceKind, Case};
use crate::conform::{Choice, ConformOptions};
use crate::explain::readings_of;
use crate::field::{Standing, standing};
use crate::scheme::{OrderKind, Scheme};
use crate::verdict::Holding;

/// What kind of departure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DeviationKind {
    /// A text dates two stages the other way round.
    Order,
    /// Two texts together date them so; no text may assert both.
    Mixed,
    /// A text says that a stage did not take place, or failed. Silence is no departure.
    Stage,
}

/// One departure of a case from a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Deviation {
    /// Of what kind.
    pub kind: DeviationKind,
    /// The case.
    pub case: String,
    /// `S3<S4`, or the stage.
    pub about: String,
    /// The sentence, without the quotations.
    pub sentence: String,
    /// What came first, though the scheme has it later; or what speaks against the stage. Absent where the case file
    /// itself lists the absence.
    pub first: Option<Choice>,
    /// What came later.
    pub second: Option<Choice>,
    /// The time between, for people; empty for a stage.
    pub between: String,
    /// Words of the case file where there is no evidence to name.
    pub words: String,
}

/// At most so many mixed departures an order: every pair of texts would make one.
const MOST_MIXED: usize = 6;

/// All departures of a case: order by order those within one text, then those of two texts; then stages denied or failed.
///
/// ```
/// use regesta_scheme::{Case, ConformOptions, DeviationKind, Scheme, deviations};
/// # let scheme = r#"
/// # scheme = { id = "V" }
/// # stage = [
/// #     { id = "A", name = "vote", indicator = [{ id = "A1" }] },
/// #     { id = "B", name = "walk-out", indicator = [{ id = "B1" }] },
/// # ]
/// # order = [{ before = "A", after = "B" }]
/// # "#;
/// let case = r#"
/// case = { id = "C" }
/// evidence = [
///     { id = "1", stage = "A", date = "1905-10-14", text = "X", quote = "they voted" },
///     { id = "2", stage = "B", date = "1905-10-12", text = "X", quote = "they walked out" },
/// ]
/// "#;
/// let scheme = Scheme::parse("v.toml", scheme).value.unwrap();
/// let case = Case::parse("c.toml", case).value.unwrap();
/// let found = deviations(&scheme, &case, &ConformOptions::default());
/// assert_eq!(found[0].kind, DeviationKind::Order);
/// assert_eq!(found[0].first.as_ref().unwrap().quote, "they walked out");
/// ```
pub fn deviations(scheme: &Scheme, case: &Case, options: &ConformOptions) -> Vec<Deviation> {
    let mut found = Vec::new();
    for (number, order) in scheme.orders.iter().enumerate() {
        if order.kind == OrderKind::Definition {
            continue;
        }
        of_order(scheme, case, number, options, &mut found);
    }
    of_stages(scheme, case, &mut found);
    found
}

fn of_order(scheme: &Scheme, case: &Case, number: usize, options: &ConformOptions, found: &mut Vec<Deviation>) {
    let order = &scheme.orders[number];
    let (before, after) = (&scheme.stages[order.before], &scheme.stages[order.after]);
    let label =
        |key: &str| case.texts.iter().find(|t| t.key == key).map_or_else(|| key.to_owned(), |t| t.label.clone());
    let (readings, _) = readings_of(scheme, case, number, options);
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut mixed = 0;
    for reading in readings.into_iter().filter(|r| r.holding == Holding::Fails) {
        let of = |stage: &str| reading.choices.iter().find(|c| c.stage == stage).cloned();
        let (Some(later), Some(earlier)) = (of(&before.id), of(&after.id)) else { continue };
        let pair = (later.evidence.clone(), earlier.evidence.clone());
        if seen.contains(&pair) {
            continue;
        }
        seen.push(pair);
        let one_text = later.text == earlier.text;
        mixed += usize::from(!one_text);
        if mixed > MOST_MIXED {
            break;
        }
        let who =
            if one_text { label(&later.text) } else { format!("{} with {}", label(&earlier.text), label(&later.text)) };
        // A claim with a bound may fail though the order is as claimed.
        let (first_when, second_when) = (&reading.after_when, &reading.before_when);
        let sentence = if order.min.is_some() || order.max.is_some() {
            format!(
                "{who}: {} ({second_when}) and {} ({first_when}) lie otherwise apart than {} asks",
                before.name, after.name, order.id
            )
        } else {
            format!("{who}: {} ({first_when}) comes before {} ({second_when})", after.name, before.name)
        };
        found.push(Deviation {
            kind: if one_text { DeviationKind::Order } else { DeviationKind::Mixed },
            case: case.id.clone(),
            about: order.id.clone(),
            sentence,
            first: Some(earlier),
            second: Some(later),
            between: reading.between,
            words: String::new(),
        });
    }
}

fn of_stages(scheme: &Scheme, case: &Case, found: &mut Vec<Deviation>) {
    let mut add = |stage: &str, sentence: String, first: Option<Choice>, words: &str| {
        found.push(Deviation {
            kind: DeviationKind::Stage,
            case: case.id.clone(),
            about: stage.to_owned(),
            sentence,
            first,
            second: None,
            between: String::new(),
            words: words.to_owned(),
        });
    };
    for stage in &scheme.stages {
        for evidence in case.evidence.iter().filter(|e| e.stage == stage.id) {
            if standing(evidence, stage) == Standing::Against {
                let choice = Choice::new(evidence);
                let label = case.texts.iter().find(|t| t.key == choice.text).map_or(&choice.text, |t| &t.label);
                let sentence = format!("{label} speaks against {}: {}", stage.name, choice.date);
                add(&stage.id, sentence, Some(choice), "");
            }
        }
        for absence in case.absences.iter().filter(|a| a.stage == stage.id && a.kind != AbsenceKind::Silent) {
            let kind = if absence.kind == AbsenceKind::Denied { "denied" } else { "failed" };
            add(&stage.id, format!("{}: {kind} in {}", stage.name, absence.texts.join(", ")), None, &absence.quote);
        }
    }
}
