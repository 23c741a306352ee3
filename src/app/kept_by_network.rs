//! What a node keeps of networks between requests, each beside where everything stood that it was made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::NetworkId;

/// How many networks are kept at most; the one used longest ago is forgotten first.
const MOST: usize = 50;

/// `T` made from `S`: it holds as long as `S` is read the same again. Whoever asks reads `S` first, so that what comes
/// in meanwhile is read again, never missed.
pub struct KeptByNetwork<S, T>(Mutex<Kept<S, T>>);

struct Kept<S, T> {
    networks: HashMap<NetworkId, Entry<S, T>>,
    /// Counts up with each use.
    uses: u64,
}

struct Entry<S, T> {
    stand: S,
    made: Arc<T>,
    last_use: u64,
}

impl<S, T> Default for KeptByNetwork<S, T> {
    fn default() -> Self {
        Self(Mutex::new(Kept { networks: HashMap::new(), uses: 0 }))
    }
}

impl<S: PartialEq, T> KeptByNetwork<S, T> {
    /// What is kept of a network, where it was made from this.
    pub fn known(&self, network: NetworkId, stand: &S) -> Option<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let uses = kept.uses;
        let entry = kept.networks.get_mut(&network).filter(|entry| entry.stand == *stand)?;
        entry.last_use = uses;
        Some(Arc::clone(&entry.made))
    }

    /// Keeps what was made from this.
    pub fn keep(&self, network: NetworkId, stand: S, made: T) -> Arc<T> {
        let made = Arc::new(made);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last_use = kept.uses;
        kept.networks.insert(network, Entry { stand, made: Arc::clone(&made), last_use });
        if kept.networks.len() > MOST {
            let others = kept.networks.iter().filter(|(other, _)| **other != network);
            let oldest = others.min_by_key(|(_, entry)| entry.last_use).map(|(oldest, _)| *oldest);
            oldest.and_then(|oldest| kept.networks.remove(&oldest));
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn what_was_made_from_something_else_is_not_known_and_the_longest_unused_is_forgotten() {
        let kept = KeptByNetwork::<u32, &str>::default();
        let networks: Vec<NetworkId> = (0..=MOST).map(|_| NetworkId::new(Timestamp::UNIX_EPOCH)).collect();
        for network in &networks[..MOST] {
            kept.keep(*network, 1, "one");
        }
        assert_eq!(kept.known(networks[0], &1).as_deref(), Some(&"one"));
        assert!(kept.known(networks[0], &2).is_none() && kept.known(networks[MOST], &1).is_none());
        kept.keep(networks[0], 2, "two");
        kept.keep(networks[MOST], 1, "last");
        assert_eq!(kept.known(networks[0], &2).as_deref(), Some(&"two"), "used a moment ago");
        let known = networks.iter().filter(|network| kept.known(**network, &1).is_some()).count();
        assert_eq!(known, MOST - 1, "one was forgotten, one stands otherwise");
    }
}
