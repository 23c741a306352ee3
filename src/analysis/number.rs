//! Statistics of numbers.

use super::figure::Figure;
use super::table::Item;

/// How exactly numbers add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// Typed numbers: multiples of 10^-decimals, summed as integers.
    Decimals(u32),
    /// Computed numbers: any, summed as they are.
    Floating,
}

impl Precision {
    /// The sum; independent of the order of the numbers, which must be ascending.
    fn sum(self, ascending: &[f64]) -> f64 {
        match self {
            Self::Decimals(decimals) => {
                let mut sum = DecimalSum::default();
                ascending.iter().for_each(|number| sum.add(*number, decimals));
                sum.value(decimals)
            }
            Self::Floating => ascending.iter().sum(),
        }
    }
}

/// A sum of numbers with a fixed number of decimals, kept as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DecimalSum(i128);

impl DecimalSum {
    #[expect(clippy::cast_possible_truncation, reason = "answers are far below 2^127")]
    pub(super) fn add(&mut self, number: f64, decimals: u32) {
        self.0 += (number * scale(decimals)).round() as i128;
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0 += other.0;
    }

    #[expect(clippy::cast_precision_loss, reason = "sums of answers stay below 2^53")]
    pub(super) fn value(self, decimals: u32) -> f64 {
        self.0 as f64 / scale(decimals)
    }
}

fn scale(decimals: u32) -> f64 {
    10_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX))
}

/// The numbers given for one item.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct NumberTally {
    pub(super) typed: Vec<f64>,
    pub(super) unknown: u64,
}

impl NumberTally {
    pub(super) fn merge(&mut self, other: Self) {
        self.typed.extend(other.typed);
        self.unknown += other.unknown;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of answers stay below 2^53")]
    pub(super) fn item(&self, key: &str, label: &str, precision: Precision) -> Item {
        let mut ascending = self.typed.clone();
        ascending.sort_unstable_by(f64::total_cmp);
        let sum = (!ascending.is_empty()).then(|| precision.sum(&ascending));
        Item {
            key: key.to_owned(),
            label: label.to_owned(),
            n: (ascending.len() as u64).into(),
            unknown: self.unknown.into(),
            sum: sum.map(Figure).into(),
            mean: sum.map(|sum| Figure(sum / ascending.len() as f64)).into(),
            median: median(&ascending).map(Figure).into(),
            min: ascending.first().copied().map(Figure).into(),
            max: ascending.last().copied().map(Figure).into(),
        }
    }
}

/// The middle of ascending numbers; half-way between the two in the middle of an even number.
fn median(ascending: &[f64]) -> Option<f64> {
    let middle = ascending.len() / 2;
    let upper = *ascending.get(middle)?;
    if ascending.len() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(ascending[middle - 1], upper)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Published;

    fn check(typed: &[f64], precision: Precision, expect: [Option<f64>; 5]) {
        let item = NumberTally { typed: typed.to_vec(), unknown: 2 }.item("k", "件数", precision);
        let figures = [item.sum, item.mean, item.median, item.min, item.max];
        assert_eq!(figures.map(Published::number), expect, "{typed:?}");
        assert_eq!((item.n, item.unknown), ((typed.len() as u64).into(), 2.into()));
    }

    #[test]
    fn statistics_by_hand() {
        check(&[], Precision::Decimals(0), [None; 5]);
        check(&[0.0], Precision::Decimals(0), [Some(0.0); 5]);
        check(&[5.0, 1.0, 3.0], Precision::Decimals(0), [9.0, 3.0, 3.0, 1.0, 5.0].map(Some));
        check(&[4.0, 1.0, 2.0, 10.0], Precision::Decimals(0), [17.0, 4.25, 3.0, 1.0, 10.0].map(Some));
    }

    #[test]
    fn decimals_add_up_as_people_expect() {
        check(&[0.1, 0.2], Precision::Decimals(1), [0.3, 0.15, f64::midpoint(0.1, 0.2), 0.1, 0.2].map(Some));
        check(
            &[9_999_999.0; 3],
            Precision::Decimals(0),
            [29_999_997.0, 9_999_999.0, 9_999_999.0, 9_999_999.0, 9_999_999.0].map(Some),
        );
    }
}
