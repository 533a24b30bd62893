//! Speed of the network: `cargo bench -p regesta-time`.

use divan::{Bencher, black_box};
use regesta_time::{Distance, Link, Network, Point, TimeBounds, tightest_bounds};

fn main() {
    divan::main();
}

/// A chain of events, each within a day after the one before, the first and the last dated.
#[divan::bench(args = [12, 30, 100])]
fn dense_chain(bencher: Bencher<'_, '_>, events: usize) {
    bencher.bench(|| {
        let mut net = Network::new();
        let points: Vec<Point> = (0..events).map(|_| net.add_point()).collect();
        let day = Distance { min: Some(1), max: Some(1440) };
        for (n, pair) in points.windows(2).enumerate() {
            net.add_distance(pair[0], pair[1], day, n).expect("a chain has no circle");
        }
        net.add_bounds(points[0], TimeBounds { earliest: Some(0), latest: Some(1439) }, events).expect("first date");
        black_box(net.bounds(points[events - 1]))
    });
}

#[divan::bench(args = [1_000, 10_000])]
fn sparse_chronology(bencher: Bencher<'_, '_>, events: usize) {
    let dated: Vec<_> = (0..events)
        .map(|n| {
            let at = 1440 * n as i64;
            let known = n % 3 != 0;
            (if known { TimeBounds { earliest: Some(at), latest: Some(at + 1439) } } else { TimeBounds::OPEN }, n)
        })
        .collect();
    let links: Vec<_> = (1..events)
        .map(|n| Link { earlier: n - 1, later: n, distance: Distance { min: Some(1), max: None }, label: events + n })
        .collect();
    bencher.bench(|| black_box(tightest_bounds(&dated, &links)));
}
