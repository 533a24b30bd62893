use std::collections::VecDeque;

use crate::network::{Conflict, UNBOUNDED};
use crate::{Distance, TimeBounds};

/// `events[later] - events[earlier]` lies in `distance`.
#[derive(Debug, Clone)]
pub struct Link<L> {
    /// Number of the earlier event.
    pub earlier: usize,
    /// Number of the later event.
    pub later: usize,
    /// How far apart they are.
    pub distance: Distance,
    /// Where that is told.
    pub label: L,
}

/// The tightest bounds of each event alone, given its own bounds (with their label) and the links between events.
///
/// Unlike [`Network`](crate::Network) it keeps no bound for every pair, so that it serves a chronology of many thousand
/// events with few links: memory grows with events and links, time nearly so.
///
/// # Errors
/// A [`Conflict`] where bounds and links contradict each other.
///
/// # Panics
/// If a link names an event that is not there.
///
/// ```
/// use regesta_time::{Distance, Link, TimeBounds, tightest_bounds};
/// let events = [(TimeBounds::parse("1920-04-28")?, "A"), (TimeBounds::OPEN, "B")];
/// let next_day = Distance::parse("P1D", false)?;
/// let links = [Link { earlier: 0, later: 1, distance: next_day, label: "the day after A" }];
/// let bounds = tightest_bounds(&events, &links)?;
/// assert_eq!(bounds[1].to_string(), "1920-04-28T00:01/1920-04-30T23:58");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tightest_bounds<L: Clone + PartialEq + std::fmt::Debug>(
    events: &[(TimeBounds, L)],
    links: &[Link<L>],
) -> Result<Vec<TimeBounds>, Conflict<L>> {
    let mut edges: Vec<Edge<'_, L>> = Vec::with_capacity(2 * (events.len() + links.len()));
    let mut both = |from: usize, to: usize, distance: Distance, label| {
        if let Some(max) = distance.max {
            edges.push(Edge { from, to, max, label });
        }
        if let Some(min) = distance.min {
            edges.push(Edge { from: to, to: from, max: -min, label });
        }
    };
    for (number, (bounds, label)) in events.iter().enumerate() {
        both(0, number + 1, Distance { min: bounds.earliest, max: bounds.latest }, label);
    }
    for link in links {
        assert!(link.earlier < events.len() && link.later < events.len(), "a link names an event that is not there");
        both(link.earlier + 1, link.later + 1, link.distance, &link.label);
    }
    let nodes = events.len() + 1;
    // From everywhere at once, so that a contradiction among events without a date is found too.
    shortest(nodes, &edges, false, None)?;
    let latest = shortest(nodes, &edges, false, Some(0))?;
    let earliest = shortest(nodes, &edges, true, Some(0))?;
    let known = |value: i64| (value < UNBOUNDED).then_some(value);
    Ok((1..nodes).map(|n| TimeBounds { earliest: known(earliest[n]).map(|m| -m), latest: known(latest[n]) }).collect())
}

/// `to - from <= max`; the first node is the origin, then come the events.
struct Edge<'a, L> {
    from: usize,
    to: usize,
    max: i64,
    label: &'a L,
}

impl<L> Edge<'_, L> {
    /// Where it begins and ends, in the direction of the search.
    fn ends(&self, backwards: bool) -> (usize, usize) {
        if backwards { (self.to, self.from) } else { (self.from, self.to) }
    }
}

/// Shortest distances from `source`, or from all nodes at once, by Bellman and Ford with a queue.
fn shortest<L: Clone + PartialEq + std::fmt::Debug>(
    nodes: usize,
    edges: &[Edge<'_, L>],
    backwards: bool,
    source: Option<usize>,
) -> Result<Vec<i64>, Conflict<L>> {
    let mut first = vec![0usize; nodes + 1];
    for edge in edges {
        first[edge.ends(backwards).0 + 1] += 1;
    }
    for n in 0..nodes {
        first[n + 1] += first[n];
    }
    let mut order = vec![0usize; edges.len()];
    let mut next = first.clone();
    for (number, edge) in edges.iter().enumerate() {
        let from = edge.ends(backwards).0;
        order[next[from]] = number;
        next[from] += 1;
    }
    let mut reached = vec![if source.is_some() { UNBOUNDED } else { 0 }; nodes];
    let mut last: Vec<Option<usize>> = vec![None; nodes];
    let mut length = vec![0usize; nodes];
    let mut waiting = vec![source.is_none(); nodes];
    let mut queue: VecDeque<usize> = if source.is_none() { (0..nodes).collect() } else { VecDeque::new() };
    if let Some(source) = source {
        reached[source] = 0;
        waiting[source] = true;
        queue.push_back(source);
    }
    while let Some(at) = queue.pop_front() {
        waiting[at] = false;
        for &number in &order[first[at]..first[at + 1]] {
            let to = edges[number].ends(backwards).1;
            let sum = reached[at] + edges[number].max;
            if sum >= reached[to] {
                continue;
            }
            reached[to] = sum;
            last[to] = Some(number);
            length[to] = length[at] + 1;
            // A path of as many steps as there are nodes goes in a circle.
            if length[to] >= nodes {
                return Err(circle(edges, &last, to, backwards));
            }
            if !waiting[to] {
                waiting[to] = true;
                queue.push_back(to);
            }
        }
    }
    Ok(reached)
}

/// The circle of negative length that the parents of `start` lead into.
fn circle<L: Clone + PartialEq + std::fmt::Debug>(
    edges: &[Edge<'_, L>],
    last: &[Option<usize>],
    start: usize,
    backwards: bool,
) -> Conflict<L> {
    let step = |node: usize| last[node].map(|number| (number, edges[number].ends(backwards).0));
    let mut at = start;
    for _ in 0..last.len() {
        let Some((_, before)) = step(at) else { break };
        at = before;
    }
    let (mut labels, mut sum, begin) = (Vec::new(), 0, at);
    while let Some((number, before)) = step(at) {
        sum += edges[number].max;
        if !labels.contains(edges[number].label) {
            labels.push(edges[number].label.clone());
        }
        at = before;
        if at == begin {
            break;
        }
    }
    labels.reverse();
    Conflict { labels, minutes: -sum }
}
