//! The shape of a glyph in a few numbers: enough to tell a capital from a small letter, a raised digit from one on the
//! line, and the same letter in two fonts of one typeface.

use hayro_interpret::kurbo::{BezPath, Shape};

/// What a glyph covers, in thousandths of an em: x to the right, y **up** from the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Ink {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
    /// Signed area of the outline; its sign depends on the format of the font.
    area: f32,
    /// Number of closed parts: one for `c`, two for `o`, two for `i`.
    parts: u16,
}

/// Two outlines whose measures differ by less are one shape, rounded differently: thousandths of an em.
const SAME_SHAPE: f32 = 4.0;
/// The same for areas, relative.
const SAME_AREA: f32 = 0.02;

impl Ink {
    /// `None` for an outline that covers nothing, as that of a space does.
    pub(super) fn of(outline: &BezPath) -> Option<Self> {
        if outline.is_empty() {
            return None;
        }
        let bounds = outline.bounding_box();
        let is_sound = bounds.is_finite() && (bounds.width() > 0.0 || bounds.height() > 0.0);
        is_sound.then(|| Self {
            x0: bounds.x0 as f32,
            y0: bounds.y0 as f32,
            x1: bounds.x1 as f32,
            y1: bounds.y1 as f32,
            area: outline.area().abs() as f32,
            parts: outline.subpaths().count().min(usize::from(u16::MAX)) as u16,
        })
    }

    pub(super) fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Whether both are one shape but for rounding.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() < SAME_SHAPE;
        self.parts == other.parts
            && near(self.x0, other.x0)
            && near(self.y0, other.y0)
            && near(self.x1, other.x1)
            && near(self.y1, other.y1)
            && (self.area - other.area).abs() <= SAME_AREA * self.area.max(other.area)
    }

    /// Whether it hangs above the line as a raised figure does: its foot well above the baseline, and small.
    pub(super) fn is_raised(&self) -> bool {
        self.y0 > 180.0 && self.height() < 520.0
    }
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Rect;

    use super::*;

    fn block(x0: f64, y0: f64, x1: f64, y1: f64) -> Ink {
        Ink::of(&Rect::new(x0, y0, x1, y1).to_path(0.1)).unwrap()
    }

    #[test]
    fn rounding_does_not_make_another_shape() {
        assert!(block(10.0, 0.0, 400.0, 450.0).is_same(&block(11.0, -1.0, 401.5, 451.0)));
        assert!(!block(10.0, 0.0, 400.0, 450.0).is_same(&block(10.0, 0.0, 400.0, 653.0)));
    }

    #[test]
    fn raised_figure_stands_above_the_line() {
        assert!(block(20.0, 320.0, 300.0, 650.0).is_raised());
        assert!(!block(20.0, -10.0, 450.0, 650.0).is_raised());
    }

    #[test]
    fn space_has_no_ink() {
        assert_eq!(Ink::of(&BezPath::new()), None);
    }
}
