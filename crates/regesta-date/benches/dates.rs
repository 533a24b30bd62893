//! Speed of the tagger with its clock on segmented text, in bytes of the decoded text: `cargo bench -p regesta-date`.

use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use regesta_date::find_dates;
use regesta_lang::{Morphology, PackSet, Paper};

static PACKS: LazyLock<PackSet> = LazyLock::new(|| PackSet::built_in().expect("the built-in packs load"));

/// The texts of the date corpora, each language by itself, and the essays (mostly prose without dates) together; each read
/// until it is a long paper.
fn paper(folders: &[&str], tag: &str) -> Paper {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut raw = String::new();
    for folder in folders {
        let files = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten().map(|e| e.path());
        let mut files: Vec<_> = files.filter(|p| p.to_string_lossy().contains(tag)).collect();
        files.sort();
        for text in files.into_iter().filter_map(|file| std::fs::read_to_string(file).ok()) {
            raw.push_str(&text);
            raw.push_str("\n\n");
        }
    }
    let raw = raw.repeat(1 + 400_000 / raw.len().max(1));
    let morphology = Morphology::load(&PACKS).expect("the morphology loads");
    Paper::from_text(&raw, &PACKS, &morphology, &())
}

fn bytes(paper: &Paper) -> usize {
    paper.passages.iter().map(|p| p.reading.text().len()).sum()
}

#[divan::bench(args = ["ru", "uk", "en", "tr", "az"], sample_count = 10)]
fn dense(bencher: Bencher<'_, '_>, tag: &str) {
    let paper = paper(&[&format!("corpora/dates-{tag}/texts")], tag);
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_dates(&paper, &PACKS, &[])));
}

#[divan::bench(sample_count = 10)]
fn essays(bencher: Bencher<'_, '_>) {
    let paper = paper(&["examples/caucasus-1920/essays", "examples/vienna-1814/essays"], "essay");
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_dates(&paper, &PACKS, &[])));
}

fn main() {
    divan::main();
}
