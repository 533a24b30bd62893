//! A dossier laid over a project: schemes, cases, registers, theses, in a folder of small files.
//!
//! ```text
//! dossier.toml        what it is, its texts, its time        (may be left out)
//! schemes/*.toml      schemes
//! cases/*.toml        cases, and beside each its .judged.toml
//! organs.toml         organs and offices                      (may be left out)
//! territories.toml    territories and their claimants         (may be left out)
//! theses.toml         theses of authors                       (may be left out)
//! ```
//!
//! The texts are not part of it. What of them a project has is said by [`Dossier::texts_in`].

mod files;
mod judge;
mod laid;

use std::path::{Path, PathBuf};

use regesta_scheme::{
    Case, DossierFile, DossierHead, Flaw, JudgedFile, OrgansFile, Scheme, Severity, TerritoriesFile, ThesesFile,
};

pub use judge::{JudgeError, NewJudgement, judge, target};
pub use laid::{Basis, Laid, LaidCase, lay};

/// A dossier as its files have it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Its folder.
    pub folder: PathBuf,
    /// `dossier.toml`; where there is none, the folder's name and nothing more.
    pub head: DossierFile,
    /// The schemes by file name.
    pub schemes: Vec<Scheme>,
    /// The cases by file name.
    pub cases: Vec<DossierCase>,
    /// The register of organs.
    pub organs: OrgansFile,
    /// The register of territories.
    pub territories: TerritoriesFile,
    /// The theses.
    pub theses: ThesesFile,
    /// What is wrong with the files. A file with an error is left out.
    pub flaws: Vec<Flaw>,
}

/// A case of a dossier.
#[derive(Debug, Clone)]
pub struct DossierCase {
    /// Its file.
    pub path: PathBuf,
    /// What the file says, without what was judged.
    pub case: Case,
    /// The judgements on proposals for it.
    pub judged: Option<JudgedFile>,
}

impl DossierCase {
    /// The case with what was accepted and moved.
    pub fn with_judged(&self) -> Case {
        let mut case = self.case.clone();
        if let Some(judged) = &self.judged {
            // Its flaws were told when the dossier was read.
            judged.add_to("", &mut case);
        }
        case
    }
}

impl Dossier {
    /// Whether a folder looks like one: it has `dossier.toml`, or both `schemes` and `cases`.
    pub fn is_in(folder: &Path) -> bool {
        folder.join("dossier.toml").is_file() || folder.join("schemes").is_dir() && folder.join("cases").is_dir()
    }

    /// The dossier that belongs to a folder of papers: in the folder itself, or in the one above it.
    pub fn near(papers: &Path) -> Option<PathBuf> {
        let above = papers.parent();
        [Some(papers), above].into_iter().flatten().find(|folder| Self::is_in(folder)).map(Path::to_owned)
    }

    /// A dossier that asks for nothing and names no texts: views over it have all texts of the project.
    pub fn empty() -> Self {
        Self {
            folder: PathBuf::new(),
            head: DossierFile {
                dossier: DossierHead {
                    id: String::new(),
                    title: String::new(),
                    about: String::new(),
                    scheme: None,
                    window: None,
                },
                texts: std::collections::BTreeMap::new(),
                chain: None,
            },
            schemes: Vec::new(),
            cases: Vec::new(),
            organs: OrgansFile::default(),
            territories: TerritoriesFile::default(),
            theses: ThesesFile::default(),
            flaws: Vec::new(),
        }
    }

    /// Reads all files of a folder. What cannot be used is left out and told in [`Dossier::flaws`].
    ///
    /// # Errors
    /// [`crate::Error::Folder`] where the folder is none of a dossier.
    pub fn load(folder: &Path) -> crate::Result<Self> {
        if !Self::is_in(folder) {
            let reason = "it has neither `dossier.toml` nor the folders `schemes` and `cases`".to_owned();
            return Err(crate::Error::Folder { folder: folder.to_owned(), reason });
        }
        let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bare = DossierFile {
            dossier: DossierHead { id: name.clone(), title: name, about: String::new(), scheme: None, window: None },
            texts: std::collections::BTreeMap::new(),
            chain: None,
        };
        let mut flaws = Vec::new();
        let head = files::read_register(folder, "dossier.toml", DossierFile::parse, &mut flaws).unwrap_or(bare);
        let schemes = files::read_schemes(&folder.join("schemes"), &mut flaws);
        let cases = files::read_cases(&folder.join("cases"), &schemes, &mut flaws);
        let organs = files::read_register(folder, "organs.toml", OrgansFile::parse, &mut flaws).unwrap_or_default();
        let territories =
            files::read_register(folder, "territories.toml", TerritoriesFile::parse, &mut flaws).unwrap_or_default();
        let theses = files::read_register(folder, "theses.toml", ThesesFile::parse, &mut flaws).unwrap_or_default();
        let mut dossier = Self { folder: folder.to_owned(), head, schemes, cases, organs, territories, theses, flaws };
        let crossed = dossier.check_registers();
        dossier.flaws.extend(crossed);
        Ok(dossier)
    }

    fn check_registers(&self) -> Vec<Flaw> {
        let texts: Vec<&str> = self.head.texts.keys().map(String::as_str).collect();
        let cases: Vec<&str> = self.cases.iter().map(|c| c.case.id.as_str()).collect();
        let orders: Vec<String> =
            self.schemes.iter().flat_map(|s| s.orders.iter().map(move |o| format!("{} {}", s.id, o.id))).collect();
        let orders: Vec<&str> = orders.iter().map(String::as_str).collect();
        regesta_scheme::check_registers(&self.organs, &self.territories, &self.theses, (&texts, &cases, &orders))
    }

    /// Whether something of it could not be read at all.
    pub fn is_damaged(&self) -> bool {
        self.flaws.iter().any(|flaw| flaw.severity == Severity::Error)
    }

    /// A scheme by its name; without a name the one that the dossier shows first, or the first with stages of its own.
    pub fn scheme(&self, id: Option<&str>) -> Option<&Scheme> {
        match id {
            Some(id) => self.schemes.iter().find(|s| s.id == id),
            None => {
                let named = self.head.dossier.scheme.as_ref();
                let named = named.and_then(|id| self.schemes.iter().find(|s| s.id == *id));
                named.or_else(|| self.schemes.iter().find(|s| s.stages_from.is_none())).or(self.schemes.first())
            }
        }
    }

    /// A case by its name.
    pub fn case(&self, id: &str) -> Option<&DossierCase> {
        self.cases.iter().find(|c| c.case.id == id)
    }

    /// All files of texts that the dossier or one of its cases names, each once, with how it is cited.
    pub fn texts(&self) -> Vec<(String, String)> {
        let mut texts: Vec<(String, String)> = Vec::new();
        let label = |key: &str, label: &str| if label.is_empty() { key.to_owned() } else { label.to_owned() };
        let of_head = self.head.texts.iter().map(|(key, text)| (text.file.clone(), label(key, &text.label)));
        let of_cases = self.cases.iter().flat_map(|c| c.case.texts.iter().map(|t| (t.file.clone(), t.label.clone())));
        for (file, label) in of_head.chain(of_cases) {
            if !texts.iter().any(|(known, _)| *known == file) {
                texts.push((file, label));
            }
        }
        texts
    }

    /// Of the texts that it names, those that are among `paths`, and the files that are missing.
    pub fn texts_in(&self, paths: &[String]) -> (Vec<(String, String)>, Vec<String>) {
        let (mut there, mut missing) = (Vec::new(), Vec::new());
        for (file, label) in self.texts() {
            match paths.iter().find(|path| crate::propose::is_text(path, &file)) {
                Some(path) => there.push((path.clone(), label)),
                None => missing.push(file),
            }
        }
        (there, missing)
    }
}
