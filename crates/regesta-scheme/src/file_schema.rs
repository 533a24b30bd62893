//! The shape of the files for editors that know JSON Schema; reading them is done elsewhere, with places and cures. A test
//! sees to it that both know the same keys.

// The fields are never read: they are the schema.
#![allow(dead_code)]

use std::collections::BTreeMap;

use regesta_time::{Calendar, Duration};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::case::{AbsenceKind, Judgement, Modality};

/// A scheme file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchemeFile {
    /// What the scheme is.
    scheme: SchemeHead,
    /// The stages; the order in the file is no claim.
    #[serde(default)]
    stage: Vec<StageEntry>,
    /// What is said of the order of stages.
    #[serde(default)]
    order: Vec<OrderEntry>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SchemeHead {
    /// Short name.
    id: String,
    /// What it is called.
    title: Option<String>,
    /// `claim`: an author states it; `user`: it is your own.
    status: Option<StatusWord>,
    /// Where an author states it.
    stated_by: Option<StatedByEntry>,
    /// A scheme file beside this one whose stages and roles are taken.
    stages_from: Option<String>,
    /// Parts that each case fills.
    #[serde(default)]
    roles: Vec<String>,
    /// Remarks.
    note: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum StatusWord {
    Claim,
    User,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StatedByEntry {
    /// File of the text.
    text: String,
    /// Its words.
    quote: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StageEntry {
    /// Short name.
    id: String,
    /// What it is called, in neutral words.
    name: String,
    /// A run is complete without it.
    optional: Option<bool>,
    /// Plans and orders count as evidence of it.
    preparatory: Option<bool>,
    /// What may stand for it; any one suffices.
    #[serde(default)]
    indicator: Vec<IndicatorEntry>,
    /// Remarks.
    note: Option<String>,
}

// Words by language (`terms_ru`, `terms_en`, …) have keys of their own making.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^terms_": { "type": "array", "items": { "type": "string" } } }, "additionalProperties" = false))]
struct IndicatorEntry {
    /// Short name.
    id: String,
    /// What happens: words of the vocabulary with `|` between, or prose.
    what: Option<String>,
    /// Who does it: kinds of the vocabulary, roles, or names.
    #[serde(default)]
    agent: Vec<String>,
    /// To whom a document goes.
    #[serde(default)]
    to: Vec<String>,
    /// Where: `case.capital` and the like, or a name.
    place: Option<String>,
    /// The words (`terms_ru` and the like) have to stand beside the event or document.
    needs_terms: Option<bool>,
    /// Only where it is put so.
    #[serde(default)]
    modality: Vec<Modality>,
    /// Evidence for it speaks against the stage.
    negative: Option<bool>,
    /// Remarks.
    note: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OrderEntry {
    /// The earlier stage.
    before: String,
    /// The later stage.
    after: String,
    /// `claim`: under test; `definition`: never tested; `expectation`: tested, told apart.
    kind: Option<OrderWord>,
    /// At least so long between them.
    min: Option<Duration>,
    /// At most so long between them.
    max: Option<Duration>,
    /// The text that says so.
    text: Option<String>,
    /// Its words.
    quote: Option<String>,
    /// Remarks.
    note: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum OrderWord {
    Claim,
    Definition,
    Expectation,
}

/// A case file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// What the case is.
    case: CaseHead,
    /// Who plays which part of the scheme.
    #[serde(default)]
    roles: BTreeMap<String, Vec<String>>,
    /// Short names of the texts: a file, or a table with file and label.
    #[serde(default)]
    texts: BTreeMap<String, TextEntry>,
    /// What texts say of the stages.
    #[serde(default)]
    evidence: Vec<EvidenceEntry>,
    /// What texts leave unsaid, deny, or tell as a failure.
    #[serde(default)]
    absence: Vec<AbsenceEntry>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CaseHead {
    /// Short name.
    id: String,
    /// What it is called.
    title: Option<String>,
    /// What indicators call `case.capital`.
    capital: Option<String>,
    /// What indicators call `case.border`.
    border: Option<String>,
    /// Other places: `case.` and the key.
    #[serde(default)]
    places: BTreeMap<String, String>,
    /// The time within which evidence is looked for, EDTF.
    window: Option<String>,
    /// The calendar of the dates below.
    calendar: Option<Calendar>,
    /// How it ended.
    outcome: Option<OutcomeEntry>,
    /// Remarks.
    note: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OutcomeEntry {
    /// The end, in a word.
    value: String,
    /// Who says so.
    basis: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum TextEntry {
    /// The file.
    File(String),
    /// The file and how it is cited.
    Table(TextTable),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TextTable {
    /// The file.
    file: String,
    /// How it is cited.
    label: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EvidenceEntry {
    /// Short name.
    id: String,
    /// The stage it is about.
    stage: String,
    /// The indicator it is; may be left out where the stage has one.
    indicator: Option<String>,
    /// The date as the text has it, EDTF; with an hour: 1920-04-27T23, 1920-04-27T23:05.
    date: Option<String>,
    /// The date as you read it, where the text's cannot be.
    restated: Option<String>,
    /// Which day it is: happened, written, sent, received, printed, known; `?` for doubt, `|` between two.
    date_kind: Option<String>,
    /// The calendar of this date.
    calendar: Option<Calendar>,
    /// A date told by its distance from another event.
    relative: Option<RelativeEntry>,
    /// The text.
    text: String,
    /// Its words.
    quote: String,
    /// Whose voice.
    voice: Option<VoiceWord>,
    /// Whom the text follows.
    according_to: Option<String>,
    /// How it is put.
    modality: Option<Modality>,
    /// What you decided.
    judged: Option<Judgement>,
    /// Who decided.
    by: Option<String>,
    /// Remarks.
    note: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum VoiceWord {
    Author,
    Document,
    Paraphrase,
    Inference,
    Gloss,
    Editor,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RelativeEntry {
    /// The evidence or the stage it hangs on.
    to: String,
    /// How long after: PT2H, PT1H/PT4H, ../P1D, or `..` for some time.
    after: Option<String>,
    /// How long before.
    before: Option<String>,
    /// The amount is rounded.
    approx: Option<bool>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AbsenceEntry {
    /// The stage.
    stage: String,
    /// Silence, denial or failure.
    kind: AbsenceKind,
    /// In which texts.
    #[serde(default)]
    texts: Vec<String>,
    /// In which text.
    text: Option<String>,
    /// Its words, for what is denied or failed.
    quote: Option<String>,
    /// Remarks.
    note: Option<String>,
}
