//! Speed of the tagger with its clock on segmented text, in bytes of the decoded text: `cargo bench -p regesta-date`.

use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use regesta_date::{find_dates, find_dates_of_every_role};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::Span;

static PACKS: LazyLock<PackSet> = LazyLock::new(|| PackSet::built_in().expect("the built-in packs load"));

/// The texts of some folders whose path has `tag`, in order. Those that are not UTF-8 are left out.
fn texts(folders: &[&str], tag: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = Vec::new();
    for folder in folders {
        let files = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten().map(|e| e.path());
        let mut files: Vec<_> = files.filter(|p| p.to_string_lossy().contains(tag)).collect();
        files.sort();
        texts.extend(files.into_iter().filter_map(|file| std::fs::read_to_string(file).ok()));
    }
    texts
}

fn paper(raw: &str) -> Paper {
    let morphology = Morphology::load(&PACKS).expect("the morphology loads");
    Paper::from_text(raw, &PACKS, &morphology, &())
}

fn bytes(paper: &Paper) -> usize {
    paper.passages.iter().map(|p| p.reading.text().len()).sum()
}

/// The date corpora, each language by itself, repeated until it is a long paper: every third sentence has dates.
#[divan::bench(args = ["ru", "uk", "en", "tr", "az"], sample_count = 10)]
fn dense(bencher: Bencher<'_, '_>, tag: &str) {
    let raw = texts(&[&format!("corpora/dates-{tag}/texts")], tag).join("\n\n");
    let paper = paper(&raw.repeat(1 + 400_000 / raw.len().max(1)));
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_dates(&paper, &PACKS, &[])));
}

/// The essays of the examples, each a paper of its own: scholarly prose with notes and citations.
#[divan::bench(sample_count = 10)]
fn essays(bencher: Bencher<'_, '_>) {
    let raw = texts(&["examples/caucasus-1920/essays", "examples/vienna-1814/essays"], "essay");
    let papers: Vec<Paper> = raw.iter().map(|text| paper(text)).collect();
    let all = papers.iter().map(bytes).sum::<usize>();
    bencher.counter(BytesCount::new(all)).bench(|| {
        for paper in &papers {
            black_box(find_dates(paper, &PACKS, &[]));
        }
    });
}

/// The sentences of the essays that tell no date, as one long paper: what a text costs in which nothing is found.
#[divan::bench(sample_count = 10)]
fn without_dates(bencher: Bencher<'_, '_>) {
    let raw = texts(&["examples/caucasus-1920/essays", "examples/vienna-1814/essays"], "essay");
    let mut plain = String::new();
    for paper in raw.iter().map(|text| paper(text)) {
        let dates = find_dates_of_every_role(&paper, &PACKS, &[]);
        for (index, passage) in paper.passages.iter().enumerate() {
            let told = |span: Span| dates.iter().any(|d| d.passage == index && d.span.overlaps(span));
            for sentence in passage.sentences.iter().filter(|s| !told(s.span)) {
                plain.push_str(&passage.reading.text()[sentence.span.range()]);
                plain.push(' ');
            }
            plain.push_str("\n\n");
        }
    }
    let paper = paper(&plain.repeat(1 + 400_000 / plain.len().max(1)));
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_dates(&paper, &PACKS, &[])));
}

fn main() {
    divan::main();
}
