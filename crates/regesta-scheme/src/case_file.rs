//! Reading case files.

use std::collections::{BTreeMap, BTreeSet};

use regesta_time::{Calendar, DateError, Distance, DurationError, TimeBounds};

use crate::case::{
    Absence, AbsenceKind, Case, CaseText, DateKind, DateSense, Evidence, Judgement, Modality, Outcome, Relative, Target,
};
use crate::flaw::{Reading, nearest};
use crate::section::{Located, Reader, Section};

const DATE_KINDS: &[(&str, DateKind)] = &[
    ("happened", DateKind::Happened),
    ("written", DateKind::Written),
    ("sent", DateKind::Sent),
    ("received", DateKind::Received),
    ("printed", DateKind::Printed),
    ("known", DateKind::Known),
];

pub(crate) const MODALITIES: &[(&str, Modality)] = &[
    ("asserted", Modality::Asserted),
    ("reported", Modality::Reported),
    ("planned", Modality::Planned),
    ("ordered", Modality::Ordered),
    ("denied", Modality::Denied),
    ("hedged", Modality::Hedged),
    ("alleged", Modality::Alleged),
    ("conditional", Modality::Conditional),
];

const VOICES: &[&str] = &["author", "document", "paraphrase", "inference", "gloss", "editor"];

const JUDGEMENTS: &[(&str, Judgement)] =
    &[("accepted", Judgement::Accepted), ("rejected", Judgement::Rejected), ("proposed", Judgement::Proposed)];

const DATE_CURE: &str =
    "write EDTF: 1920-04-28, 1920-04, 1920-04-27/1920-04-28, 1920-05-0X, 1920-04-27T23, ../1920-05-05";

impl Case {
    /// Reads a case file. Every flaw is returned with its line and column; the value is there where none is an error.
    ///
    /// A day that does not exist (`1920-11-31`) is a warning: sources print such days. It is kept, and left aside until
    /// `restated` says what it stands for.
    ///
    /// ```
    /// let text = r#"
    /// [case]
    /// id = "C"
    /// [[evidence]]
    /// id = "e1"
    /// stage = "A"
    /// date = "1920-11-31"
    /// text = "essay.txt"
    /// quote = "on 31 November the vote was taken"
    /// "#;
    /// let read = regesta_scheme::Case::parse("c.toml", text);
    /// assert_eq!(read.flaws[0].line, 7);
    /// assert_eq!(read.value.unwrap().evidence[0].impossible, ["1920-11-30", "1920-12-01"]);
    /// ```
    pub fn parse(file: &str, text: &str) -> Reading<Self> {
        let reader = Reader::new(file, text);
        let mut case = Self::new("");
        if let Some(table) = reader.parse() {
            let root = Section::new(&reader, table.get_ref(), 0..0, "");
            if root.is_mistaken("case", "scheme") {
                return Reading::new(case, reader.into_flaws());
            }
            read_head(&reader, &root, &mut case);
            if let Some(roles) = root.section("roles") {
                for role in roles.free_keys("") {
                    let players = roles.strings(&role.value).into_iter().map(|player| player.value).collect();
                    case.roles.insert(role.value, players);
                }
            }
            read_texts(&root, &mut case);
            let mut targets = Vec::new();
            read_evidence(&reader, &root, &mut case, &mut targets);
            resolve_targets(&reader, &mut case, targets);
            read_absences(&reader, &root, &mut case);
            root.finish();
        }
        Reading::new(case, reader.into_flaws())
    }
}

fn read_head(reader: &Reader<'_>, root: &Section<'_, '_>, case: &mut Case) {
    let Some(head) = root.required_section("case") else { return };
    case.id = head.required("id").value;
    case.title = head.string("title").map_or_else(|| case.id.clone(), |title| title.value);
    case.calendar = read_calendar(&head, Calendar::Gregorian);
    if let Some(window) = head.string("window") {
        match TimeBounds::parse_in(&window.value, case.calendar) {
            Ok(bounds) => case.window_bounds = bounds,
            Err(error) => reader.error(window.place, error.to_string(), DATE_CURE),
        }
        case.window = Some(window.value);
    }
    case.outcome = head.section("outcome").map(|outcome| {
        let read = Outcome {
            value: outcome.required("value").value,
            basis: outcome.string("basis").map_or_else(|| "user".to_owned(), |basis| basis.value),
        };
        outcome.finish();
        read
    });
    for key in ["capital", "border"] {
        if let Some(place) = head.string(key) {
            case.places.insert(format!("case.{key}"), place.value);
        }
    }
    if let Some(places) = head.section("places") {
        for key in places.free_keys("") {
            if let Some(place) = places.string(&key.value) {
                case.places.insert(format!("case.{}", key.value), place.value);
            }
        }
    }
    head.string("note");
    head.finish();
}

fn read_calendar(section: &Section<'_, '_>, default: Calendar) -> Calendar {
    section.word("calendar", &[("gregorian", Calendar::Gregorian), ("julian", Calendar::Julian)], default)
}

fn read_texts(root: &Section<'_, '_>, case: &mut Case) {
    let Some(texts) = root.section("texts") else { return };
    for key in texts.free_keys("") {
        let text = if texts.is_table(&key.value) {
            let Some(table) = texts.section(&key.value) else { continue };
            let file = table.required("file").value;
            let label = table.string("label").map_or_else(|| key.value.clone(), |label| label.value);
            table.finish();
            CaseText { key: key.value, file, label }
        } else {
            let Some(file) = texts.string(&key.value) else { continue };
            CaseText { label: key.value.clone(), key: key.value, file: file.value }
        };
        case.texts.push(text);
    }
}

/// A relative date under way: which evidence it is of, the name it hangs on, and the rest.
struct Pending {
    evidence: usize,
    to: Located<String>,
    distance: Distance,
    days: Distance,
    words: String,
}

fn read_evidence(reader: &Reader<'_>, root: &Section<'_, '_>, case: &mut Case, targets: &mut Vec<Pending>) {
    let mut ids = BTreeMap::new();
    for section in root.sections("evidence") {
        let id = section.required("id");
        if let Some(line) = ids.insert(id.value.clone(), id.place.line).filter(|_| !id.value.is_empty()) {
            let message = format!("the evidence `{}` is there already, on line {line}", id.value);
            reader.error(id.place, message, "give every piece of evidence a name of its own");
        }
        let stage = section.required("stage").value;
        let text = read_text_name(reader, &section.required("text"), case);
        let mut evidence = Evidence::new(&id.value, &stage, &text, &section.required("quote").value);
        evidence.line = section.place.line;
        evidence.indicator = section.string("indicator").map(|i| i.value).unwrap_or_default();
        let voices: Vec<(&str, &str)> = VOICES.iter().map(|voice| (*voice, *voice)).collect();
        evidence.voice = section.word("voice", &voices, "author").to_owned();
        evidence.modality = section.word("modality", MODALITIES, Modality::Asserted);
        evidence.judged = section.word("judged", JUDGEMENTS, Judgement::Accepted);
        for (key, field) in
            [("according_to", &mut evidence.according_to), ("by", &mut evidence.by), ("note", &mut evidence.note)]
        {
            *field = section.string(key).map(|found| found.value).unwrap_or_default();
        }
        read_date(reader, &section, &mut evidence, case.calendar);
        if let Some(relative) = section.section("relative") {
            read_relative(reader, &relative, case.evidence.len(), targets);
            relative.finish();
        }
        section.finish();
        case.evidence.push(evidence);
    }
}

/// A name of `[texts]`, or a file name where there is no such table.
fn read_text_name(reader: &Reader<'_>, name: &Located<String>, case: &Case) -> String {
    let known = case.texts.iter().map(|text| text.key.as_str());
    if !case.texts.is_empty() && !name.value.is_empty() && !known.clone().any(|key| key == name.value) {
        if let Some(text) = case.texts.iter().find(|text| text.file == name.value) {
            return text.key.clone();
        }
        let hint = nearest(&name.value, known.clone()).map(|k| format!("did you mean `{k}`? ")).unwrap_or_default();
        let list: Vec<&str> = known.collect();
        let message = format!("[texts] has no `{}`", name.value);
        reader.error(name.place, message, format!("{hint}texts: {}", list.join(", ")));
    }
    name.value.clone()
}

fn read_date(reader: &Reader<'_>, section: &Section<'_, '_>, evidence: &mut Evidence, of_case: Calendar) {
    let calendar = read_calendar(section, of_case);
    let (written, restated) = (section.string("date"), section.string("restated"));
    let senses = section.string("date_kind").map(|kind| read_senses(reader, &kind)).unwrap_or_default();
    let Some(date) = restated.or(written) else { return };
    match evidence.set_date(&date.value, calendar, &senses) {
        Ok(()) if !evidence.impossible.is_empty() => reader.warn(
            date.place,
            format!("there is no {}: `{}` is kept and left aside", date.value, evidence.id),
            format!("judge it: add `restated = \"{}\"`", evidence.impossible.join("\"` or `restated = \"")),
        ),
        Ok(()) => {}
        Err(error @ DateError::Reversed { .. }) => reader.error(date.place, error.to_string(), "exchange the two ends"),
        Err(error) => reader.error(date.place, error.to_string(), DATE_CURE),
    }
}

fn read_senses(reader: &Reader<'_>, text: &Located<String>) -> Vec<DateSense> {
    let mut senses = Vec::new();
    for word in text.value.split('|').map(str::trim) {
        let (name, doubtful) = word.strip_suffix('?').map_or((word, false), |name| (name, true));
        match DATE_KINDS.iter().find(|(known, _)| *known == name) {
            Some((_, kind)) => senses.push(DateSense { kind: *kind, doubtful }),
            None => {
                let known: Vec<&str> = DATE_KINDS.iter().map(|(word, _)| *word).collect();
                let hint = nearest(name, known.iter().copied()).map(|k| format!("did you mean `{k}`? "));
                reader.error(
                    text.place,
                    format!("`{name}` is no kind of date"),
                    format!(
                        "{}known: {}, with `?` for doubt and `|` between two",
                        hint.unwrap_or_default(),
                        known.join(", ")
                    ),
                );
            }
        }
    }
    // Two possible kinds are a doubt about each.
    let several = senses.len() > 1;
    senses.iter_mut().for_each(|sense| sense.doubtful |= several);
    senses
}

fn read_relative(reader: &Reader<'_>, section: &Section<'_, '_>, evidence: usize, targets: &mut Vec<Pending>) {
    let to = section.required("to");
    let approx = section.flag("approx");
    let (after, before) = (section.string("after"), section.string("before"));
    let (told, is_before) = match (after, before) {
        (Some(after), None) => (after, false),
        (None, Some(before)) => (before, true),
        _ => {
            let message = "a relative date has either `after` or `before`";
            reader.error(section.place, message, "write after = \"PT2H\", before = \"P1D\", or \"..\" for some time");
            return;
        }
    };
    match Distance::parse(&told.value, approx) {
        Ok(distance) => {
            let days = if approx { Distance { min: None, max: None } } else { Distance::parse_days(&told.value) };
            let (distance, days) = if is_before { (distance.reversed(), days.reversed()) } else { (distance, days) };
            let about = if approx { "about " } else { "" };
            let amount = if told.value == ".." { "some time".to_owned() } else { format!("{about}{}", told.value) };
            let side = if is_before { "before" } else { "after" };
            let words = format!("{amount} {side} {}", to.value);
            targets.push(Pending { evidence, to, distance, days, words });
        }
        Err(error @ DurationError::Reversed { .. }) => reader.error(told.place, error.to_string(), "exchange the ends"),
        Err(error) => {
            let cure = "or a range: \"PT1H/PT4H\", \"../P1D\", \"P2D/..\"; \"..\" alone is some time";
            reader.error(told.place, error.to_string(), cure);
        }
    }
}

fn resolve_targets(reader: &Reader<'_>, case: &mut Case, targets: Vec<Pending>) {
    let stages: BTreeSet<String> = case.evidence.iter().map(|e| e.stage.clone()).collect();
    for Pending { evidence, to, distance, days, words } in targets {
        let own = &case.evidence[evidence];
        if own.id == to.value || own.stage == to.value {
            reader.error(to.place, "a date cannot hang on itself", "name the other piece of evidence or another stage");
            continue;
        }
        let target = if case.evidence_index(&to.value).is_some() {
            Target::Evidence(to.value)
        } else if stages.contains(&to.value) {
            Target::Stage(to.value)
        } else {
            let known = || case.evidence.iter().map(|e| e.id.as_str()).chain(stages.iter().map(String::as_str));
            let hint = nearest(&to.value, known()).map(|k| format!("did you mean `{k}`? ")).unwrap_or_default();
            let message = format!("there is no evidence and no stage with evidence called `{}`", to.value);
            reader.error(to.place, message, format!("{hint}name the id of an [[evidence]], or a stage"));
            continue;
        };
        case.evidence[evidence].relative = Some(Relative { to: target, distance, days, words });
    }
}

fn read_absences(reader: &Reader<'_>, root: &Section<'_, '_>, case: &mut Case) {
    let kinds = [("silent", AbsenceKind::Silent), ("denied", AbsenceKind::Denied), ("failed", AbsenceKind::Failed)];
    for section in root.sections("absence") {
        let stage = section.required("stage").value;
        section.required("kind");
        let kind = section.word("kind", &kinds, AbsenceKind::Silent);
        let listed = section.strings("texts").into_iter().chain(section.string("text"));
        let texts: Vec<String> = listed.map(|name| read_text_name(reader, &name, case)).collect();
        if texts.is_empty() {
            reader.error(
                section.place,
                "the absence names no text",
                "add `texts = [\"…\"]`: who is silent, or denies it?",
            );
        }
        let quote = section.string("quote").map(|quote| quote.value).unwrap_or_default();
        if quote.is_empty() && kind != AbsenceKind::Silent {
            let message = format!("`{stage}` is said to be absent without words that say so");
            reader.error(section.place, message, "add `quote = \"…\"`, or make it `silent`");
        }
        section.string("note");
        section.finish();
        case.absences.push(Absence { stage, kind, texts, quote, line: section.place.line });
    }
}
