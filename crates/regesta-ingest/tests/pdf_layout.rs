//! A two-column paper typeset by XeLaTeX (`scripts/pdf_truth/make.py`): columns, notes, heads and feet, words in their place.

use regesta_ingest::{Ingested, LayerKind, ReadOptions, read_bytes};

const PAPER: &[u8] = include_bytes!("fixtures/two_columns.pdf");

fn read() -> Ingested {
    read_bytes(PAPER.to_vec(), "two_columns.pdf", &ReadOptions::default()).unwrap()
}

fn texts(read: &Ingested, kind: LayerKind) -> Vec<String> {
    let blocks = read.layers.iter().filter(|block| block.kind == kind);
    let text = |pieces: &[std::ops::Range<usize>]| {
        pieces.iter().map(|piece| &read.raw_text[piece.clone()]).collect::<Vec<_>>().join("\n")
    };
    blocks.map(|block| text(&block.raw)).collect()
}

#[test]
fn every_letter_is_in_one_block() {
    let read = read();
    let mut covered = vec![0u8; read.raw_text.len()];
    for piece in read.layers.iter().flat_map(|block| &block.raw) {
        covered[piece.clone()].iter_mut().for_each(|count| *count += 1);
    }
    for (at, c) in read.raw_text.char_indices() {
        let expected = if c.is_whitespace() { 0..=1 } else { 1..=1 };
        assert!(expected.contains(&covered[at]), "byte {at}, {c:?}, is in {} blocks", covered[at]);
    }
}

#[test]
fn heads_feet_and_numbers_are_apart_from_the_text() {
    let read = read();
    let heads = texts(&read, LayerKind::Aside);
    assert_eq!(heads.len(), 2 * read.pages.len(), "{heads:?}");
    assert!(heads.iter().all(|head| ["Альманах", "Паромная", "Выпуск"].iter().any(|word| head.starts_with(word))));
    let labels: Vec<_> = read.pages.iter().map(|page| page.label.clone().unwrap()).collect();
    assert_eq!(labels, (1..=read.pages.len()).map(|page| page.to_string()).collect::<Vec<_>>());
    assert!(!texts(&read, LayerKind::Paragraph).iter().any(|text| text.contains("Выпуск седьмой")));
}

#[test]
fn notes_rise_by_one_and_are_called_in_order() {
    let read = read();
    let notes: Vec<u32> = read
        .layers
        .iter()
        .filter(|block| block.kind == LayerKind::Footnote)
        .map(|block| read.raw_text[block.label.clone().unwrap()].parse().unwrap())
        .collect();
    assert_eq!(notes, (1..=notes.len() as u32).collect::<Vec<_>>());
    let calls: Vec<u32> = read
        .layers
        .iter()
        .filter(|block| block.kind != LayerKind::Footnote)
        .flat_map(|block| &block.calls)
        .map(|call| read.raw_text[call.raw.clone()].parse().unwrap())
        .collect();
    assert_eq!(calls, notes);
}

#[test]
fn left_column_is_read_before_the_right() {
    let read = read();
    // The margins of a two-sided page differ, so the middle of the words counts.
    let on_page = || read.boxes.iter().filter(|word| word.page == 1);
    let left = on_page().map(|word| word.x0).fold(f32::MAX, f32::min);
    let middle = (left + on_page().map(|word| word.x1).fold(f32::MIN, f32::max)) / 2.0;
    // On the second page, text only: once the right column has begun, nothing of the left follows but notes and the foot.
    let is_body = |at: usize| {
        let mut blocks = read.layers.iter().filter(|block| block.kind == LayerKind::Paragraph);
        blocks.any(|block| block.raw.iter().any(|piece| piece.contains(&at)))
    };
    let sides: Vec<bool> = on_page().filter(|word| is_body(word.raw.start)).map(|word| word.x0 > middle).collect();
    assert!(sides.iter().filter(|right| **right).count() > 100 && sides.iter().filter(|right| !**right).count() > 100);
    assert!(sides.is_sorted());
}

#[test]
fn same_bytes_give_the_same_text() {
    assert_eq!(read(), read());
}

#[cfg(feature = "pictures")]
#[test]
fn picture_has_the_marked_words_washed() {
    use regesta_ingest::page_picture;
    let read = read();
    let word = read.boxes.iter().find(|word| word.page == 0 && word.x1 - word.x0 > 30.0).unwrap();
    let marks = [[word.x0, word.y0, word.x1, word.y1]];
    let plain = page_picture(PAPER.to_vec(), "two_columns.pdf", 0, 600, &[]).unwrap();
    let marked = page_picture(PAPER.to_vec(), "two_columns.pdf", 0, 600, &marks).unwrap();
    assert_eq!((plain.width, plain.width, plain.height), (600, marked.width, marked.height));
    assert!(plain.png.starts_with(b"\x89PNG") && plain.png != marked.png);
    let failed = page_picture(PAPER.to_vec(), "two_columns.pdf", 99, 600, &[]).unwrap_err();
    assert!(failed.to_string().contains("no page 100"), "{failed}");
}
