//! The program's one clock.

use jiff::{SignedDuration, Timestamp};

/// Tells the time, in UTC and whole microseconds; it can be set, for trying things out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    ahead: SignedDuration,
}

impl Clock {
    /// The machine's time.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that starts at `time` now and runs on from there.
    pub fn set_to(time: Timestamp) -> Self {
        Self { ahead: time.duration_since(Timestamp::now()) }
    }

    /// The present time, cut to the microsecond that both databases keep.
    pub fn now(&self) -> Timestamp {
        let time = Timestamp::now().checked_add(self.ahead).unwrap_or(Timestamp::MAX);
        Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_runs_on_from_where_it_was_set() {
        let start: Timestamp = "2026-11-20T09:00:00+09:00".parse().unwrap();
        let clock = Clock::set_to(start);
        let now = clock.now();
        assert!(now >= start - SignedDuration::from_micros(1) && now < start + SignedDuration::from_secs(60), "{now}");
        assert_eq!(now.subsec_nanosecond() % 1000, 0);
    }
}
