//! Pages a second of a PDF on one core, text with layout, and the drawing of one page.
//!
//! `cargo bench -p regesta-ingest --bench pdf`. Peaks of memory stand under `max alloc`.

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher};
use regesta_ingest::{ReadOptions, read_bytes};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const TWO_COLUMNS: &[u8] = include_bytes!("../tests/fixtures/two_columns.pdf");

fn main() {
    divan::main();
}

#[divan::bench]
fn two_columns_read(bencher: Bencher<'_, '_>) {
    let pages =
        read_bytes(TWO_COLUMNS.to_vec(), "bench.pdf", &ReadOptions::default()).map_or(0, |read| read.pages.len());
    bencher
        .counter(ItemsCount::new(pages))
        .with_inputs(|| TWO_COLUMNS.to_vec())
        .bench_values(|bytes| read_bytes(bytes, "bench.pdf", &ReadOptions::default()));
}

#[cfg(feature = "pictures")]
#[divan::bench]
fn page_drawn(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(1usize))
        .with_inputs(|| TWO_COLUMNS.to_vec())
        .bench_values(|bytes| regesta_ingest::page_picture(bytes, "bench.pdf", 1, 1200, &[]));
}
