//! Finds the files of a folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::reader::{HEAD_BYTES, extension_of};
use crate::{Diagnostic, Limits, codes, encoding, library, reader_for, sniff};

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Path relative to the folder with `/` between its parts. Bytes of a name that are no UTF-8 stand as `\xNN`.
    pub relative: String,
    /// Where to open it.
    pub path: PathBuf,
    /// Size in bytes when it was found.
    pub bytes: u64,
}

/// Extensions that are read without a look at the content; the reader says if the content is something else.
const READ: &[&str] = &[
    "txt", "text", "md", "markdown", "mdown", "mkd", "pdf", "docx", "docm", "dotx", "dotm", "odt", "ott", "rtf",
    "html", "htm", "xhtml", "xht",
];

/// The files under `root` that a reader can be tried on, sorted by the bytes of [`FoundFile::relative`]; and what was
/// left out and why, sorted by path.
///
/// Left out in silence: names that begin with a dot, and project files (`*.regesta`, with what the database puts beside
/// them). Links to folders are never followed: one that leads up is reported as a loop, one that leads out of `root` as
/// such. A link to a file inside `root` that is found under its own name is left out, so that no text counts twice. Files
/// of unknown extension are opened: PDF and text are taken, anything else is reported with what it looks like. If `root`
/// is a file, it is the only one found.
///
/// ```no_run
/// let (files, diagnostics) = regesta_ingest::walk("papers".as_ref(), &regesta_ingest::Limits::default());
/// for file in files {
///     println!("{} ({} bytes)", file.relative, file.bytes);
/// }
/// for diagnostic in diagnostics {
///     println!("{}: {}", diagnostic.code, diagnostic.message);
/// }
/// ```
pub fn walk(root: &Path, limits: &Limits) -> (Vec<FoundFile>, Vec<Diagnostic>) {
    let found = find(root, limits);
    (found.files, found.diagnostics)
}

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The files that a reader can be tried on, sorted.
    pub files: Vec<FoundFile>,
    /// Files of literature, which [`read_library`](crate::read_library) reads, sorted.
    pub libraries: Vec<FoundFile>,
    /// What was left out and why, sorted by path.
    pub diagnostics: Vec<Diagnostic>,
}

/// [`walk`], with the files of literature that stand beside the papers.
pub fn find(root: &Path, limits: &Limits) -> Found {
    let mut walker = Walker { root: root.into(), ..Walker::default() };
    walker.real_root = fs::canonicalize(root).unwrap_or_else(|_| root.into());
    // Walking the real path keeps a root that is itself a link from being taken for a link inside.
    let entries = WalkDir::new(&walker.real_root)
        .max_depth(limits.max_depth.saturating_add(1))
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry));
    for entry in entries {
        match entry {
            Ok(entry) => walker.visit(&entry, limits),
            Err(error) => walker.report_unreadable(&error),
        }
    }
    walker.finish(limits)
}

#[derive(Default)]
struct Walker {
    root: PathBuf,
    real_root: PathBuf,
    files: Vec<FoundFile>,
    libraries: Vec<FoundFile>,
    /// Links to files inside the folder, with where they lead.
    links: Vec<(FoundFile, PathBuf)>,
    diagnostics: Vec<Diagnostic>,
}

fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let extension = extension_of(&name);
    let is_project = extension == "regesta" || extension.starts_with("regesta-");
    name.starts_with('.') || (is_project && !entry.file_type().is_dir())
}

impl Walker {
    fn visit(&mut self, entry: &DirEntry, limits: &Limits) {
        let kind = entry.file_type();
        if kind.is_dir() {
            if entry.depth() > limits.max_depth {
                let message = format!(
                    "{} lies more than {} folders deep and was not entered",
                    self.named(entry.path()),
                    limits.max_depth
                );
                self.report(codes::TOO_DEEP, entry.path(), message, "move it nearer to the top, or raise the limit");
            }
        } else if kind.is_symlink() {
            self.visit_link(entry.path());
        } else if kind.is_file() {
            match entry.metadata() {
                Ok(metadata) => {
                    let found = self.found(entry.path(), metadata.len());
                    self.files.extend(found);
                }
                Err(error) => self.report_unreadable(&error),
            }
        } else {
            let message = format!("{} is a pipe, socket or device and was skipped", self.named(entry.path()));
            self.diagnostics.push(Diagnostic::new(codes::SPECIAL_FILE, message).with_path(self.named(entry.path())));
        }
    }

    fn visit_link(&mut self, path: &Path) {
        let name = self.named(path);
        let Ok(target) = fs::canonicalize(path) else {
            // A ring of links has no target either; the system tells the two apart.
            let is_ring = fs::metadata(path).is_err_and(|error| error.kind() != std::io::ErrorKind::NotFound);
            return if is_ring {
                self.report(
                    codes::DIRECTORY_LOOP,
                    path,
                    format!("{name} is a symbolic link that leads back to itself or cannot be followed"),
                    "remove the link",
                );
            } else {
                self.report(
                    codes::BROKEN_LINK,
                    path,
                    format!("{name} is a symbolic link that leads nowhere"),
                    "remove it, or restore what it points to",
                );
            };
        };
        if path.starts_with(&target) {
            let message =
                format!("{name} is a symbolic link to a folder that contains it: a loop; it was not followed");
            self.report(codes::DIRECTORY_LOOP, path, message, "nothing to do, or remove the link");
        } else if !target.starts_with(&self.real_root) {
            let message = format!("{name} is a symbolic link out of the folder and was not followed");
            self.report(
                codes::LINK_OUTSIDE,
                path,
                message,
                "copy what it points to into the folder if it is to be read",
            );
        } else if target.is_dir() {
            let message = format!("{name} is a symbolic link to {}, which is read there", self.named(&target));
            self.report(codes::LINK_INSIDE, path, message, "nothing to do");
        } else if let Ok(metadata) = fs::metadata(&target) {
            let file = FoundFile { relative: name, path: path.into(), bytes: metadata.len() };
            self.links.push((file, target));
        }
    }

    /// Decides by extension and, where that says nothing, by content.
    fn found(&mut self, path: &Path, bytes: u64) -> Option<FoundFile> {
        let relative = self.named(path);
        let extension = extension_of(&relative);
        if self.is_library(path, &relative) {
            self.libraries.push(FoundFile { relative, path: path.into(), bytes });
            return None;
        }
        if !READ.contains(&extension.as_str())
            && let Some(foreign) = self.foreign_content(path, &extension)?
        {
            let message = format!("{relative} is not a text Regesta can read yet: {}", foreign.found);
            self.report(codes::UNSUPPORTED_FORMAT, path, message, foreign.cure);
            return None;
        }
        if path.to_str().is_none() {
            let message = format!("the name of {relative} is not UTF-8; its odd bytes are shown as \\xNN");
            self.report(codes::NAME_NOT_UNICODE, path, message, "rename the file if the name is to be readable");
        }
        Some(FoundFile { relative, path: path.into(), bytes })
    }

    /// Whether the file is one of literature; only a JSON file is opened for it.
    fn is_library(&self, path: &Path, relative: &str) -> bool {
        let mut head = Vec::new();
        if extension_of(relative) == "json" {
            // That it cannot be opened is told later.
            let _ = File::open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
        }
        library::is_library(&head, relative)
    }

    /// `None` if the file cannot be opened (and that was reported); `Some(None)` if a reader can be tried on it.
    fn foreign_content(&mut self, path: &Path, extension: &str) -> Option<Option<sniff::Foreign>> {
        let mut head = Vec::new();
        if let Err(error) = File::open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head)) {
            let message = format!("cannot open {}: {error}", self.named(path));
            self.report(
                codes::UNREADABLE_FILE,
                path,
                message,
                "give yourself the right to read it, or copy it to a folder of yours",
            );
            return None;
        }
        if reader_for(&head, "").needs_child() {
            return Some(None);
        }
        let known = sniff::find_foreign(&head).or_else(|| sniff::foreign_extension(extension));
        Some(known.or_else(|| (!encoding::looks_like_text(head)).then(sniff::unknown_binary)))
    }

    fn report(&mut self, code: &'static str, path: &Path, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(code, message).with_path(self.named(path)).with_hint(hint));
    }

    fn report_unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(&self.real_root).to_path_buf();
        let shown = if path == self.real_root { self.root.display().to_string() } else { self.named(&path) };
        let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        let message = format!("cannot list {shown}: {cause}");
        let hint = "check the path, and give yourself the right to read it";
        self.report(codes::UNREADABLE_FOLDER, &path, message, hint);
    }

    /// The path relative to the root; the name of the file if the root is a file; `.` for the root itself.
    fn named(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.real_root).unwrap_or(path);
        if relative.as_os_str().is_empty() {
            return if path.is_file() { path.file_name().map_or_else(String::new, shown) } else { ".".into() };
        }
        relative.components().map(|part| shown(part.as_os_str())).collect::<Vec<_>>().join("/")
    }

    fn finish(mut self, limits: &Limits) -> Found {
        let by_own_name: BTreeSet<PathBuf> = self.files.iter().map(|file| file.path.clone()).collect();
        let mut taken: BTreeSet<PathBuf> = BTreeSet::new();
        let mut links = std::mem::take(&mut self.links);
        links.sort();
        for (file, target) in links {
            if by_own_name.contains(&target) || !taken.insert(target.clone()) {
                let message =
                    format!("{} is a symbolic link to {}, which is read once only", file.relative, self.named(&target));
                self.report(codes::LINK_INSIDE, &file.path.clone(), message, "nothing to do");
            } else {
                let found = self.found(&file.path, file.bytes);
                self.files.extend(found);
            }
        }
        self.files.sort();
        if self.files.len() > limits.max_files {
            let message =
                format!("the folder has {} files; only the first {} are read", self.files.len(), limits.max_files);
            self.report(
                codes::TOO_MANY_FILES,
                &self.real_root.clone(),
                message,
                "split the folder, or raise the limit",
            );
            self.files.truncate(limits.max_files);
        }
        self.diagnostics.sort_by(|a, b| (&a.path, a.code, &a.message).cmp(&(&b.path, b.code, &b.message)));
        self.libraries.sort();
        Found { files: self.files, libraries: self.libraries, diagnostics: self.diagnostics }
    }
}

#[cfg(unix)]
fn shown(name: &std::ffi::OsStr) -> String {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;

    let mut out = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    out
}

#[cfg(not(unix))]
fn shown(name: &std::ffi::OsStr) -> String {
    name.to_string_lossy().into_owned()
}
