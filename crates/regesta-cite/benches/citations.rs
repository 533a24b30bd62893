//! Speed of the reader of citations on segmented text, in bytes of the decoded text: `cargo bench -p regesta-cite`.

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use regesta_cite::{ArchiveList, find_citations, parse_entry};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::SegmentKind;

static PACKS: LazyLock<PackSet> = LazyLock::new(|| PackSet::built_in().expect("the built-in packs load"));
static ARCHIVES: LazyLock<ArchiveList> =
    LazyLock::new(|| ArchiveList::parse(include_str!("../../../authorities/archives.tsv")));

/// Prose without a citation, in words that no list has and some that are labels or archives elsewhere.
const PLAIN: &str = "Обоз вышел на рассвете и к вечеру добрался до переправы, где его уже ждали проводники с лошадьми. \
    The ferrymen asked for more than they had been promised, and the merchants paid, since the river was rising. ";

/// Footnotes one after the other.
const DENSE: [&str; 6] = [
    "РГИА. Ф. 1288. Оп. 2. 1889 г. Д. 15. Л. 4; Ф. 1341. Оп. 210. Д. 33. Л. 2 об.–5.",
    "TNA, FO 371/4931, ff. 12v–14r; FO 371/4932, f. 3; cf. Toland 1964, pp. 12, 15.",
    "BOA, HR.SYS. 2398/4, lef 2; BOA, DH.ŞFR., 54/287; a.g.b., lef 3.",
    "ЦДАВО України, ф. 1115, оп. 1, спр. 2, арк. 11–13 зв.; там само, спр. 4, арк. 1.",
    "Веселовский Б. Б. История земства. СПб., 1909. Т. 1. С. 215; Русское слово. 1902. 14 апреля. № 93.",
    "NARA, RG 59, M316, roll 12, frames 345–50; Hoover Institution Archives, Relief Administration, box 121, folder 4.",
];

fn paper(raw: &str, kind: SegmentKind) -> Paper {
    let morphology = Morphology::load(&PACKS).expect("the morphology loads");
    let mut paper = Paper::from_text(raw, &PACKS, &morphology, &());
    paper.passages.iter_mut().for_each(|passage| passage.kind = kind);
    paper
}

fn bytes(paper: &Paper) -> usize {
    paper.passages.iter().map(|p| p.reading.text().len()).sum()
}

/// Paragraphs of prose, of half a kilobyte; the second argument is twice the first, to see that time doubles too.
#[divan::bench(args = [400_000, 800_000], sample_count = 20)]
fn no_citation(bencher: Bencher<'_, '_>, size: usize) {
    let paragraph = PLAIN.repeat(2) + "\n\n";
    let paper = paper(&paragraph.repeat(size / paragraph.len()), SegmentKind::Body);
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_citations(&paper, &PACKS, &ARCHIVES)));
}

/// Notes that are nothing but references.
#[divan::bench(args = [200_000, 400_000], sample_count = 20)]
fn dense_footnotes(bencher: Bencher<'_, '_>, size: usize) {
    let notes = DENSE.join("\n\n") + "\n\n";
    let paper = paper(&notes.repeat(size / notes.len()), SegmentKind::Footnote);
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_citations(&paper, &PACKS, &ARCHIVES)));
}

/// One note that is longer than any: nothing may be quadratic in it.
#[divan::bench(args = [50_000, 100_000], sample_count = 20)]
fn one_long_note(bencher: Bencher<'_, '_>, size: usize) {
    let note = DENSE.join("; ");
    let paper = paper(&note.repeat(size / note.len()), SegmentKind::Footnote);
    bencher.counter(BytesCount::new(bytes(&paper))).bench(|| black_box(find_citations(&paper, &PACKS, &ARCHIVES)));
}

#[divan::bench(sample_count = 20)]
fn entry_of_a_list(bencher: Bencher<'_, '_>) {
    let entry = "Орлов Г. П., Зимин К. А. Рынки края // Старый вестник. 1980. Т. 6. № 2. С. 12–18.";
    bencher.counter(BytesCount::new(entry.len())).bench(|| black_box(parse_entry(entry, &PACKS, &ARCHIVES)));
}

fn main() {
    divan::main();
}
