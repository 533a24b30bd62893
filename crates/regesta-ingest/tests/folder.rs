//! Walking folders of every kind.

use std::fs;
use std::path::Path;

use regesta_ingest::{Diagnostic, Limits, ReadOptions, find, read_file, walk};
use tempfile::TempDir;

fn put(root: &Path, relative: &str, content: impl AsRef<[u8]>) {
    let path = root.join(relative);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn found(root: &Path) -> (Vec<String>, Vec<(String, &'static str)>) {
    let (files, diagnostics) = walk(root, &Limits::default());
    let told = |diagnostic: Diagnostic| (diagnostic.path.unwrap_or_default(), diagnostic.code);
    (files.into_iter().map(|file| file.relative).collect(), diagnostics.into_iter().map(told).collect())
}

#[test]
fn finds_files_in_the_order_of_their_paths() {
    let folder = TempDir::new().unwrap();
    for relative in ["б/текст.txt", "a/x.txt", "a-b/x.txt", "a.txt", "Z.md", "a/y/z.pdf"] {
        put(folder.path(), relative, "x");
    }
    let (files, diagnostics) = found(folder.path());
    assert_eq!(files, ["Z.md", "a-b/x.txt", "a.txt", "a/x.txt", "a/y/z.pdf", "б/текст.txt"]);
    assert_eq!(diagnostics, []);
}

#[test]
fn files_of_one_name_in_two_folders_are_two() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "1/letter.txt", "один");
    put(folder.path(), "2/letter.txt", "два");
    let (files, _) = walk(folder.path(), &Limits::default());
    let texts: Vec<String> = files
        .iter()
        .map(|file| read_file(&file.path, &file.relative, &ReadOptions::default(), None).unwrap().raw_text)
        .collect();
    assert_eq!(texts, ["один", "два"]);
}

#[test]
fn leaves_out_hidden_and_project_files_in_silence() {
    let folder = TempDir::new().unwrap();
    for relative in [".hidden.txt", ".git/config", "p.regesta", "p.regesta-wal", "p.regesta-shm", "seen.txt"] {
        put(folder.path(), relative, "x");
    }
    assert_eq!(found(folder.path()), (vec!["seen.txt".into()], vec![]));
}

#[test]
fn unknown_extensions_are_judged_by_content() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "plain", "Просто слова без расширения");
    put(folder.path(), "note.doc1920", "Слова");
    put(folder.path(), "scan", b"%PDF-1.4\n");
    put(folder.path(), "paper.docx", b"PK\x03\x04\x14\0\0\0\0\0word/document.xml");
    put(folder.path(), "page.html", "<html><p>Слова</html>");
    put(folder.path(), "rich.rtf", "{\\rtf1 words}");
    put(folder.path(), "rich.doc", "{\\rtf1 words}");
    put(folder.path(), "old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0");
    put(folder.path(), "zotero.bib", "@book{a, title = {b}}");
    put(folder.path(), "list.json", r#"[{"type": "book", "title": "b"}]"#);
    put(folder.path(), "settings.json", r#"{"a": 1}"#);
    put(folder.path(), "raw.bin", [0u8, 1, 2, 3, 0, 9, 0, 200]);
    put(folder.path(), "table.csv", "a,b\n");
    let (files, diagnostics) = walk(folder.path(), &Limits::default());
    let names: Vec<&str> = files.iter().map(|file| file.relative.as_str()).collect();
    assert_eq!(names, ["note.doc1920", "page.html", "paper.docx", "plain", "rich.doc", "rich.rtf", "scan"]);
    assert!(
        diagnostics
            .iter()
            .all(|diagnostic| diagnostic.code == "ingest.unsupported-format" && diagnostic.hint.is_some())
    );
    let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages.len(), 4);
    assert!(messages[0].starts_with("old.doc is not a text Regesta can read yet: an old Word"), "{}", messages[0]);
    assert!(diagnostics[0].hint.as_deref().unwrap().contains("--convert-to docx"));
    let libraries = find(folder.path(), &Limits::default()).libraries;
    let libraries: Vec<&str> = libraries.iter().map(|file| file.relative.as_str()).collect();
    assert_eq!(libraries, ["list.json", "zotero.bib"]);
}

#[test]
fn missing_folder_is_reported() {
    let folder = TempDir::new().unwrap();
    let (files, diagnostics) = walk(&folder.path().join("nowhere"), &Limits::default());
    assert!(files.is_empty());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "ingest.unreadable-folder");
    assert!(diagnostics[0].message.contains("nowhere"), "{}", diagnostics[0].message);
}

#[test]
fn single_file_is_found_as_itself() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "one.txt", "x");
    assert_eq!(found(&folder.path().join("one.txt")), (vec!["one.txt".into()], vec![]));
}

#[test]
fn limits_of_depth_and_number_are_reported() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "1/2/3/deep.txt", "x");
    put(folder.path(), "1/a.txt", "x");
    put(folder.path(), "b.txt", "x");
    let limits = Limits { max_depth: 2, max_files: 1, ..Limits::default() };
    let (files, diagnostics) = walk(folder.path(), &limits);
    assert_eq!(files.iter().map(|file| file.relative.as_str()).collect::<Vec<_>>(), ["1/a.txt"]);
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["ingest.too-many-files", "ingest.too-deep"]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn directory_loop_is_reported_and_not_followed() {
        let folder = TempDir::new().unwrap();
        put(folder.path(), "a/b/letter.txt", "x");
        symlink("..", folder.path().join("a/b/up")).unwrap();
        symlink(folder.path(), folder.path().join("a/top")).unwrap();
        symlink("ring", folder.path().join("ring")).unwrap();
        let (files, diagnostics) = found(folder.path());
        assert_eq!(files, ["a/b/letter.txt"]);
        let expected = ["a/b/up", "a/top", "ring"].map(|path| (path.to_owned(), "ingest.directory-loop"));
        assert_eq!(diagnostics, expected);
    }

    #[test]
    fn links_out_of_the_folder_are_reported_and_not_followed() {
        let (folder, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        put(other.path(), "secret.txt", "x");
        symlink(other.path().join("secret.txt"), folder.path().join("file.txt")).unwrap();
        symlink(other.path(), folder.path().join("folder")).unwrap();
        symlink("gone.txt", folder.path().join("lost.txt")).unwrap();
        let (files, diagnostics) = found(folder.path());
        assert!(files.is_empty(), "{files:?}");
        let expected = [
            ("file.txt", "ingest.link-outside"),
            ("folder", "ingest.link-outside"),
            ("lost.txt", "ingest.broken-link"),
        ];
        assert_eq!(diagnostics, expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn link_inside_the_folder_does_not_count_a_text_twice() {
        let folder = TempDir::new().unwrap();
        put(folder.path(), "b/letter.txt", "x");
        put(folder.path(), ".store/kept.txt", "x");
        symlink("b/letter.txt", folder.path().join("again.txt")).unwrap();
        symlink("b", folder.path().join("c")).unwrap();
        symlink(".store/kept.txt", folder.path().join("kept.txt")).unwrap();
        let (files, diagnostics) = found(folder.path());
        assert_eq!(files, ["b/letter.txt", "kept.txt"]);
        assert_eq!(diagnostics, ["again.txt", "c"].map(|path| (path.to_owned(), "ingest.link-inside")));
    }

    #[test]
    fn folder_that_is_a_link_itself_is_walked() {
        let folder = TempDir::new().unwrap();
        put(folder.path(), "real/letter.txt", "x");
        symlink("real", folder.path().join("link")).unwrap();
        assert_eq!(found(&folder.path().join("link")), (vec!["letter.txt".into()], vec![]));
    }

    #[test]
    fn what_may_not_be_read_is_reported_and_the_rest_is_found() {
        let folder = TempDir::new().unwrap();
        for relative in ["closed/a.txt", "locked.unknown", "open.txt"] {
            put(folder.path(), relative, "x");
        }
        let close = |relative: &str| {
            fs::set_permissions(folder.path().join(relative), fs::Permissions::from_mode(0o000)).unwrap();
        };
        close("closed");
        close("locked.unknown");
        // Nothing is closed to the superuser.
        let is_superuser = fs::read_dir(folder.path().join("closed")).is_ok();
        let outcome = found(folder.path());
        fs::set_permissions(folder.path().join("closed"), fs::Permissions::from_mode(0o700)).unwrap();
        if !is_superuser {
            let expected = [("closed", "ingest.unreadable-folder"), ("locked.unknown", "ingest.unreadable-file")];
            assert_eq!(outcome, (vec!["open.txt".into()], expected.map(|(path, code)| (path.to_owned(), code)).into()));
        }
    }

    #[test]
    fn odd_names_are_shown_with_their_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let folder = TempDir::new().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"\xCF\xE8\xF1\xFC\xEC\xEE.txt");
        if fs::write(folder.path().join(name), "x").is_err() {
            return;
        }
        let (files, diagnostics) = found(folder.path());
        assert_eq!(files, ["\\xCF\\xE8\\xF1\\xFC\\xEC\\xEE.txt"]);
        assert_eq!(diagnostics[0].1, "ingest.name-not-unicode");
    }
}
