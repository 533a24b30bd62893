//! Work by several threads, taken up in the order in which it was given.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, mpsc};

/// What the threads share: which item is next, and how much is under way or waits to be taken up.
#[derive(Debug, Default)]
struct Progress {
    next: usize,
    taken: usize,
    cost: u64,
    stopped: bool,
}

/// Does `work` for each item on `threads` threads and hands every result to `take`, on the calling thread, in the order
/// of the items. While `take` is busy the threads go on, but never hold more than `most` of `cost` among them (one item
/// at the least), so that memory is bounded whatever the number of items. Ends early when `take` returns an error.
pub(crate) fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    threads: usize,
    (most, cost): (u64, impl Fn(&T) -> u64 + Sync),
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let shared = Mutex::new(Progress::default());
    let changed = Condvar::new();
    let lock = || shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // The item to work at, when there is room for it.
    let claim = || {
        let mut progress = lock();
        loop {
            let item = items.get(progress.next).filter(|_| !progress.stopped)?;
            if progress.next == progress.taken || progress.cost + cost(item) <= most {
                progress.cost += cost(item);
                progress.next += 1;
                return Some(progress.next - 1);
            }
            progress = changed.wait(progress).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    };
    let stop = || {
        lock().stopped = true;
        changed.notify_all();
    };
    std::thread::scope(|scope| {
        let (sender, results) = mpsc::channel::<(usize, R)>();
        for _ in 0..threads.clamp(1, items.len().max(1)) {
            let sender = sender.clone();
            let (claim, stop, work) = (&claim, &stop, &work);
            scope.spawn(move || {
                // A panic of this thread reaches the caller through the scope; the others must not wait for its item.
                let guard = OnPanic(stop);
                while let Some(at) = claim() {
                    if sender.send((at, work(&items[at]))).is_err() {
                        break;
                    }
                }
                std::mem::forget(guard);
            });
        }
        drop(sender);
        let mut waiting: BTreeMap<usize, R> = BTreeMap::new();
        let mut at = 0;
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&at) {
                let taken = take(&items[at], result);
                let mut progress = lock();
                progress.taken += 1;
                progress.cost -= cost(&items[at]);
                drop(progress);
                changed.notify_all();
                at += 1;
                if let Err(error) = taken {
                    stop();
                    return Err(error);
                }
            }
        }
        Ok(())
    })
}

/// Calls its function when it is dropped, which happens only where a thread unwinds.
struct OnPanic<F: Fn()>(F);

impl<F: Fn()> Drop for OnPanic<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..200).collect();
        for threads in [1, 4, 300] {
            let mut seen = Vec::new();
            let slow_first = |n: &u64| {
                std::thread::sleep(std::time::Duration::from_micros((200 - n) % 7 * 50));
                n * 2
            };
            let done: Result<(), ()> = in_order(&items, threads, (10, |_| 1), slow_first, |item, result| {
                assert_eq!(result, item * 2);
                seen.push(*item);
                Ok(())
            });
            assert_eq!((done, seen), (Ok(()), items.clone()), "{threads}");
        }
    }

    #[test]
    fn no_more_is_under_way_than_there_is_room_for() {
        let items = [3u64, 9, 3, 3, 20, 1, 1, 3, 3, 9];
        let (now, highest) = (AtomicU64::new(0), AtomicU64::new(0));
        let work = |cost: &u64| {
            let sum = now.fetch_add(*cost, Ordering::SeqCst) + cost;
            highest.fetch_max(sum, Ordering::SeqCst);
        };
        let take = |cost: &u64, ()| {
            now.fetch_sub(*cost, Ordering::SeqCst);
            Ok::<(), ()>(())
        };
        assert_eq!(in_order(&items, 8, (10, |cost| *cost), work, take), Ok(()));
        // One item may be larger than the room there is; then it is alone.
        assert_eq!(highest.load(Ordering::SeqCst), 20);
    }

    #[test]
    fn an_error_ends_the_work() {
        let items: Vec<u32> = (0..1000).collect();
        let mut taken = 0;
        let done = in_order(
            &items,
            3,
            (5, |_| 1),
            |n| *n,
            |_, n| {
                taken += 1;
                if n == 4 { Err("stop") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("stop"), 5));
    }

    #[test]
    fn nothing_to_do_is_done() {
        let done = in_order(&[] as &[u8], 4, (1, |_| 1), |_| (), |_, ()| Err(()));
        assert_eq!(done, Ok(()));
    }
}
