//! Reading the files of a dossier.

use std::path::{Path, PathBuf};

use regesta_scheme::{Case, Flaw, JudgedFile, Reading, Scheme, Severity, check_case, file_beside, is_beside};

use super::DossierCase;

/// How deep schemes may take their stages from each other.
const DEEPEST: usize = 8;

/// A scheme of a file; those whose stages it takes are looked for beside it.
pub(super) fn read_scheme(path: &Path, text: &str) -> Reading<Scheme> {
    fn beside(path: &Path, name: &str, depth: usize) -> Option<Scheme> {
        let path = path.parent()?.join(name);
        let text = std::fs::read_to_string(&path).ok().filter(|_| depth > 0)?;
        Scheme::parse_with(name, &text, &|other| beside(&path, other, depth - 1)).value
    }
    Scheme::parse_with(&short(path), text, &|name| beside(path, name, DEEPEST))
}

pub(super) fn read_schemes(folder: &Path, flaws: &mut Vec<Flaw>) -> Vec<Scheme> {
    let mut schemes: Vec<Scheme> = Vec::new();
    for path in toml_files(folder) {
        let Some(text) = read(&path, flaws) else { continue };
        let found = read_scheme(&path, &text);
        flaws.extend(found.flaws);
        let Some(scheme) = found.value else { continue };
        if schemes.iter().any(|known| known.id == scheme.id) {
            flaws.push(error(&path, format!("another scheme is called {} already", scheme.id), "rename one"));
            continue;
        }
        schemes.push(scheme);
    }
    schemes
}

pub(super) fn read_cases(folder: &Path, schemes: &[Scheme], flaws: &mut Vec<Flaw>) -> Vec<DossierCase> {
    let all: Vec<&Scheme> = schemes.iter().collect();
    let mut cases: Vec<DossierCase> = Vec::new();
    for path in toml_files(folder) {
        let Some(text) = read(&path, flaws) else { continue };
        let found = Case::parse(&short(&path), &text);
        flaws.extend(found.flaws);
        let Some(case) = found.value else { continue };
        if cases.iter().any(|known| known.case.id == case.id) {
            flaws.push(error(&path, format!("another case is called {} already", case.id), "rename one"));
            continue;
        }
        let judged = read_judged(&path, &case, flaws);
        let full = DossierCase { path: path.clone(), case, judged };
        flaws.extend(check_case(&short(&path), &full.with_judged(), &all, false));
        cases.push(full);
    }
    cases
}

fn read_judged(case_file: &Path, case: &Case, flaws: &mut Vec<Flaw>) -> Option<JudgedFile> {
    let path = file_beside(case_file, "judged");
    if !path.exists() {
        return None;
    }
    let text = read(&path, flaws)?;
    let found = JudgedFile::parse(&short(&path), &text);
    flaws.extend(found.flaws);
    let judged = found.value.flatten()?;
    flaws.extend(judged.add_to(&short(&path), &mut case.clone()));
    Some(judged)
}

pub(super) fn read_register<T>(
    folder: &Path,
    name: &str,
    parse: fn(&str, &str) -> Reading<Option<T>>,
    flaws: &mut Vec<Flaw>,
) -> Option<T> {
    let path = folder.join(name);
    if !path.is_file() {
        return None;
    }
    let found = parse(name, &read(&path, flaws)?);
    flaws.extend(found.flaws);
    found.value.flatten()
}

/// The TOML files of a folder by name, without those that stand beside cases.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml") && !is_beside(path));
    files.sort();
    files
}

fn read(path: &Path, flaws: &mut Vec<Flaw>) -> Option<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(failed) => {
            flaws.push(error(path, failed.to_string(), "make it a file in UTF-8 that can be read"));
            None
        }
    }
}

fn error(path: &Path, message: String, cure: &str) -> Flaw {
    Flaw { file: short(path), line: 0, column: 0, severity: Severity::Error, message, cure: cure.to_owned() }
}

/// The file with its folder: `cases/baku.toml`.
fn short(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match path.parent().map(name).filter(|parent| !parent.is_empty()) {
        Some(parent) => format!("{parent}/{}", name(path)),
        None => name(path),
    }
}
