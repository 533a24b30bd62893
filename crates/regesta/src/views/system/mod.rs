//! The system that texts describe, as a dossier asks for it: who writes to whom and who answers, cases and schemes, organs,
//! operations, notes and treaties, territories, theses. Everything is what texts assert, told by asserter; nothing is
//! decided between them.

mod correspondence;
mod happenings;
mod ladder;
mod lines;
mod organs;
mod territories;
mod theses;

use regesta_scheme::{ConformOptions, Verdict, conform};
use regesta_store::Project;
use schemars::JsonSchema;
use serde::Serialize;

use super::{DossierFlaw, Passage, dossier_flaws};
use crate::dossier::{Basis, Dossier, Laid};
use crate::{Accounts, Engine, Result};
pub use correspondence::{ChainAnswer, ChainRow, Span, correspondence};
pub use organs::{OfficeRow, OrganRow, ParentRow, organs};
pub use territories::{TerritoryRow, territories};
pub use theses::{ThesisResult, ThesisRow, theses};

use lines::Sources;

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Asserter {
    /// The text, as the dossier cites it.
    pub text: String,
    /// `author`, or `document` for what stands in a quotation.
    pub voice: String,
    /// Whose document it is, as far as the sentence or the quotation says.
    pub who: Option<String>,
}

/// What one asserter says, in a discrepancy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Said {
    /// Who says it.
    pub by: Asserter,
    /// What, in few words.
    pub value: String,
    /// When, EDTF.
    pub date: Option<String>,
    /// Its words, on one line.
    pub words: String,
    /// Where they stand.
    pub passage: Option<Passage>,
}

/// Something that is said differently. That texts differ is no contradiction yet: it is for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Discrepancy {
    /// What kind: `date`, `order`, `holder`, `parent`, `status`, `one-document`, `thesis`.
    pub kind: String,
    /// What it is about.
    pub about: String,
    /// Each side.
    pub sides: Vec<Said>,
}

/// A number on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counted {
    /// What is counted: a key for the words of the window.
    pub what: String,
    /// How many.
    pub number: usize,
}

/// One part of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemSection {
    /// `correspondence`, `cases`, `organs`, `operations`, `treaties`, `territories`, `theses`.
    pub name: String,
    /// Its numbers.
    pub counts: Vec<Counted>,
    /// The discrepancies whose sides lie closest together in time, at most five; the view behind the door has all.
    pub discrepancies: Vec<Discrepancy>,
    /// How many there are.
    pub all: usize,
    /// What is missing for it: keys for the words of the window.
    pub missing: Vec<String>,
}

/// A text of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemText {
    /// Its file.
    pub file: String,
    /// How it is cited.
    pub label: String,
    /// What a reader must know of it.
    pub note: String,
    /// Its path in the project; absent where the project does not have it.
    pub source: Option<String>,
}

/// The page "The system in these texts".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemPage {
    /// What the dossier is called.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// On what the part on cases rests.
    pub basis: Basis,
    /// Its texts.
    pub texts: Vec<SystemText>,
    /// What is wrong with its files.
    pub flaws: Vec<DossierFlaw>,
    /// The parts in a fixed order.
    pub sections: Vec<SystemSection>,
}

/// How many discrepancies a part of the page shows.
const SHARPEST: usize = 5;

/// The parts of the page, in their order.
pub const SYSTEM_SECTIONS: [&str; 7] =
    ["correspondence", "cases", "organs", "operations", "treaties", "territories", "theses"];

/// The page over a project. A dossier without a scheme has no laid cases: `None`.
///
/// # Errors
/// Those of the store.
pub fn system_page(
    engine: &Engine,
    project: &Project,
    dossier: &Dossier,
    laid: Option<&Laid<'_>>,
) -> Result<SystemPage> {
    let mut page = system_page_of_nothing(dossier);
    let paths: Vec<String> = project.sources()?.into_iter().map(|source| source.path).collect();
    for text in &mut page.texts {
        text.source = paths.iter().find(|path| crate::propose::is_text(path, &text.file)).cloned();
    }
    page.basis = laid.map(|laid| laid.basis).unwrap_or_default();
    let sources = Sources::load(engine, project, dossier)?;
    if sources.is_empty() {
        return Ok(page);
    }
    let accounts = Accounts::load(engine, project)?.disagreements()?;
    let sections = vec![
        correspondence::section(&sources, dossier, laid, &accounts)?,
        cases_section(dossier, laid),
        organs::section(&sources, dossier),
        happenings::operations(&sources, &accounts)?,
        happenings::treaties(&sources, &accounts)?,
        territories::section(&sources, dossier),
        theses::section(&sources, dossier, laid),
    ];
    page.sections = sections;
    Ok(page)
}

/// The page over no project: what the dossier has, and what is missing.
pub fn system_page_of_nothing(dossier: &Dossier) -> SystemPage {
    let notes = |file: &str| dossier.head.texts.values().find(|t| t.file == file).map(|t| t.note.clone());
    let texts = dossier
        .texts()
        .into_iter()
        .map(|(file, label)| SystemText { note: notes(&file).unwrap_or_default(), file, label, source: None })
        .collect();
    let section = |name: &&str| SystemSection {
        name: (*name).to_owned(),
        counts: registered(dossier, name),
        discrepancies: Vec::new(),
        all: 0,
        missing: ["no-texts".to_owned()].into_iter().chain(unregistered(dossier, name)).collect(),
    };
    SystemPage {
        title: dossier.head.dossier.title.clone(),
        about: dossier.head.dossier.about.clone(),
        basis: Basis::Judged,
        texts,
        flaws: dossier_flaws(dossier),
        sections: SYSTEM_SECTIONS.iter().map(section).collect(),
    }
}

fn counted(what: &str, number: usize) -> Counted {
    Counted { what: what.to_owned(), number }
}

/// What the dossier itself has of a part.
fn registered(dossier: &Dossier, name: &str) -> Vec<Counted> {
    match name {
        "cases" => vec![counted("schemes", dossier.schemes.len()), counted("cases", dossier.cases.len())],
        "organs" => vec![counted("organs-listed", dossier.organs.organ.len())],
        "territories" => vec![counted("territories-listed", dossier.territories.territory.len())],
        "theses" => vec![counted("theses-listed", dossier.theses.thesis.len())],
        _ => Vec::new(),
    }
}

/// What the dossier lacks for a part.
fn unregistered(dossier: &Dossier, name: &str) -> Option<String> {
    let lacks = match name {
        "cases" => dossier.schemes.is_empty() || dossier.cases.is_empty(),
        "organs" => dossier.organs.organ.is_empty(),
        "territories" => dossier.territories.territory.is_empty(),
        "theses" => dossier.theses.thesis.is_empty(),
        _ => false,
    };
    lacks.then(|| format!("no-{name}"))
}

fn section(
    dossier: &Dossier,
    name: &str,
    counts: Vec<Counted>,
    mut discrepancies: Vec<Discrepancy>,
    mut missing: Vec<String>,
) -> SystemSection {
    let all = discrepancies.len();
    discrepancies.truncate(SHARPEST);
    missing.extend(unregistered(dossier, name));
    let counts = registered(dossier, name).into_iter().chain(counts).collect();
    SystemSection { name: name.to_owned(), counts, discrepancies, all, missing }
}

/// Cases and schemes: what is told, and the orders that hang on whom one follows.
fn cases_section(dossier: &Dossier, laid: Option<&Laid<'_>>) -> SystemSection {
    let Some(laid) = laid else { return section(dossier, "cases", Vec::new(), Vec::new(), Vec::new()) };
    let (mut evidence, mut open, mut depends, mut tested) = (0, 0, 0, 0);
    let mut found = Vec::new();
    for laid_case in &laid.cases {
        let case = &laid_case.case;
        evidence += case.evidence.len();
        open += laid_case.open().count();
        let report = conform(laid.scheme, case, &ConformOptions::default());
        for order in &report.orders {
            tested += usize::from(order.mixed.verdict != Verdict::Untestable);
            if order.mixed.verdict != Verdict::Depends {
                continue;
            }
            depends += 1;
            let Some(deciding) = order.deciding.first() else { continue };
            let sides = deciding.rows.iter().flat_map(|row| &row.choices).map(|choice| Said {
                by: Asserter { text: label_of(case, &choice.text), voice: "author".to_owned(), who: None },
                value: choice.stage.clone(),
                date: Some(choice.date.clone()),
                words: choice.quote.clone(),
                passage: laid_case.places.get(&choice.evidence).cloned(),
            });
            let mut unique: Vec<Said> = Vec::new();
            sides.for_each(|side| {
                if !unique.contains(&side) {
                    unique.push(side);
                }
            });
            let about = format!("{}: {}", case.title, order.order);
            found.push(Discrepancy { kind: "order".to_owned(), about, sides: unique });
        }
    }
    let mut missing = Vec::new();
    if evidence == 0 && open == 0 {
        missing.push("nothing-found".to_owned());
    } else if open > 0 && (evidence == 0 || evidence == open) {
        missing.push("nothing-judged".to_owned());
    }
    let counts = vec![
        counted("evidence", evidence),
        counted("proposals-open", open),
        counted("orders-tested", tested),
        counted("orders-depend", depends),
    ];
    section(dossier, "cases", counts, found, missing)
}

fn label_of(case: &regesta_scheme::Case, key: &str) -> String {
    case.texts.iter().find(|t| t.key == key).map_or_else(|| key.to_owned(), |t| t.label.clone())
}
