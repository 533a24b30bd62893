//! Passages of a project that may be evidence of the stages of a scheme.
//!
//! Each sentence of the case's texts is held against each indicator: its events and documents against `what`, its words
//! against `terms_…`; then the window, how it is put, who, to whom, where, and whether the case is spoken of at all. What
//! passes is proposed with its words, its date and the reasons. Nothing is counted until a person accepts it.

mod manner;
mod matching;
mod material;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use regesta_scheme::{
    Case, Decided, JudgedFile, JudgementRow, Modality, Proposal, ProposalsFile, ProposedDistance, ProposedFor, Scheme,
    Unmatched,
};
use regesta_store::{Project, TimeConstraint};

use crate::{Engine, Result};
pub(crate) use manner::stands_within;
pub(crate) use matching::Context;
use matching::{Match, Missed, Ready, Told};
#[cfg(test)]
pub(crate) use material::line;
pub(crate) use material::{Line, Material, Seen};
pub(crate) use names::{Known, Rivals, Towns, Wanted, find_terms};

/// Proposes evidence for a case out of a project: the same for the same project, case, scheme and judgements.
///
/// `others` are the cases beside it: what stands nearer to their names is theirs.
///
/// Only the texts that the case names are searched; all of them where it names none. What was judged is proposed again
/// with what was decided.
///
/// # Errors
/// Those of the store, and [`crate::Error::UnknownText`] for a text of the case that the project does not have.
pub fn propose(
    engine: &Engine,
    project: &Project,
    scheme: &Scheme,
    case: &Case,
    others: &[&Case],
    judged: Option<&JudgedFile>,
) -> Result<ProposalsFile> {
    let known = Known::new(&engine.authorities);
    let ready: Vec<Ready> = scheme
        .stages
        .iter()
        .flat_map(|stage| stage.indicators.iter().map(move |indicator| (stage, indicator)))
        .map(|(stage, indicator)| Ready::new(&known, case, (&stage.id, stage.preparatory), indicator))
        .collect();
    let towns = Towns::new(&engine.authorities);
    let rivals = Rivals::new(&known, case, others);
    let standing = judged.map(JudgedFile::standing).unwrap_or_default();
    let mut constraints: BTreeMap<String, Vec<TimeConstraint>> = BTreeMap::new();
    for constraint in project.constraints()? {
        constraints.entry(constraint.b.clone()).or_default().push(constraint);
    }
    let sources = project.sources()?;
    for text in &case.texts {
        if !sources.iter().any(|source| is_text(&source.path, &text.file)) {
            let known: Vec<&str> = sources.iter().map(|source| source.path.as_str()).collect();
            return Err(crate::Error::UnknownText { file: text.file.clone(), known: known.join(", ") });
        }
    }
    let mut proposal: Vec<Proposal> = Vec::new();
    let mut searched = vec![Searched::default(); ready.len()];
    for source in &sources {
        let key = case.texts.iter().find(|text| is_text(&source.path, &text.file)).map(|text| text.key.clone());
        if key.is_none() && !case.texts.is_empty() {
            continue;
        }
        let material = Material::load(project, source)?;
        let context = Context {
            material: &material,
            packs: &engine.packs,
            window: case.window_bounds,
            towns: &towns,
            rivals: &rivals,
        };
        let mut found = Vec::new();
        for at in 0..material.lines.len() {
            let of_line = in_line(&context, at, &ready, &mut searched);
            found.extend(of_line.into_iter().map(|(indicator, one)| (at, indicator, one)));
        }
        let text = key.unwrap_or_else(|| source.path.clone());
        proposal.extend(rows(&material, &text, &ready, &found, &constraints, &standing));
    }
    let unmatched = ready
        .iter()
        .zip(&searched)
        .filter(|(_, searched)| searched.matched == 0)
        .map(|(ready, searched)| Unmatched {
            stage: ready.stage.to_owned(),
            indicator: ready.indicator.id.clone(),
            reason: searched.reason(ready),
        })
        .collect();
    let indicators = ready.iter().map(|ready| format!("{}/{}", ready.stage, ready.indicator.id)).collect();
    let proposed = ProposedFor { case: case.id.clone(), scheme: scheme.id.clone(), indicators };
    Ok(ProposalsFile { proposed, proposal, unmatched })
}

/// Whether a path of a project is the text that a case names: the path, or its end.
pub(crate) fn is_text(path: &str, file: &str) -> bool {
    path == file || path.strip_suffix(file).is_some_and(|before| before.ends_with('/'))
}

/// Where the search for an indicator ended.
#[derive(Clone, Default)]
struct Searched {
    told: usize,
    matched: usize,
    missed: BTreeMap<Missed, usize>,
}

impl Searched {
    fn reason(&self, ready: &Ready) -> String {
        if self.told == 0 {
            return match &ready.named {
                Some(_) => "no text tells an event or document of this kind".to_owned(),
                None => "no text has its words".to_owned(),
            };
        }
        let parts: Vec<String> =
            self.missed.iter().map(|(missed, count)| format!("{count} {}", missed.said())).collect();
        format!("told {} times: {}", self.told, parts.join(", "))
    }
}

/// The matches of a line, each with the number of its indicator.
fn in_line(context: &Context, at: usize, ready: &[Ready], searched: &mut [Searched]) -> Vec<(usize, Match)> {
    let mut found: Vec<(usize, Match)> = Vec::new();
    for (number, one) in ready.iter().enumerate() {
        let before = found.len();
        for told in context.told(at, one) {
            let again = |(_, other): &(usize, Match)| {
                told.place().start < other.told.place().end && other.told.place().start < told.place().end
            };
            if matches!(told, Told::Words(_)) && found[before..].iter().any(again) {
                continue;
            }
            searched[number].told += 1;
            match context.ask(at, one, told) {
                Ok(matched) => {
                    searched[number].matched += 1;
                    found.push((number, matched));
                }
                Err(missed) => *searched[number].missed.entry(missed).or_default() += 1,
            }
        }
    }
    // A plan or an order belongs to the preparations, where these know of it.
    let prepared: Vec<Told> = found
        .iter()
        .filter(|(number, one)| {
            ready[*number].preparatory && matches!(one.modality, Modality::Ordered | Modality::Planned)
        })
        .map(|(_, one)| one.told.clone())
        .collect();
    let overlap = |a: &Told, b: &Told| a.place().start < b.place().end && b.place().start < a.place().end;
    found.retain(|(number, one)| ready[*number].preparatory || !prepared.iter().any(|told| overlap(told, &one.told)));
    // One event or document is one act: of several stages that are acts the one that fits it best.
    let best = |told: &Told| {
        let same = found.iter().filter(|(number, one)| !ready[*number].preparatory && overlap(&one.told, told));
        same.map(|(_, one)| one.weight).max().unwrap_or(0)
    };
    let kept: Vec<bool> =
        found.iter().map(|(number, one)| ready[*number].preparatory || one.weight >= best(&one.told)).collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(true));
    // Of one stage and date the best indicator; of equals the one that stands first.
    found.sort_by_key(|(number, one)| (std::cmp::Reverse(one.weight), *number, one.told.place().start));
    let mut seen: BTreeSet<(&str, Option<&str>)> = BTreeSet::new();
    let mut keep = vec![false; found.len()];
    for (i, (number, one)) in found.iter().enumerate() {
        let (stage, date) = (ready[*number].stage, one.dated.edtf.as_deref());
        keep[i] = seen.insert((stage, date));
    }
    let dated: BTreeSet<&str> =
        found.iter().filter(|(_, m)| m.dated.edtf.is_some()).map(|(number, _)| ready[*number].stage).collect();
    for (i, (number, one)) in found.iter().enumerate() {
        keep[i] &= one.dated.edtf.is_some() || !dated.contains(ready[*number].stage);
    }
    let mut kept = keep.iter();
    found.retain(|_| *kept.next().expect("one for each"));
    found.sort_by_key(|(number, one)| (one.told.place().start, *number));
    found
}

/// Matches of a source as rows of the file.
fn rows(
    material: &Material,
    text: &str,
    ready: &[Ready],
    found: &[(usize, usize, Match)],
    constraints: &BTreeMap<String, Vec<TimeConstraint>>,
    standing: &[&JudgementRow],
) -> Vec<Proposal> {
    let mut rows: Vec<Proposal> = Vec::new();
    let mut of_date: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut dates = Vec::new();
    let mut ids = BTreeSet::new();
    for (at, number, one) in found {
        let finding = one.dated.finding;
        let date_place = finding.and_then(|(part, number)| {
            let dates = &material.lines[*at].dates;
            dates.iter().find(|seen| seen.part == part && seen.number == number).map(|seen| seen.place.clone())
        });
        let mut core = one.told.place().clone();
        if let Some(date) = date_place {
            core = core.start.min(date.start)..core.end.max(date.end);
        }
        // What a document says in the sentence after it is what speaks for the stage.
        let (line, core) = one.after.as_ref().map_or((*at, &core), |(line, words)| (*line, words));
        let Some((quote, place)) = material.quote(line, core) else { continue };
        let (stage, indicator) = (ready[*number].stage, &ready[*number].indicator.id);
        let mut id = String::new();
        for copy in 0.. {
            let key = format!("{}\0{quote}\0{stage}\0{indicator}\0{copy}", material.path);
            id = format!("p-{}", &regesta_store::source_id(key.as_bytes())[..10]);
            if ids.insert(id.clone()) {
                break;
            }
        }
        let row = Proposal {
            id,
            stage: stage.to_owned(),
            indicator: indicator.clone(),
            date: one.dated.edtf.clone(),
            date_kind: one.dated.kind.filter(|_| one.dated.edtf.is_some()),
            relative: None,
            text: text.to_owned(),
            file: material.path.clone(),
            at: place,
            quote,
            modality: one.modality,
            voice: if one.quoted { "document" } else { "author" }.to_owned(),
            rule: one.told.rule().to_owned(),
            reason: one.reasons.join("; "),
            judged: Decided::Open,
        };
        let date = finding.map(|(part, number)| material.date_row(part, number));
        if let Some(date) = date {
            of_date.entry(date).or_default().push(rows.len());
        }
        dates.push(date);
        rows.push(row);
    }
    let own: Vec<&JudgementRow> = standing.iter().filter(|j| j.proposal.file == material.path).copied().collect();
    let places: BTreeMap<&str, Option<[usize; 2]>> =
        own.iter().map(|j| (j.proposal.id.as_str(), material.find(&j.proposal.quote, j.proposal.at))).collect();
    for row in &mut rows {
        let place_of = |judged: &Proposal| places.get(judged.id.as_str()).copied().flatten();
        if let Some(judgement) = JudgedFile::on(&own, row, &place_of) {
            row.judged = judgement.decided();
            // The name under which it was judged stays, so that the judgement is found again.
            row.id.clone_from(&judgement.proposal.id);
        }
    }
    for i in 0..rows.len() {
        rows[i].relative = dates[i].and_then(|date| distance(&rows, i, date, &of_date, constraints));
    }
    rows
}

/// The distance from the nearest date before in the chain of relative dates that another proposal has.
fn distance(
    rows: &[Proposal],
    own: usize,
    date: &str,
    of_date: &BTreeMap<&str, Vec<usize>>,
    constraints: &BTreeMap<String, Vec<TimeConstraint>>,
) -> Option<ProposedDistance> {
    const LINKS: usize = 4;
    const LONGEST: i64 = 60 * 1440;
    let (mut at, mut min, mut max) = (date.to_owned(), 0, 0);
    for _ in 0..LINKS {
        let constraint = constraints.get(&at)?.first()?;
        min += constraint.min?;
        max += constraint.max?;
        at.clone_from(&constraint.a);
        let others = of_date.get(at.as_str()).into_iter().flatten();
        let Some(other) = others.copied().find(|other| *other != own && rows[*other].stage != rows[own].stage) else {
            continue;
        };
        if (min, max) == (0, 0) || min.signum() * max.signum() < 0 || min.abs().max(max.abs()) > LONGEST {
            return None;
        }
        let (least, most) = (min.abs().min(max.abs()), min.abs().max(max.abs()));
        let amount = if least == most { amount(least) } else { format!("{}/{}", amount(least), amount(most)) };
        let to = rows[other].id.clone();
        let before = max < 0;
        return Some(ProposedDistance {
            to,
            after: (!before).then(|| amount.clone()),
            before: before.then_some(amount),
        });
    }
    None
}

/// Minutes as an ISO 8601 duration in the largest unit that leaves no rest: calendar days, hours, minutes.
fn amount(minutes: i64) -> String {
    match minutes {
        m if m % 1440 == 0 => format!("P{}D", m / 1440),
        m if m % 60 == 0 => format!("PT{}H", m / 60),
        m => format!("PT{m}M"),
    }
}
