//! When a person looked at a board last. Looks that follow each other within the hour are one visit: what was
//! new when it began stays new while it lasts.

use jiff::{SignedDuration, Timestamp};

use crate::store::board_looks::Look;

/// After how long without a look the next one begins another visit.
const VISIT: SignedDuration = SignedDuration::from_hours(1);

/// How exactly looks are noted: reading a page does not write each time.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// Since when answers are new to somebody who looks `now`; and their look, where it is to be noted.
pub(super) fn looking(last: Option<Look>, now: Timestamp) -> (Option<Timestamp>, Option<Look>) {
    let Some(last) = last else {
        return (None, Some(Look { looked_at: now, before_at: None }));
    };
    let gap = now.duration_since(last.looked_at);
    if gap > VISIT {
        return (Some(last.looked_at), Some(Look { looked_at: now, before_at: Some(last.looked_at) }));
    }
    let noted = (gap > NOTED).then_some(Look { looked_at: now, before_at: last.before_at });
    (last.before_at, noted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_new_stays_new_for_the_visit() {
        let (friday, monday) = (at("2026-11-20T08:00:00Z"), at("2026-11-23T00:00:00Z"));
        let (since, first) = looking(None, friday);
        assert_eq!((since, first.map(|look| look.before_at)), (None, Some(None)));
        let (since, visit) = looking(first, monday);
        assert_eq!(since, Some(friday));
        let minutes = |minutes| monday + SignedDuration::from_mins(minutes);
        assert_eq!(looking(visit, minutes(3)), (Some(friday), None), "not written again so soon");
        let (since, later) = looking(visit, minutes(50));
        assert_eq!((since, later.map(|look| look.looked_at)), (Some(friday), Some(minutes(50))));
        assert_eq!(looking(later, minutes(100)).0, Some(friday), "the visit goes on");
        assert_eq!(looking(later, minutes(111)).0, Some(minutes(50)), "another visit");
    }
}
