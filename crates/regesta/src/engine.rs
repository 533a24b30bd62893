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
        .with_positions(authority_file("positions.tsv"), "GeoNames");
        let archives = ArchiveList::parse(authority_file("archives.tsv"));
        let name_tools = NameTools::new(&packs);
        Ok(Self { packs, morphology, authorities, archives, name_tools })
    }

    /// Says with what a source is read: a source is read again when this changes.
    pub fn key(&self) -> String {
        let lists = ["places.tsv", "persons.tsv", "bodies.tsv", "archives.tsv", "towns.tsv", "given-names.tsv"];
        let lists = lists.map(authority_file).join("\0");
        let hash = regesta_store::source_id(lists.as_bytes());
        format!("regesta {}; {}; authorities {}", env!("CARGO_PKG_VERSION"), self.packs.key(), &hash[..16])
    }
}
