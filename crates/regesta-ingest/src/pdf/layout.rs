//! The pages of a document, from words to the text in reading order.

use crate::PageMark;

use super::atlas::GlyphAtlas;
use super::blocks::Builder;
use super::columns::find_regions;
use super::compose::{Composed, compose};
use super::feet::{Region, find_notes};
use super::furniture::{PageFurniture, find_furniture};
use super::glyphs::Turn;
use super::rows::{Row, find_rows};
use super::words::PageWords;

/// Lays out a whole document. `marks` has one entry for each page.
pub(super) fn lay_out(pages: Vec<PageWords>, mut marks: Vec<PageMark>, atlas: &GlyphAtlas) -> Composed {
    let size = text_size(&pages);
    let furniture = find_furniture(&pages, atlas);
    number_pages(&mut marks, &furniture);
    let mut regions: Vec<Vec<Region>> = Vec::with_capacity(pages.len());
    let mut turned: Vec<Vec<Row>> = Vec::with_capacity(pages.len());
    for (page, furniture) in pages.iter().zip(&furniture) {
        let mut is_taken = vec![false; page.words.len()];
        for row in furniture.head.iter().chain(&furniture.foot) {
            row.words.iter().for_each(|&word| is_taken[word as usize] = true);
        }
        let main = main_turn(page);
        let along = |turn: Turn| -> Vec<u32> {
            let words = page.words.iter().enumerate().filter(|(at, word)| word.turn == turn && !is_taken[*at]);
            words.map(|(at, _)| at as u32).collect()
        };
        let columns = find_regions(&page.words, along(main), size);
        regions.push(columns.into_iter().map(|words| Region::new(find_rows(&page.words, words))).collect());
        let others = Turn::ALL.into_iter().filter(|&turn| turn != main);
        turned.push(others.flat_map(|turn| find_rows(&page.words, along(turn))).collect());
    }
    find_notes(&pages, &mut regions, atlas, size);
    let mut builder = Builder::new(&pages, atlas, size);
    for (index, ((furniture, regions), turned)) in furniture.into_iter().zip(regions).zip(turned).enumerate() {
        builder.add_page(index, furniture, regions, turned);
    }
    compose(&pages, marks, atlas, &builder.rows, &builder.drafts)
}

/// The size in which most letters of the document are set.
fn text_size(pages: &[PageWords]) -> f32 {
    let mut counts: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for word in pages.iter().flat_map(|page| &page.words) {
        *counts.entry((word.size * 10.0).round() as i32).or_default() += word.glyph_count();
    }
    // Of two equally common the larger.
    counts.iter().max_by_key(|(size, count)| (**count, **size)).map_or(10.0, |(&size, _)| size as f32 / 10.0)
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
