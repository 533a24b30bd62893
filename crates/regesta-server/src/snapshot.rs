//! One state of a project file, and what was made of it for reading.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use regesta::store::{EntityType, Mode, Project};
use regesta::{Accounts, Disagreement, Engine, SharedSettings, SharedTexts};

use crate::error::{ApiError, ApiResult};
use crate::lazy::Lazy;
use crate::models::{Atlas, Base, Chronology, Documents, NameIndex, Names, ReviewQueue, Shelfmarks, SourceText};

/// How many requests read from the file at the same time.
const CONNECTIONS: usize = 3;
/// How many texts are kept in memory.
const TEXTS: usize = 24;

/// A state of a project file. All its connections hold the file at this state, so what was made lazily at different
/// times fits together, also while the file is being built anew. Made models are kept until the state is given up.
pub(crate) struct Snapshot {
    /// Tells this state from others.
    pub(crate) revision: String,
    /// Whether the run that wrote it came to its end.
    pub(crate) finished: bool,
    connections: Mutex<Vec<Project>>,
    returned: Condvar,
    base: Lazy<Base>,
    documents: Lazy<Documents>,
    chronology: Lazy<Chronology>,
    people: Lazy<Names>,
    places: Lazy<Names>,
    bodies: Lazy<Names>,
    shelfmarks: Lazy<Shelfmarks>,
    atlas: Lazy<Atlas>,
    name_index: Lazy<NameIndex>,
    disagreements: Lazy<Vec<Disagreement>>,
    shared: Lazy<SharedTexts>,
    review: Lazy<ReviewQueue>,
    texts: Mutex<Vec<(String, Arc<Lazy<SourceText>>)>>,
}

impl Snapshot {
    /// Takes the present state of the file.
    pub(crate) fn open(path: &Path) -> ApiResult<Self> {
        // Between two connections somebody may write; then they are opened again.
        for _ in 0..20 {
            let mut connections = Vec::with_capacity(CONNECTIONS);
            let mut states = Vec::with_capacity(CONNECTIONS);
            for _ in 0..CONNECTIONS {
                let project = Project::open(path, Mode::Read)?;
                project.hold_state()?;
                states.push(project.state_key()?);
                connections.push(project);
            }
            if states.windows(2).all(|pair| pair[0] == pair[1])
                && let Some((revision, finished)) = states.pop()
            {
                return Ok(Self {
                    revision,
                    finished,
                    connections: Mutex::new(connections),
                    returned: Condvar::new(),
                    base: Lazy::default(),
                    documents: Lazy::default(),
                    chronology: Lazy::default(),
                    people: Lazy::default(),
                    places: Lazy::default(),
                    bodies: Lazy::default(),
                    shelfmarks: Lazy::default(),
                    atlas: Lazy::default(),
                    name_index: Lazy::default(),
                    disagreements: Lazy::default(),
                    shared: Lazy::default(),
                    review: Lazy::default(),
                    texts: Mutex::new(Vec::new()),
                });
            }
        }
        Err(ApiError::internal("the project file", "it changes all the time"))
    }

    /// Reads from the file. Models must be asked for before, never inside: they wait for connections themselves.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Project) -> ApiResult<T>) -> ApiResult<T> {
        let mut free = self.connections.lock().unwrap_or_else(PoisonError::into_inner);
        let project = loop {
            match free.pop() {
                Some(project) => break project,
                None => free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(free);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&project)));
        self.connections.lock().unwrap_or_else(PoisonError::into_inner).push(project);
        self.returned.notify_one();
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }

    pub(crate) fn base(&self) -> ApiResult<Arc<Base>> {
        self.base.get(|| self.read(Base::load))
    }

    pub(crate) fn documents(&self) -> ApiResult<Arc<Documents>> {
        let base = self.base()?;
        self.documents.get(|| self.read(|project| Documents::load(project, &base)))
    }

    pub(crate) fn chronology(&self) -> ApiResult<Arc<Chronology>> {
        let (base, documents) = (self.base()?, self.documents()?);
        self.chronology.get(|| self.read(|project| Chronology::load(project, &base, &documents)))
    }

    /// Persons, places or bodies.
    pub(crate) fn names(&self, entity_type: EntityType) -> ApiResult<Arc<Names>> {
        let (base, documents) = (self.base()?, self.documents()?);
        let lazy = match entity_type {
            EntityType::Place => &self.places,
            EntityType::Body => &self.bodies,
            _ => &self.people,
        };
        lazy.get(|| self.read(|project| Names::load(project, &base, &documents, entity_type)))
    }

    pub(crate) fn shelfmarks(&self, engine: &Engine) -> ApiResult<Arc<Shelfmarks>> {
        let base = self.base()?;
        let documents = self.documents()?;
        self.shelfmarks.get(|| self.read(|project| Shelfmarks::load(project, &base, &documents, engine)))
    }

    /// Where places lie.
    pub(crate) fn atlas(&self, engine: &Engine) -> ApiResult<Arc<Atlas>> {
        let names = self.names(EntityType::Place)?;
        self.atlas.get(|| self.read(|project| Atlas::load(project, &names, engine)))
    }

    /// The names of all entities, for the search field.
    pub(crate) fn name_index(&self) -> ApiResult<Arc<NameIndex>> {
        let base = self.base()?;
        self.name_index.get(|| self.read(|project| NameIndex::load(project, &base)))
    }

    /// Where the texts tell one thing differently.
    pub(crate) fn disagreements(&self, engine: &Engine) -> ApiResult<Arc<Vec<Disagreement>>> {
        self.disagreements.get(|| self.read(|project| Ok(Accounts::load(engine, project)?.disagreements()?)))
    }

    /// The findings in the order in which they are worth a look.
    pub(crate) fn review(&self) -> ApiResult<Arc<ReviewQueue>> {
        let (base, documents) = (self.base()?, self.documents()?);
        self.review.get(|| ReviewQueue::load(self, &base, &documents))
    }

    /// What the texts have in the same words.
    pub(crate) fn shared(&self) -> ApiResult<Arc<SharedTexts>> {
        self.shared.get(|| self.read(|project| Ok(SharedTexts::find(project, SharedSettings::default())?)))
    }

    /// The text of the source at a path; the texts used last are kept.
    pub(crate) fn text(&self, path: &str) -> ApiResult<Arc<SourceText>> {
        let base = self.base()?;
        let Some(source) = base.source_at(path) else {
            let cure = "open the project again: the file may have been renamed or taken away";
            return Err(ApiError::not_found("source.unknown", "the path of a source of this project", path, cure));
        };
        let documents = self.documents()?;
        let lazy = {
            let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
            let known = texts.iter().position(|(id, _)| *id == source.id);
            let entry = known.map_or_else(|| (source.id.clone(), Arc::default()), |at| texts.remove(at));
            let lazy = Arc::clone(&entry.1);
            texts.push(entry);
            if texts.len() > TEXTS {
                texts.remove(0);
            }
            lazy
        };
        lazy.get(|| self.read(|project| SourceText::load(project, &base, &documents, source)))
    }
}
