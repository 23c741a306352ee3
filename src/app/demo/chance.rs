//! The seed's decisions. Each matter draws from a stream of its own, so that one agency more does not
//! change what the others answer.

use rand::rngs::ChaCha8Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use sha2::{Digest, Sha256};

/// Draws for one matter.
pub(super) struct Chance {
    /// ChaCha8 is one of the generators whose numbers `rand` promises not to change.
    generator: ChaCha8Rng,
}

impl Chance {
    /// The draws of a seed for the matter of this name.
    pub(super) fn new(seed: u64, matter: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(matter.as_bytes());
        Self { generator: ChaCha8Rng::from_seed(hash.finalize().into()) }
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: i32, most: i32) -> i32 {
        self.generator.random_range(least..=most)
    }

    /// True in `percent` of a hundred draws.
    pub(super) fn percent(&mut self, percent: i32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of them; `None` where there is none.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.choose(&mut self.generator)
    }

    /// All of them in another order.
    pub(super) fn shuffled<T>(&mut self, of: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut all: Vec<T> = of.into_iter().collect();
        all.shuffle(&mut self.generator);
        all
    }

    /// A place among `weights`, by weight; 0 where all are zero.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        if total == 0 {
            return 0;
        }
        let mut drawn = self.generator.random_range(0..total);
        for (place, weight) in weights.iter().enumerate() {
            if drawn < *weight {
                return place;
            }
            drawn -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_for_ever() {
        let draws = |seed, matter: &str| {
            let mut chance = Chance::new(seed, matter);
            (0..8).map(|_| chance.between(0, 99)).collect::<Vec<_>>()
        };
        // Written down once: another machine, or a later version, must draw these too.
        assert_eq!(draws(1, "npo"), [18, 36, 41, 50, 50, 36, 94, 67]);
        assert_ne!(draws(1, "npo"), draws(2, "npo"));
        assert_ne!(draws(1, "npo"), draws(1, "clinic"));
    }

    #[test]
    fn weights_are_followed() {
        let mut chance = Chance::new(1, "weights");
        assert!((0..50).all(|_| chance.weighted(&[0, 3, 0]) == 1));
        assert_eq!(chance.weighted(&[0, 0]), 0);
        let heavy = (0..1000).filter(|_| chance.weighted(&[1, 9]) == 1).count();
        assert!((850..950).contains(&heavy), "{heavy}");
    }
}
