//! The glyphs of one page, placed.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::{Dict, String as PdfString};

use super::atlas::{GlyphAtlas, KindId};
use super::labels::text_string;

/// Glyph space of every font, after scaling: units of one em.
const UNITS_PER_EM: f64 = 1000.0;
/// Two runs closer than this, in ems, and equal in text are one run drawn twice (fill and stroke, or false bold).
const OVERPRINT: f32 = 0.12;
/// Parts of a path that a drawn rule has at most.
const RULE_PARTS: usize = 8;
/// A rule is at least this long and at most this thick, in points.
const RULE_LENGTH: f64 = 18.0;
const RULE_THICKNESS: f64 = 3.0;
/// A picture or drawing that may have a caption is at least so wide and high, in points...
const FIGURE_SIDE: f64 = 36.0;
/// ...and covers less than this part of the page.
const MOST_OF_PAGE: f64 = 0.9;
/// Pictures of a page that are kept.
const MOST_FIGURES: usize = 200;

/// Direction of writing in quarter turns, clockwise as the page is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Turn {
    #[default]
    Right,
    Down,
    Left,
    Up,
}

impl Turn {
    pub(super) const ALL: [Self; 4] = [Self::Right, Self::Down, Self::Left, Self::Up];

    fn of(direction: Vec2) -> Self {
        match (direction.x.abs() >= direction.y.abs(), direction.x > 0.0, direction.y > 0.0) {
            (true, true, _) => Self::Right,
            (true, false, _) => Self::Left,
            (false, _, true) => Self::Down,
            (false, _, false) => Self::Up,
        }
    }

    /// The point `at` of the page as shown (y down), on a page turned so that this writing runs to the right.
    fn upright(self, at: Point) -> (f64, f64) {
        match self {
            Self::Right => (at.x, at.y),
            Self::Down => (at.y, -at.x),
            Self::Left => (-at.x, -at.y),
            Self::Up => (-at.y, at.x),
        }
    }

    /// The box left, top, right, bottom of such a turned page, on the page as shown.
    pub(super) fn shown(self, [x0, y0, x1, y1]: [f32; 4]) -> [f32; 4] {
        match self {
            Self::Right => [x0, y0, x1, y1],
            Self::Down => [-y1, x0, -y0, x1],
            Self::Left => [-x1, -y1, -x0, -y0],
            Self::Up => [y0, -x1, y1, -x0],
        }
    }
}

/// A glyph on a page turned so that its line runs to the right; y down, points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PlacedGlyph {
    pub(super) kind: KindId,
    /// Left end on the baseline.
    pub(super) x: f32,
    /// Where the next glyph would begin.
    pub(super) end: f32,
    /// Baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) turn: Turn,
    pub(super) is_invisible: bool,
}

/// A straight line drawn across the page, as above footnotes or in tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
}

/// What a picture covers of a page as shown; y down, points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// Everything that was drawn on one page, in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct PageGlyphs {
    pub(super) glyphs: Vec<PlacedGlyph>,
    pub(super) rules: Vec<Rule>,
    /// Pictures and drawings, the larger ones.
    pub(super) figures: Vec<Figure>,
    /// Glyphs beyond the edges of the page, left out.
    pub(super) outside: u64,
    pub(super) invisible: u64,
    pub(super) images: u64,
    pub(super) over_limit: bool,
}

/// Collects glyphs and rules and lets everything else pass.
pub(super) struct GlyphCollector<'t> {
    pub(super) page: PageGlyphs,
    atlas: &'t mut GlyphAtlas,
    size: [f64; 2],
    limit: usize,
    last_run: usize,
    /// Open marked contents: the first glyph of each and the text that stands for its glyphs.
    marked: Vec<(usize, Option<String>)>,
}

impl<'t> GlyphCollector<'t> {
    pub(super) fn new(atlas: &'t mut GlyphAtlas, size: [f64; 2], limit: u32) -> Self {
        Self { page: PageGlyphs::default(), atlas, size, limit: limit as usize, last_run: 0, marked: Vec::new() }
    }

    fn push_run(&mut self, run: &GlyphRun<'_, '_>, to_page: Affine, is_invisible: bool) {
        let Some(first) = run.glyphs().first() else { return };
        let font = self.atlas.font_of(first);
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
            let glyph: &Glyph<'_> = positioned;
            let Some(kind) = self.atlas.intern(glyph, font) else {
                self.page.over_limit = true;
                return;
            };
            let advance = f64::from(self.atlas.kind(kind).advance) / UNITS_PER_EM * size * stretch;
            let turn = Turn::of(along);
            let (x, y) = turn.upright(origin);
            let (x, y, size) = (x as f32, y as f32, size as f32);
            self.page.glyphs.push(PlacedGlyph { kind, x, end: x + advance as f32, y, size, turn, is_invisible });
        }
    }

    fn is_overprint(&self, run: usize) -> bool {
        let (before, now) = (&self.page.glyphs[self.last_run..run], &self.page.glyphs[run..]);
        !now.is_empty()
            && before.len() == now.len()
            && before.iter().zip(now).all(|(a, b)| {
                let near = OVERPRINT * a.size.min(b.size);
                a.turn == b.turn
                    && (a.x - b.x).abs() < near
                    && (a.y - b.y).abs() < near
                    && (a.kind == b.kind || self.atlas.letters(a.kind) == self.atlas.letters(b.kind))
            })
    }

    /// Gives the glyphs from `start` on the letters of `text`: one to each where their numbers agree, else all to the first.
    fn replace_text(&mut self, start: usize, text: &str) {
        let Some(glyphs) = self.page.glyphs.get_mut(start..).filter(|glyphs| !glyphs.is_empty()) else { return };
        let letters: Vec<char> = text.chars().collect();
        let is_even = letters.len() == glyphs.len();
        for (at, glyph) in glyphs.iter_mut().enumerate() {
            let own = match (is_even, at) {
                (true, _) => letters[at].to_string(),
                (false, 0) => text.to_owned(),
                (false, _) => String::new(),
            };
            glyph.kind = self.atlas.renamed(glyph.kind, own);
        }
    }

    /// Keeps what is large enough to have a caption and does not cover the page, as a scan does.
    fn push_figure(&mut self, bounds: Rect) {
        let [width, height] = self.size;
        let is_figure = bounds.is_finite()
            && bounds.width() >= FIGURE_SIDE
            && bounds.height() >= FIGURE_SIDE
            && bounds.width() * bounds.height() < MOST_OF_PAGE * width * height;
        if is_figure && self.page.figures.len() < MOST_FIGURES {
            let Rect { x0, y0, x1, y1 } = bounds;
            let figure = Figure { x0: x0 as f32, y0: y0 as f32, x1: x1 as f32, y1: y1 as f32 };
            self.page.figures.push(figure);
        }
    }

    fn push_rule(&mut self, bounds: Rect) {
        let is_rule = bounds.is_finite() && bounds.width() >= RULE_LENGTH && bounds.height() <= RULE_THICKNESS;
        if is_rule && self.page.rules.len() < self.limit {
            let y = (bounds.y0 + bounds.y1) / 2.0;
            self.page.rules.push(Rule { x0: bounds.x0 as f32, x1: bounds.x1 as f32, y: y as f32 });
        }
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
    common.unwrap_or(1.0)
}

impl<'a> Device<'a> for GlyphCollector<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let start = self.page.glyphs.len();
        let is_invisible = matches!(mode, DrawMode::Invisible);
        self.push_run(run, props.transform, is_invisible);
        if self.is_overprint(start) {
            self.page.glyphs.truncate(start);
            return;
        }
        if self.page.glyphs.len() > start {
            self.last_run = start;
        }
        if is_invisible {
            self.page.invisible += (self.page.glyphs.len() - start) as u64;
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.page.images += 1;
        let pixels = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        self.push_figure(props.transform.transform_rect_bbox(pixels));
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        let bounds = props.transform.transform_rect_bbox(path.bounding_box());
        if path.elements().len() <= RULE_PARTS {
            self.push_rule(bounds);
        }
        self.push_figure(bounds);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, _: &DrawMode) {
        self.push_rule(props.transform.transform_rect_bbox(*rect));
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText"));
        let text = text.map(|text| text_string(text.as_bytes())).filter(|text| !text.is_empty());
        self.marked.push((self.page.glyphs.len(), text));
    }

    fn end_marked_content(&mut self) {
        if let Some((start, Some(text))) = self.marked.pop() {
            self.replace_text(start, &text);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_boxes_come_back_where_they_are_shown() {
        // A line that runs up the left margin: from (20, 300) to (20, 100) as shown, letters to its left.
        let (x, y) = Turn::Up.upright(Point::new(20.0, 300.0));
        let (end, _) = Turn::Up.upright(Point::new(20.0, 100.0));
        assert!(end > x);
        let shown = Turn::Up.shown([x as f32, y as f32 - 8.0, end as f32, y as f32 + 2.0]);
        assert_eq!(shown, [12.0, 100.0, 22.0, 300.0]);
        for turn in Turn::ALL {
            let (x, y) = turn.upright(Point::new(3.0, 5.0));
            let point = turn.shown([x as f32, y as f32, x as f32, y as f32]);
            assert_eq!(point, [3.0, 5.0, 3.0, 5.0]);
        }
    }
}
