//! Links that worked since the program started.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use crate::store::TokenHash;

/// Links that worked lately: at most twice `MOST` of them, so that it cannot grow for ever.
#[derive(Default)]
pub(super) struct KnownLinks {
    halves: Mutex<Halves>,
}

/// More than all invitations of a large prefecture's networks that are open at once.
const MOST: usize = 20_000;

/// When the young half is full, it becomes the old one, and the old one is forgotten.
#[derive(Default)]
struct Halves {
    young: HashSet<TokenHash>,
    old: HashSet<TokenHash>,
}

impl KnownLinks {
    /// Whether the link worked lately.
    pub(super) fn has(&self, link: TokenHash) -> bool {
        self.with(|halves| halves.young.contains(&link) || halves.old.contains(&link))
    }

    /// Notes that a link worked.
    pub(super) fn note(&self, link: TokenHash) {
        self.with(|halves| {
            if halves.young.insert(link) && halves.young.len() > MOST {
                halves.old = std::mem::take(&mut halves.young);
            }
        });
    }

    /// Notes that a link does not work any more.
    pub(super) fn forget(&self, link: TokenHash) {
        self.with(|halves| halves.young.remove(&link) | halves.old.remove(&link));
    }

    fn with<T>(&self, act: impl FnOnce(&mut Halves) -> T) -> T {
        // A panic between two operations of a set leaves it whole.
        act(&mut self.halves.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_use_are_known_and_the_number_is_bounded() {
        let links = KnownLinks::default();
        let link = |number: usize| TokenHash::of(&number.to_string());
        for number in 0..3 * MOST {
            links.note(link(number));
            links.note(link(0));
        }
        assert!(links.has(link(0)) && links.has(link(3 * MOST - 1)));
        assert!(!links.has(link(1)));
        assert!(links.with(|halves| halves.young.len() + halves.old.len()) <= 2 * MOST + 1);
        links.forget(link(0));
        assert!(!links.has(link(0)));
    }
}
