//! Land, lakes and rivers of the world for the map, cut to a box. They are part of the program: the map asks no other machine.
//!
//! Data: Natural Earth (public domain), by `scripts/outlines.mjs`; no states, no borders. Read when first asked for.

use std::io::Read;
use std::sync::OnceLock;

use crate::wire::MapOutlines;

/// Points per degree of the stored shapes.
const UNIT: f64 = 500.0;
/// Widths of a box, in degrees, from which the coarse and the middle grain do.
const COARSE_FROM: f64 = 150.0;
const MIDDLE_FROM: f64 = 26.0;
const PACKED: &[u8] = include_bytes!("../../../authorities/outlines.txt.gz");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Land,
    Lake,
    River,
}

struct Shape {
    kind: Kind,
    grain: u8,
    /// Degrees east and north.
    points: Vec<(f64, f64)>,
    bounds: Bounds,
}

/// A box: degrees west, south, east, north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

impl Bounds {
    /// Reads `W,S,E,N`; `None` for anything but four degrees of the earth that hold an area.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text.split(',').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        let [west, south, east, north] = numbers.try_into().ok()?;
        let inside = |at: f64, most: f64| at.is_finite() && at.abs() <= most;
        let fits = inside(west, 180.0) && inside(east, 180.0) && inside(south, 90.0) && inside(north, 90.0);
        (fits && west < east && south < north).then_some(Self { west, south, east, north })
    }

    fn around(points: &[(f64, f64)]) -> Self {
        let all = |pick: fn(&(f64, f64)) -> f64, choose: fn(f64, f64) -> f64, first| {
            points.iter().map(pick).fold(first, choose)
        };
        Self {
            west: all(|p| p.0, f64::min, f64::INFINITY),
            south: all(|p| p.1, f64::min, f64::INFINITY),
            east: all(|p| p.0, f64::max, f64::NEG_INFINITY),
            north: all(|p| p.1, f64::max, f64::NEG_INFINITY),
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    fn holds(&self, other: &Self) -> bool {
        self.west <= other.west && other.east <= self.east && self.south <= other.south && other.north <= self.north
    }
}

/// The shapes in a box, in the grain that its width asks for.
pub(crate) fn cut(bounds: Bounds) -> MapOutlines {
    let wide = bounds.east - bounds.west;
    let grain = if wide >= COARSE_FROM { 1 } else { 3 - u8::from(wide >= MIDDLE_FROM) };
    let bounding = vec![bounds.west, bounds.south, bounds.east, bounds.north];
    let mut outlines = MapOutlines { bounds: bounding, grain, ..MapOutlines::default() };
    for shape in shapes() {
        // Lakes and rivers are to be had in two grains.
        let wanted = if shape.kind == Kind::Land { grain } else { grain.min(2) };
        if shape.grain != wanted || !shape.bounds.meets(&bounds) {
            continue;
        }
        let whole = bounds.holds(&shape.bounds);
        match shape.kind {
            Kind::River if whole => outlines.rivers.push(flat(&shape.points)),
            Kind::River => outlines.rivers.extend(line_pieces(&shape.points, &bounds).iter().map(|p| flat(p))),
            kind => {
                let ring = if whole { flat(&shape.points) } else { flat(&ring_inside(&shape.points, &bounds)) };
                // Less than three points hold no area.
                if ring.len() >= 6 {
                    if kind == Kind::Land { &mut outlines.land } else { &mut outlines.lakes }.push(ring);
                }
            }
        }
    }
    outlines
}

fn shapes() -> &'static [Shape] {
    static SHAPES: OnceLock<Vec<Shape>> = OnceLock::new();
    SHAPES.get_or_init(|| {
        let mut text = String::new();
        // The file is part of the program and read by a test; a damaged one is a map without outlines.
        let _ = flate2::read::GzDecoder::new(PACKED).read_to_string(&mut text);
        text.lines().filter_map(shape).collect()
    })
}

fn shape(line: &str) -> Option<Shape> {
    let mut parts = line.split(' ');
    let kind = match parts.next()? {
        "land" => Kind::Land,
        "lake" => Kind::Lake,
        "river" => Kind::River,
        _ => return None,
    };
    let grain = parts.next()?.parse().ok()?;
    let (mut x, mut y) = (0_i64, 0_i64);
    let mut points = Vec::new();
    while let (Some(east), Some(north)) = (parts.next(), parts.next()) {
        x += east.parse::<i64>().ok()?;
        y += north.parse::<i64>().ok()?;
        points.push((x as f64 / UNIT, y as f64 / UNIT));
    }
    let bounds = Bounds::around(&points);
    Some(Shape { kind, grain, points, bounds })
}

/// Points one after the other, to a thousandth of a degree.
fn flat(points: &[(f64, f64)]) -> Vec<f64> {
    let rounded = |at: f64| (at * 1000.0).round() / 1000.0;
    points.iter().flat_map(|&(x, y)| [rounded(x), rounded(y)]).collect()
}

/// The four sides of a box: whether a point is inside of one, and where a stretch crosses it.
type Side = (fn(&Bounds, (f64, f64)) -> bool, fn(&Bounds, (f64, f64), (f64, f64)) -> (f64, f64));

const SIDES: [Side; 4] = [
    (|b, p| p.0 >= b.west, |b, p, q| (b.west, at_x(p, q, b.west))),
    (|b, p| p.0 <= b.east, |b, p, q| (b.east, at_x(p, q, b.east))),
    (|b, p| p.1 >= b.south, |b, p, q| (at_y(p, q, b.south), b.south)),
    (|b, p| p.1 <= b.north, |b, p, q| (at_y(p, q, b.north), b.north)),
];

fn at_x(p: (f64, f64), q: (f64, f64), x: f64) -> f64 {
    p.1 + (q.1 - p.1) * (x - p.0) / (q.0 - p.0)
}

fn at_y(p: (f64, f64), q: (f64, f64), y: f64) -> f64 {
    p.0 + (q.0 - p.0) * (y - p.1) / (q.1 - p.1)
}

/// What of a ring lies in a box (Sutherland and Hodgman): where it leaves the box it runs along its side.
fn ring_inside(points: &[(f64, f64)], bounds: &Bounds) -> Vec<(f64, f64)> {
    let mut ring = points.to_vec();
    for (inside, crossing) in SIDES {
        let mut cut = Vec::with_capacity(ring.len());
        for (n, &point) in ring.iter().enumerate() {
            let before = ring[(n + ring.len() - 1) % ring.len()];
            if inside(bounds, point) != inside(bounds, before) {
                cut.push(crossing(bounds, before, point));
            }
            if inside(bounds, point) {
                cut.push(point);
            }
        }
        ring = cut;
    }
    ring
}

/// The pieces of a line that lie in a box.
fn line_pieces(points: &[(f64, f64)], bounds: &Bounds) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let Some((from, to)) = stretch_inside(pair[0], pair[1], bounds) else {
            open = false;
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if open => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
        open = to == pair[1];
    }
    pieces
}

/// What of a stretch lies in a box.
fn stretch_inside(mut from: (f64, f64), mut to: (f64, f64), bounds: &Bounds) -> Option<((f64, f64), (f64, f64))> {
    for (inside, crossing) in SIDES {
        match (inside(bounds, from), inside(bounds, to)) {
            (true, true) => {}
            (true, false) => to = crossing(bounds, from, to),
            (false, true) => from = crossing(bounds, from, to),
            (false, false) => return None,
        }
    }
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::{Bounds, cut, line_pieces, ring_inside, shapes};

    const BOX: Bounds = Bounds { west: 0.0, south: 0.0, east: 10.0, north: 10.0 };

    #[test]
    fn every_line_of_the_file_is_a_shape_of_the_earth() {
        assert!(shapes().len() > 6000, "{}", shapes().len());
        let earth = Bounds { west: -180.1, south: -90.1, east: 180.1, north: 90.1 };
        assert!(shapes().iter().all(|shape| earth.holds(&shape.bounds)));
        assert!((1..=3).all(|grain| shapes().iter().any(|shape| shape.grain == grain)));
    }

    #[test]
    fn a_ring_is_cut_along_the_sides() {
        let ring = [(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (-5.0, 15.0)];
        assert_eq!(ring_inside(&ring, &BOX), [(0.0, 10.0), (0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]);
        assert!(ring_inside(&[(20.0, 0.0), (30.0, 0.0), (30.0, 9.0)], &BOX).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        let line = [(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0), (5.0, 9.0)];
        assert_eq!(
            line_pieces(&line, &BOX),
            [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0), (5.0, 9.0)]]
        );
    }

    #[test]
    fn a_box_of_four_degrees_is_cut_fine_and_within_itself() {
        let here = Bounds::parse("43,39.5,48,43").expect("a box");
        let found = cut(here);
        assert_eq!(found.grain, 3);
        assert!(!found.land.is_empty() && !found.lakes.is_empty());
        let all = found.land.iter().chain(&found.lakes).chain(&found.rivers).flatten();
        assert!(all.clone().count() > 20 && all.copied().all(|at| (39.4..=48.1).contains(&at)));
        assert_eq!(cut(Bounds::parse("-180,-90,180,90").expect("the earth")).grain, 1);
        for wrong in ["", "1,2,3", "5,5,5,9", "9,0,1,1", "0,0,NaN,1", "0,0,181,1", "a,b,c,d"] {
            assert_eq!(Bounds::parse(wrong), None, "{wrong}");
        }
    }
}
