//! Precision, recall and F1 of found rows against gold rows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::record::Record;

/// Kinds in the order of reports.
pub const KINDS: [&str; 8] = ["date", "cite", "person", "place", "org", "doc", "event", "quote"];

/// A gap between gold rows longer than this (code points) was not annotated.
const GAP: i64 = 6000;

/// Counts behind one precision, recall and F1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl Counts {
    /// Right among found.
    pub fn precision(self) -> f64 {
        if self.found == 0 { 0.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Right among gold.
    pub fn recall(self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.right as f64 / self.gold as f64 }
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// How one gold or found row came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Paired, and its value is right.
    Right,
    /// Paired, with another value.
    Value,
    /// Gold, and nothing found there.
    Missed,
    /// Found, and nothing in the gold there.
    Spurious,
}

/// One row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Kind of the row.
    pub kind: String,
    /// File name of the text.
    pub source: String,
    /// Code points of the gold row (of the found one when spurious).
    pub start: i64,
    /// End of it.
    pub end: i64,
    /// How it came out.
    pub outcome: Outcome,
    /// The value found, in short.
    pub found: String,
    /// The value wanted, in short.
    pub gold: String,
}

/// The measures of one kind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct KindScore {
    /// Named precision/recall/F1 measures: overlap, exact_span, value, refs_full, refs_core, near, regest, span_within_3.
    pub counts: BTreeMap<String, Counts>,
    /// Named shares of the paired rows: value_of_matched, identity_b3_f1, date_of_matched, from, to, genre, date.
    pub shares: BTreeMap<String, f64>,
}

/// The whole comparison: by kind, and every row.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// Measures by kind.
    pub kinds: BTreeMap<String, KindScore>,
    /// Rows in the order of kind, source and place.
    pub rows: Vec<Row>,
}

/// Gold rows, found rows, and which of them are paired, by index.
type Aligned<'a> = (Vec<&'a Record>, Vec<&'a Record>, Vec<(usize, usize)>);

/// Compares found rows with gold rows. Found rows wholly outside the annotated stretches are left out, and so is what is
/// paired with an optional gold row.
pub fn compare(found: &[Record], gold: &[Record]) -> Comparison {
    let windows = windows(gold);
    let found: Vec<&Record> = found.iter().filter(|r| inside(r, &windows)).collect();
    let mut paired: BTreeMap<&str, Aligned<'_>> = BTreeMap::new();
    let mut votes: BTreeMap<String, BTreeMap<String, (usize, usize)>> = BTreeMap::new();
    for kind in KINDS {
        let all: Vec<&Record> = gold.iter().filter(|g| g.kind == kind).collect();
        let mine: Vec<&Record> = found.iter().copied().filter(|f| f.kind == kind).collect();
        let spare: BTreeSet<usize> =
            align(&all, &mine, 0).into_iter().filter(|(i, _)| all[*i].optional).map(|(_, j)| j).collect();
        let wanted: Vec<&Record> = all.into_iter().filter(|g| !g.optional).collect();
        let mine: Vec<&Record> =
            mine.into_iter().enumerate().filter(|(j, _)| !spare.contains(j)).map(|(_, f)| f).collect();
        let pairs = align(&wanted, &mine, 0);
        if matches!(kind, "person" | "place" | "org") {
            for &(i, j) in &pairs {
                let entity = mine[j].text("entity");
                if !entity.is_empty() {
                    let by_gold = votes.entry(entity.to_owned()).or_default();
                    let order = by_gold.len();
                    by_gold.entry(wanted[i].text("id").to_owned()).or_insert((0, order)).0 += 1;
                }
            }
        }
        paired.insert(kind, (wanted, mine, pairs));
    }
    let to_gold: BTreeMap<String, String> = votes
        .into_iter()
        .filter_map(|(entity, by_gold)| {
            let best = by_gold.into_iter().min_by_key(|(_, (count, order))| (usize::MAX - count, *order))?;
            Some((entity, best.0))
        })
        .collect();
    let mapped = |ids: Vec<String>| -> BTreeSet<String> {
        ids.into_iter().map(|id| to_gold.get(&id).cloned().unwrap_or(id)).collect()
    };
    let mut comparison = Comparison::default();
    for kind in KINDS {
        let (gold, found, pairs) = &paired[kind];
        let mut score = KindScore::default();
        let count = |right| Counts { right, found: found.len(), gold: gold.len() };
        score.counts.insert("overlap".into(), count(pairs.len()));
        let strict = pairs
            .iter()
            .filter(|(i, j)| (gold[*i].start - found[*j].start).abs() <= 1 && (gold[*i].end - found[*j].end).abs() <= 1)
            .count();
        score.counts.insert("exact_span".into(), count(strict));
        let mut right: BTreeSet<usize> = BTreeSet::new();
        let mut rows_of = pairs.clone();
        let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        match kind {
            "date" => {
                right.extend(pairs.iter().filter(|(i, j)| date_right(gold[*i], found[*j])).map(|(i, _)| *i));
                score.counts.insert("value".into(), count(right.len()));
                score.shares.insert("value_of_matched".into(), share(right.len(), pairs.len()));
            }
            "cite" => {
                let (mut full, mut core) = (0, 0);
                for &(i, j) in pairs {
                    let (g, f) = (references(gold[i]), references(found[j]));
                    let both = common(g.iter().map(|r| full_key(r)), f.iter().map(|r| full_key(r)));
                    full += both;
                    core += common(g.iter().map(|r| core_key(r)), f.iter().map(|r| core_key(r)));
                    if both == g.len() && both == f.len() {
                        right.insert(i);
                    }
                }
                let of = |right| Counts {
                    right,
                    found: found.iter().map(|r| references(r).len()).sum(),
                    gold: gold.iter().map(|r| references(r).len()).sum(),
                };
                score.counts.insert("refs_full".into(), of(full));
                score.counts.insert("refs_core".into(), of(core));
            }
            "person" | "place" | "org" => {
                let (p, r) = b_cubed(pairs, gold, found);
                score.shares.insert("identity_b3".into(), if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) });
                right.extend(pairs.iter().map(|(i, _)| *i));
            }
            "doc" => {
                let near = align(gold, found, 120);
                let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
                for &(i, j) in &near {
                    let (g, f) = (gold[i], found[j]);
                    let genre = g.text("genre") == f.text("genre");
                    let date = document_date_right(g, f);
                    let set = |name| g.list(name).into_iter().collect::<BTreeSet<_>>();
                    let from = set("from") == mapped(f.list("from"));
                    let to = set("to") == mapped(f.list("to"));
                    for (name, ok) in [("genre", genre), ("date", date), ("from", from), ("to", to)] {
                        *fields.entry(name).or_default() += usize::from(ok);
                    }
                    let sides = [(!set("from").is_empty(), from), (!set("to").is_empty(), to)];
                    let party = if sides.iter().any(|(given, _)| *given) {
                        sides.iter().any(|(given, ok)| *given && *ok)
                    } else {
                        from && to
                    };
                    if genre && date && party {
                        right.insert(i);
                    }
                }
                score.counts.insert("near".into(), count(near.len()));
                score.counts.insert("regest".into(), count(right.len()));
                for name in ["genre", "date", "from", "to"] {
                    let n = fields.get(name).copied().unwrap_or(0);
                    score.shares.insert(format!("{name}_of_near"), share(n, near.len()));
                }
                rows_of = near;
            }
            "event" => {
                right.extend(
                    pairs
                        .iter()
                        .filter(|(i, j)| same_date(gold[*i].text("date"), found[*j].text("date")))
                        .map(|(i, _)| *i),
                );
                score.shares.insert("date_of_matched".into(), share(right.len(), pairs.len()));
            }
            _ => {
                let within: Vec<usize> = pairs
                    .iter()
                    .filter(|(i, j)| {
                        (gold[*i].start - found[*j].start).abs() <= 3 && (gold[*i].end - found[*j].end).abs() <= 3
                    })
                    .map(|(i, _)| *i)
                    .collect();
                let speaker = pairs
                    .iter()
                    .filter(|(i, j)| {
                        gold[*i].list("speaker").into_iter().collect::<BTreeSet<_>>()
                            == mapped(found[*j].list("speaker"))
                    })
                    .count();
                score.counts.insert("span_within_3".into(), count(within.len()));
                score.shares.insert("speaker_of_matched".into(), share(speaker, pairs.len()));
                right.extend(within);
            }
        }
        comparison.rows.extend(rows(kind, gold, found, &rows_of, &right));
        comparison.kinds.insert(kind.to_owned(), score);
    }
    comparison
}

fn rows(
    kind: &str,
    gold: &[&Record],
    found: &[&Record],
    pairs: &[(usize, usize)],
    right: &BTreeSet<usize>,
) -> Vec<Row> {
    let mut out = Vec::new();
    let row = |r: &Record, outcome, found: String, gold: String| Row {
        kind: kind.to_owned(),
        source: r.source.clone(),
        start: r.start,
        end: r.end,
        outcome,
        found,
        gold,
    };
    let of_gold: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    let of_found: BTreeSet<usize> = pairs.iter().map(|(_, j)| *j).collect();
    for (i, g) in gold.iter().enumerate() {
        out.push(match of_gold.get(&i) {
            Some(&j) => {
                let outcome = if right.contains(&i) { Outcome::Right } else { Outcome::Value };
                row(g, outcome, short_value(found[j]), short_value(g))
            }
            None => row(g, Outcome::Missed, String::new(), short_value(g)),
        });
    }
    for (_, f) in found.iter().enumerate().filter(|(j, _)| !of_found.contains(j)) {
        out.push(row(f, Outcome::Spurious, short_value(f), String::new()));
    }
    out.sort_by(|a, b| (&a.source, a.start, a.end, a.outcome).cmp(&(&b.source, b.start, b.end, b.outcome)));
    out
}

/// The value of a row on one line, without words of the text.
pub fn short_value(record: &Record) -> String {
    match record.kind.as_str() {
        "date" => record.text("edtf").to_owned(),
        "cite" => references(record).iter().map(|r| full_key(r).join(",")).collect::<Vec<_>>().join(" | "),
        "doc" => format!(
            "{} {} {}>{}",
            record.text("genre"),
            record.text("date"),
            record.list("from").join("+"),
            record.list("to").join("+")
        ),
        "event" => format!("{} {}", record.text("type"), record.text("date")),
        "quote" => String::new(),
        _ => {
            let entity = record.text("entity");
            if entity.is_empty() { record.text("id").to_owned() } else { entity.to_owned() }
        }
    }
}

fn windows(gold: &[Record]) -> BTreeMap<&str, Vec<(i64, i64)>> {
    let mut by: BTreeMap<&str, Vec<(i64, i64)>> = BTreeMap::new();
    for row in gold {
        by.entry(&row.source).or_default().push((row.start, row.end));
    }
    for spans in by.values_mut() {
        spans.sort_unstable();
        let mut stretches: Vec<(i64, i64)> = Vec::new();
        for &(start, end) in spans.iter() {
            match stretches.last_mut() {
                Some(last) if start - last.1 <= GAP => last.1 = last.1.max(end),
                _ => stretches.push((start, end)),
            }
        }
        *spans = stretches;
    }
    by
}

fn inside(row: &Record, windows: &BTreeMap<&str, Vec<(i64, i64)>>) -> bool {
    windows.get(row.source.as_str()).is_some_and(|w| w.iter().any(|(a, b)| row.start < *b && *a < row.end))
}

/// Pairs one to one, the best overlap first; with `slack`, spans that many code points apart may pair.
fn align(gold: &[&Record], found: &[&Record], slack: i64) -> Vec<(usize, usize)> {
    let mut by_source: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (j, f) in found.iter().enumerate() {
        by_source.entry(&f.source).or_default().push(j);
    }
    let mut candidates: Vec<(f64, i64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for &j in by_source.get(g.source.as_str()).into_iter().flatten() {
            let f = found[j];
            let overlap = g.end.min(f.end) - g.start.max(f.start);
            if overlap + slack > 0 {
                let union = (g.end.max(f.end) - g.start.min(f.start)).max(1);
                candidates.push((overlap as f64 / union as f64, -(g.start - f.start).abs(), i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)).then(b.3.cmp(&a.3)));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, _, i, j) in candidates {
        if !used_gold.contains(&i) && !used_found.contains(&j) {
            used_gold.insert(i);
            used_found.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

fn plain(edtf: &str) -> String {
    let cut: String = edtf.chars().filter(|c| !matches!(c, '~' | '?' | '%' | ' ' | 'Z')).collect();
    let mut out = String::new();
    for part in cut.split_inclusive('/') {
        // Seconds are left out: T02:10:00 is T02:10.
        match part.find('T') {
            Some(t) if part.len() >= t + 9 && part.as_bytes().get(t + 6) == Some(&b':') => {
                out.push_str(&part[..t + 6]);
                out.push_str(&part[t + 9..]);
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// Equal EDTF values, marks of uncertainty and seconds left out; sets in any order; an interval from a day to itself is
/// that day.
pub fn same_date(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    if a == b {
        return true;
    }
    let set = |e: &str| -> Option<BTreeSet<String>> {
        let inner = e.strip_prefix(['[', '{'])?;
        Some(inner[..inner.len().saturating_sub(1)].split(',').map(str::to_owned).collect())
    };
    if let (Some(x), Some(y)) = (set(&a), set(&b))
        && !x.is_empty()
        && x == y
    {
        return true;
    }
    let one = |e: &str| -> String {
        let parts: BTreeSet<&str> = e.split('/').collect();
        if e.contains('/') && parts.len() == 1 { e.split('/').next().unwrap_or(e).to_owned() } else { e.to_owned() }
    };
    one(&a) == one(&b)
}

fn date_right(gold: &Record, found: &Record) -> bool {
    found.fields.get("edtf").is_some_and(|e| !e.is_null()) && same_date(gold.text("edtf"), found.text("edtf"))
}

/// Gold that knows only the arrival accepts the arrival with no date of writing, or its bound.
fn document_date_right(gold: &Record, found: &Record) -> bool {
    let arrival = gold.text("date_received");
    if !arrival.is_empty() && same_date(arrival, found.text("date_received")) && found.text("date").is_empty() {
        return true;
    }
    same_date(gold.text("date"), found.text("date"))
}

fn references(record: &Record) -> Vec<&Value> {
    record.fields.get("refs").and_then(Value::as_array).map(|a| a.iter().collect()).unwrap_or_default()
}

fn normal(value: &Value) -> String {
    let text = match value {
        Value::String(s) => s.clone(),
        other => other.to_string(),
    };
    let mut s = text.to_lowercase().trim().replace(['–', '—'], "-").replace('ё', "е");
    for label in ["стр", "лл", "л", "сс", "с", "pp", "p"] {
        let Some(rest) = s.strip_prefix(label) else { continue };
        let cut = match rest.strip_prefix('.') {
            Some(after) => Some(after.trim_start().to_owned()),
            None if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) => Some(rest.trim_start().to_owned()),
            None => None,
        };
        if let Some(cut) = cut {
            s = cut;
            break;
        }
    }
    let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
    s.trim_end_matches(['.', ';', ',']).to_owned()
}

const REFERENCE_FIELDS: [&str; 12] =
    ["archive", "fond", "opis", "delo", "folios", "n", "label", "year", "volume", "pages", "issue", "date"];

fn present<'a>(reference: &'a Value, field: &str) -> Option<&'a Value> {
    reference.get(field).filter(|v| !v.is_null() && v.as_str() != Some(""))
}

fn full_key(reference: &Value) -> Vec<String> {
    let mut key: Vec<String> = REFERENCE_FIELDS
        .iter()
        .filter_map(|field| {
            let value = present(reference, field)?;
            let name = if *field == "pages" && reference.get("fond").is_some() { "folios" } else { field };
            Some(format!("{name}={}", normal(value)))
        })
        .collect();
    key.sort();
    key
}

fn core_key(reference: &Value) -> Vec<String> {
    let fields: &[&str] = if present(reference, "fond").is_some() {
        &["archive", "fond", "opis", "delo"]
    } else if present(reference, "n").is_some() {
        &["n"]
    } else {
        &["label", "year"]
    };
    fields.iter().map(|f| format!("{f}={}", reference.get(*f).map(normal).unwrap_or_default())).collect()
}

fn common(a: impl Iterator<Item = Vec<String>>, b: impl Iterator<Item = Vec<String>>) -> usize {
    let mut left: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for key in a {
        *left.entry(key).or_default() += 1;
    }
    let mut both = 0;
    for key in b {
        if let Some(n) = left.get_mut(&key)
            && *n > 0
        {
            *n -= 1;
            both += 1;
        }
    }
    both
}

/// B-cubed precision and recall over the paired mentions; a mention without an entity stands alone.
fn b_cubed(pairs: &[(usize, usize)], gold: &[&Record], found: &[&Record]) -> (f64, f64) {
    let mut by_gold: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut by_found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let entity = |k: usize, j: usize| -> String {
        let name = found[j].text("entity");
        if name.is_empty() { format!("\0{k}") } else { name.to_owned() }
    };
    for (k, &(i, j)) in pairs.iter().enumerate() {
        by_gold.entry(gold[i].text("id")).or_default().insert(k);
        by_found.entry(entity(k, j)).or_default().insert(k);
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (k, &(i, j)) in pairs.iter().enumerate() {
        let (g, s) = (&by_gold[gold[i].text("id")], &by_found[&entity(k, j)]);
        let both = g.intersection(s).count() as f64;
        precision += both / s.len() as f64;
        recall += both / g.len() as f64;
    }
    let n = pairs.len().max(1) as f64;
    (precision / n, recall / n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::parse_rows;

    const GOLD: &str = r#"{"source":"a","start":0,"end":10,"kind":"date","edtf":"1814-06-09"}
{"source":"a","start":20,"end":30,"kind":"date","edtf":"1814-07"}
{"source":"a","start":40,"end":50,"kind":"cite","refs":[{"archive":"HHStA","fond":"StK","delo":"5","folios":"fol. 3"}]}
{"source":"a","start":60,"end":66,"kind":"person","id":"metternich"}
{"source":"a","start":70,"end":76,"kind":"person","id":"metternich"}
{"source":"a","start":80,"end":90,"kind":"doc","genre":"note","from":["metternich"],"to":[],"date":"1814-06-09"}
"#;

    #[test]
    fn counts_spans_and_values_apart() {
        let gold = parse_rows(GOLD).unwrap();
        let found = parse_rows(
            "{\"source\":\"a\",\"start\":0,\"end\":10,\"kind\":\"date\",\"edtf\":\"1814-06-09~\"}\n\
             {\"source\":\"a\",\"start\":22,\"end\":30,\"kind\":\"date\",\"edtf\":\"1815-07\"}\n\
             {\"source\":\"a\",\"start\":33,\"end\":35,\"kind\":\"date\",\"edtf\":\"1815\"}\n",
        )
        .unwrap();
        let score = &compare(&found, &gold).kinds["date"];
        assert_eq!(score.counts["overlap"], Counts { right: 2, found: 3, gold: 2 });
        assert_eq!(score.counts["exact_span"].right, 1);
        assert_eq!(score.counts["value"].right, 1);
    }

    #[test]
    fn entities_of_documents_are_read_as_what_their_mentions_meet() {
        let gold = parse_rows(GOLD).unwrap();
        let found = parse_rows(
            "{\"source\":\"a\",\"start\":60,\"end\":66,\"kind\":\"person\",\"entity\":\"P1\"}\n\
             {\"source\":\"a\",\"start\":70,\"end\":76,\"kind\":\"person\",\"entity\":\"P2\"}\n\
             {\"source\":\"a\",\"start\":95,\"end\":99,\"kind\":\"doc\",\"genre\":\"note\",\"from\":[\"P1\"],\"to\":[],\"date\":\"1814-06-09\"}\n",
        )
        .unwrap();
        let comparison = compare(&found, &gold);
        assert_eq!(comparison.kinds["doc"].counts["overlap"].right, 0);
        assert_eq!(comparison.kinds["doc"].counts["near"].right, 0, "95 is outside the annotated stretch");
        assert!((comparison.kinds["person"].shares["identity_b3"] - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn intervals_sets_and_seconds_compare_as_the_guide_says() {
        assert!(same_date("1920-05-05T02:10:00", "1920-05-05T02:10"));
        assert!(same_date("1920-05-05/1920-05-05", "1920-05-05"));
        assert!(same_date("{1920,1921}", "{1921,1920}"));
        assert!(!same_date("192X", "1920/1929"));
    }
}
