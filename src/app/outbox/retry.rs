//! When a mail that the server does not take yet is tried again.

use jiff::SignedDuration;

/// The waits after the first tries, in minutes; the last one goes on.
const WAITS: [i64; 6] = [1, 5, 15, 60, 120, 240];

/// For how long a mail is tried, in minutes: three days.
const PATIENCE: i64 = 3 * 24 * 60;

/// How long to wait after the try of this number, from 1; `None` where it was the last.
pub(super) fn wait_after(attempts: i32) -> Option<SignedDuration> {
    let wait = |attempt: usize| WAITS.get(attempt).or(WAITS.last()).copied().unwrap_or_default();
    let done = usize::try_from(attempts).unwrap_or_default().max(1);
    let waited: i64 = (0..done - 1).map(wait).sum();
    (waited < PATIENCE).then(|| SignedDuration::from_mins(wait(done - 1)))
}

/// How long to wait after the try of this number where the server's own rules keep a mail back: for as long as it
/// takes to mend them.
pub(super) fn wait_for_server(attempts: i32) -> SignedDuration {
    let longest = WAITS.last().copied().unwrap_or_default();
    wait_after(attempts).unwrap_or(SignedDuration::from_mins(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 1 + 5 + 15 + 60 + 120 = 201 minutes are waited after five tries. 17 waits of 240 minutes make it
    /// 4,281, which is less than 4,320 (three days): one more wait follows, after which 4,521 are over.
    #[test]
    fn waits_grow_and_end_after_three_days() {
        let minutes = |attempts| wait_after(attempts).map(|wait| wait.as_mins());
        assert_eq!((1..=7).map(minutes).collect::<Vec<_>>(), [1, 5, 15, 60, 120, 240, 240].map(Some));
        assert_eq!(wait_for_server(1).as_mins(), 1);
        assert_eq!(wait_for_server(100).as_mins(), 240, "it never ends");
        assert_eq!((minutes(23), minutes(24)), (Some(240), None));
    }
}
