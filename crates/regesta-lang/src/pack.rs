use std::any::{Any, TypeId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::{Dir, include_dir};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use regesta_text::{SegmentKind, StructureWord};

use crate::rules::{RuleFile, RuleSet};
use crate::{Example, Lexicon, PackError};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../languages");

/// A language as its place in a [`PackSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangId(pub u16);

/// How a language changes case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Casing {
    /// As Unicode has it for most languages.
    #[default]
    Root,
    /// `I`/`ı` and `İ`/`i`, as in Turkish and Azerbaijani.
    Turkic,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    tag: String,
    name: String,
    version: String,
    alphabet: String,
    #[serde(default)]
    letters: String,
    /// Letters so frequent that a longer stretch of the language is hardly ever without all of them.
    #[serde(default)]
    frequent: String,
    #[serde(default)]
    casing: Casing,
    #[serde(default)]
    morphology: Option<String>,
    #[serde(default)]
    macros: BTreeMap<String, String>,
}

/// What a pack is known to miss: a sentence with the words that should be found and are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownGap {
    /// The kind of rule that should find it.
    pub kind: String,
    /// The sentence, the words, and the value they should have.
    pub example: Example,
    /// Why it is missed.
    pub why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GapFile {
    #[serde(default)]
    gap: Vec<GapText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GapText {
    kind: String,
    text: String,
    value: String,
    why: String,
}

/// A set of letters that is asked of every letter of a text: those up to U+05FF as bits.
#[derive(Debug, Default)]
pub(crate) struct LetterSet {
    bits: [u64; 24],
    beyond: BTreeSet<char>,
}

impl LetterSet {
    pub(crate) fn has(&self, c: char) -> bool {
        match self.bits.get(c as usize / 64) {
            Some(bits) => bits >> (c as usize % 64) & 1 == 1,
            None => self.beyond.contains(&c),
        }
    }
}

impl FromIterator<char> for LetterSet {
    fn from_iter<I: IntoIterator<Item = char>>(letters: I) -> Self {
        let mut set = Self::default();
        for c in letters {
            match set.bits.get_mut(c as usize / 64) {
                Some(bits) => *bits |= 1 << (c as usize % 64),
                None => {
                    set.beyond.insert(c);
                }
            }
        }
        set
    }
}

/// One language: its lists and rules.
#[derive(Debug)]
pub struct Pack {
    tag: String,
    name: String,
    label: String,
    alphabet: LetterSet,
    letters: LetterSet,
    frequent: Option<LetterSet>,
    casing: Casing,
    morphology: Option<String>,
    macros: BTreeMap<String, String>,
    /// Sorted by name.
    lexicons: Vec<Lexicon>,
    /// Where the list of a name stands: detectors ask some twenty times a finding.
    places: FxHashMap<String, usize>,
    rules: BTreeMap<String, RuleSet>,
    gaps: Vec<KnownGap>,
    hash: String,
}

impl Pack {
    /// Reads a pack from its folder.
    ///
    /// # Errors
    /// [`PackError`] with the file concerned.
    pub fn from_folder(folder: &Path) -> Result<Self, PackError> {
        Self::from_files(&folder.display().to_string(), &read_pack_files(folder)?)
    }

    /// Reads a pack from its files: relative path (with `/`) to content.
    ///
    /// # Errors
    /// [`PackError`] for a missing or malformed `pack.toml`, list or rule.
    pub fn from_files(folder: &str, files: &BTreeMap<String, String>) -> Result<Self, PackError> {
        Self::read(folder, files, false)
    }

    /// `checked`: the patterns of the rules are known to be sound (a test compiles those that come with the program).
    fn read(folder: &str, files: &BTreeMap<String, String>, checked: bool) -> Result<Self, PackError> {
        let toml_error = |file: &str, error: &dyn std::fmt::Display| PackError::Toml {
            file: format!("{folder}/{file}"),
            message: error.to_string(),
        };
        let manifest: Manifest = match files.get("pack.toml") {
            Some(text) => toml::from_str(text).map_err(|e| toml_error("pack.toml", &e))?,
            None => return Err(toml_error("pack.toml", &"this file is missing; `regesta pack new` writes one")),
        };
        let mut hasher = Sha256::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".toml") || path.ends_with(".tsv")) {
            hasher.update(path.as_bytes());
            hasher.update([0]);
            hasher.update(text.as_bytes());
            hasher.update([0]);
        }
        let hash = hasher.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
        let mut lexicons = Vec::new();
        for (path, text) in files {
            if let Some(name) = path.strip_prefix("lexicon/").and_then(|n| n.strip_suffix(".tsv")) {
                let lexicon = Lexicon::parse(name, &format!("{folder}/{path}"), text, manifest.casing)?;
                lexicons.push(lexicon);
            }
        }
        lexicons.sort_by(|a, b| a.name().cmp(b.name()));
        let mut pack = Self {
            places: (0..).zip(&lexicons).map(|(place, list)| (list.name().to_owned(), place)).collect(),
            label: format!("{}@{}", manifest.tag, manifest.version),
            tag: manifest.tag,
            name: manifest.name,
            alphabet: manifest.alphabet.chars().filter(|c| !c.is_whitespace()).collect(),
            letters: manifest.letters.chars().filter(|c| !c.is_whitespace()).collect(),
            frequent: (!manifest.frequent.trim().is_empty())
                .then(|| manifest.frequent.chars().filter(|c| !c.is_whitespace()).collect()),
            casing: manifest.casing,
            morphology: manifest.morphology,
            macros: manifest.macros,
            lexicons,
            rules: BTreeMap::new(),
            gaps: Vec::new(),
            hash,
        };
        if let Some(text) = files.get("known-gaps.toml") {
            let file: GapFile = toml::from_str(text).map_err(|e| toml_error("known-gaps.toml", &e))?;
            for gap in file.gap {
                let no_marks = || toml_error("known-gaps.toml", &format!("{:?} has no ⟦…⟧ around the words", gap.text));
                let example = Example::parse(&gap.text, &gap.value).ok_or_else(no_marks)?;
                pack.gaps.push(KnownGap { kind: gap.kind, example, why: gap.why });
            }
        }
        let mut by_kind: BTreeMap<String, Vec<(String, RuleFile)>> = BTreeMap::new();
        for (path, text) in files {
            if path.starts_with("rules/") && path.ends_with(".toml") {
                let file: RuleFile = toml::from_str(text).map_err(|e| toml_error(path, &e))?;
                by_kind.entry(file.kind.clone()).or_default().push((format!("{folder}/{path}"), file));
            }
        }
        for (kind, files) in by_kind {
            let rules = RuleSet::compile(&pack, files, checked)?;
            pack.rules.insert(kind, rules);
        }
        Ok(pack)
    }

    /// Compiles every rule now, so that a rule that is too large is found before it is needed.
    ///
    /// # Errors
    /// [`PackError::Pattern`].
    pub fn validate(&self) -> Result<(), PackError> {
        for (kind, rules) in &self.rules {
            rules.compile_all().map_err(|message| PackError::Pattern {
                file: format!("languages/{}", self.tag),
                rule: kind.clone(),
                message,
            })?;
        }
        Ok(())
    }

    /// BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// English name of the language.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `ru@0.1.0`: what findings keep.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// First 16 hex digits of the SHA-256 over all lists and rules.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// How the language changes case.
    pub fn casing(&self) -> Casing {
        self.casing
    }

    /// The name of the morphology in code that this pack asks for.
    pub fn morphology(&self) -> Option<&str> {
        self.morphology.as_deref()
    }

    /// A word list by its file name without the ending; an empty list where there is none.
    pub fn lexicon(&self, name: &str) -> &Lexicon {
        static EMPTY: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
        self.places.get(name).map_or(&EMPTY, |place| &self.lexicons[*place])
    }

    /// Whether there is a word list of this name.
    pub(crate) fn has_lexicon(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// All word lists, sorted by name.
    pub fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The rules of one kind ("date", "cite", "document"); `None` where the pack has none.
    pub fn rules(&self, kind: &str) -> Option<&RuleSet> {
        self.rules.get(kind)
    }

    /// All rules by kind.
    pub fn all_rules(&self) -> &BTreeMap<String, RuleSet> {
        &self.rules
    }

    /// What the pack is known to miss.
    pub fn gaps(&self) -> &[KnownGap] {
        &self.gaps
    }

    pub(crate) fn macros(&self) -> &BTreeMap<String, String> {
        &self.macros
    }

    /// Whether the language's alphabet has this small letter.
    pub fn has_letter(&self, c: char) -> bool {
        self.alphabet.has(c)
    }

    /// Letters of which a longer stretch of the language has at least one, where the pack names any.
    pub(crate) fn frequent(&self) -> Option<&LetterSet> {
        self.frequent.as_ref()
    }

    pub(crate) fn has_own_letter(&self, c: char) -> bool {
        self.letters.has(c)
    }
}

/// What has been computed from a set of packs, by its type.
#[derive(Default)]
struct Derived(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl std::fmt::Debug for Derived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Derived")
    }
}

/// The languages in use, in the order of their tags.
#[derive(Debug)]
pub struct PackSet {
    packs: Vec<Pack>,
    derived: Derived,
}

impl PackSet {
    /// The packs that come with the program.
    ///
    /// # Errors
    /// [`PackError`]; the test run checks that the built-in packs load.
    pub fn built_in() -> Result<Self, PackError> {
        let mut packs = Vec::new();
        for folder in BUILT_IN.dirs() {
            let name = folder.path().to_string_lossy().into_owned();
            if name.starts_with('_') {
                continue;
            }
            let mut files = BTreeMap::new();
            collect(folder, folder.path(), &mut files);
            packs.push(Pack::read(&format!("languages/{name}"), &files, true)?);
        }
        Self::new(packs)
    }

    /// The packs of a folder of packs, one in each sub-folder; folders that begin with `_` or `.` are skipped.
    ///
    /// # Errors
    /// [`PackError`] with the file concerned.
    pub fn from_folder(root: &Path) -> Result<Self, PackError> {
        let mut packs = Vec::new();
        for folder in sorted_entries(root)? {
            let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if folder.is_dir() && !name.starts_with(['_', '.']) {
                let pack = Pack::from_folder(&folder)?;
                pack.validate()?;
                packs.push(pack);
            }
        }
        Self::new(packs)
    }

    /// A set out of packs already read.
    ///
    /// # Errors
    /// [`PackError::Twice`] where two packs have one tag.
    pub fn new(mut packs: Vec<Pack>) -> Result<Self, PackError> {
        packs.sort_by(|a, b| a.tag.cmp(&b.tag));
        for pair in packs.windows(2) {
            if pair[0].tag == pair[1].tag {
                return Err(PackError::Twice {
                    what: "language",
                    name: pair[0].tag.clone(),
                    first: pair[0].name.clone(),
                    second: pair[1].name.clone(),
                });
            }
        }
        Ok(Self { packs, derived: Derived::default() })
    }

    /// All packs with their places.
    pub fn iter(&self) -> impl Iterator<Item = (LangId, &Pack)> {
        self.packs.iter().enumerate().map(|(i, pack)| (LangId(i as u16), pack))
    }

    /// The pack of a language.
    pub fn get(&self, lang: LangId) -> &Pack {
        &self.packs[usize::from(lang.0)]
    }

    /// The place of a tag.
    pub fn find(&self, tag: &str) -> Option<LangId> {
        self.packs.iter().position(|pack| pack.tag == tag).map(|i| LangId(i as u16))
    }

    /// What `make` computes from these packs, computed once and kept with them, by its type: word lists put in the order in
    /// which a reader of texts asks for them.
    ///
    /// ```
    /// use regesta_lang::PackSet;
    /// struct Tags(Vec<String>);
    /// let packs = PackSet::built_in()?;
    /// let tags = |packs: &PackSet| Tags(packs.iter().map(|(_, pack)| pack.tag().to_owned()).collect());
    /// assert!(packs.derived(tags).0.contains(&"uk".to_owned()));
    /// assert!(std::ptr::eq(&*packs.derived(tags), &*packs.derived(tags)));
    /// # Ok::<(), regesta_lang::PackError>(())
    /// ```
    pub fn derived<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        let kept = || self.derived.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = |kept: &HashMap<TypeId, Arc<dyn Any + Send + Sync>>| {
            kept.get(&TypeId::of::<T>()).and_then(|value| Arc::clone(value).downcast::<T>().ok())
        };
        if let Some(value) = found(&kept()) {
            return value;
        }
        // Not under the lock: `make` may ask for what is derived too. Where two threads compute it, the first is kept.
        let value = Arc::new(make(self));
        let mut kept = kept();
        found(&kept).unwrap_or_else(|| {
            kept.insert(TypeId::of::<T>(), Arc::clone(&value) as Arc<dyn Any + Send + Sync>);
            value
        })
    }

    /// `ru@0.1.0 <hash>` for each pack: part of the key that says whether a source must be read again.
    pub fn key(&self) -> String {
        self.packs.iter().map(|p| format!("{} {}", p.label(), p.hash)).collect::<Vec<_>>().join("; ")
    }

    /// The words that open the parts of a paper, out of every pack's `lexicon/heading.tsv`.
    pub fn structure_words(&self) -> Vec<StructureWord> {
        let mut words = Vec::new();
        for pack in &self.packs {
            for entry in pack.lexicon("heading").entries() {
                let opens = match entry.value.as_str() {
                    "abstract" => SegmentKind::Abstract,
                    "keywords" => SegmentKind::Keywords,
                    "notes" => SegmentKind::Endnote,
                    "bibliography" => SegmentKind::Bibliography,
                    "caption" => SegmentKind::Caption,
                    _ => SegmentKind::Body,
                };
                words.push(StructureWord { phrase: crate::lower(&entry.form, pack.casing), opens });
            }
        }
        words
    }
}

fn collect(dir: &Dir<'_>, root: &Path, files: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        if let (Ok(path), Some(text)) = (file.path().strip_prefix(root), file.contents_utf8()) {
            files.insert(path.to_string_lossy().replace('\\', "/"), text.to_owned());
        }
    }
    for sub in dir.dirs() {
        collect(sub, root, files);
    }
}

fn sorted_entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, PackError> {
    let unreadable = |source| PackError::Unreadable { file: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    entries.sort();
    Ok(entries)
}

/// The files of one pack folder: relative path to content.
pub(crate) fn read_pack_files(folder: &Path) -> Result<BTreeMap<String, String>, PackError> {
    let mut files = BTreeMap::new();
    for sub in ["", "lexicon", "rules", "cases"] {
        let dir = folder.join(sub);
        if !dir.is_dir() {
            continue;
        }
        for path in sorted_entries(&dir)? {
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            if path.is_file() && matches!(ending, "toml" | "tsv" | "md") {
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| PackError::Unreadable { file: path.clone(), source })?;
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.insert(name, text);
            }
        }
    }
    Ok(files)
}

/// The files of `languages/_template`: relative path to content.
pub(crate) fn template_files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    if let Some(folder) = BUILT_IN.get_dir("_template") {
        collect(folder, folder.path(), &mut files);
    }
    files
}
