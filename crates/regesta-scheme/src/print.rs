//! Reports for a terminal. Words of sources are returned as they are; whoever shows them takes care of control characters.

use std::fmt::Write as _;

use crate::conform::{Choice, ConformReport, Counted, OrderReport, ReadingsReport};
use crate::explain::Explanation;
use crate::matrix::MatrixRow;
use crate::scheme::OrderKind;
use crate::verdict::{Holding, Tally};

/// How a report of [`conform`](crate::conform()) reads.
///
/// ```
/// # use regesta_scheme::*;
/// # let scheme = Scheme::parse("s", &scheme_template("S")).value.unwrap();
/// # let case = Case::parse("c", &case_template("C")).value.unwrap();
/// let report = conform(&scheme, &case, &ConformOptions::default());
/// assert!(print_conform(&report).contains("A<B"));
/// ```
pub fn print_conform(report: &ConformReport) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} ({}) · {} ({})", report.scheme_title, report.scheme, report.case_title, report.case);
    for (stage, indicators) in &report.limited_to {
        let _ = writeln!(out, "only {} stands for {stage}", indicators.join(" or "));
    }
    for warning in &report.warnings {
        let _ = writeln!(out, "note: {warning}");
    }
    out.push_str("\nText by text: each reading keeps to one text\n");
    let mut head = vec!["order".to_owned(), "all".to_owned()];
    head.extend(report.texts.iter().map(name_readings));
    let mut rows = vec![head];
    for order in &report.orders {
        let mut row = vec![name_order(order), order.coherent.verdict.name().to_owned()];
        row.extend(order.texts.iter().map(|text| one(&text.counted)));
        rows.push(row);
    }
    columns(&mut out, &rows);
    for text in &report.texts {
        remarks(&mut out, text);
    }
    out.push_str("\nMixed readings: each stage from any text; no text may assert their combination\n");
    let mut rows = vec![["order", "", "holds", "fails", "open"].map(str::to_owned).to_vec()];
    for order in &report.orders {
        let Tally { holds, fails, open, .. } = order.mixed.tally;
        let counts = [holds, fails, open].map(|n| n.to_string());
        let counted = if order.mixed_complete { "" } else { " (not all looked at)" };
        let mut row = vec![name_order(order), format!("{}{counted}", order.mixed.verdict.name())];
        row.extend(counts);
        rows.push(row);
        for by in &order.indicators {
            let Tally { holds, fails, open, .. } = by.counted.tally;
            let mut row = vec![format!("  {} = {}", by.stage, by.indicator), by.counted.verdict.name().to_owned()];
            row.extend([holds, fails, open].map(|n| n.to_string()));
            rows.push(row);
        }
    }
    columns(&mut out, &rows);
    remarks(&mut out, &report.mixed);
    for order in &report.orders {
        details(&mut out, order);
    }
    if !report.aside.is_empty() {
        out.push_str("\nLeft aside\n");
        for aside in &report.aside {
            let _ = writeln!(out, "  {}: {}", aside.evidence, aside.reason);
        }
    }
    out
}

fn name_readings(text: &ReadingsReport) -> String {
    if text.hedged { format!("{}, hedged", text.text) } else { text.text.clone() }
}

fn name_order(order: &OrderReport) -> String {
    if order.kind == OrderKind::Expectation { format!("{} (expected)", order.order) } else { order.order.clone() }
}

/// The verdict of one text; with the count where its readings differ.
fn one(counted: &Counted) -> String {
    let Tally { holds, fails, open, .. } = counted.tally;
    let kinds = [(holds, "holds"), (fails, "fails"), (open, "open")];
    let told: Vec<String> = kinds
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| if *n == 1 { (*word).to_owned() } else { format!("{word} in {n}") })
        .collect();
    if told.is_empty() { "–".to_owned() } else { told.join(", ") }
}

fn remarks(out: &mut String, readings: &ReadingsReport) {
    let name = if readings.text.is_empty() { "mixed".to_owned() } else { name_readings(readings) };
    let mut said = format!("  {name}: {} readings", readings.readings);
    if readings.readings == 1 {
        said.truncate(said.len() - 1);
    }
    match readings.consistent {
        Some(consistent) if consistent != readings.readings => {
            let _ = write!(said, ", {consistent} without contradiction");
        }
        _ => {}
    }
    if let (Some(possible), Some(certain)) = (readings.possible, readings.certain) {
        let _ = write!(said, "; all claims can hold in {possible}, do hold in {certain}");
    } else if readings.limits.is_empty() {
        said.push_str("; no claim can be tested");
    }
    if !readings.undated.is_empty() {
        let _ = write!(said, "; no date for {}", readings.undated.join(", "));
    }
    if let Some(cost) = readings.cost {
        let bound = if cost.exact { "" } else { " at most" };
        let _ = write!(said, "; {} to{bound} {} stages moved or denied", cost.least, cost.greatest);
    }
    let _ = writeln!(out, "{said}");
    for contradiction in &readings.contradictions {
        let _ = writeln!(out, "    contradiction: {contradiction}");
    }
    for limit in &readings.limits {
        let _ = writeln!(out, "    not counted: {limit}");
    }
}

fn details(out: &mut String, order: &OrderReport) {
    if order.deciding.is_empty() && order.settling.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", name_order(order));
    for set in &order.deciding {
        let _ = writeln!(out, "  hangs on whom one follows for {}:", set.stages.join(" and "));
        for row in &set.rows {
            let Tally { holds, fails, open, .. } = row.tally;
            let kinds = [(holds, "holds"), (fails, "fails"), (open, "open")];
            let outcome: Vec<String> =
                kinds.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{word} {n}")).collect();
            let choices: Vec<String> = row.choices.iter().map(name_choice).collect();
            let _ = writeln!(out, "    {} — {}", choices.join(" with "), outcome.join(", "));
        }
    }
    for settling in &order.settling {
        let _ = writeln!(out, "  open: {settling}");
    }
}

fn name_choice(choice: &Choice) -> String {
    let indicator = if choice.indicator.is_empty() { &choice.stage } else { &choice.indicator };
    format!("{indicator} in {} ({})", choice.text, choice.date)
}

/// How an explanation reads.
pub fn print_explanation(explanation: &Explanation) -> String {
    let report = &explanation.report;
    let mut out = String::new();
    let _ = writeln!(out, "{} · {} · {}", name_order(report), explanation.scheme, explanation.case);
    for warning in &explanation.warnings {
        let _ = writeln!(out, "note: {warning}");
    }
    let _ = writeln!(out, "text by text {}, mixed {}", report.coherent.verdict.name(), report.mixed.verdict.name());
    for reading in &explanation.readings {
        let name = if reading.text.is_empty() { "mixed" } else { &reading.text };
        let word = match reading.holding {
            Holding::Holds => "holds",
            Holding::Fails => "fails",
            Holding::Open => "open",
            Holding::Untestable => "cannot be tested",
        };
        let choices: Vec<String> = reading.choices.iter().map(name_choice).collect();
        let times = if reading.readings == 1 { String::new() } else { format!(" ({} readings)", reading.readings) };
        let _ = writeln!(out, "\n{name}: {word} — {}{times}", choices.join(", "));
        let _ = writeln!(
            out,
            "  {} and {}; from the first to the second {}",
            reading.before_when, reading.after_when, reading.between
        );
        for reason in &reading.because {
            let _ = writeln!(out, "  since {reason}");
        }
    }
    if explanation.not_listed > 0 {
        let _ = writeln!(out, "\nand {} mixed readings more", explanation.not_listed);
    }
    details(&mut out, report);
    for aside in &explanation.aside {
        let _ = writeln!(out, "left aside: {aside}");
    }
    out
}

/// How a matrix reads; with `words`, what stands behind each sign is listed below it.
pub fn print_matrix(rows: &[MatrixRow], words: bool) -> String {
    let mut out = String::new();
    let Some(first) = rows.first() else { return out };
    let mut table = vec![vec!["stage".to_owned(), String::new()]];
    table[0].extend(first.cells.iter().map(|cell| cell.case.clone()));
    for row in rows {
        let name = if row.optional { format!("{} (optional)", row.name) } else { row.name.clone() };
        let mut line = vec![row.stage.clone(), name];
        line.extend(row.cells.iter().map(|cell| cell.presence.sign().to_owned()));
        table.push(line);
    }
    columns(&mut out, &table);
    out.push_str("+ told  - denied or failed  ? no text speaks of it, which says nothing  ! texts disagree\n");
    if !words {
        return out;
    }
    for row in rows {
        for cell in &row.cells {
            let kinds = [("+", &cell.told), ("~", &cell.hedged), ("-", &cell.denied)];
            let _ = writeln!(out, "\n{} {} {}", row.stage, cell.case, cell.presence.sign());
            for (sign, choices) in kinds {
                for choice in choices {
                    let _ = writeln!(out, "  {sign} {}: “{}”", name_choice(choice), choice.quote);
                }
            }
            for absence in &cell.absences {
                let _ = writeln!(out, "  {absence}");
            }
        }
    }
    out
}

/// Columns as wide as their widest cell, two blanks apart, four after the first.
fn columns(out: &mut String, rows: &[Vec<String>]) {
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.iter().map(Vec::len).max().unwrap_or(0)).map(width).collect();
    for row in rows {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(&widths) {
            let pad = width - cell.chars().count();
            let _ = write!(line, "{cell}{}", " ".repeat(pad + 4));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
