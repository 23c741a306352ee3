//! How often each of many has asked lately.

use std::hash::Hash;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

/// Old marks are swept out after so many questions.
const SWEEP: u32 = 4096;

/// The most marks that a sweep leaves: about 10 MB of them.
const MOST: usize = 100_000;

/// Marks of those who asked lately. One whose allowance is whole again is forgotten, so that there are few; where
/// more than [`MOST`] ask at the same time, all are forgotten, rather than the memory filled.
pub(super) struct Counts<K: Hash + Eq + Clone> {
    quota: Quota,
    limiter: RwLock<DefaultKeyedRateLimiter<K>>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl<K: Hash + Eq + Clone> Counts<K> {
    /// Nobody has asked yet; each may ask as often as `quota` says.
    pub(super) fn within(quota: Quota) -> Self {
        Self {
            quota,
            limiter: RwLock::new(DefaultKeyedRateLimiter::keyed(quota)),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
        }
    }

    /// How long this one has to wait before it may ask; `None` where it may ask now, which is counted.
    pub(super) fn wait(&self, who: &K) -> Option<Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP) {
            self.sweep();
        }
        let limiter = self.limiter.read().unwrap_or_else(PoisonError::into_inner);
        limiter.check_key(who).err().map(|refused| refused.wait_time_from(self.clock.now()))
    }

    fn sweep(&self) {
        let mut limiter = self.limiter.write().unwrap_or_else(PoisonError::into_inner);
        limiter.retain_recent();
        if limiter.len() > MOST {
            *limiter = DefaultKeyedRateLimiter::keyed(self.quota);
        } else {
            limiter.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(counts: &Counts<u32>) -> usize {
        counts.limiter.read().unwrap().len()
    }

    #[test]
    fn a_million_addresses_leave_a_bounded_number_of_marks() {
        let an_hour = Quota::per_hour(1.try_into().unwrap());
        let counts = Counts::within(an_hour);
        for address in 0..1_000_000 {
            assert_eq!(counts.wait(&address), None);
            if address % 10_000 == 0 {
                assert!(marks(&counts) <= MOST + SWEEP as usize, "{}", marks(&counts));
            }
        }
    }

    #[test]
    fn who_asked_long_ago_is_forgotten() {
        let counts = Counts::within(Quota::per_second(1000.try_into().unwrap()));
        for _ in 0..10 {
            (0..SWEEP).for_each(|address| assert_eq!(counts.wait(&address), None));
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(marks(&counts) <= 2 * SWEEP as usize, "{}", marks(&counts));
    }
}
