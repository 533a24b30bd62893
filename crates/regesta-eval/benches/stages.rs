//! Each stage alone, in bytes a second and in bytes of memory at its peak, on generated prose.

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use regesta::Engine;
use regesta::lang::{Paper, tokenize};
use regesta::text::{CodePointIndex, PrepareOptions, prepare};
use regesta_eval::generate::prose;
use std::sync::LazyLock;

/// Counts what each stage takes from memory: the column `max alloc`.
#[global_allocator]
static MEMORY: AllocProfiler = AllocProfiler::system();

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::built_in().expect("what is built in loads"));
static TEXT: LazyLock<String> = LazyLock::new(|| prose(11, 400_000));
static PAPER: LazyLock<Paper> = LazyLock::new(|| ENGINE.paper(TEXT.clone(), Vec::new(), false));

fn main() {
    divan::main();
}

fn per_byte(bencher: Bencher<'_, '_>, stage: impl Fn() + Sync) {
    LazyLock::force(&PAPER);
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench(stage);
}

#[divan::bench(sample_count = 10)]
fn load_engine(bencher: Bencher<'_, '_>) {
    bencher.bench(|| black_box(Engine::built_in().is_ok()));
}

#[divan::bench(sample_count = 20)]
fn code_points(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(CodePointIndex::new(&TEXT));
    });
}

#[divan::bench(sample_count = 20)]
fn decode_windows_1251(bencher: Bencher<'_, '_>) {
    let russian: String = TEXT.chars().filter(|c| c.is_ascii() || ('а'..='я').contains(c)).collect();
    let bytes: Vec<u8> =
        russian.chars().map(|c| if c.is_ascii() { c as u8 } else { (c as u32 - 'а' as u32) as u8 + 0xE0 }).collect();
    bencher
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| black_box(regesta::ingest::read_bytes(bytes, "a.txt", &Default::default()).is_ok()));
}

#[divan::bench(sample_count = 10)]
fn prepare_layout(bencher: Bencher<'_, '_>) {
    let options = PrepareOptions { structure: ENGINE.packs.structure_words(), ..Default::default() };
    per_byte(bencher, || {
        black_box(prepare(&TEXT, &options));
    });
}

#[divan::bench(sample_count = 20)]
fn tokens(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(tokenize(&TEXT));
    });
}

#[divan::bench(sample_count = 10)]
fn read_paper(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(ENGINE.paper(TEXT.clone(), Vec::new(), false));
    });
}

#[divan::bench(sample_count = 10)]
fn citations(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(regesta::detect::find_citations(&PAPER, &ENGINE.packs, &ENGINE.archives));
    });
}

#[divan::bench(sample_count = 10)]
fn dates(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(regesta::detect::find_dates(&PAPER, &ENGINE.packs, &[]));
    });
}

#[divan::bench(sample_count = 10)]
fn names(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(regesta::detect::find_mentions_with(
            &ENGINE.name_tools,
            &PAPER,
            &ENGINE.packs,
            &ENGINE.morphology,
            &ENGINE.authorities,
            &[],
        ));
    });
}

#[divan::bench(sample_count = 10)]
fn all_detectors(bencher: Bencher<'_, '_>) {
    per_byte(bencher, || {
        black_box(ENGINE.evidence(&PAPER));
    });
}
