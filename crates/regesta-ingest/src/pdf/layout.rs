//! The pages of a document, from words to the text in reading order.

use std::collections::BTreeMap;

use crate::PageMark;

use super::atlas::{GlyphAtlas, Origin};
use super::blocks::Builder;
use super::columns::find_regions;
use super::compose::{Composed, Writer};
use super::feet::{Habit, Region, find_notes};
use super::furniture::{PageFurniture, find_furniture};
use super::glyphs::Turn;
use super::packed::PackedPage;
use super::rows::{Row, find_rows};
use super::words::PageWords;

/// The pages of a document as they were read, before anything is known of them together. A page is kept packed, and
/// unpacked when it is looked at: the memory of a book is that of its text.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pages: Vec<PackedPage>,
    /// Letters by the size in which they are set, in tenths of a point.
    sizes: BTreeMap<i32, usize>,
}

impl Pages {
    pub(super) fn push(&mut self, page: &PageWords) {
        for word in &page.words {
            *self.sizes.entry((word.size * 10.0).round() as i32).or_default() += word.glyph_count();
        }
        self.pages.push(PackedPage::new(page));
    }

    /// The size in which most letters of the document are set; of two equally common the larger.
    fn text_size(&self) -> f32 {
        let most = self.sizes.iter().max_by_key(|(size, count)| (**count, **size));
        most.map_or(10.0, |(&size, _)| size as f32 / 10.0)
    }
}

/// Lays out a whole document. `marks` has one entry for each page.
pub(super) fn lay_out(pages: Pages, mut marks: Vec<PageMark>, atlas: &GlyphAtlas) -> Composed {
    let size = pages.text_size();
    let furniture = find_furniture(&pages.pages, atlas);
    number_pages(&mut marks, &furniture);
    let mut habit = Habit::default();
    let mut builder = Builder::new(atlas, size);
    let mut writer = Writer::new(atlas);
    for (index, ((packed, furniture), mark)) in pages.pages.into_iter().zip(furniture).zip(marks).enumerate() {
        let page = packed.unpacked();
        drop(packed);
        if page.kinds.iter().any(|&kind| atlas.kind(kind).origin == Origin::Nothing) {
            writer.out.unmapped.push(index as u32);
        }
        let mut is_taken = vec![false; page.words.len()];
        for row in furniture.head.iter().chain(&furniture.foot) {
            row.words.iter().for_each(|&word| is_taken[word as usize] = true);
        }
        let main = main_turn(&page);
        let along = |turn: Turn| -> Vec<u32> {
            let words = page.words.iter().enumerate().filter(|(at, word)| word.turn == turn && !is_taken[*at]);
            words.map(|(at, _)| at as u32).collect()
        };
        let columns = find_regions(&page.words, along(main), size);
        let mut regions: Vec<Region> =
            columns.into_iter().map(|words| Region::new(find_rows(&page.words, words))).collect();
        let others = Turn::ALL.into_iter().filter(|&turn| turn != main);
        let turned: Vec<Row> = others.flat_map(|turn| find_rows(&page.words, along(turn))).collect();
        find_notes(&page, &mut regions, atlas, size, &mut habit);
        let rows = builder.add_page(&page, furniture, regions, turned);
        writer.page(&page, mark, &rows, &builder.drafts);
    }
    writer.end(&builder.drafts)
}

/// The direction in which most letters of a page run.
fn main_turn(page: &PageWords) -> Turn {
    let letters = |turn: Turn| -> usize {
        page.words.iter().filter(|word| word.turn == turn).map(|word| word.glyph_count()).sum()
    };
    Turn::ALL.into_iter().rev().max_by_key(|&turn| letters(turn)).unwrap_or(Turn::Right)
}

/// A number printed on the page is its label, before what the file says: that often counts from 1.
fn number_pages(marks: &mut [PageMark], furniture: &[PageFurniture]) {
    for (mark, furniture) in marks.iter_mut().zip(furniture) {
        if let Some(number) = &furniture.number {
            mark.label = Some(number.clone());
        }
    }
}
