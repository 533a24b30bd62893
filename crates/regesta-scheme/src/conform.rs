//! One scheme, one case.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{Case, DateKind, Evidence};
use crate::cost::{CostBounds, Measure, cost_of_mixed, cost_of_text};
use crate::field::{Field, Selection, Standing, standing};
use crate::scheme::{Order, OrderKind, Scheme};
use crate::survey::{OrderSurvey, Survey, survey, whole};
use crate::table::{Table, deciding_sets};
use crate::verdict::{Holding, Tally, Verdict};
use crate::words::{say_conflict, say_settling, when};

/// Readings beyond which they are no longer gone through one by one.
pub const MOST_READINGS: u64 = 20_000;

/// How many open pairs a report spells out.
const MOST_SETTLING: usize = 8;

/// How a case is tested.
#[derive(Debug, Clone, Default)]
pub struct ConformOptions {
    /// For a stage, the indicators that may stand for it.
    pub indicators: BTreeMap<String, Vec<String>>,
    /// In the mixed readings, take what texts hedge as if they said it.
    pub hedged: bool,
    /// Count moved and missing stages.
    pub costs: bool,
}

/// A verdict with its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counted {
    /// What follows.
    pub verdict: Verdict,
    /// From how many readings.
    pub tally: Tally,
}

impl From<Tally> for Counted {
    fn from(tally: Tally) -> Self {
        Self { verdict: tally.verdict(), tally }
    }
}

/// What one text says of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextVerdict {
    /// The text.
    pub text: String,
    /// Whether what it hedges is taken as said.
    pub hedged: bool,
    /// What follows.
    #[serde(flatten)]
    pub counted: Counted,
}

/// What follows where one indicator stands for a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorVerdict {
    /// The stage.
    pub stage: String,
    /// The indicator that stands for it.
    pub indicator: String,
    /// What follows, over the mixed readings with it.
    #[serde(flatten)]
    pub counted: Counted,
}

/// A choice of evidence for a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    /// The stage.
    pub stage: String,
    /// The evidence.
    pub evidence: String,
    /// Its text.
    pub text: String,
    /// The indicator it is.
    pub indicator: String,
    /// Its date, as the case file has it.
    pub date: String,
    /// Its words.
    pub quote: String,
}

impl Choice {
    pub(crate) fn new(evidence: &Evidence) -> Self {
        Self {
            stage: evidence.stage.clone(),
            evidence: evidence.id.clone(),
            text: evidence.text.clone(),
            indicator: evidence.indicator.clone(),
            date: when(evidence),
            quote: evidence.quote.clone(),
        }
    }
}

/// The readings with certain choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecidingRow {
    /// The choices, one for each stage of the set.
    pub choices: Vec<Choice>,
    /// How the readings with them stand.
    pub tally: Tally,
}

/// A smallest set of stages whose choice tells where an order holds from where it fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecidingSet {
    /// The stages.
    pub stages: Vec<String>,
    /// What follows from each choice.
    pub rows: Vec<DecidingRow>,
}

/// What a case says of one order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrderReport {
    /// `S3<S4`.
    pub order: String,
    /// Claim or expectation.
    pub kind: OrderKind,
    /// Text by text, all of them together: each reading keeps to one text.
    pub coherent: Counted,
    /// Each text.
    pub texts: Vec<TextVerdict>,
    /// Readings that take each stage from any text: combinations that no text may assert.
    pub mixed: Counted,
    /// False where there were too many choices: then `open` counts what was not looked at.
    pub mixed_complete: bool,
    /// The mixed readings by the indicator that stands for a stage, where several do.
    pub indicators: Vec<IndicatorVerdict>,
    /// The smallest sets of choices that decide, among the mixed readings; none where nothing is to decide, or where no
    /// three choices do.
    pub deciding: Vec<DecidingSet>,
    /// What would settle what is open.
    pub settling: Vec<String>,
}

/// The readings of one text, or the mixed ones.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReadingsReport {
    /// The text; empty for the mixed readings.
    pub text: String,
    /// Whether what is hedged is taken as said.
    pub hedged: bool,
    /// Ways to choose one piece of dated evidence for each stage that has any.
    pub readings: u64,
    /// Those that do not contradict themselves; absent where there were too many to count.
    pub consistent: Option<u64>,
    /// Those in which all claims can hold together; absent likewise, and where no claim can be tested.
    pub possible: Option<u64>,
    /// Those in which every claim that can be tested holds; absent likewise.
    pub certain: Option<u64>,
    /// Stages of the orders without dated evidence here.
    pub undated: Vec<String>,
    /// Contradictions within the readings, with the words of both sides.
    pub contradictions: Vec<String>,
    /// Moved and missing stages, where they were asked for and could be counted.
    pub cost: Option<CostBounds>,
    /// What was not counted, and why.
    pub limits: Vec<String>,
}

/// What a case says of a scheme.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConformReport {
    /// The scheme.
    pub scheme: String,
    /// What it is called.
    pub scheme_title: String,
    /// The case.
    pub case: String,
    /// What it is called.
    pub case_title: String,
    /// Indicators to which stages were limited.
    pub limited_to: BTreeMap<String, Vec<String>>,
    /// What a reader must know before the rest.
    pub warnings: Vec<String>,
    /// Each tested order.
    pub orders: Vec<OrderReport>,
    /// The readings of each text.
    pub texts: Vec<ReadingsReport>,
    /// The mixed readings.
    pub mixed: ReadingsReport,
    /// Evidence that no reading uses, with the reason.
    pub aside: Vec<Aside>,
}

/// Evidence that no reading uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Aside {
    /// The evidence.
    pub evidence: String,
    /// Why it is left aside.
    pub reason: String,
}

/// Tests a case against a scheme.
///
/// Coherent readings keep to one text; they come first. Mixed readings take each stage from any text that dates it; they
/// are counted apart, since no text may assert their combination. Nothing is ranked and no share is given: with a handful
/// of cases that hang together there is nothing to take a share of.
pub fn conform(scheme: &Scheme, case: &Case, options: &ConformOptions) -> ConformReport {
    let selection = |hedged| Selection { indicators: options.indicators.clone(), hedged };
    let field = |text: Option<&str>, hedged| Field::new(scheme, case, text, &selection(hedged)).of_orders();
    let mut texts = Vec::new();
    let mut by_text: Vec<(String, bool, Survey)> = Vec::new();
    for key in case.text_keys() {
        for hedged in [false, true] {
            let field_of_text = field(Some(&key), hedged);
            // What is hedged makes a reading of its own only where an order asks for it.
            if hedged && field_of_text.alternatives == field(Some(&key), false).alternatives {
                continue;
            }
            let field = field_of_text;
            let found = survey(&field);
            let cost = options.costs.then(|| cost_of_text(&field, &key, Measure::Stages)).flatten();
            texts.push(readings_report(&field, &found, &key, hedged, cost));
            by_text.push((key.clone(), hedged, found));
        }
    }
    let field = field(None, options.hedged);
    let mixed = survey(&field);
    let orders =
        mixed.orders.iter().enumerate().map(|(n, of_mixed)| order_report(&field, of_mixed, n, &by_text)).collect();
    let mut report = readings_report(&field, &mixed, "", options.hedged, None);
    if options.costs {
        match cost_of_mixed(&field, Measure::Stages) {
            Ok(cost) => report.cost = cost,
            Err(limit) => report.limits.push(limit),
        }
    }
    ConformReport {
        scheme: scheme.id.clone(),
        scheme_title: scheme.title.clone(),
        case: case.id.clone(),
        case_title: case.title.clone(),
        limited_to: options.indicators.clone(),
        warnings: warnings(scheme, case),
        orders,
        texts,
        mixed: report,
        aside: aside(scheme, case),
    }
}

/// What a reader must know before a verdict: whether the scheme is tested on the texts it is made from, and which dates
/// are doubtful in kind.
pub(crate) fn warnings(scheme: &Scheme, case: &Case) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(stated) = &scheme.stated_by {
        let same = |key: &str| case.text_file(key) == stated.text || key == stated.text;
        if case.evidence.iter().any(|e| same(&e.text)) {
            warnings.push(format!(
                "{} is stated by {}, which is also evidence of this case: testing it here checks the description, not a law",
                scheme.id, stated.text
            ));
        }
    }
    for e in case.evidence.iter().filter(|e| scheme.stage(&e.stage).is_some()) {
        let late = |kind| matches!(kind, DateKind::Printed | DateKind::Received | DateKind::Known);
        if e.senses.iter().any(|sense| sense.doubtful && late(sense.kind)) {
            warnings.push(format!(
                "{} ({}, {}) may bear the day of printing or receipt; it is taken as the day itself",
                e.id,
                e.stage,
                when(e)
            ));
        }
    }
    warnings
}

fn aside(scheme: &Scheme, case: &Case) -> Vec<Aside> {
    let mut found = Vec::new();
    for e in &case.evidence {
        let reason = match scheme.stage(&e.stage).map(|s| standing(e, &scheme.stages[s])) {
            None => format!("{} has no stage {}", scheme.id, e.stage),
            Some(Standing::Aside) => match e.judged {
                crate::case::Judgement::Rejected => "rejected".to_owned(),
                crate::case::Judgement::Proposed => "proposed, not judged yet".to_owned(),
                crate::case::Judgement::Accepted => {
                    "a plan, an order, or a doubt is no evidence that it took place".to_owned()
                }
            },
            Some(Standing::Against) => "it speaks against the stage".to_owned(),
            Some(_) if !e.impossible.is_empty() => {
                format!("there is no {}: it may be {}", e.date.as_deref().unwrap_or(""), e.impossible.join(" or "))
            }
            Some(_) if !e.is_dated() => "undated: it shows that the stage took place, not when".to_owned(),
            Some(_) => continue,
        };
        found.push(Aside { evidence: e.id.clone(), reason });
    }
    found
}

fn readings_report(
    field: &Field<'_>,
    found: &Survey,
    text: &str,
    hedged: bool,
    cost: Option<CostBounds>,
) -> ReadingsReport {
    let mut limits = Vec::new();
    let few = found.readings <= MOST_READINGS;
    let whole = few.then(|| whole(field)).filter(|whole| whole.tested > 0);
    if !few {
        limits.push(format!(
            "{} readings, more than {MOST_READINGS}: each order is counted by the choices that matter for it, the scheme as a whole is not",
            found.readings
        ));
    }
    if found.consistent.is_none() {
        limits.push(
            "some stages hang together by more choices than can be gone through: for them only what two stages alone decide is counted"
                .to_owned(),
        );
    }
    let named = |s: &usize| field.scheme.orders.iter().any(|o| o.before == *s || o.after == *s);
    let undated = (0..field.alternatives.len()).filter(named).filter(|s| field.alternatives[*s].is_empty());
    ReadingsReport {
        text: text.to_owned(),
        hedged,
        readings: found.readings,
        consistent: found.consistent,
        possible: whole.map(|whole| whole.possible),
        certain: whole.map(|whole| whole.certain),
        undated: undated.map(|s| field.scheme.stages[s].id.clone()).collect(),
        contradictions: found.conflicts.iter().map(|c| say_conflict(field.scheme, field.case, c)).collect(),
        cost,
        limits,
    }
}

fn order_report(
    field: &Field<'_>,
    of_mixed: &OrderSurvey,
    number: usize,
    by_text: &[(String, bool, Survey)],
) -> OrderReport {
    let order = &field.scheme.orders[of_mixed.order];
    let mut coherent = Tally::default();
    let texts = by_text
        .iter()
        .map(|(text, hedged, found)| {
            let tally = found.orders[number].tally;
            if !hedged {
                coherent.include(&tally);
            }
            TextVerdict { text: text.clone(), hedged: *hedged, counted: tally.into() }
        })
        .collect();
    let rest = rest_of(of_mixed);
    OrderReport {
        order: order.id.clone(),
        kind: order.kind,
        coherent: coherent.into(),
        texts,
        mixed: of_mixed.tally.into(),
        mixed_complete: of_mixed.complete,
        indicators: by_indicator(field, order, &of_mixed.table, rest),
        deciding: deciding(field, of_mixed, rest),
        settling: settling(field, order, &of_mixed.table),
    }
}

/// How many readings stand behind one reading of the table, since stages that do not matter for the order are not in it.
fn rest_of(found: &OrderSurvey) -> u64 {
    let Tally { holds, fails, open, untestable } = found.tally;
    let all = holds.saturating_add(fails).saturating_add(open).saturating_add(untestable);
    let here: u64 = found.table.cells.iter().flatten().fold(0, |sum: u64, cell| sum.saturating_add(cell.readings));
    all.checked_div(here).unwrap_or(1).max(1)
}

fn by_indicator(field: &Field<'_>, order: &Order, table: &Table<Holding>, rest: u64) -> Vec<IndicatorVerdict> {
    let mut found: Vec<IndicatorVerdict> = Vec::new();
    for stage in [order.before, order.after] {
        let alternatives = &field.alternatives[stage];
        let indicator = |n: usize| &field.case.evidence[alternatives[n]].indicator;
        let Some(position) = table.stages.iter().position(|s| *s == stage) else { continue };
        let mut tallies: BTreeMap<&String, Tally> = BTreeMap::new();
        for (number, cell) in table.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let chosen = table.digits(number)[position];
            tallies.entry(indicator(chosen)).or_default().add(cell.value, cell.readings.saturating_mul(rest));
        }
        if tallies.len() > 1 {
            found.extend(tallies.into_iter().map(|(indicator, tally)| IndicatorVerdict {
                stage: field.scheme.stages[stage].id.clone(),
                indicator: indicator.clone(),
                counted: tally.into(),
            }));
        }
    }
    found
}

fn deciding(field: &Field<'_>, found: &OrderSurvey, rest: u64) -> Vec<DecidingSet> {
    if !found.complete {
        return Vec::new();
    }
    let table = &found.table;
    deciding_sets(table, &Holding::Holds, &Holding::Fails)
        .into_iter()
        .map(|set| {
            let mut rows: BTreeMap<Vec<usize>, Tally> = BTreeMap::new();
            for (number, cell) in table.cells.iter().enumerate() {
                let Some(cell) = cell else { continue };
                let digits = table.digits(number);
                let key = table.stages.iter().zip(digits).filter(|(s, _)| set.contains(s)).map(|(_, d)| d).collect();
                rows.entry(key).or_default().add(cell.value, cell.readings.saturating_mul(rest));
            }
            let choice =
                |stage: usize, digit: usize| Choice::new(&field.case.evidence[field.alternatives[stage][digit]]);
            DecidingSet {
                stages: set.iter().map(|s| field.scheme.stages[*s].id.clone()).collect(),
                rows: rows
                    .into_iter()
                    .map(|(digits, tally)| DecidingRow {
                        choices: set.iter().zip(digits).map(|(stage, digit)| choice(*stage, digit)).collect(),
                        tally,
                    })
                    .collect(),
            }
        })
        .collect()
}

/// One sentence for each pair of dates that leaves the order open.
fn settling(field: &Field<'_>, order: &Order, table: &Table<Holding>) -> Vec<String> {
    let name = |stage: usize| field.scheme.stages[stage].id.as_str();
    let mut said: Vec<String> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (number, cell) in table.cells.iter().enumerate() {
        if cell.as_ref().is_none_or(|cell| cell.value != Holding::Open) {
            continue;
        }
        let digits = table.digits(number);
        let chosen = |stage: usize| {
            let digit = table.stages.iter().position(|s| *s == stage).map_or(0, |position| digits[position]);
            field.alternatives[stage][digit]
        };
        let pair = (chosen(order.before), chosen(order.after));
        if pairs.contains(&pair) {
            continue;
        }
        pairs.push(pair);
        let Ok(mut ground) = field.ground(&field.stages()) else { continue };
        let mut chosen_all = true;
        for (stage, digit) in table.stages.iter().zip(&digits) {
            chosen_all &= field.choose(&mut ground, *stage, field.alternatives[*stage][*digit]).is_ok();
        }
        for (stage, evidence) in [(order.before, pair.0), (order.after, pair.1)] {
            if !table.stages.contains(&stage) {
                chosen_all &= field.choose(&mut ground, stage, evidence).is_ok();
            }
        }
        let (Some(before), Some(after)) = (ground.slots[order.before], ground.slots[order.after]) else { continue };
        if !chosen_all || ground.settle_days().is_err() {
            continue;
        }
        let (a, b) = (ground.net.bounds(before), ground.net.bounds(after));
        let texts = |e: usize| format!("{} ({})", field.case.evidence[e].text, when(&field.case.evidence[e]));
        let head =
            format!("{} in {} and {} in {}", name(order.before), texts(pair.0), name(order.after), texts(pair.1));
        let cure = if order.min.is_none() && order.max.is_none() {
            say_settling((name(order.before), name(order.after)), a, b)
        } else {
            let apart = ground.net.difference(before, after);
            format!("the time between is to be narrowed from {}", crate::words::say_distance(apart))
        };
        said.push(format!("{head}: {cure}"));
    }
    let more = said.len().saturating_sub(MOST_SETTLING);
    said.truncate(MOST_SETTLING);
    if more > 0 {
        said.push(format!("and {more} more pairs of dates that overlap; `explain` lists them"));
    }
    said
}
