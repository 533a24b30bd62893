//! What the texts of a project tell of one happening or one document, side by side: what is one, and in what the accounts
//! differ. Computed from the findings and statements of the store at every call; nothing of it is stored.

mod find;
mod interner;
mod letters;
mod numbers;
mod oddities;
mod rows;
mod tellings;
mod wording;

use std::collections::{BTreeMap, HashMap};

use regesta_accounts::{JoinSettings, Joint, LetterJoint, join_letters, join_tellings, join_within};
use regesta_lang::{LangId, Pack, PartOfSpeech, lower};
use regesta_store::{LinkStatus, Project};
use regesta_text::Span;

pub use rows::{Account, Disagreement, Independence};

use crate::propose::Material;
use crate::views::Passages;
use crate::{Engine, Result, SharedSettings, SharedTexts};
use interner::Interner;
use letters::Mentioned;
use tellings::Told;

/// All accounts of a project, joined.
///
/// ```no_run
/// use regesta::store::{Mode, Project};
/// use regesta::{Accounts, Engine};
///
/// let (engine, project) = (Engine::built_in()?, Project::open("papers.regesta", Mode::Read)?);
/// for row in Accounts::load(&engine, &project)?.disagreements()?.iter().filter(|row| row.conflict) {
///     println!("{}: {}", row.kind.name(), row.about);
/// }
/// # Ok::<(), regesta::Error>(())
/// ```
pub struct Accounts<'e> {
    engine: &'e Engine,
    materials: Vec<Material>,
    cited: Vec<Vec<Cited>>,
    labels: BTreeMap<String, String>,
    shared: SharedTexts,
    reader: Reader<'e>,
    tellings: Vec<Told>,
    letters: Vec<Mentioned>,
    joints: Vec<Joint>,
    within: Vec<Joint>,
    letter_joints: Vec<LetterJoint>,
    settings: JoinSettings,
}

/// A citation with what it is cited for.
struct Cited {
    /// Code points of what it is cited for, or of itself.
    place: [usize; 2],
    as_written: String,
    /// Archival units and editions: what two authors have in common when they rest on one source.
    keys: Vec<String>,
}

/// A shared passage in one source.
struct Witnessed {
    group: usize,
    source: usize,
    /// Code points.
    place: [usize; 2],
    score: u32,
}

/// What reading the texts needs to know.
struct Reader<'e> {
    engine: &'e Engine,
    /// Finding to the entity that it names, for certain.
    entities: HashMap<String, String>,
    /// The work of each source.
    works: Vec<u32>,
    names: Interner,
    words: Interner,
    lemmas: HashMap<(LangId, String), String>,
}

impl Reader<'_> {
    /// Whether a word may say what is counted.
    fn is_noun(&self, lang: LangId, word: &str) -> bool {
        if !word.chars().all(|c| c.is_alphabetic() || c == '-') {
            return false;
        }
        let pack = self.engine.packs.get(lang);
        let readings = self.engine.morphology.analyses(&self.engine.packs, lang, word);
        match pack.morphology() {
            Some("rumorph") => readings.first().is_some_and(|a| a.part == PartOfSpeech::Noun),
            _ => !pack.lexicon("function-word").has(word),
        }
    }

    /// Whether a word counts time.
    fn is_time(&self, pack: &Pack, word: &str) -> bool {
        let word = lower(word, pack.casing());
        ["unit", "month", "year-word", "hour-word", "minute-word", "century-word", "calendar-unit"]
            .iter()
            .any(|list| pack.lexicon(list).has(&word))
    }
}

impl<'e> Accounts<'e> {
    /// Reads all texts of a project and joins what they tell. They are in memory together.
    ///
    /// # Errors
    /// Those of the store.
    pub fn load(engine: &'e Engine, project: &Project) -> Result<Self> {
        let mut sources = project.sources()?;
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let mut works: BTreeMap<String, u32> = BTreeMap::new();
        let work_of = sources.iter().map(|source| {
            let next = works.len() as u32;
            *works.entry(source.work_id.clone().unwrap_or_else(|| source.id.clone())).or_insert(next)
        });
        let works = work_of.collect();
        let same = project.links()?.into_iter().filter(|link| link.status == LinkStatus::Same);
        let entities = same.map(|link| (link.finding, link.entity)).collect();
        let (names, words) = (Interner::default(), Interner::default());
        let mut reader = Reader { engine, entities, works, names, words, lemmas: HashMap::new() };
        let shared = SharedTexts::find(project, SharedSettings::default())?;
        let paths: Vec<&str> = sources.iter().map(|s| s.path.as_str()).collect();
        let witnessed = witnessed(&shared, &paths);
        let (mut materials, mut cited) = (Vec::new(), Vec::new());
        let (mut tellings, mut letters) = (Vec::new(), Vec::new());
        for (n, source) in sources.iter().enumerate() {
            let material = Material::load(project, source)?;
            tellings.extend(reader.tellings(n, &material));
            letters.extend(reader.letters(n, &material, &witnessed));
            cited.push(citations(engine, project, &source.id)?);
            materials.push(material);
        }
        let settings = JoinSettings::default();
        let plain: Vec<_> = tellings.iter().map(|t: &Told| t.telling.clone()).collect();
        let (joints, within) = (join_tellings(&plain, &settings), join_within(&plain, &settings));
        let plain: Vec<_> = letters.iter().map(|l: &Mentioned| l.letter.clone()).collect();
        let letter_joints = join_letters(&plain);
        let labels = project.entities(None)?.into_iter().map(|e| (e.id, e.label)).collect();
        Ok(Self {
            engine,
            materials,
            cited,
            labels,
            shared,
            reader,
            tellings,
            letters,
            joints,
            within,
            letter_joints,
            settings,
        })
    }
}

/// Where documents are quoted, or their words used, in several texts.
fn witnessed(shared: &SharedTexts, paths: &[&str]) -> Vec<Witnessed> {
    let rows = shared.rows();
    let mut found = Vec::new();
    for (group, row) in rows.iter().enumerate().filter(|(_, row)| row.kind != "shared_prose") {
        for witness in &row.witnesses {
            if let Some(source) = paths.iter().position(|path| *path == witness.passage.source) {
                let place = [witness.passage.start, witness.passage.end];
                found.push(Witnessed { group, source, place, score: row.score });
            }
        }
    }
    found
}

fn citations(engine: &Engine, project: &Project, source: &str) -> Result<Vec<Cited>> {
    let mut passages = Passages::new(project)?;
    let mut found = Vec::new();
    for (citation, anchor) in project.citations(Some(source))? {
        let for_what = match &citation.cited_for {
            Some(id) => project.anchor(id)?,
            None => None,
        };
        let passage = passages.of_all(&[for_what.as_ref().unwrap_or(&anchor)])?.remove(0);
        let mut keys = Vec::new();
        for value in &citation.refs {
            let Ok(reference) = serde_json::from_value::<regesta_cite::Reference>(value.clone()) else { continue };
            if let Some(unit) = crate::shelfmark::unit(engine, &reference, source) {
                keys.push(unit.id);
            } else if let Some(label) = &reference.label {
                let year = reference.year.as_deref().unwrap_or_default();
                let volume = reference.volume.as_deref().unwrap_or_default();
                keys.push(format!("edition:{}/{year}/{volume}", regesta_lang::latin_key(label)));
            }
        }
        let as_written = crate::views::one_line(&citation.as_written);
        found.push(Cited { place: [passage.start, passage.end], as_written, keys });
    }
    found.sort_by_key(|c| c.place);
    Ok(found)
}

/// Whether two stretches have a place in common; a citation right after the words stands beside them.
fn beside(words: [usize; 2], cited: [usize; 2]) -> bool {
    /// Signs between the end of the words and the citation.
    const NEAR: usize = 3;
    let (words, cited) = (Span::new(words[0], words[1] + NEAR), Span::new(cited[0], cited[1]));
    words.overlaps(cited)
}
