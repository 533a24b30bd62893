//! A project as pages that open from disk.

use std::collections::BTreeMap;
use std::path::Path;

use regesta_server::{ServerError, SiteLanguage, SiteOptions, SiteReport, publish};

use crate::support::{SAMPLE, build, sample_data};

fn options(project: &Path, target: &Path, language: SiteLanguage) -> SiteOptions {
    SiteOptions { project: project.to_owned(), target: target.to_owned(), dossier: None, language }
}

fn sample_site(target: &Path, language: SiteLanguage) -> SiteReport {
    let project = sample_data().join("projects").join(format!("{SAMPLE}.regesta"));
    publish(&options(&project, target, language)).expect("published")
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_to_a_place_that_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = sample_site(folder.path(), SiteLanguage::English);
    let files = files(folder.path());
    assert_eq!(report.files, files.len());
    let pages: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
        .collect();
    assert!(pages.len() > 100, "{}", pages.len());
    let (mut links, mut to_words) = (0, 0);
    for (name, page) in &pages {
        for href in attributes(page, "href").into_iter().chain(attributes(page, "src")) {
            assert!(!href.contains(':') && !href.starts_with('/'), "{name}: {href} leaves the folder");
            let (path, place) = href.split_once('#').map_or((href, None), |(path, place)| (path, Some(place)));
            let mut at: Vec<&str> = name.split('/').collect();
            at.pop();
            for part in path.split('/').filter(|part| !part.is_empty()) {
                if part == ".." {
                    at.pop();
                } else {
                    at.push(part);
                }
            }
            let target = if path.is_empty() { (*name).to_owned() } else { at.join("/") };
            assert!(files.contains_key(&target), "{name}: {href} leads nowhere");
            if let Some(place) = place {
                let there = pages[target.as_str()];
                assert!(there.contains(&format!(" id=\"{place}\"")), "{name}: {href} leads to no place");
                to_words += usize::from(place.starts_with('w'));
            }
            links += 1;
        }
    }
    assert!(links > 2000 && to_words > 500, "{links} links, {to_words} to words");
}

#[test]
fn the_words_at_an_address_are_those_of_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    sample_site(folder.path(), SiteLanguage::English);
    let files = files(folder.path());
    let named = |name: &str| name.starts_with("texts/") && name.contains("essay-en");
    let text = files.iter().find(|(name, _)| named(name)).expect("a text");
    let page = std::str::from_utf8(text.1).expect("UTF-8");
    let original = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(SAMPLE).join("essays/essay-en.md"),
    );
    let original: Vec<char> = original.expect("the essay").chars().collect();
    let mut seen = 0;
    for id in attributes(page, "id").into_iter().filter_map(|id| id.strip_prefix('w')) {
        let (start, end) = id.split_once('-').expect("two numbers");
        let (start, end): (usize, usize) = (start.parse().expect("a number"), end.parse().expect("a number"));
        if end - start > 60 {
            continue;
        }
        let after = page.split(&format!(" id=\"w{id}\"")).nth(1).expect("the place");
        let after: String = after.split_once('>').expect("a tag").1.chars().take(600).collect();
        let mut plain = String::new();
        let mut inside = false;
        for letter in after.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => plain.push(letter),
                _ => {}
            }
        }
        let plain = plain.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        let wanted: String = original[start..end].iter().collect();
        let first: String = wanted.split_whitespace().next().unwrap_or_default().into();
        assert!(plain.contains(&first), "{id}: {wanted} is not in {plain}");
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn the_same_project_gives_the_same_bytes_and_old_pages_go() {
    let (a, b) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    sample_site(a.path(), SiteLanguage::English);
    sample_site(b.path(), SiteLanguage::Russian);
    let russian = files(b.path());
    let index = String::from_utf8(russian["index.html"].clone()).expect("UTF-8");
    assert!(index.contains("<html lang=\"ru\">") && index.contains("Оглавление") | index.contains("Обзор"), "{index}");
    // A page of an earlier publishing that is needed no more goes; what somebody else put there stays.
    let manifest = b.path().join("files.txt");
    let mut listed = std::fs::read_to_string(&manifest).expect("a list");
    listed.push_str("0 things/old.html\n0 ../outside.html\n");
    std::fs::write(&manifest, listed).expect("written");
    std::fs::write(b.path().join("things/old.html"), "old").expect("written");
    std::fs::write(b.path().join("mine.txt"), "mine").expect("written");
    sample_site(b.path(), SiteLanguage::English);
    assert!(!b.path().join("things/old.html").exists() && b.path().join("mine.txt").exists());
    std::fs::remove_file(b.path().join("mine.txt")).expect("removed");
    let (first, second) = (files(a.path()), files(b.path()));
    assert!(first == second, "the bytes differ");
}

#[test]
fn words_of_others_stay_words() {
    let data = tempfile::tempdir().expect("a folder");
    let papers = data.path().join("given");
    std::fs::create_dir_all(&papers).expect("a folder");
    let name = "a\"onload=alert(1) <b>&.txt";
    let evil = "<h1>Title</h1><script>alert(1)</script>\n\nOn 4 March 1861 the prefect <img src=x onerror=alert(1)> Gatti wrote to Bellini: \u{201c}\u{202e}live\u{202c} javascript:alert(1)\u{201d}. In Baku stood \u{0}zero.\n";
    std::fs::write(papers.join(name), evil).expect("written");
    std::fs::write(papers.join("long.txt"), format!("On 5 March 1861 he left {}.\n", "x".repeat(1 << 20)))
        .expect("written");
    let project = build(data.path(), &papers, "evil");
    let target = data.path().join("site");
    publish(&options(&project, &target, SiteLanguage::English)).expect("published");
    for (path, bytes) in files(&target) {
        let Ok(page) = std::str::from_utf8(&bytes) else { continue };
        if !path.ends_with(".html") {
            continue;
        }
        assert_eq!(page.matches("<script").count(), 1, "{path}: its own script only");
        for sign in ["<img", "<b>&", "<h1>Title", "\u{202e}", "\u{0}", "\"onload"] {
            assert!(!page.contains(sign), "{path}: {sign}");
        }
        for own in page.split('<').filter_map(|tag| tag.split_once('>').map(|(inside, _)| inside)) {
            assert!(!own.contains(" on") || own.contains("content="), "{path}: <{own}>");
        }
    }
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("thesis.txt"), "mine").expect("written");
    let project = sample_data().join("projects").join(format!("{SAMPLE}.regesta"));
    let refused = publish(&options(&project, folder.path(), SiteLanguage::English));
    assert!(
        matches!(&refused, Err(ServerError::Path { reason, .. }) if reason.contains("something else")),
        "{refused:?}"
    );
    assert_eq!(files(folder.path()).len(), 1);
    let missing = publish(&options(Path::new("no.regesta"), &folder.path().join("new"), SiteLanguage::English));
    assert!(matches!(missing, Err(ServerError::Path { .. })));
}
