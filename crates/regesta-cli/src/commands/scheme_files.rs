//! Reading the files of schemes and cases, and saying what is wrong with them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use regesta::ingest::{ChildProgram, ReadOptions, read_file};
use regesta_scheme::{Case, Flaw, JudgedFile, Scheme, Severity, check_case, file_beside, is_beside};

use crate::failure::Failure;
use crate::output::visible;

pub fn write_new(folder: &Path, name: &str, text: &str, check: &str) -> Result<(), Failure> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) {
        return Err(Failure::Input {
            message: format!("`{name}` cannot be the name of a file"),
            hint: "use letters, digits, `-` and `_`".into(),
        });
    }
    let path = folder.join(format!("{name}.toml"));
    std::fs::create_dir_all(folder).map_err(|e| cannot(folder, &e))?;
    let mut file = std::fs::File::create_new(&path).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => Failure::Input {
            message: format!("{} is there already", path.display()),
            hint: "choose another name; nothing is ever overwritten".into(),
        },
        _ => cannot(&path, &e),
    })?;
    file.write_all(text.as_bytes())?;
    let mut out = io::stdout().lock();
    writeln!(out, "wrote {}\nFill it, then run `regesta {check} {}`.", path.display(), path.display())?;
    Ok(())
}

pub fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::System { message: format!("{}: {error}", path.display()) }
}

/// The TOML files among the named, and those directly in named folders, each by name; files of proposals and judgements
/// belong to their cases and are no cases.
pub fn toml_files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(|e| cannot(path, &e))? {
            let entry = entry.map_err(|e| cannot(path, &e))?.path();
            if entry.extension().is_some_and(|e| e == "toml") && !is_beside(&entry) {
                inside.push(entry);
            }
        }
        if inside.is_empty() {
            return Err(Failure::Input {
                message: format!("{} holds no .toml file", path.display()),
                hint: "name a file, or the folder that holds the files".into(),
            });
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

pub fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::Input {
        message: format!("{}: {error}", path.display()),
        hint: "name a TOML file in UTF-8 that can be read".into(),
    })
}

/// A scheme with its flaws; schemes whose stages it takes are looked for beside it.
pub fn read_scheme(path: &Path) -> Result<(Option<Scheme>, Vec<Flaw>), Failure> {
    // Schemes that take their stages from each other in a circle end here.
    fn beside(path: &Path, name: &str, depth: usize) -> Option<Scheme> {
        let path = path.parent()?.join(name);
        let text = std::fs::read_to_string(&path).ok().filter(|_| depth > 0)?;
        Scheme::parse_with(name, &text, &|other| beside(&path, other, depth - 1)).value
    }
    let text = read_text(path)?;
    let read = Scheme::parse_with(&path.display().to_string(), &text, &|name| beside(path, name, 8));
    Ok((read.value, read.flaws))
}

/// Prints warnings, and ends with the errors where there are any.
pub fn usable<T>(value: Option<T>, path: &Path, flaws: &[Flaw]) -> Result<T, Failure> {
    let mut err = io::stderr().lock();
    for flaw in flaws {
        writeln!(err, "{}", visible_lines(&flaw.to_string()))?;
    }
    let errors = flaws.iter().filter(|f| f.severity == Severity::Error).count();
    value.filter(|_| errors == 0).ok_or_else(|| Failure::Input {
        message: format!("{} cannot be used: {errors} errors", path.display()),
        hint: "mend what is listed above".into(),
    })
}

pub fn load_schemes(named: &[PathBuf]) -> Result<Vec<Scheme>, Failure> {
    let mut schemes: Vec<Scheme> = Vec::new();
    for file in toml_files(named)? {
        let (value, flaws) = read_scheme(&file)?;
        let scheme = usable(value, &file, &flaws)?;
        if schemes.iter().any(|s| s.id == scheme.id) {
            return Err(Failure::Input {
                message: format!("{}: another scheme is called {} already", file.display(), scheme.id),
                hint: "give each scheme an id of its own".into(),
            });
        }
        schemes.push(scheme);
    }
    Ok(schemes)
}

/// A case with what was accepted of the proposals for it.
pub fn load_case(path: &Path, schemes: &[&Scheme]) -> Result<Case, Failure> {
    let name = path.display().to_string();
    let read = Case::parse(&name, &read_text(path)?);
    let (mut value, mut flaws) = (read.value, read.flaws);
    if let Some(case) = &mut value {
        if let Some((file, judged)) = load_judged(path)? {
            flaws.extend(judged.add_to(&file, case));
        }
        flaws.extend(check_case(&name, case, schemes, false));
    }
    usable(value, path, &flaws)
}

/// The judgements beside a case file, with the name of their file; `None` where nothing was judged.
pub fn load_judged(case_file: &Path) -> Result<Option<(String, JudgedFile)>, Failure> {
    let path = file_beside(case_file, "judged");
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot(&path, &error)),
    };
    let name = path.display().to_string();
    let read = JudgedFile::parse(&name, &text);
    Ok(usable(read.value, &path, &read.flaws)?.map(|judged| (name, judged)))
}

/// The decoded text of a source, as a build reads it.
pub fn read_source(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let child = std::env::current_exe().ok().map(|program| ChildProgram { program, args: vec!["read-one".into()] });
    read_file(path, &name, &ReadOptions::default(), child.as_ref()).ok().map(|read| read.raw_text)
}

pub fn report_flaws(flaws: &[Flaw]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for flaw in flaws {
        writeln!(out, "{}", visible_lines(&flaw.to_string()))?;
    }
    let errors = flaws.iter().filter(|flaw| flaw.severity == Severity::Error).count();
    writeln!(out, "{errors} errors, {} warnings", flaws.len() - errors)?;
    if errors > 0 { Err(Failure::Found) } else { Ok(()) }
}

pub fn visible_lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}
