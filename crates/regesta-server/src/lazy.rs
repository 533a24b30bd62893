//! A value that is made when it is first asked for.

use std::sync::{Arc, Mutex, PoisonError};

/// Made at most once, however many ask at the same time; what failed is tried again by the next who asks.
#[derive(Debug)]
pub(crate) struct Lazy<T> {
    slot: Mutex<Option<Arc<T>>>,
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self { slot: Mutex::new(None) }
    }
}

impl<T> Lazy<T> {
    pub(crate) fn get<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*slot {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(make()?);
        *slot = Some(Arc::clone(&made));
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Lazy;

    #[test]
    fn is_made_once_by_many_threads() {
        let (lazy, made) = (Lazy::default(), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let value = lazy.get(|| Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst)));
                    assert_eq!(value.map(|v| *v), Ok(0));
                });
            }
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn failure_is_not_kept() {
        let lazy = Lazy::default();
        assert_eq!(lazy.get(|| Err::<u8, _>("broken")), Err("broken"));
        assert_eq!(lazy.get(|| Ok::<_, &str>(7)).map(|v| *v), Ok(7));
    }
}
