//! The files of a dossier beside schemes and cases: what it is, its organs, territories and theses.
//!
//! A register holds what everybody knows or what its writer takes for known: names under which something is found, and
//! what is to be compared. It holds no evidence.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::flaw::{Flaw, Reading, Severity};
use crate::proposal::parse_toml;

/// The head of a dossier: `dossier.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierFile {
    /// What it is.
    pub dossier: DossierHead,
    /// The texts that it is about, by the names that its cases and theses give them.
    #[serde(default)]
    pub texts: BTreeMap<String, DossierText>,
    /// Who asks whom for leave, for the chain of correspondence: roles of the cases.
    #[serde(default)]
    pub chain: Option<ChainRoles>,
}

/// What a dossier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierHead {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// In a sentence or two.
    #[serde(default)]
    pub about: String,
    /// The scheme that is shown first; the first with stages of its own unless given.
    #[serde(default)]
    pub scheme: Option<String>,
    /// The time that it is about, EDTF; what lies outside is not counted.
    #[serde(default)]
    pub window: Option<String>,
}

/// A text of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierText {
    /// Its path in the project, or the end of it.
    pub file: String,
    /// How it is cited.
    #[serde(default)]
    pub label: String,
    /// What a reader must know: an abstract, cut short.
    #[serde(default)]
    pub note: String,
}

/// The parts in a chain of correspondence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChainRoles {
    /// The role that asks.
    pub asks: String,
    /// The role that permits and refuses.
    pub decides: String,
}

/// A register of organs and offices: `organs.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrgansFile {
    /// The organs.
    #[serde(default)]
    pub organ: Vec<Organ>,
}

/// An organ, as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// Short name, unique in the register.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Names by which texts call it, in any language, and identifiers of the authority lists.
    #[serde(default)]
    pub names: Vec<String>,
    /// The organs above it; several where that is disputed or changed.
    #[serde(default)]
    pub under: Vec<String>,
    /// The organ in whose name it decides, as a bureau does between the meetings of its committee: a letter to either is a
    /// letter to both.
    #[serde(default)]
    pub acts_for: Option<String>,
    /// Its offices.
    #[serde(default)]
    pub office: Vec<Office>,
    /// Who belonged to it, for telling whose letters go past whom.
    #[serde(default)]
    pub member: Vec<String>,
}

/// An office in an organ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Office {
    /// What it is called.
    pub name: String,
    /// Whether one person holds it at a time: two at one date then contradict each other.
    #[serde(default)]
    pub single: bool,
    /// Beginnings of the words by which texts call it, by language: `terms_ru`, `terms_en`.
    #[serde(flatten)]
    pub terms: BTreeMap<String, Vec<String>>,
}

/// A register of territories: `territories.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TerritoriesFile {
    /// The territories.
    #[serde(default)]
    pub territory: Vec<Territory>,
    /// Those who may claim or hold them.
    #[serde(default)]
    pub claimant: Vec<Claimant>,
}

/// A territory whose status is followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Territory {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Names by which texts call it.
    pub names: Vec<String>,
}

/// Somebody who may claim or hold a territory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claimant {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Names by which texts call it.
    pub names: Vec<String>,
}

/// Theses of authors: `theses.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThesesFile {
    /// The theses.
    #[serde(default)]
    pub thesis: Vec<Thesis>,
}

/// A thesis, in the words of whoever wrote the dossier, with what would speak for it and against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thesis {
    /// Short name.
    pub id: String,
    /// The thesis in a sentence.
    pub title: String,
    /// The text whose author holds it, by its name in the dossier.
    pub author: String,
    /// Beginnings of words by which its place in the text is found, by language, as `terms_ru` of an indicator.
    #[serde(default)]
    pub stated: BTreeMap<String, Vec<String>>,
    /// What it says of orders of stages.
    #[serde(default)]
    pub test: Vec<ThesisTest>,
    /// Stages that it needs: a case whose texts deny one speaks against it.
    #[serde(default)]
    pub needs: Vec<ThesisNeed>,
}

/// An order on which a thesis stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThesisTest {
    /// The scheme.
    pub scheme: String,
    /// The order, `S4<S1`.
    pub order: String,
    /// The cases; all where none is named.
    #[serde(default)]
    pub cases: Vec<String>,
}

/// A stage that a thesis needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThesisNeed {
    /// The scheme.
    pub scheme: String,
    /// The stage.
    pub stage: String,
    /// The cases; all where none is named.
    #[serde(default)]
    pub cases: Vec<String>,
}

macro_rules! parsed {
    ($file:ty) => {
        impl $file {
            /// Reads the file; what is wrong is one flaw with its line and what to try.
            pub fn parse(file: &str, text: &str) -> Reading<Option<Self>> {
                let cure = "`docs/schemes.md` shows the form; the keys of each table are in `docs/schemas`";
                let (value, flaws) = parse_toml(file, text, cure);
                Reading { value: value.map(Some), flaws }
            }
        }
    };
}
parsed!(DossierFile);
parsed!(OrgansFile);
parsed!(TerritoriesFile);
parsed!(ThesesFile);

/// Names in a register that nothing bears, and names borne twice.
pub fn check_registers(
    organs: &OrgansFile,
    territories: &TerritoriesFile,
    theses: &ThesesFile,
    known: (&[&str], &[&str], &[&str]),
) -> Vec<Flaw> {
    let (texts, cases, orders) = known;
    let mut flaws = Vec::new();
    let mut warn = |file: &str, message: String, cure: &str| {
        let severity = Severity::Warning;
        flaws.push(Flaw { file: file.into(), line: 0, column: 0, severity, message, cure: cure.into() });
    };
    let ids: Vec<&str> = organs.organ.iter().map(|o| o.id.as_str()).collect();
    for organ in &organs.organ {
        for above in organ.under.iter().filter(|id| !ids.contains(&id.as_str())) {
            let message = format!("`{}` is under `{above}`, which the register does not have", organ.id);
            warn("organs.toml", message, "add it, or take it out of `under`");
        }
        if let Some(other) = organ.acts_for.as_ref().filter(|id| !ids.contains(&id.as_str())) {
            let message = format!("`{}` acts for `{other}`, which the register does not have", organ.id);
            warn("organs.toml", message, "add it, or take `acts_for` out");
        }
    }
    for (file, ids) in [
        ("organs.toml", ids.clone()),
        ("territories.toml", territories.territory.iter().map(|t| t.id.as_str()).collect()),
        ("theses.toml", theses.thesis.iter().map(|t| t.id.as_str()).collect()),
    ] {
        for (at, id) in ids.iter().enumerate().filter(|(at, id)| ids[..*at].contains(id)) {
            warn(file, format!("`{id}` is there twice (number {})", at + 1), "give each an id of its own");
        }
    }
    for thesis in &theses.thesis {
        if !texts.contains(&thesis.author.as_str()) {
            let message = format!(
                "the thesis `{}` is of the text `{}`, which the dossier does not name",
                thesis.id, thesis.author
            );
            warn("theses.toml", message, "add the text to [texts] of dossier.toml");
        }
        for test in &thesis.test {
            let order = format!("{} {}", test.scheme, test.order);
            if !orders.contains(&order.as_str()) {
                let message = format!("the thesis `{}` stands on {order}, which no scheme has", thesis.id);
                warn("theses.toml", message, "write the id of a scheme and one of its orders");
            }
        }
        let named = thesis.test.iter().flat_map(|t| &t.cases).chain(thesis.needs.iter().flat_map(|n| &n.cases));
        for case in named.filter(|case| !cases.contains(&case.as_str())) {
            let message =
                format!("the thesis `{}` names the case `{case}`, which the dossier does not have", thesis.id);
            warn("theses.toml", message, "write the id of a case");
        }
    }
    flaws
}
