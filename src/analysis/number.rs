//! Statistics of numbers.

use std::cmp::Ordering;

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
    pub(super) fn sum(self, numbers: &Distribution) -> f64 {
        match self {
            Self::Decimals(decimals) => {
                let mut sum = DecimalSum::default();
                numbers.values.iter().for_each(|(number, times)| sum.add_times(*number, *times, decimals));
                sum.value(decimals)
            }
            // From the least to the greatest, so that the sum is the same whatever order they came in.
            Self::Floating => numbers.ascending().sum(),
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

    fn add_times(&mut self, number: f64, times: u64, decimals: u32) {
        let mut one = Self::default();
        one.add(number, decimals);
        self.0 += one.0 * i128::from(times);
    }

    /// Adds a number that is a multiple of 10^-decimals already.
    pub(super) fn add_scaled(&mut self, scaled: u32) {
        self.0 += i128::from(scaled);
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

/// Numbers with how often each was given. Distributions over parts of the answers merge into the one over all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    /// Ascending, each value once.
    values: Vec<(f64, u64)>,
}

impl Distribution {
    /// Numbers in any order.
    pub fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_unstable_by(f64::total_cmp);
        let mut values: Vec<(f64, u64)> = Vec::new();
        for number in numbers {
            match values.last_mut() {
                Some((last, times)) if last.total_cmp(&number).is_eq() => *times += 1,
                _ => values.push((number, 1)),
            }
        }
        Self { values }
    }

    /// How often 0, 1, 2, … was given, in units of `1 / scale`.
    pub(super) fn of_counts(counts: &[u32], scale: f64) -> Self {
        let given = (0_u32..).zip(counts).filter(|(_, count)| **count > 0);
        Self { values: given.map(|(value, count)| (f64::from(value) / scale, u64::from(*count))).collect() }
    }

    /// Each value with how often it was given, from the least to the greatest.
    pub fn values(&self) -> &[(f64, u64)] {
        &self.values
    }

    /// How many numbers there are.
    pub fn n(&self) -> u64 {
        self.values.iter().map(|(_, times)| times).sum()
    }

    /// Every number, from the least to the greatest.
    pub fn ascending(&self) -> impl Iterator<Item = f64> {
        self.values.iter().flat_map(|(number, times)| (0..*times).map(|_| *number))
    }

    /// The number at a rank, counted from 0; `None` past the last one.
    pub fn at(&self, rank: u64) -> Option<f64> {
        let mut behind = 0;
        self.values.iter().find_map(|(number, times)| {
            behind += times;
            (rank < behind).then_some(*number)
        })
    }

    /// The middle number; half-way between the two in the middle of an even count. `None` of none.
    pub fn median(&self) -> Option<f64> {
        let n = self.n();
        let upper = self.at(n / 2)?;
        if n % 2 == 1 { Some(upper) } else { Some(f64::midpoint(self.at(n / 2 - 1)?, upper)) }
    }

    /// Adds the numbers of another.
    pub fn merge(&mut self, other: &Self) {
        let mut merged = Vec::with_capacity(self.values.len() + other.values.len());
        let (mut mine, mut theirs) = (self.values.iter().peekable(), other.values.iter().peekable());
        while let (Some((one, times)), Some((two, more))) = (mine.peek(), theirs.peek()) {
            let order = one.total_cmp(two);
            merged.push(match order {
                Ordering::Less => (*one, *times),
                Ordering::Greater => (*two, *more),
                Ordering::Equal => (*one, times + more),
            });
            mine.next_if(|_| order.is_le());
            theirs.next_if(|_| order.is_ge());
        }
        merged.extend(mine.chain(theirs));
        self.values = merged;
    }
}

/// The numbers given for one item.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct NumberTally {
    pub(super) typed: Distribution,
    pub(super) unknown: u64,
}

impl NumberTally {
    pub(super) fn merge(&mut self, other: &Self) {
        self.typed.merge(&other.typed);
        self.unknown += other.unknown;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of answers stay below 2^53")]
    pub(super) fn item(&self, key: &str, label: &str, precision: Precision) -> Item {
        let n = self.typed.n();
        let sum = (n > 0).then(|| precision.sum(&self.typed));
        let values = self.typed.values();
        Item {
            key: key.to_owned(),
            label: label.to_owned(),
            n: n.into(),
            unknown: self.unknown.into(),
            sum: sum.map(Figure).into(),
            mean: sum.map(|sum| Figure(sum / n as f64)).into(),
            median: self.typed.median().map(Figure).into(),
            min: values.first().map(|(number, _)| Figure(*number)).into(),
            max: values.last().map(|(number, _)| Figure(*number)).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Published;

    fn check(typed: &[f64], precision: Precision, expect: [Option<f64>; 5]) {
        let item = NumberTally { typed: Distribution::of(typed.to_vec()), unknown: 2 }.item("k", "件数", precision);
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
    fn merged_numbers_are_those_of_both() {
        let mut one = Distribution::of(vec![3.0, 1.0, 3.0, 8.0]);
        one.merge(&Distribution::of(vec![2.0, 3.0, 9.0]));
        assert_eq!(one.values(), [(1.0, 1), (2.0, 1), (3.0, 3), (8.0, 1), (9.0, 1)]);
        assert_eq!(one.ascending().collect::<Vec<_>>(), [1.0, 2.0, 3.0, 3.0, 3.0, 8.0, 9.0]);
        assert_eq!((one.n(), one.median(), one.at(6), one.at(7)), (7, Some(3.0), Some(9.0), None));
        one.merge(&Distribution::default());
        assert_eq!(one, Distribution::of(vec![9.0, 8.0, 3.0, 3.0, 3.0, 2.0, 1.0]));
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
