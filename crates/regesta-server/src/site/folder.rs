//! The folder of a site: what is written into it, and what of an earlier publishing goes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::{Site, SiteReport};
use crate::assets::ASSETS;
use crate::error::ServerError;

/// The list of the files of a site, by which a later publishing knows what is its own.
const MANIFEST: &str = "files.txt";
const MANIFEST_HEAD: &str = "# written by regesta publish: hash, path";

/// The files that an earlier publishing left in the folder.
pub(super) fn earlier(target: &Path) -> Result<BTreeSet<String>, ServerError> {
    let fail = |reason: &str| ServerError::Path { path: target.to_owned(), reason: reason.to_owned() };
    let empty = match std::fs::read_dir(target) {
        Ok(mut inside) => inside.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error.into()),
    };
    if empty {
        return Ok(BTreeSet::new());
    }
    let manifest = std::fs::read_to_string(target.join(MANIFEST)).unwrap_or_default();
    if !manifest.starts_with(MANIFEST_HEAD) {
        return Err(fail("the folder holds something else: name a new or an empty one"));
    }
    let paths = manifest.lines().skip(1).filter_map(|line| line.split_once(' ')).map(|(_, path)| path.to_owned());
    // Only what lies in the folder itself is ever taken away.
    let inside = |path: &String| Path::new(path).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    Ok(paths.filter(inside).collect())
}

/// Makes the folder and marks it as one of a site, so that a publishing that was broken off can be repeated.
pub(super) fn claim(target: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(target)?;
    let manifest = target.join(MANIFEST);
    if manifest.exists() { Ok(()) } else { std::fs::write(manifest, format!("{MANIFEST_HEAD}\n")) }
}

impl Site {
    /// Writes a file; what fails is told at the end.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) {
        let file = self.target.join(path);
        let done = file.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&file, bytes));
        if let Err(error) = done {
            self.failed.borrow_mut().get_or_insert(error);
        }
        self.written.borrow_mut().insert(path.to_owned(), (regesta::store::source_id(bytes), bytes.len() as u64));
    }

    /// Style sheet, script and the typefaces of the window, where the program has them.
    pub(super) fn looks(&self) {
        self.write("site.js", include_bytes!("site.js"));
        let mut style = include_str!("site.css").to_owned();
        let sheet = ASSETS.iter().find(|a| a.path.starts_with("assets/index-") && a.path.ends_with(".css"));
        let sheet = sheet.and_then(|a| std::str::from_utf8(a.bytes).ok()).unwrap_or_default();
        for face in sheet.split("@font-face").skip(1).filter_map(|rest| rest.split_once('}')).map(|(face, _)| face) {
            let Some(at) = face.find("/assets/") else { continue };
            let name: String =
                face[at + 8..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
            let Some(asset) = ASSETS.iter().find(|a| a.path == format!("assets/{name}")) else { continue };
            self.write(&format!("fonts/{name}"), asset.bytes);
            let _ = writeln!(style, "@font-face{}}}", face.replace("/assets/", "fonts/"));
        }
        for licence in ASSETS.iter().filter(|a| a.path.starts_with("licences/fontsource")) {
            self.write(&format!("fonts/{}", licence.path), licence.bytes);
        }
        self.write("style.css", style.as_bytes());
    }

    /// Writes the list of files, and takes away those of an earlier publishing that are none of them.
    pub(super) fn finish(self, before: &BTreeSet<String>) -> Result<SiteReport, ServerError> {
        if let Some(error) = self.failed.take() {
            return Err(error.into());
        }
        let written = self.written.borrow();
        let mut manifest = format!("{MANIFEST_HEAD}\n");
        for (path, (hash, _)) in written.iter() {
            let _ = writeln!(manifest, "{hash} {path}");
        }
        for gone in before.iter().filter(|path| !written.contains_key(*path)) {
            let _ = std::fs::remove_file(self.target.join(gone));
        }
        std::fs::write(self.target.join(MANIFEST), &manifest)?;
        Ok(SiteReport {
            index: self.target.join("index.html"),
            files: written.len() + 1,
            bytes: written.values().map(|(_, bytes)| bytes).sum::<u64>() + manifest.len() as u64,
        })
    }
}
