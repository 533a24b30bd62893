//! Decisions of people: appended, never changed; they name words, never rows.

use std::path::Path;

use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::AtPath;
use crate::id::ContentId;
use crate::read::json_column;
use crate::{Action, Anchor, Project, Source, Span, StoreError};

/// Words in a text that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// What sort of thing stands there: `person`, `date`, `assertion` and so on.
    pub kind: String,
    /// The path of the source when the decision was made.
    pub path: String,
    /// The identifier of the source when the decision was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The words, as in [`Anchor::exact`].
    pub exact: String,
    /// What stood before them.
    #[serde(default)]
    pub prefix: String,
    /// What stood after them.
    #[serde(default)]
    pub suffix: String,
    /// The bytes of the raw text of [`Mention::source`], half-open, where they stood. It only saves a search, and tells one
    /// of two equal places from the other: what counts are the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Span>,
}

impl Mention {
    /// The words of an anchor.
    pub fn of(anchor: &Anchor, source: &Source, kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            path: source.path.clone(),
            source: Some(source.id.clone()),
            exact: anchor.exact.clone(),
            prefix: anchor.prefix.clone(),
            suffix: anchor.suffix.clone(),
            pieces: anchor.pieces.clone(),
        }
    }
}

/// What a decision is about. In JSON the one is an object, the other an array.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum About {
    /// Several mentions together, as for a merge or a split.
    Mentions(Vec<Mention>),
    /// One passage and, where it is a statement, what it says.
    Passage {
        /// The words.
        #[serde(flatten)]
        mention: Mention,
        /// The predicate of the statement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predicate: Option<String>,
        /// The value of the statement as the program had it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Value>,
    },
}

impl About {
    /// One passage without a statement.
    pub fn passage(mention: Mention) -> Self {
        Self::Passage { mention, predicate: None, value: None }
    }

    /// All mentions, one or more.
    pub fn mentions(&self) -> &[Mention] {
        match self {
            Self::Mentions(mentions) => mentions,
            Self::Passage { mention, .. } => std::slice::from_ref(mention),
        }
    }
}

/// A decision before it is appended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewDecision {
    /// What it is about.
    pub about: About,
    /// What was decided.
    pub action: Action,
    /// The new kind, value or comment, where the action has one.
    #[serde(default)]
    pub value: Option<Value>,
    /// Why; may be empty.
    #[serde(default)]
    pub rationale: String,
    /// Who decided.
    pub editor: String,
    /// When (RFC 3339); the caller asks the clock.
    pub at: String,
    /// The decision that this one replaces or undoes.
    #[serde(default)]
    pub supersedes: Option<String>,
}

/// A row of `decision`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its place in the order of decisions, from 1.
    pub seq: i64,
    /// 16 hex digits over all it says, with its time and editor.
    pub id: String,
    /// What it says.
    #[serde(flatten)]
    pub content: NewDecision,
}

impl NewDecision {
    /// The identifier that the decision will have: equal for equal content, time and editor.
    pub fn content_id(&self) -> String {
        let json = serde_json::to_string(self).expect("the keys are text");
        ContentId::new("decision").text(&json).finish()
    }
}

const COLUMNS: &str = "seq, id, about, action, value, rationale, editor, at, supersedes";

impl Project {
    /// Appends a decision. When this returns, it is on the disk.
    ///
    /// The same decision (content, editor and time) given again changes nothing and returns the first.
    ///
    /// # Errors
    /// [`StoreError::InvalidRow`] for one that is about nothing, [`StoreError::UnknownDecision`] where `supersedes` is not in
    /// the project, [`StoreError::ReadOnly`] and others of writing.
    pub fn append_decision(&mut self, new: &NewDecision) -> Result<Decision, StoreError> {
        self.append_decisions(std::slice::from_ref(new))?
            .pop()
            .ok_or_else(|| StoreError::invalid("decision", new.content_id(), "it was not written"))
    }

    /// Appends several decisions, all or none of them; one may supersede another that stands before it. When this returns,
    /// they are on the disk. Gives them as they stand in the project now, those that it had already too.
    ///
    /// # Errors
    /// As [`Project::append_decision`].
    pub fn append_decisions(&mut self, all: &[NewDecision]) -> Result<Vec<Decision>, StoreError> {
        self.must_write()?;
        let path = self.path.clone();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        let mut appended = Vec::with_capacity(all.len());
        for new in all {
            appended.push(append(&transaction, &path, new)?);
        }
        transaction.commit().at(&path)?;
        Ok(appended)
    }

    /// All decisions in the order in which they were made.
    ///
    /// # Errors
    /// Those of reading.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        self.query_rows(&format!("SELECT {COLUMNS} FROM decision ORDER BY seq"), [], decision_from_row)
    }

    /// The decisions that no later one supersedes. What was superseded stays so, even when its successor is superseded too:
    /// who wants it back decides it again.
    ///
    /// # Errors
    /// Those of reading.
    pub fn decisions_in_force(&self) -> Result<Vec<Decision>, StoreError> {
        let all = self.decisions()?;
        let superseded: std::collections::BTreeSet<String> =
            all.iter().filter_map(|decision| decision.content.supersedes.clone()).collect();
        Ok(all.into_iter().filter(|decision| !superseded.contains(&decision.id)).collect())
    }
}

fn append(transaction: &Transaction<'_>, path: &Path, new: &NewDecision) -> Result<Decision, StoreError> {
    let id = new.content_id();
    if new.about.mentions().is_empty() || new.about.mentions().iter().any(|mention| mention.exact.trim().is_empty()) {
        return Err(StoreError::invalid("decision", id, "`about` needs the exact words of at least one mention"));
    }
    let known = transaction
        .query_row(&format!("SELECT {COLUMNS} FROM decision WHERE id = ?1"), [&id], decision_from_row)
        .optional()
        .at(path)?;
    if let Some(known) = known {
        return if known.content == *new { Ok(known) } else { Err(StoreError::IdCollision { table: "decision", id }) };
    }
    if let Some(former) = &new.supersedes {
        let exists =
            transaction.query_row("SELECT 1 FROM decision WHERE id = ?1", [former], |_| Ok(())).optional().at(path)?;
        if exists.is_none() {
            return Err(StoreError::UnknownDecision { id: former.clone() });
        }
    }
    let about = serde_json::to_string(&new.about).expect("the keys are text");
    let value = new.value.as_ref().map(Value::to_string);
    transaction
        .execute(
            "INSERT INTO decision (id, about, action, value, rationale, editor, at, supersedes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![id, about, new.action, value, new.rationale, new.editor, new.at, new.supersedes],
        )
        .at(path)?;
    Ok(Decision { seq: transaction.last_insert_rowid(), id, content: new.clone() })
}

fn decision_from_row(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        seq: row.get(0)?,
        id: row.get(1)?,
        content: NewDecision {
            about: json_column(row, 2)?,
            action: row.get(3)?,
            value: row.get::<_, Option<String>>(4)?.map(|_| json_column(row, 4)).transpose()?,
            rationale: row.get(5)?,
            editor: row.get(6)?,
            at: row.get(7)?,
            supersedes: row.get(8)?,
        },
    })
}
