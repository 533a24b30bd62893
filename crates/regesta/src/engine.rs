use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use regesta_cite::ArchiveList;
use regesta_lang::{Morphology, PackSet};
use regesta_name::{Authorities, NameTools};

use crate::Result;

static AUTHORITIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../authorities");

/// What is loaded once and read by all threads: language packs, morphology, authority lists.
#[derive(Debug)]
pub struct Engine {
    /// Language packs.
    pub packs: PackSet,
    /// Lemmas and readings of words.
    pub morphology: Morphology,
    /// Known persons, places and bodies.
    pub authorities: Authorities,
    /// Known archives.
    pub archives: ArchiveList,
    /// What the name detector makes of the packs.
    pub name_tools: NameTools,
    /// The list of a project's own names, as it was read; empty where it has none.
    own_list: String,
}

fn authority_file(name: &str) -> &'static str {
    AUTHORITIES.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

impl Engine {
    /// With the packs and lists that come with the program.
    ///
    /// # Errors
    /// [`crate::Error::Pack`]; the test run checks that what is built in loads.
    pub fn built_in() -> Result<Self> {
        Self::with_packs(PackSet::built_in()?)
    }

    /// With other packs.
    ///
    /// # Errors
    /// [`crate::Error::Pack`] where a pack asks for a morphology that there is not.
    pub fn with_packs(packs: PackSet) -> Result<Self> {
        let morphology = Morphology::load(&packs)?;
        let authorities = Authorities::parse(
            authority_file("places.tsv"),
            authority_file("persons.tsv"),
            authority_file("bodies.tsv"),
        )?
        .with_gazetteer(authority_file("towns.tsv"))
        .with_given_names(authority_file("given-names.tsv"))
        .with_body_words(authority_file("body-words.tsv"))
        .with_positions(authority_file("positions.tsv"), "GeoNames");
        let archives = ArchiveList::parse(authority_file("archives.tsv"));
        let name_tools = NameTools::new(&packs);
        Ok(Self { packs, morphology, authorities, archives, name_tools, own_list: String::new() })
    }

    /// Where the list of a project's own names stands: beside the project file, `X.authorities.tsv` for `X.regesta`.
    pub fn list_of_project(project: &Path) -> PathBuf {
        project.with_extension("authorities.tsv")
    }

    /// As [`Engine::built_in`], with the project's own list of names where there is one ([`Engine::list_of_project`]).
    ///
    /// # Errors
    /// [`crate::Error::OwnList`] where the list cannot be read: file, line and what is wrong there.
    pub fn for_project(project: &Path) -> Result<Self> {
        let mut engine = Self::built_in()?;
        let path = Self::list_of_project(project);
        if !path.is_file() {
            return Ok(engine);
        }
        let fail = |reason: String| crate::Error::OwnList { path: path.clone(), reason };
        engine.own_list = std::fs::read_to_string(&path).map_err(|error| fail(error.to_string()))?;
        engine.authorities = engine.authorities.with_list(&engine.own_list).map_err(|error| fail(error.to_string()))?;
        Ok(engine)
    }

    /// Says with what a source is read: a source is read again when this changes.
    pub fn key(&self) -> String {
        let lists = [
            "places.tsv",
            "persons.tsv",
            "bodies.tsv",
            "archives.tsv",
            "towns.tsv",
            "given-names.tsv",
            "body-words.tsv",
        ];
        let lists = lists.map(authority_file).join("\0");
        let lists = if self.own_list.is_empty() { lists } else { lists + "\0" + &self.own_list };
        let hash = regesta_store::source_id(lists.as_bytes());
        let (version, packs) = (env!("CARGO_PKG_VERSION"), self.packs.key());
        format!("regesta {version}; {packs}; authorities {}; tagger {:08x}", &hash[..16], self.name_tools.tagger_key())
    }
}
