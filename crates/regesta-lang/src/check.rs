use std::collections::BTreeMap;
use std::path::Path;

use unicode_normalization::is_nfc;

use crate::pack::read_pack_files;
use crate::{Example, Pack, PackError, PackSet};

/// How bad a flaw of a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackSeverity {
    /// The pack cannot be used so.
    Error,
    /// It can, but something is likely wrong.
    Warning,
}

/// A flaw of a pack, told to its writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackDiagnostic {
    /// How bad.
    pub severity: PackSeverity,
    /// File, relative to the pack.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What was found.
    pub message: String,
    /// What to do.
    pub cure: String,
}

/// Reads a pack folder as its writer would want it read: every flaw, not the first.
///
/// # Errors
/// [`PackError::Unreadable`] where the folder itself cannot be read.
pub fn check_pack_folder(folder: &Path) -> Result<Vec<PackDiagnostic>, PackError> {
    let files = read_pack_files(folder)?;
    let mut found = Vec::new();
    for (file, text) in &files {
        if file.starts_with("lexicon/") {
            check_list(file, text, &mut found);
        }
        if !is_nfc(text) {
            let line = text.lines().position(|l| !is_nfc(l)).map_or(0, |l| l + 1);
            found.push(PackDiagnostic {
                severity: PackSeverity::Error,
                file: file.clone(),
                line,
                message: "the text is not in Unicode form NFC".into(),
                cure: "save it composed: `uconv -x nfc` does it".into(),
            });
        }
    }
    for (file, what) in
        [("README.md", "its sources, licence and doubts"), ("known-gaps.toml", "what it is known to miss")]
    {
        if !files.contains_key(file) {
            found.push(PackDiagnostic {
                severity: PackSeverity::Warning,
                file: file.into(),
                line: 0,
                message: format!("a pack tells {what} there, and this file is missing"),
                cure: "copy the one of languages/_template".into(),
            });
        }
    }
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match Pack::from_files(&name, &files) {
        Ok(pack) => check_rules(&pack, &name, &mut found),
        Err(error) => found.push(PackDiagnostic {
            severity: PackSeverity::Error,
            file: "pack.toml".into(),
            line: 0,
            message: error.to_string(),
            cure: "mend this first; nothing else of the pack can be tried before".into(),
        }),
    }
    found.sort_by(|a, b| (a.severity, &a.file, a.line, &a.message).cmp(&(b.severity, &b.file, b.line, &b.message)));
    Ok(found)
}

fn check_list(file: &str, text: &str, found: &mut Vec<PackDiagnostic>) {
    let mut flaw = |severity, line, message: String, cure: &str| {
        found.push(PackDiagnostic { severity, file: file.into(), line, message, cure: cure.into() });
    };
    let mut previous: Option<&str> = None;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut source = false;
    let mut licence = false;
    for (number, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        if let Some(comment) = line.strip_prefix('#') {
            source |= comment.trim_start().starts_with("source:");
            licence |= comment.trim_start().starts_with("licence:");
            continue;
        }
        if line.is_empty() {
            continue;
        }
        if line != line.trim_end() && !line.ends_with('\t') {
            flaw(PackSeverity::Warning, number, "white space at the end of the line".into(), "take it away");
        }
        if let Some(first) = seen.insert(line, number) {
            flaw(
                PackSeverity::Error,
                number,
                format!("the entry {:?} stands in line {first} already", line.split('\t').next().unwrap_or(line)),
                "take one of the two away",
            );
        }
        let form = line.split('\t').next().unwrap_or(line);
        if previous.is_some_and(|p| p > form) {
            flaw(
                PackSeverity::Warning,
                number,
                format!("{form:?} stands after {:?}: the list is not sorted", previous.unwrap_or_default()),
                "sort by the first column, by code point (`LC_ALL=C sort`)",
            );
        }
        previous = Some(form);
    }
    for (there, what) in [(source, "source"), (licence, "licence")] {
        if !there {
            flaw(
                PackSeverity::Error,
                0,
                format!("the list does not name its {what}"),
                &format!("write `# {what}: …` on a line of its own at the top"),
            );
        }
    }
}

fn check_rules(pack: &Pack, folder: &str, found: &mut Vec<PackDiagnostic>) {
    if let Err(error) = pack.validate() {
        found.push(PackDiagnostic {
            severity: PackSeverity::Error,
            file: "rules".into(),
            line: 0,
            message: error.to_string(),
            cure: "make the pattern or its lists smaller".into(),
        });
    }
    if pack.tag() != folder && !folder.starts_with('_') {
        found.push(PackDiagnostic {
            severity: PackSeverity::Error,
            file: "pack.toml".into(),
            line: 0,
            message: format!("the tag is {:?}, the folder {folder:?}", pack.tag()),
            cure: "give both one name, a BCP 47 tag".into(),
        });
    }
    for (kind, rules) in pack.all_rules() {
        for rule in rules.rules() {
            let mut flaw = |message: String, cure: &str| {
                found.push(PackDiagnostic {
                    severity: PackSeverity::Error,
                    file: format!("rules ({kind})"),
                    line: 0,
                    message: format!("rule {}: {message}", rule.id),
                    cure: cure.into(),
                });
            };
            if !rule.id.starts_with(&format!("{}.", pack.tag())) {
                flaw("its id does not begin with the pack's tag".into(), "name rules `<tag>.<kind>.<what>`");
            }
            if !rule.examples.iter().any(|e| e.span.is_some()) {
                flaw("it has no example to accept".into(), "add `accept = [[\"… ⟦words⟧ …\", \"value\"]]`");
            }
            if !rule.examples.iter().any(|e| e.span.is_none()) {
                flaw("it has no near miss to reject".into(), "add `reject = [\"…\"]` with a sentence that looks alike");
            }
        }
    }
}

/// What came of one example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// Language tag.
    pub tag: String,
    /// Kind of rule.
    pub kind: String,
    /// The rule's id.
    pub rule: String,
    /// The example.
    pub example: Example,
    /// What was found there: rule, words, value.
    pub got: Vec<(String, String, String)>,
    /// Whether it is as the example says.
    pub passed: bool,
}

/// Runs the examples of all rules through the detectors. `detect(tag, kind, text)` gives what the detector of `kind`
/// finds in `text` taken as a passage in language `tag`: rule id, words as found, value as written in examples.
///
/// An example to accept passes when the marked words are found by that rule with that value. A near miss passes when
/// that rule finds nothing in it (another rule may). A known gap passes while it is one: when its words are found with
/// their value it has healed, and belongs among the examples of a rule.
pub fn check_examples(
    packs: &PackSet,
    mut detect: impl FnMut(&str, &str, &str) -> Vec<(String, String, String)>,
) -> Vec<ExampleOutcome> {
    let mut outcomes = Vec::new();
    for (_, pack) in packs.iter() {
        for (kind, rules) in pack.all_rules() {
            for rule in rules.rules() {
                for example in &rule.examples {
                    let got = detect(pack.tag(), kind, &example.text);
                    let passed = match example.span {
                        Some(span) => got.iter().any(|(id, words, value)| {
                            *id == rule.id && *words == example.text[span.range()] && *value == example.value
                        }),
                        None => got.iter().all(|(id, _, _)| *id != rule.id),
                    };
                    outcomes.push(ExampleOutcome {
                        tag: pack.tag().to_owned(),
                        kind: kind.clone(),
                        rule: rule.id.clone(),
                        example: example.clone(),
                        got,
                        passed,
                    });
                }
            }
        }
    }
    for (_, pack) in packs.iter() {
        for gap in pack.gaps() {
            let got = detect(pack.tag(), &gap.kind, &gap.example.text);
            let words = gap.example.span.map_or("", |span| &gap.example.text[span.range()]);
            let healed = got.iter().any(|(_, found, value)| found == words && *value == gap.example.value);
            outcomes.push(ExampleOutcome {
                tag: pack.tag().to_owned(),
                kind: gap.kind.clone(),
                rule: format!("known gap ({})", gap.why),
                example: gap.example.clone(),
                got,
                passed: !healed,
            });
        }
    }
    outcomes
}

/// Writes the files of a new pack into `folder`, from the template that comes with the program.
///
/// # Errors
/// [`PackError::Unreadable`] where the folder exists already or cannot be written.
pub fn new_pack(folder: &Path, tag: &str, name: &str) -> Result<Vec<String>, PackError> {
    let unreadable = |file: &Path, source| PackError::Unreadable { file: file.to_owned(), source };
    if folder.exists() {
        return Err(unreadable(
            folder,
            std::io::Error::new(
                std::io::ErrorKind::AlreadyExists,
                "this folder exists already; choose another, or edit it there",
            ),
        ));
    }
    let mut written = Vec::new();
    for (path, text) in crate::pack::template_files() {
        let target = folder.join(&path);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(|e| unreadable(parent, e))?;
        }
        let text = text.replace("xx", tag).replace("Example language", name);
        std::fs::write(&target, text).map_err(|e| unreadable(&target, e))?;
        written.push(path);
    }
    Ok(written)
}
