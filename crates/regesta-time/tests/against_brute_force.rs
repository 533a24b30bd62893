//! Random small networks against a solver that tries every placing of the points.

use regesta_time::{Distance, Link, Network, Point, TimeBounds, tightest_bounds};

/// A generator with a fixed seed (Steele, Lea and Flood, "SplitMix", 2014), so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit) as i64
    }
}

const SPAN: i64 = 7;

#[derive(Clone, Debug)]
struct Case {
    bounds: Vec<(i64, i64)>,
    /// `b - a` lies in `min..=max`.
    links: Vec<(usize, usize, i64, i64)>,
}

fn case(numbers: &mut Numbers, points: usize) -> Case {
    let bounds = (0..points)
        .map(|_| {
            let (a, b) = (numbers.below(SPAN as u64), numbers.below(SPAN as u64));
            (a.min(b), a.max(b))
        })
        .collect();
    let links = (0..numbers.below(5))
        .filter_map(|_| {
            let (a, b) = (numbers.below(points as u64) as usize, numbers.below(points as u64) as usize);
            let (x, y) = (numbers.below(9) - 4, numbers.below(9) - 4);
            (a != b).then_some((a, b, x.min(y), x.max(y)))
        })
        .collect();
    Case { bounds, links }
}

/// Every placing that keeps all constraints but those left out.
fn solutions(case: &Case, without: Option<usize>) -> Vec<Vec<i64>> {
    let n = case.bounds.len();
    let kept = |number: usize| without != Some(number);
    let mut all = vec![Vec::new()];
    for (p, &(low, high)) in case.bounds.iter().enumerate() {
        let range = if kept(p) { low..=high } else { -3 * SPAN..=4 * SPAN };
        all = all
            .into_iter()
            .flat_map(|placed: Vec<i64>| {
                range.clone().map(move |t| {
                    let mut placed = placed.clone();
                    placed.push(t);
                    placed
                })
            })
            .filter(|placed| {
                case.links.iter().enumerate().all(|(number, &(a, b, min, max))| {
                    !kept(n + number) || a.max(b) != p || (min..=max).contains(&(placed[b] - placed[a]))
                })
            })
            .collect();
    }
    all
}

/// The network, or the numbers of the constraints that contradict each other.
fn network(case: &Case) -> Result<(Network<usize>, Vec<Point>), Vec<usize>> {
    let mut net = Network::new();
    let points: Vec<Point> = case.bounds.iter().map(|_| net.add_point()).collect();
    let n = points.len();
    for (number, &(a, b, min, max)) in case.links.iter().enumerate() {
        let distance = Distance { min: Some(min), max: Some(max) };
        net.add_distance(points[a], points[b], distance, n + number).map_err(|c| c.labels)?;
    }
    for (number, &(low, high)) in case.bounds.iter().enumerate() {
        let bounds = TimeBounds { earliest: Some(low), latest: Some(high) };
        net.add_bounds(points[number], bounds, number).map_err(|c| c.labels)?;
    }
    Ok((net, points))
}

fn sparse(case: &Case) -> Result<Vec<TimeBounds>, Vec<usize>> {
    let n = case.bounds.len();
    let of = |(low, high)| TimeBounds { earliest: Some(low), latest: Some(high) };
    let events: Vec<_> = case.bounds.iter().enumerate().map(|(number, &b)| (of(b), number)).collect();
    let links: Vec<_> = case
        .links
        .iter()
        .enumerate()
        .map(|(number, &(earlier, later, min, max))| Link {
            earlier,
            later,
            distance: Distance { min: Some(min), max: Some(max) },
            label: n + number,
        })
        .collect();
    tightest_bounds(&events, &links).map_err(|c| c.labels)
}

#[test]
fn bounds_and_differences_are_those_of_all_placings() {
    let mut numbers = Numbers(20);
    let (mut consistent, mut contradictory) = (0, 0);
    for _ in 0..1500 {
        let points = 2 + numbers.below(3) as usize;
        let case = case(&mut numbers, points);
        let all = solutions(&case, None);
        let Ok((net, points)) = network(&case) else {
            assert!(all.is_empty(), "{case:?} can be placed");
            assert!(sparse(&case).is_err(), "{case:?}");
            contradictory += 1;
            continue;
        };
        assert!(!all.is_empty(), "{case:?} cannot be placed");
        consistent += 1;
        let alone = sparse(&case).unwrap();
        for (i, &a) in points.iter().enumerate() {
            let times = || all.iter().map(|placed| placed[i]);
            let wanted = TimeBounds { earliest: times().min(), latest: times().max() };
            assert_eq!(net.bounds(a), wanted, "{case:?}");
            assert_eq!(alone[i], wanted, "{case:?}");
            for (j, &b) in points.iter().enumerate() {
                let apart = || all.iter().map(|placed| placed[j] - placed[i]);
                assert_eq!(net.difference(a, b), Distance { min: apart().min(), max: apart().max() }, "{case:?}");
            }
        }
    }
    assert!(consistent > 300 && contradictory > 300, "{consistent} and {contradictory}: one kind is hardly tried");
}

#[test]
fn a_conflict_names_constraints_that_contradict_each_other_and_none_too_many() {
    let mut numbers = Numbers(1920);
    let mut tried = 0;
    for _ in 0..600 {
        let case = case(&mut numbers, 3);
        for labels in [network(&case).err(), sparse(&case).err()].into_iter().flatten() {
            let n = case.bounds.len();
            let named = |keep: &[usize]| {
                let wide = (-3 * SPAN, 4 * SPAN);
                Case {
                    bounds: (0..n).map(|p| if keep.contains(&p) { case.bounds[p] } else { wide }).collect(),
                    links: (0..case.links.len()).filter(|l| keep.contains(&(n + l))).map(|l| case.links[l]).collect(),
                }
            };
            assert!(solutions(&named(&labels), None).is_empty(), "{case:?}: {labels:?} do not contradict");
            for leave in 0..labels.len() {
                let mut fewer = labels.clone();
                fewer.remove(leave);
                assert!(!solutions(&named(&fewer), None).is_empty(), "{case:?}: {labels:?} has one too many");
            }
            tried += 1;
        }
    }
    assert!(tried > 200);
}

#[test]
fn a_refused_constraint_leaves_the_bounds_as_they_were() {
    let mut net = Network::new();
    let (a, b) = (net.add_point(), net.add_point());
    net.add_at_least(a, b, 10, "ten after").unwrap();
    let before = (net.difference(a, b), net.bounds(a));
    assert_eq!(net.add_at_most(a, b, 5, "at most five").unwrap_err().labels, ["at most five", "ten after"]);
    assert_eq!((net.difference(a, b), net.bounds(a)), before);
    assert_eq!(net.reasons(b, a), ["ten after"]);
    assert!(net.reasons(a, b).is_empty());
}

#[test]
fn the_order_of_constraints_does_not_matter() {
    let mut numbers = Numbers(7);
    for _ in 0..300 {
        let case = case(&mut numbers, 4);
        let mut turned = case.clone();
        turned.links.reverse();
        match (network(&case), network(&turned)) {
            (Ok((one, points)), Ok((other, _))) => {
                for &a in &points {
                    assert_eq!(one.bounds(a), other.bounds(a));
                }
            }
            (one, other) => assert!(one.is_err() && other.is_err(), "{case:?}"),
        }
    }
}

#[test]
fn what_is_taken_back_leaves_no_trace() {
    let mut numbers = Numbers(3);
    for _ in 0..300 {
        let (first, second) = (case(&mut numbers, 4), case(&mut numbers, 4));
        let Ok((mut net, points)) = network(&first) else { continue };
        let all = |net: &Network<usize>| -> Vec<Distance> {
            points.iter().flat_map(|a| points.iter().map(|b| net.difference(*a, *b))).collect()
        };
        let (before, reasons) = (all(&net), net.reasons(points[0], points[1]));
        let mark = net.mark();
        for &(a, b, min, max) in &second.links {
            let distance = Distance { min: Some(min), max: Some(max) };
            let _ = net.add_distance(points[a], points[b], distance, 99);
            let inner = net.mark();
            let _ = net.add_at_most(points[b], points[a], -min, 98);
            net.undo(inner);
        }
        net.undo(mark);
        assert_eq!((all(&net), net.reasons(points[0], points[1])), (before, reasons), "{first:?} {second:?}");
    }
}
