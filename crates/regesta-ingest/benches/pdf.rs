//! Pages a second of PDFs on one core, text with layout, and what memory a long document takes.
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

/// The pages of a document `times` times, by naming each in the page tree as often.
fn repeated(bytes: &[u8], times: usize) -> Vec<u8> {
    let text: Vec<u8> = bytes.to_vec();
    let at = find(&text, b"/Kids").expect("a page tree");
    let open = at + find(&text[at..], b"[").expect("its list");
    let close = open + find(&text[open..], b"]").expect("its end");
    let kids = text[open + 1..close].to_vec();
    let mut out = text[..=open].to_vec();
    (0..times).for_each(|_| {
        out.extend_from_slice(&kids);
        out.push(b' ');
    });
    out.extend_from_slice(&text[close..]);
    out
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn pages_of(bytes: &[u8]) -> usize {
    read_bytes(bytes.to_vec(), "bench.pdf", &ReadOptions::default()).map_or(0, |read| read.pages.len())
}

#[divan::bench(args = [1, 25, 250])]
fn two_columns_read(bencher: Bencher<'_, '_>, times: usize) {
    let bytes = repeated(TWO_COLUMNS, times);
    let pages = pages_of(&bytes);
    bencher
        .counter(ItemsCount::new(pages))
        .with_inputs(|| bytes.clone())
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
