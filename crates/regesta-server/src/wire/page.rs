use serde::Serialize;
use utoipa::ToSchema;

/// The pages of a source.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PageList {
    /// Path of the source.
    pub source: String,
    /// Its pages in order; none for a format without pages that can be drawn.
    pub pages: Vec<PageCard>,
}

/// A page without its words.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PageCard {
    /// Its number in the file, from 0.
    pub index: u32,
    /// The number printed on it, or its number from 1.
    pub label: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Width in points (1/72 inch).
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// A page with the place of every word.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PagePart {
    /// Path of the source.
    pub source: String,
    /// The page.
    pub page: PageCard,
    /// Its words in the order of the text.
    pub words: Vec<PageWord>,
}

/// A word on a page, or the part of it that stands on one line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct PageWord {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Left edge in points from the left edge of the page.
    pub x: f64,
    /// Upper edge in points from the top.
    pub y: f64,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}
