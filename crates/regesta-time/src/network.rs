use thiserror::Error;

use crate::{Distance, TimeBounds};

/// A difference that nothing bounds. Four of them still fit an `i64`, so that sums need no check.
pub const UNBOUNDED: i64 = i64::MAX / 4;

/// An event in a [`Network`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point(pub(crate) usize);

impl Point {
    /// 1970-01-01T00:00, from which dates are counted.
    pub const ORIGIN: Self = Self(0);
}

/// Constraints that cannot hold together: a circle of them, none of which can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} constraints contradict each other", labels.len())]
pub struct Conflict<L: std::fmt::Debug> {
    /// The labels of the constraints, in the order of the circle, each once.
    pub labels: Vec<L>,
    /// By how many minutes they miss each other.
    pub minutes: i64,
}

/// `to - from <= max`.
#[derive(Debug, Clone)]
struct Edge<L> {
    from: usize,
    to: usize,
    max: i64,
    label: L,
}

/// A simple temporal network whose tightest bounds are known after every constraint.
///
/// Adding a constraint takes time in the square of the number of points, reading a bound none. A constraint that
/// contradicts those before it is refused with a [`Conflict`] and leaves the network as it was.
///
/// Labels say where a constraint comes from; explanations are made of them.
#[derive(Debug, Clone)]
pub struct Network<L> {
    /// `tight[i * points + j]`: the greatest `j - i` can be.
    tight: Vec<i64>,
    points: usize,
    edges: Vec<Edge<L>>,
    /// Places of `tight` that were tightened since the first mark, with what stood there before.
    trail: Option<Vec<(usize, i64)>>,
}

/// A state of a network to go back to.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    points: usize,
    edges: usize,
    trail: usize,
}

impl<L> Default for Network<L> {
    fn default() -> Self {
        Self { tight: vec![0], points: 1, edges: Vec::new(), trail: None }
    }
}

impl<L: Clone + PartialEq + std::fmt::Debug> Network<L> {
    /// A network that holds the origin alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many points it has, with the origin.
    pub fn points(&self) -> usize {
        self.points
    }

    fn tight(&self, from: usize, to: usize) -> i64 {
        self.tight[from * self.points + to]
    }

    /// Adds an event of which nothing is known.
    pub fn add_point(&mut self) -> Point {
        let (old, new) = (self.points, self.points + 1);
        let mut tight = vec![UNBOUNDED; new * new];
        for (from, to) in self.tight.chunks(old).zip(tight.chunks_mut(new)) {
            to[..old].copy_from_slice(from);
        }
        tight[new * new - 1] = 0;
        self.tight = tight;
        self.points = new;
        Point(old)
    }

    /// `later - earlier <= max`.
    ///
    /// # Errors
    /// The [`Conflict`] with what was there.
    pub fn add_at_most(&mut self, earlier: Point, later: Point, max: i64, label: L) -> Result<(), Conflict<L>> {
        let (i, j) = (earlier.0, later.0);
        if max >= UNBOUNDED || self.tight(i, j) <= max {
            // Nothing becomes tighter; explanations use the constraints that did.
            return Ok(());
        }
        if self.tight(j, i) < UNBOUNDED && self.tight(j, i) + max < 0 {
            let minutes = -(self.tight(j, i) + max);
            let mut labels = vec![label];
            self.labels_of_path(j, i, &mut labels);
            return Err(Conflict { labels, minutes });
        }
        self.edges.push(Edge { from: i, to: j, max, label });
        let tail = self.tight[j * self.points..(j + 1) * self.points].to_vec();
        for (number, row) in self.tight.chunks_mut(self.points).enumerate() {
            let to_tail = row[i];
            if to_tail >= UNBOUNDED {
                continue;
            }
            for (column, (value, &rest)) in row.iter_mut().zip(&tail).enumerate() {
                // Summed before it is known whether `rest` is bounded; an `i64` holds that too.
                let sum = to_tail + max + rest;
                if rest < UNBOUNDED && sum < *value {
                    if let Some(trail) = &mut self.trail {
                        trail.push((number * self.points + column, *value));
                    }
                    *value = sum;
                }
            }
        }
        Ok(())
    }

    /// Remembers this state. From the first mark on the network keeps what it tightens, so that trying constraints and
    /// taking them back costs no copy.
    pub fn mark(&mut self) -> Mark {
        let trail = self.trail.get_or_insert_default();
        Mark { points: self.points, edges: self.edges.len(), trail: trail.len() }
    }

    /// Takes back every constraint since a mark of this network.
    ///
    /// # Panics
    /// If points were added since.
    pub fn undo(&mut self, mark: Mark) {
        assert_eq!(mark.points, self.points, "points were added since the mark");
        self.edges.truncate(mark.edges);
        let Some(trail) = &mut self.trail else { return };
        for (place, before) in trail.drain(mark.trail..).rev() {
            self.tight[place] = before;
        }
    }

    /// `later - earlier >= min`.
    ///
    /// # Errors
    /// The [`Conflict`] with what was there.
    pub fn add_at_least(&mut self, earlier: Point, later: Point, min: i64, label: L) -> Result<(), Conflict<L>> {
        if min <= -UNBOUNDED {
            return Ok(());
        }
        self.add_at_most(later, earlier, -min, label)
    }

    /// How far `later` lies after `earlier`.
    ///
    /// # Errors
    /// The [`Conflict`] with what was there; the lower of the two bounds may then have been taken.
    pub fn add_distance(
        &mut self,
        earlier: Point,
        later: Point,
        distance: Distance,
        label: L,
    ) -> Result<(), Conflict<L>> {
        if let Some(min) = distance.min {
            self.add_at_least(earlier, later, min, label.clone())?;
        }
        distance.max.map_or(Ok(()), |max| self.add_at_most(earlier, later, max, label))
    }

    /// When `point` was.
    ///
    /// # Errors
    /// As [`Network::add_distance`].
    pub fn add_bounds(&mut self, point: Point, bounds: TimeBounds, label: L) -> Result<(), Conflict<L>> {
        let distance = Distance { min: bounds.earliest, max: bounds.latest };
        self.add_distance(Point::ORIGIN, point, distance, label)
    }

    /// Least and greatest `later - earlier`, in minutes; `None` where open.
    pub fn difference(&self, earlier: Point, later: Point) -> Distance {
        let known = |value: i64| (value < UNBOUNDED).then_some(value);
        Distance { min: known(self.tight(later.0, earlier.0)).map(|m| -m), max: known(self.tight(earlier.0, later.0)) }
    }

    /// The tightest earliest and latest minute of a point.
    pub fn bounds(&self, point: Point) -> TimeBounds {
        let Distance { min, max } = self.difference(Point::ORIGIN, point);
        TimeBounds { earliest: min, latest: max }
    }

    /// The labels of the constraints from which the greatest `later - earlier` follows, each once; none where nothing
    /// bounds it. The least is that of the points exchanged.
    pub fn reasons(&self, earlier: Point, later: Point) -> Vec<L> {
        let mut labels = Vec::new();
        if self.tight(earlier.0, later.0) < UNBOUNDED {
            self.labels_of_path(earlier.0, later.0, &mut labels);
        }
        labels
    }

    /// Appends the labels along a shortest path. The tree is grown anew (Bellman and Ford): keeping one for every pair
    /// would double the cost of every constraint, and explanations are asked for seldom.
    fn labels_of_path(&self, from: usize, to: usize, labels: &mut Vec<L>) {
        let mut reached = vec![UNBOUNDED; self.points];
        let mut last: Vec<Option<usize>> = vec![None; self.points];
        reached[from] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for (number, edge) in self.edges.iter().enumerate() {
                if reached[edge.from] < UNBOUNDED && reached[edge.from] + edge.max < reached[edge.to] {
                    reached[edge.to] = reached[edge.from] + edge.max;
                    last[edge.to] = Some(number);
                    changed = true;
                }
            }
        }
        let mut path = Vec::new();
        let mut at = to;
        while at != from {
            let Some(number) = last[at] else { break };
            path.push(&self.edges[number].label);
            at = self.edges[number].from;
        }
        for label in path.into_iter().rev() {
            if !labels.contains(label) {
                labels.push(label.clone());
            }
        }
    }
}
