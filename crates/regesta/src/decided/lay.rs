//! Laying judgements over statements.

use std::collections::{BTreeMap, BTreeSet};

use regesta_store::{Action, Assertion, AssertionValue, Modality, StatementRow, Voice};

use super::field::{OnField, is_date, kinds_under, takes_back};
use super::{Decided, DecidedValue, JudgedField};
use crate::views::one_line;

/// A statement about a document or happening that judgements can be laid over.
pub trait Sayable: Clone {
    /// What is said: predicate, words as printed, normal form, date, the text that says it, and the first anchor it rests on.
    fn said(&self) -> Said<'_>;
    /// The same statement with another value.
    fn with_value(self, value: &DecidedValue) -> Self;
    /// A statement that only a person made.
    fn made(subject: &str, predicate: &str, path: &str, value: &DecidedValue) -> Self;
}

/// What a statement says.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    predicate: &'a str,
    as_written: Option<&'a str>,
    normalised: Option<&'a str>,
    edtf: Option<&'a str>,
    path: &'a str,
    anchor: &'a str,
}

impl Said<'_> {
    fn in_words(&self) -> String {
        let words = self.as_written.map(one_line);
        self.edtf.or(self.normalised).map(str::to_owned).or(words).unwrap_or_default()
    }
}

impl Sayable for StatementRow {
    fn said(&self) -> Said<'_> {
        Said {
            predicate: &self.predicate,
            as_written: self.as_written.as_deref(),
            normalised: self.normalised.as_deref(),
            edtf: self.edtf.as_deref(),
            path: self.authority.as_deref().unwrap_or_default(),
            anchor: &self.anchor,
        }
    }

    fn with_value(mut self, value: &DecidedValue) -> Self {
        if is_date(&self.predicate) {
            self.edtf.clone_from(&value.edtf);
        } else if self.predicate == "genre" {
            self.normalised.clone_from(&value.label);
        } else {
            (self.as_written, self.entity) = (value.label.clone(), value.entity.clone());
            self.normalised = None;
        }
        self
    }

    fn made(subject: &str, predicate: &str, path: &str, value: &DecidedValue) -> Self {
        let normalised = (predicate == "genre").then(|| value.label.clone()).flatten();
        Self {
            subject: subject.to_owned(),
            predicate: predicate.to_owned(),
            as_written: value.label.clone().or_else(|| value.edtf.clone()),
            normalised,
            edtf: value.edtf.clone(),
            entity: value.entity.clone(),
            authority: Some(path.to_owned()),
            modality: Modality::Asserted,
            anchor: String::new(),
            cert: None,
        }
    }
}

impl Sayable for Assertion {
    fn said(&self) -> Said<'_> {
        Said {
            predicate: &self.predicate,
            as_written: self.value.as_written.as_deref(),
            normalised: self.value.normalised.as_deref(),
            edtf: self.value.edtf.as_deref(),
            path: self.authority.as_deref().unwrap_or_default(),
            anchor: self.anchors.first().map(String::as_str).unwrap_or_default(),
        }
    }

    fn with_value(mut self, value: &DecidedValue) -> Self {
        let of = &mut self.value;
        if is_date(&self.predicate) {
            of.edtf.clone_from(&value.edtf);
        } else if self.predicate == "genre" {
            of.normalised.clone_from(&value.label);
        } else {
            (of.as_written, of.entity) = (value.label.clone(), value.entity.clone());
            of.normalised = None;
        }
        self
    }

    fn made(subject: &str, predicate: &str, path: &str, value: &DecidedValue) -> Self {
        let row = StatementRow::made(subject, predicate, path, value);
        let value = AssertionValue {
            as_written: row.as_written,
            normalised: row.normalised,
            edtf: row.edtf,
            entity: row.entity,
            ..AssertionValue::default()
        };
        let mut made = Self::new(subject, predicate, value, Vec::new(), "decision");
        (made.authority, made.voice) = (Some(path.to_owned()), Voice::Editor);
        made
    }
}

/// How the mentions of a document or happening stand.
#[derive(Debug, Default)]
pub struct Standing {
    /// Whether all its mentions were said to be wrong.
    pub rejected: bool,
    /// Texts all of whose mentions of it were said to be wrong.
    without: BTreeSet<String>,
    judged: Vec<JudgedField>,
}

/// Statements as they are after the judgements about them.
#[derive(Debug)]
pub struct Laid<S> {
    /// The statements: those that were said to be wrong are gone, corrected ones have their new value, preferred ones stand first
    /// among those of their predicate.
    pub statements: Vec<S>,
    /// The judgements, by field and time.
    pub judged: Vec<JudgedField>,
}

impl Decided {
    /// How mentions stand: pairs of finding and path.
    pub fn standing<'a>(&self, mentions: impl Iterator<Item = (&'a str, &'a str)>) -> Standing {
        let mut paths: BTreeMap<&str, bool> = BTreeMap::new();
        let (mut all, mut judged) = (true, Vec::new());
        let mut any = false;
        for (finding, path) in mentions {
            let rejected = self.is_rejected(finding);
            (any, all) = (true, all && rejected);
            let still = paths.entry(path).or_default();
            *still = *still || !rejected;
            if let Some(decision) = self.finding(finding).filter(|d| !takes_back(d)) {
                let content = &decision.content;
                let value = content.value.as_ref().and_then(|v| v.as_str()).unwrap_or_default().to_owned();
                judged.push(JudgedField::new(decision, "", value, String::new(), path));
            }
        }
        let rejected = any && all;
        let without = paths.into_iter().filter(|(_, still)| !still && !rejected);
        Standing { rejected, without: without.map(|(path, _)| path.to_owned()).collect(), judged }
    }

    /// Lays the judgements about a document or happening over what is said of it.
    pub fn lay<S: Sayable>(&self, subject: &str, standing: Standing, statements: Vec<S>) -> Laid<S> {
        let mut judged = standing.judged;
        let (mut kept, mut preferred): (Vec<S>, Vec<S>) = (Vec::new(), Vec::new());
        for statement in statements {
            let said = statement.said();
            if standing.without.contains(said.path) {
                continue;
            }
            let Some((decision, value)) = self.on_statement(subject, &said) else {
                kept.push(statement);
                continue;
            };
            let had = said.in_words();
            let (field, path) = (said.predicate.to_owned(), said.path.to_owned());
            let told = match decision.content.action {
                Action::CorrectValue => value.in_words(),
                _ => had.clone(),
            };
            judged.push(JudgedField::new(decision, &field, told, had, &path));
            match decision.content.action {
                Action::Reject | Action::Deprecate => {}
                Action::Retype if !kinds_under(&field).is_empty() => {}
                Action::CorrectValue => preferred.push(statement.with_value(&value)),
                Action::Prefer => preferred.push(statement),
                _ => kept.push(statement),
            }
        }
        for (predicate, on) in self.added_fields(subject) {
            let decision = &self.all[on.at];
            judged.push(JudgedField::new(decision, predicate, on.value.in_words(), String::new(), &on.path));
            preferred.push(S::made(subject, predicate, &on.path, &on.value));
        }
        // What a person chose stands before what the program read.
        preferred.extend(kept);
        judged.sort_by(|a, b| (&a.field, &a.at, &a.decision).cmp(&(&b.field, &b.at, &b.decision)));
        judged.dedup();
        Laid { statements: preferred, judged }
    }

    /// What was decided of one statement, for a page that shows the program's own value with it.
    pub fn on<S: Sayable>(&self, subject: &str, statement: &S) -> Option<JudgedField> {
        let said = statement.said();
        let (decision, value) = self.on_statement(subject, &said)?;
        let had = said.in_words();
        let told = if decision.content.action == Action::CorrectValue { value.in_words() } else { had.clone() };
        Some(JudgedField::new(decision, said.predicate, told, had, said.path))
    }

    /// Values that a person gave to fields that had none.
    fn added_fields<'a>(&'a self, subject: &'a str) -> impl Iterator<Item = (&'a str, &'a OnField)> {
        let from = (subject.to_owned(), String::new());
        let of_subject = self.fields.range(from..).take_while(move |((entity, _), _)| entity == subject);
        of_subject.flat_map(|((_, predicate), list)| list.iter().map(move |on| (predicate.as_str(), on))).filter(
            |(_, on)| {
                let action = self.all[on.at].content.action;
                on.had.is_none() && matches!(action, Action::Add | Action::CorrectValue)
            },
        )
    }

    /// The judgement about a statement: about the field itself, else about the finding it rests on.
    fn on_statement(&self, subject: &str, said: &Said<'_>) -> Option<(&super::Decision, DecidedValue)> {
        let key = (subject.to_owned(), said.predicate.to_owned());
        let mut of_field = self.fields.get(&key).into_iter().flatten().filter(|on| {
            let same = |had: &super::FieldValue| had.is(said.as_written, said.normalised, said.edtf);
            on.path == said.path && on.had.as_ref().is_some_and(same)
        });
        if let Some(on) = of_field.next_back() {
            let decision = &self.all[on.at];
            return (!takes_back(decision)).then(|| (decision, on.value.clone()));
        }
        let finding = kinds_under(said.predicate)
            .iter()
            .find_map(|kind| self.anchors.get(&(said.anchor.to_owned(), (*kind).to_owned())));
        let of_finding = finding.and_then(|finding| self.findings.get(finding)?.last());
        if let Some(&at) = of_finding.filter(|&&at| !takes_back(&self.all[at])) {
            return Some((&self.all[at], self.values.get(&at).cloned().unwrap_or_default()));
        }
        let (at, predicates) = self.chosen.get(said.anchor)?;
        predicates.contains(&said.predicate).then(|| (&self.all[*at], DecidedValue::default()))
    }
}
