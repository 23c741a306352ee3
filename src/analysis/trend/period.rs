//! Periods, and whether two of them may be joined by a line.

use jiff::Unit;
use jiff::civil::Date;

/// A period from its first to its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// How a period stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It follows at once and is as long: their figures may be compared.
    Joined,
    /// It is as long, but time lies between them: compared, and said.
    AfterGap,
    /// They share days: never a trend.
    Overlapping,
    /// One is longer: never a trend.
    Unequal,
    /// The days of one are not known.
    Unknown,
}

impl Step {
    /// How `later` stands to `earlier`.
    pub fn between(earlier: Option<Span>, later: Option<Span>) -> Self {
        let (Some(earlier), Some(later)) = (earlier, later) else { return Self::Unknown };
        if later.first <= earlier.last {
            Self::Overlapping
        } else if earlier.length() != later.length() {
            Self::Unequal
        } else if earlier.last.tomorrow().ok() == Some(later.first) {
            Self::Joined
        } else {
            Self::AfterGap
        }
    }

    /// Whether a line may join the two, and a change be told.
    pub fn is_joined(self) -> bool {
        matches!(self, Self::Joined | Self::AfterGap)
    }
}

impl Span {
    /// Whole months and the days over: a year is as long as another one, leap or not.
    fn length(self) -> Option<(i32, i32)> {
        let length = self.first.until((Unit::Month, self.last.tomorrow().ok()?)).ok()?;
        Some((length.get_months(), length.get_days()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn span(first: (i16, i8, i8), last: (i16, i8, i8)) -> Option<Span> {
        Some(Span { first: date(first.0, first.1, first.2), last: date(last.0, last.1, last.2) })
    }

    #[test]
    fn only_periods_of_one_length_that_share_no_day_are_joined() {
        let year = |year| span((year, 4, 1), (year + 1, 3, 31));
        let check = |earlier, later, expect| assert_eq!(Step::between(earlier, later), expect);
        // 365 days and 366 days are both twelve months.
        check(year(2022), year(2023), Step::Joined);
        check(year(2023), year(2024), Step::Joined);
        check(year(2022), year(2024), Step::AfterGap);
        check(year(2024), year(2024), Step::Overlapping);
        check(year(2023), span((2024, 3, 31), (2025, 3, 30)), Step::Overlapping);
        check(year(2023), span((2024, 4, 1), (2024, 9, 30)), Step::Unequal);
        check(year(2023), span((2024, 4, 1), (2025, 3, 30)), Step::Unequal);
        check(year(2023), None, Step::Unknown);
        assert!(Step::AfterGap.is_joined() && !Step::Overlapping.is_joined() && !Step::Unknown.is_joined());
    }
}
