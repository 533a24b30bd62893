//! The dossiers that lie over projects, and the proposals made for them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use regesta::dossier::{Basis, Dossier, DossierCase, Laid, lay};
use regesta::scheme::{Case, ProposalsFile, Scheme};
use regesta::store::Project;

use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::registry::Entry;
use crate::snapshot::Snapshot;

/// How many files of proposals are kept in memory.
const KEPT: usize = 96;

/// Proposals that were made: the same project, scheme, case and judgements give the same.
#[derive(Default)]
pub(crate) struct Proposals {
    made: Mutex<BTreeMap<u64, Arc<ProposalsFile>>>,
}

impl Proposals {
    fn get(&self, key: u64, make: impl FnOnce() -> regesta::Result<ProposalsFile>) -> regesta::Result<ProposalsFile> {
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok((*known).clone());
        }
        let made = make()?;
        let mut all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert(key, Arc::new(made.clone()));
        Ok(made)
    }
}

/// The folder of the dossier of a project: the one named at the start, else one in or above the folder of its papers.
pub(crate) fn folder(entry: &Entry, snapshot: &Snapshot) -> ApiResult<Option<PathBuf>> {
    if let Some(named) = entry.dossier() {
        return Ok(Some(named));
    }
    let papers = snapshot.read(|project| Ok(project.meta("folder")?))?;
    Ok(papers.and_then(|papers| Dossier::near(std::path::Path::new(&papers))))
}

/// The dossier of a project; a problem where it has none.
pub(crate) fn load(entry: &Entry, snapshot: &Snapshot) -> ApiResult<Dossier> {
    match folder(entry, snapshot)? {
        Some(folder) => Ok(Dossier::load(&folder)?),
        None => {
            let cure = "put a folder `schemes` and a folder `cases` beside the papers, or start with --dossier FOLDER";
            Err(ApiError::not_found("dossier.none", "a dossier beside the papers", "none", cure))
        }
    }
}

/// Lays the dossier of a project over its present state, for one scheme, and hands both to `work`.
pub(crate) fn with_laid<T>(
    app: &Shared,
    project: &str,
    scheme: Option<&str>,
    basis: Basis,
    work: impl FnOnce(&Laid<'_>, &Project) -> ApiResult<T>,
) -> ApiResult<T> {
    let entry = app.registry.get(project)?;
    let snapshot = entry.snapshot()?;
    let dossier = load(&entry, &snapshot)?;
    let Some(of_scheme) = dossier.scheme(scheme) else {
        let known: Vec<&str> = dossier.schemes.iter().map(|s| s.id.as_str()).collect();
        let expected = if known.is_empty() { "a scheme in the folder `schemes`".into() } else { known.join(", ") };
        let cure = "`regesta scheme new NAME --into FOLDER/schemes` begins one";
        return Err(ApiError::not_found("scheme.unknown", &expected, scheme.unwrap_or("none"), cure));
    };
    let engine = app.engine.get()?;
    snapshot.read(|stored| {
        let propose = |scheme: &Scheme, of: &DossierCase, case: &Case| {
            let key = key(project, &snapshot.revision, (scheme, &dossier), case, of);
            let others: Vec<&Case> = dossier.cases.iter().map(|c| &c.case).collect();
            app.proposals.get(key, || regesta::propose(&engine, stored, scheme, case, &others, of.judged.as_ref()))
        };
        let laid = lay(stored, &dossier, of_scheme, basis, &propose)?;
        work(&laid, stored)
    })
}

fn key(project: &str, revision: &str, (scheme, dossier): (&Scheme, &Dossier), case: &Case, of: &DossierCase) -> u64 {
    let mut hasher = DefaultHasher::new();
    (project, revision).hash(&mut hasher);
    format!("{:?}{:?}{:?}{:?}{:?}", scheme.stages, case.roles, case.places, case.texts, case.window_bounds)
        .hash(&mut hasher);
    format!("{}{:?}", case.id, of.judged).hash(&mut hasher);
    for other in &dossier.cases {
        format!("{}{:?}{:?}", other.case.id, other.case.places, other.case.roles).hash(&mut hasher);
    }
    hasher.finish()
}
