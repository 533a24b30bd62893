//! The cheapest ways to the points that an expression may stand for.

use std::cmp::Ordering;

use crate::mention::Point;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) cost: f64,
    pub(crate) at: Option<Point>,
    pub(crate) year: Option<i32>,
    pub(crate) back: u8,
    pub(crate) moved: bool,
    /// Printed dates passed over since the clock last moved, at most 3.
    pub(crate) passed: u8,
}

pub(crate) const BEAM: usize = 24;

/// A way that costs so much more than the cheapest is given up: the cheapest can come to any date that the text prints for
/// less.
const BEHIND: f64 = 8.0;

/// The ways to the points that a mention may stand for: the cheapest to each.
#[derive(Default)]
pub(crate) struct Layer {
    /// The best way to each point, with its place among the ways.
    best: Vec<(usize, Node)>,
    /// Ways so far.
    ways: usize,
    /// Where in `best` the point of a hash stands, and the number of the layer that it is of.
    table: Vec<(u32, u32)>,
    layer: u32,
    /// More than this no way that is kept costs, where points were weighed.
    dearest: f64,
    /// How many points there were when that was last found out; 0 for not yet.
    weighed: usize,
    /// Room for finding it out.
    costs: Vec<f64>,
}

impl Layer {
    /// Takes a way, unless a cheaper one leads to its point; of equals the first.
    pub(crate) fn push(&mut self, node: Node) {
        let index = self.ways;
        self.ways += 1;
        if self.weighed > 0 && node.cost > self.dearest {
            return;
        }
        if 2 * self.best.len() >= self.table.len() {
            self.grow();
        }
        let same = |other: &Node| other.at == node.at && other.year == node.year && other.moved == node.moved;
        let last = self.table.len() - 1;
        let mut slot = hash(&node) & last;
        loop {
            let (layer, place) = self.table[slot];
            if layer != self.layer {
                self.table[slot] = (self.layer, self.best.len() as u32);
                self.best.push((index, node));
                return;
            }
            let known = &mut self.best[place as usize];
            if same(&known.1) {
                if order(&(index, node), known).is_lt() {
                    *known = (index, node);
                }
                return;
            }
            slot = (slot + 1) & last;
        }
    }

    /// Finds out what ways are too dear to be kept, where many points have come since it was last found out.
    pub(crate) fn weigh(&mut self) {
        if self.best.len() < self.weighed + BEAM {
            return;
        }
        self.costs.clear();
        self.costs.extend(self.best.iter().map(|(_, node)| node.cost));
        let (_, dearest, _) = self.costs.select_nth_unstable_by(BEAM - 1, f64::total_cmp);
        self.dearest = *dearest;
        self.weighed = self.best.len();
    }

    fn grow(&mut self) {
        let size = (2 * self.table.len()).max(256);
        self.table.clear();
        self.table.resize(size, (0, 0));
        self.layer = 1;
        for (place, (_, node)) in (0..).zip(&self.best) {
            let mut slot = hash(node) & (size - 1);
            while self.table[slot].0 == self.layer {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = (self.layer, place);
        }
    }

    /// Moves the cheapest ways to `kept`, cheapest first; of equals the earlier point. The layer is empty then.
    pub(crate) fn keep_best(&mut self, kept: &mut Vec<Node>) {
        if self.best.len() > BEAM {
            self.best.select_nth_unstable_by(BEAM - 1, order);
            self.best.truncate(BEAM);
        }
        self.best.sort_unstable_by(order);
        let dearest = self.best.first().map_or(0.0, |(_, node)| node.cost + BEHIND);
        kept.clear();
        kept.extend(self.best.drain(..).map(|(_, node)| node).take_while(|node| node.cost <= dearest));
        self.ways = 0;
        self.weighed = 0;
        match self.layer.checked_add(1) {
            Some(next) => self.layer = next,
            None => self.table.clear(),
        }
    }
}

pub(crate) fn order((i, a): &(usize, Node), (j, b): &(usize, Node)) -> Ordering {
    let way = a.cost.total_cmp(&b.cost).then(a.at.cmp(&b.at)).then(a.year.cmp(&b.year));
    way.then(a.back.cmp(&b.back)).then(i.cmp(j))
}

/// A number for the point that a node stands at.
pub(crate) fn hash(node: &Node) -> usize {
    let point = node.at.map_or(0, |at| at.0);
    let mixed = (point * 8192 + i64::from(node.year.unwrap_or(0)) * 2 + i64::from(node.moved)) as u64;
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}
