//! One state of a project file, and what was made of it for reading.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use regesta::decided::{Decided, Places};
use regesta::store::{EntityType, Mode, Project};
use regesta::{Accounts, Disagreement, Engine, SharedSettings, SharedTexts};

use crate::error::{ApiError, ApiResult};
use crate::lazy::Lazy;
use crate::models::{Atlas, Base, Chronology, Documents, NameIndex, Names, ReviewQueue, Shelfmarks, SourceText};

/// How many requests read from the file at the same time.
const CONNECTIONS: usize = 3;
/// How many texts are kept in memory.
const TEXTS: usize = 24;

/// What the program itself found, apart from what people decided: shared by all states between which only decisions were made.
pub(crate) struct Machine {
    key: String,
    base: Lazy<Base>,
    documents: Lazy<Documents>,
    chronology: Lazy<Chronology>,
    people: Lazy<Names>,
    places: Lazy<Names>,
    bodies: Lazy<Names>,
    shelfmarks: Lazy<Shelfmarks>,
    name_index: Lazy<NameIndex>,
    disagreements: Lazy<Vec<Disagreement>>,
    shared: Lazy<SharedTexts>,
    review: Lazy<ReviewQueue>,
    texts: Mutex<Vec<(String, Arc<Lazy<SourceText>>)>>,
    /// Where the words of decisions stand in these texts.
    words: Mutex<Places>,
}

impl Machine {
    fn new(key: String) -> Self {
        Self {
            key,
            base: Lazy::default(),
            documents: Lazy::default(),
            chronology: Lazy::default(),
            people: Lazy::default(),
            places: Lazy::default(),
            bodies: Lazy::default(),
            shelfmarks: Lazy::default(),
            name_index: Lazy::default(),
            disagreements: Lazy::default(),
            shared: Lazy::default(),
            review: Lazy::default(),
            texts: Mutex::new(Vec::new()),
            words: Mutex::new(Places::default()),
        }
    }
}

/// A state of a project file. All its connections hold the file at this state, so what was made lazily at different
/// times fits together, also while the file is being built anew. Made models are kept until the state is given up; what
/// decisions do not change goes on to the next state.
pub(crate) struct Snapshot {
    /// Tells this state from others.
    pub(crate) revision: String,
    /// Whether the run that wrote it came to its end.
    pub(crate) finished: bool,
    connections: Mutex<Vec<Project>>,
    returned: Condvar,
    machine: Arc<Machine>,
    decided: Lazy<Decided>,
    documents: Lazy<Documents>,
    chronology: Lazy<Chronology>,
    people: Lazy<Names>,
    places: Lazy<Names>,
    bodies: Lazy<Names>,
    shelfmarks: Lazy<Shelfmarks>,
    atlas: Lazy<Atlas>,
}

impl Snapshot {
    /// Takes the present state of the file. `former` is the state before, where there is one.
    pub(crate) fn open(path: &Path, former: Option<&Self>) -> ApiResult<Self> {
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
                let key = connections[0].machine_key()?;
                let machine = former.map(|former| &former.machine).filter(|machine| finished && machine.key == key);
                let machine = machine.map_or_else(|| Arc::new(Machine::new(key)), Arc::clone);
                return Ok(Self {
                    revision,
                    finished,
                    connections: Mutex::new(connections),
                    returned: Condvar::new(),
                    machine,
                    decided: Lazy::default(),
                    documents: Lazy::default(),
                    chronology: Lazy::default(),
                    people: Lazy::default(),
                    places: Lazy::default(),
                    bodies: Lazy::default(),
                    shelfmarks: Lazy::default(),
                    atlas: Lazy::default(),
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
        self.machine.base.get(|| self.read(Base::load))
    }

    /// What people decided.
    pub(crate) fn decided(&self) -> ApiResult<Arc<Decided>> {
        self.decided.get(|| {
            let mut words = self.machine.words.lock().unwrap_or_else(PoisonError::into_inner);
            self.read(|project| Ok(Decided::load_with(project, &mut words)?))
        })
    }

    /// The calendar as the program has it.
    fn documents_of_machine(&self) -> ApiResult<Arc<Documents>> {
        let base = self.base()?;
        self.machine.documents.get(|| self.read(|project| Documents::load(project, &base)))
    }

    /// The calendar as people decided it.
    pub(crate) fn documents(&self) -> ApiResult<Arc<Documents>> {
        let (base, machine, decided) = (self.base()?, self.documents_of_machine()?, self.decided()?);
        if decided.is_empty() {
            return Ok(machine);
        }
        self.documents.get(|| self.read(|project| machine.lay(project, &base, &decided)))
    }

    pub(crate) fn chronology(&self) -> ApiResult<Arc<Chronology>> {
        let (base, documents) = (self.base()?, self.documents_of_machine()?);
        let made = || self.read(|project| Chronology::load(project, &base, &documents));
        let (machine, decided) = (self.machine.chronology.get(made)?, self.decided()?);
        if decided.is_empty() {
            return Ok(machine);
        }
        let documents = self.documents()?;
        self.chronology.get(|| self.read(|project| machine.lay(project, &base, &documents, &decided)))
    }

    /// Persons, places or bodies.
    pub(crate) fn names(&self, entity_type: EntityType) -> ApiResult<Arc<Names>> {
        let (base, former) = (self.base()?, self.documents_of_machine()?);
        let (of_machine, laid) = match entity_type {
            EntityType::Place => (&self.machine.places, &self.places),
            EntityType::Body => (&self.machine.bodies, &self.bodies),
            _ => (&self.machine.people, &self.people),
        };
        let machine = of_machine.get(|| self.read(|project| Names::load(project, &base, &former, entity_type)))?;
        let decided = self.decided()?;
        if decided.is_empty() {
            return Ok(machine);
        }
        let documents = self.documents()?;
        laid.get(|| self.read(|project| machine.lay(project, &base, (&former, &documents), &decided)))
    }

    pub(crate) fn shelfmarks(&self, engine: &Engine) -> ApiResult<Arc<Shelfmarks>> {
        let (base, documents, decided) = (self.base()?, self.documents()?, self.decided()?);
        let made = || self.read(|project| Shelfmarks::load(project, &base, &documents, engine, &decided));
        // The decisions that count here are those about references and about the documents they are cited for.
        let judged = !documents.touched.is_empty() || decided.is_any_of("cite");
        if judged { self.shelfmarks.get(made) } else { self.machine.shelfmarks.get(made) }
    }

    /// Where places lie.
    pub(crate) fn atlas(&self, engine: &Engine) -> ApiResult<Arc<Atlas>> {
        let names = self.names(EntityType::Place)?;
        self.atlas.get(|| self.read(|project| Atlas::load(project, &names, engine)))
    }

    /// The names of all entities, for the search field.
    pub(crate) fn name_index(&self) -> ApiResult<Arc<NameIndex>> {
        let base = self.base()?;
        self.machine.name_index.get(|| self.read(|project| NameIndex::load(project, &base)))
    }

    /// Where the texts tell one thing differently.
    pub(crate) fn disagreements(&self, engine: &Engine) -> ApiResult<Arc<Vec<Disagreement>>> {
        self.machine.disagreements.get(|| self.read(|project| Ok(Accounts::load(engine, project)?.disagreements()?)))
    }

    /// The findings in the order in which they are worth a look.
    pub(crate) fn review(&self) -> ApiResult<Arc<ReviewQueue>> {
        let (base, documents) = (self.base()?, self.documents_of_machine()?);
        self.machine.review.get(|| ReviewQueue::load(self, &base, &documents))
    }

    /// What the texts have in the same words.
    pub(crate) fn shared(&self) -> ApiResult<Arc<SharedTexts>> {
        self.machine.shared.get(|| self.read(|project| Ok(SharedTexts::find(project, SharedSettings::default())?)))
    }

    /// The text of the source at a path; the texts used last are kept.
    pub(crate) fn text(&self, path: &str) -> ApiResult<Arc<SourceText>> {
        let base = self.base()?;
        let Some(source) = base.source_at(path) else {
            let cure = "open the project again: the file may have been renamed or taken away";
            return Err(ApiError::not_found("source.unknown", "the path of a source of this project", path, cure));
        };
        let documents = self.documents_of_machine()?;
        let lazy = {
            let mut texts = self.machine.texts.lock().unwrap_or_else(PoisonError::into_inner);
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
