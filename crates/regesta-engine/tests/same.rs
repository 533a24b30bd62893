//! The engine gives what the finder in memory gives: at any number of threads, after any interruption, and however many
//! times texts are added.

use std::path::Path;

use regesta_engine::{EngineError, Options, Source, Stage, run};
use regesta_reuse::{Forms, Passage, Settings, Text, TextBuilder, find_shared};

/// Sentences made of a few hundred words, the same in every run; no two texts share a sentence by themselves.
struct Prose(u64);

impl Prose {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        const PARTS: [&str; 16] =
            ["har", "bo", "cor", "ran", "mi", "nis", "ter", "ga", "le", "wo", "ship", "an", "dre", "tol", "ev", "su"];
        let mut word = || {
            let letters = 2 + self.next(3);
            (0..letters).map(|_| PARTS[self.next(16) as usize]).collect::<String>()
        };
        (0..count).map(|_| word()).collect()
    }
}

/// Texts that quote a few telegrams, whole or cut, misread here and there; two of them are one text twice, and one has
/// nothing in it.
fn texts() -> Vec<String> {
    let mut prose = Prose(7);
    let telegrams: Vec<Vec<String>> = (0..6).map(|n| prose.words(14 + 9 * n)).collect();
    let formula = prose.words(5).join(" ");
    let mut all = Vec::new();
    for n in 0..11_usize {
        let mut text = String::new();
        for part in 0..6_usize {
            text.push_str(&prose.words(150).join(" "));
            text.push_str(&format!(". {formula} {formula}. "));
            let mut telegram = telegrams[(n * 5 + part * 3) % 6].clone();
            for at in (n % 7 + 3..telegram.len()).step_by(11) {
                telegram[at].push('x');
            }
            if (n + part) % 3 == 0 {
                telegram.splice(6..10, ["[...]".to_owned()]);
            }
            let telegram = telegram.join(" ");
            text.push_str(&if part % 2 == 0 { format!("“{telegram}” ") } else { format!("{telegram}, ") });
        }
        all.push(text);
    }
    let twin = format!("Preface of the second edition. {}", all[2]);
    all.push(twin);
    all.push(String::new());
    all
}

fn read(text: &str) -> (Text, Forms) {
    let mut forms = Forms::default();
    let mut builder = TextBuilder::new(&mut forms);
    add(&mut builder, text);
    (builder.finish(), forms)
}

fn add(builder: &mut TextBuilder<'_>, text: &str) {
    let quotations: Vec<_> =
        text.match_indices('“').filter_map(|(start, _)| Some(start..start + text[start..].find('”')?)).collect();
    builder.block(0, text, &[], &quotations);
}

fn sources(texts: &[String]) -> Vec<Source<'_>> {
    let mut sources = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let load = Box::new(move || Ok(read(text)));
        sources.push(Source { name: format!("{n}.txt"), digest: text.len().to_string(), load });
    }
    sources
}

fn in_memory(texts: &[String], settings: &Settings) -> (Vec<Passage>, Vec<(u32, u32, u32)>) {
    let mut forms = Forms::default();
    let read = |text: &String| {
        let mut builder = TextBuilder::new(&mut forms);
        add(&mut builder, text);
        builder.finish()
    };
    let texts: Vec<Text> = texts.iter().map(read).collect();
    let shared = find_shared(&texts, &forms, settings);
    (shared.passages, shared.duplicates)
}

fn by_tables(cache: &Path, texts: &[String], options: &Options) -> (Vec<Passage>, Vec<(u32, u32, u32)>, Vec<u8>) {
    let found = run(cache, sources(texts), options).expect("run").expect("the last stage");
    let passages = found.passages().expect("passages").map(|p| p.expect("passage")).collect();
    let folder = std::fs::read_dir(cache).expect("cache").next().expect("tables").expect("entry").path();
    let table = std::fs::read_dir(folder).expect("tables").map(|e| e.expect("entry").path());
    let table = table.filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("passages-")));
    let bytes = std::fs::read(table.last().expect("passages").join("passages.parquet")).expect("bytes");
    (passages, found.duplicates().expect("duplicates"), bytes)
}

fn options(threads: usize) -> Options {
    Options { threads, memory: Options::LEAST_MEMORY, ..Options::default() }
}

#[test]
fn tables_give_what_memory_gives_at_any_number_of_threads() {
    let texts = texts();
    let expected = in_memory(&texts, &Settings::default());
    assert!(expected.0.len() > 40 && expected.1.len() == 1, "{} {:?}", expected.0.len(), expected.1);
    let mut bytes: Vec<Vec<u8>> = Vec::new();
    for threads in [1, 2, 16] {
        let cache = tempfile::tempdir().expect("folder");
        let found = by_tables(cache.path(), &texts, &options(threads));
        assert_eq!(found.0.len(), expected.0.len());
        for (got, want) in found.0.iter().zip(&expected.0) {
            assert_eq!(got, want);
        }
        assert_eq!(found.1, expected.1);
        bytes.push(found.2);
    }
    assert!(bytes.iter().all(|other| *other == bytes[0]));
}

#[test]
fn a_run_goes_on_where_it_was_interrupted() {
    let texts = texts();
    let whole = tempfile::tempdir().expect("folder");
    let expected = by_tables(whole.path(), &texts, &options(2)).2;
    let cache = tempfile::tempdir().expect("folder");
    for until in Stage::ALL {
        if until < Stage::Passages {
            let ended = run(cache.path(), sources(&texts), &Options { until, ..options(2) }).expect("run");
            assert!(ended.is_none());
        }
        // What a run leaves that was killed while it wrote the next stage: half of something under its name.
        let tables = std::fs::read_dir(cache.path()).expect("cache").next().expect("tables").expect("entry").path();
        for entry in std::fs::read_dir(&tables).expect("tables") {
            let entry = entry.expect("entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("unfinished-") {
                continue;
            }
            let half = tables.join(format!("unfinished-{name}"));
            std::fs::create_dir_all(&half).expect("folder");
            std::fs::write(half.join("seeds.parquet"), b"PAR1 half").expect("file");
        }
    }
    assert_eq!(by_tables(cache.path(), &texts, &options(1)).2, expected);
    // And once more, where all is there.
    assert_eq!(by_tables(cache.path(), &texts, &options(1)).2, expected);
}

#[test]
fn texts_that_come_later_are_held_against_those_that_were_there() {
    let texts = texts();
    // So few places that the later texts make shingles too frequent, and older passages lose their seeds.
    let settings = Settings { shingle_places: 9, ..Settings::default() };
    let options = Options { settings: settings.clone(), ..options(2) };
    let expected = in_memory(&texts, &settings);
    let before = in_memory(&texts[..7], &settings);
    let old = |passages: &[Passage]| passages.iter().filter(|p| p.text_b < 7).count();
    assert!(old(&expected.0) < before.0.len(), "nothing is lost to the later texts: {}", before.0.len());
    let cache = tempfile::tempdir().expect("folder");
    for end in [4, 7, texts.len()] {
        let found = by_tables(cache.path(), &texts[..end], &options);
        assert_eq!(found.0, in_memory(&texts[..end], &settings).0, "{end} texts");
    }
    let error = run(cache.path(), sources(&texts[1..]), &options).expect_err("a text is gone");
    assert!(matches!(&error, EngineError::OtherTexts { name, .. } if name == "0.txt"), "{error}");
}

#[test]
fn nothing_gives_nothing() {
    let cache = tempfile::tempdir().expect("folder");
    let found = by_tables(cache.path(), &[], &options(1));
    assert!(found.0.is_empty() && found.1.is_empty());
}

#[test]
fn too_little_memory_is_told() {
    let cache = tempfile::tempdir().expect("folder");
    let error = run(cache.path(), sources(&texts()), &Options { memory: 1000, ..options(1) }).expect_err("too little");
    assert!(error.to_string().contains("--memory"), "{error}");
}
