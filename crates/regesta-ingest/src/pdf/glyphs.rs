//! The glyphs of one page, as text with geometry.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// Glyph space of every font, after scaling: units of one em.
const UNITS_PER_EM: f64 = 1000.0;
/// Parts of an em above and below the baseline that a box covers. Outlines would be more exact and cost as much again.
const ASCENT: f64 = 0.75;
const DESCENT: f64 = 0.25;
/// Two runs closer than this, in ems, and equal in text are one run drawn twice (fill and stroke, or false bold).
const OVERPRINT: f64 = 0.12;

/// A glyph on the page as shown: x to the right, y **down** from the top, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlacedGlyph {
    /// What it means: bytes of [`PageGlyphs::letters`].
    pub(super) letters: (u32, u32),
    /// Where it stands on the baseline.
    pub(super) origin: Point,
    /// Where the next glyph would stand.
    pub(super) end: Point,
    /// Direction of writing, of length 1.
    pub(super) direction: Vec2,
    /// Size of the font.
    pub(super) size: f64,
}

impl PlacedGlyph {
    /// Smallest upright box around it: left, top, right, bottom.
    pub(super) fn bounds(&self) -> [f64; 4] {
        let up = Vec2::new(self.direction.y, -self.direction.x) * self.size;
        let corners =
            [self.origin + up * ASCENT, self.origin - up * DESCENT, self.end + up * ASCENT, self.end - up * DESCENT];
        corners.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[x0, y0, x1, y1], corner| {
            [x0.min(corner.x), y0.min(corner.y), x1.max(corner.x), y1.max(corner.y)]
        })
    }
}

/// Everything that was drawn on one page, in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct PageGlyphs {
    pub(super) glyphs: Vec<PlacedGlyph>,
    pub(super) letters: String,
    /// Glyphs whose meaning the file does not tell; they stand as U+FFFD.
    pub(super) unmapped: u64,
    /// Glyphs beyond the edges of the page, left out.
    pub(super) outside: u64,
    pub(super) invisible: u64,
    pub(super) images: u64,
    pub(super) over_limit: bool,
}

/// Collects glyphs and lets everything else pass.
pub(super) struct GlyphCollector {
    pub(super) page: PageGlyphs,
    size: [f64; 2],
    limit: usize,
    last_run: usize,
}

impl GlyphCollector {
    pub(super) fn new(size: [f64; 2], limit: u32) -> Self {
        Self { page: PageGlyphs::default(), size, limit: limit as usize, last_run: 0 }
    }

    fn push_letters(&mut self, glyph: &Glyph<'_>) -> (u32, u32) {
        let letters = &mut self.page.letters;
        let start = letters.len();
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => letters.push(c),
            Some(BfString::String(string)) => letters.push_str(&string),
            None => {}
        }
        let is_odd = |c: char| c.is_control() && !c.is_whitespace();
        if letters.len() == start || letters[start..].contains(is_odd) {
            letters.truncate(start);
            letters.push(char::REPLACEMENT_CHARACTER);
            self.page.unmapped += 1;
        }
        (start as u32, letters.len() as u32)
    }

    fn push_run(&mut self, run: &GlyphRun<'_, '_>, to_page: Affine) {
        let stretch = run_stretch(run, to_page);
        for positioned in run.glyphs() {
            if self.page.glyphs.len() >= self.limit {
                self.page.over_limit = true;
                return;
            }
            let transform = to_page * positioned.transform();
            let origin = transform * Point::ZERO;
            let along = transform * Point::new(UNITS_PER_EM, 0.0) - origin;
            let size = (transform * Point::new(0.0, UNITS_PER_EM) - origin).hypot();
            let is_sane = origin.is_finite() && size.is_finite() && along.is_finite() && along.hypot() > 0.0;
            if !is_sane || size < 0.01 {
                continue;
            }
            let is_on_page =
                (-1.0..=self.size[0] + 1.0).contains(&origin.x) && (-1.0..=self.size[1] + 1.0).contains(&origin.y);
            if !is_on_page {
                self.page.outside += 1;
                continue;
            }
            let direction = along / along.hypot();
            let glyph: &Glyph<'_> = positioned;
            let width = match glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let width = width.map_or(0.5, |width| f64::from(width) / UNITS_PER_EM);
            let advance = if width.is_finite() { width.clamp(0.0, 10.0) * size * stretch } else { 0.0 };
            let letters = self.push_letters(glyph);
            self.page.glyphs.push(PlacedGlyph { letters, origin, end: origin + direction * advance, direction, size });
        }
    }

    fn is_overprint(&self, run: usize) -> bool {
        let (before, now) = (&self.page.glyphs[self.last_run..run], &self.page.glyphs[run..]);
        let letters = |glyph: &PlacedGlyph| &self.page.letters[glyph.letters.0 as usize..glyph.letters.1 as usize];
        !now.is_empty()
            && before.len() == now.len()
            && before.iter().zip(now).all(|(a, b)| {
                letters(a) == letters(b) && (a.origin - b.origin).hypot() < OVERPRINT * a.size.min(b.size)
            })
    }
}

/// Horizontal scale of a run. A substitute for a font that is not in the file is squeezed glyph by glyph to the widths
/// the file names; those widths are true already, so only a scale that all glyphs share counts.
fn run_stretch(run: &GlyphRun<'_, '_>, to_page: Affine) -> f64 {
    let mut common: Option<f64> = None;
    for glyph in run.glyphs() {
        let transform = to_page * glyph.transform();
        let origin = transform * Point::ZERO;
        let across = (transform * Point::new(UNITS_PER_EM, 0.0) - origin).hypot();
        let up = (transform * Point::new(0.0, UNITS_PER_EM) - origin).hypot();
        let ratio = across / up;
        match common {
            _ if !ratio.is_finite() => return 1.0,
            Some(known) if (known - ratio).abs() > 0.01 * known => return 1.0,
            Some(_) => {}
            None => common = Some(ratio),
        }
    }
    common.unwrap_or(1.0).clamp(0.1, 10.0)
}

impl<'a> Device<'a> for GlyphCollector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let start = self.page.glyphs.len();
        let unmapped = self.page.unmapped;
        self.push_run(run, props.transform);
        if self.is_overprint(start) {
            self.page.glyphs.truncate(start);
            self.page.unmapped = unmapped;
            return;
        }
        if self.page.glyphs.len() > start {
            self.last_run = start;
        }
        if matches!(mode, DrawMode::Invisible) {
            self.page.invisible += (self.page.glyphs.len() - start) as u64;
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.page.images += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
