//! What a node keeps between requests, each beside where everything stood that it was made from.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept at most; the one used longest ago is forgotten first.
const MOST: usize = 50;

/// `T` by `K`, made from `S`: it holds as long as `S` is read the same again. Whoever asks reads `S` first, so that what
/// comes in meanwhile is read again, never missed.
pub struct Kept<K, S, T>(Mutex<Inner<K, S, T>>);

struct Inner<K, S, T> {
    entries: HashMap<K, Entry<S, T>>,
    /// Counts up with each use.
    uses: u64,
}

struct Entry<S, T> {
    stand: S,
    made: Arc<T>,
    last_use: u64,
}

impl<K, S, T> Default for Kept<K, S, T> {
    fn default() -> Self {
        Self(Mutex::new(Inner { entries: HashMap::new(), uses: 0 }))
    }
}

impl<K: Copy + Eq + Hash, S: PartialEq, T> Kept<K, S, T> {
    /// What is kept, where it was made from this.
    pub fn known(&self, key: K, stand: &S) -> Option<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let uses = kept.uses;
        let entry = kept.entries.get_mut(&key).filter(|entry| entry.stand == *stand)?;
        entry.last_use = uses;
        Some(Arc::clone(&entry.made))
    }

    /// Keeps what was made from this.
    pub fn keep(&self, key: K, stand: S, made: T) -> Arc<T> {
        let made = Arc::new(made);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last_use = kept.uses;
        kept.entries.insert(key, Entry { stand, made: Arc::clone(&made), last_use });
        if kept.entries.len() > MOST {
            let others = kept.entries.iter().filter(|(other, _)| **other != key);
            let oldest = others.min_by_key(|(_, entry)| entry.last_use).map(|(oldest, _)| *oldest);
            oldest.and_then(|oldest| kept.entries.remove(&oldest));
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_from_something_else_is_not_known_and_the_longest_unused_is_forgotten() {
        let kept = Kept::<usize, u32, &str>::default();
        for key in 0..MOST {
            kept.keep(key, 1, "one");
        }
        assert_eq!(kept.known(0, &1).as_deref(), Some(&"one"));
        assert!(kept.known(0, &2).is_none() && kept.known(MOST, &1).is_none());
        kept.keep(0, 2, "two");
        kept.keep(MOST, 1, "last");
        assert_eq!(kept.known(0, &2).as_deref(), Some(&"two"), "used a moment ago");
        let known = (0..=MOST).filter(|key| kept.known(*key, &1).is_some()).count();
        assert_eq!(known, MOST - 1, "one was forgotten, one stands otherwise");
    }
}
