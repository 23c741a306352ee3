//! How far readers agree who coded the same texts without seeing each other's codes.

use std::collections::BTreeMap;

/// What readers decided about one unit: one place a reader, `None` where a reader did not read it.
pub type Decisions = Vec<Option<bool>>;

/// How two readers' decisions about the same units lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TwoReaders {
    /// Units to which both gave the code.
    pub both: u64,
    /// Units to which the first alone gave it.
    pub first_alone: u64,
    /// Units to which the second alone gave it.
    pub second_alone: u64,
    /// Units to which neither gave it.
    pub neither: u64,
}

impl TwoReaders {
    /// Counts the units that both readers, given by their places, have read.
    pub fn of<'d>(decisions: impl IntoIterator<Item = &'d Decisions>, first: usize, second: usize) -> Self {
        let mut counts = Self::default();
        for unit in decisions {
            match (unit.get(first).copied().flatten(), unit.get(second).copied().flatten()) {
                (Some(true), Some(true)) => counts.both += 1,
                (Some(true), Some(false)) => counts.first_alone += 1,
                (Some(false), Some(true)) => counts.second_alone += 1,
                (Some(false), Some(false)) => counts.neither += 1,
                _ => {}
            }
        }
        counts
    }

    /// How many units both have read.
    pub fn units(self) -> u64 {
        self.both + self.first_alone + self.second_alone + self.neither
    }

    /// On how many of them they agree.
    pub fn agreed(self) -> u64 {
        self.both + self.neither
    }

    /// How often the code was given: of two decisions a unit.
    pub fn given(self) -> u64 {
        2 * self.both + self.first_alone + self.second_alone
    }

    /// Cohen's kappa (Cohen 1960): `(po - pe) / (1 - pe)`, where `po` is the share of units on which both agree and
    /// `pe` the share on which they would by chance, each giving the code as often as they did. `None` without units,
    /// and where chance alone agrees on all (nobody, or everybody, gave the code everywhere).
    pub fn kappa(self) -> Option<f64> {
        let units = count(self.units());
        let agreed = count(self.agreed()) * units;
        let (first, second) = (count(self.both + self.first_alone), count(self.both + self.second_alone));
        // All times units², so that whole numbers are compared where chance alone agrees on all.
        let chance = first * second + (units - first) * (units - second);
        let room = units * units - chance;
        (units > 0.0 && room > 0.0).then(|| (agreed - chance) / room)
    }

    /// `po` and `pe` of [`TwoReaders::kappa`]; `None` without units.
    fn shares(self) -> Option<(f64, f64)> {
        let units = count(self.units());
        let (first, second) = (count(self.both + self.first_alone), count(self.both + self.second_alone));
        let chance = first * second + (units - first) * (units - second);
        (units > 0.0).then(|| (count(self.agreed()) / units, chance / (units * units)))
    }
}

/// Kappa of two readers over several codes: `(Σpo - Σpe) / (Σ1 - Σpe)`, which is the mean of the codes' kappas, each
/// weighted by its `1 - pe` (Fleiss, Levin and Paik 2003, section 18.1). Counting all codes' decisions as those of one
/// code would take it for agreement that some codes are given more often than others. `None` as for one code.
pub fn overall_kappa(codes: impl IntoIterator<Item = TwoReaders>) -> Option<f64> {
    let shares = codes.into_iter().filter_map(TwoReaders::shares);
    let (above, room) = shares.fold((0.0, 0.0), |(above, room), (po, pe)| (above + po - pe, room + 1.0 - pe));
    (room > 0.0).then(|| above / room)
}

/// Alpha over several codes, put together as [`overall_kappa`] is: `1 - ΣDo / ΣDe`.
pub fn overall_alpha<'u, C, V: Ord + 'u>(codes: impl IntoIterator<Item = C>) -> Option<f64>
where
    C: IntoIterator<Item = &'u Vec<Option<V>>>,
{
    let all = codes.into_iter().filter_map(disagreement);
    let (observed, expected) = all.fold((0.0, 0.0), |(sum, sums), (one, other)| (sum + one, sums + other));
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Krippendorff's alpha for names (nominal; Krippendorff 2004, chapter 11): `1 - Do / De` over the pairs of decisions
/// within units, each unit's pairs together counting as many as it has decisions. Units with fewer than two decisions
/// say nothing. `None` where no unit has two, or all decisions are alike.
pub fn alpha<'u, V: Ord + 'u>(units: impl IntoIterator<Item = &'u Vec<Option<V>>>) -> Option<f64> {
    let (observed, expected) = disagreement(units)?;
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// `Do` and `De` of [`alpha`]; `None` where no unit has two decisions.
fn disagreement<'u, V: Ord + 'u>(units: impl IntoIterator<Item = &'u Vec<Option<V>>>) -> Option<(f64, f64)> {
    let mut values: BTreeMap<&V, f64> = BTreeMap::new();
    let (mut all, mut differing) = (0.0, 0.0);
    for unit in units {
        let mut here: BTreeMap<&V, f64> = BTreeMap::new();
        for value in unit.iter().flatten() {
            *here.entry(value).or_default() += 1.0;
        }
        let decided: f64 = here.values().sum();
        if decided < 2.0 {
            continue;
        }
        let alike: f64 = here.values().map(|times| times * (times - 1.0)).sum();
        differing += (decided * (decided - 1.0) - alike) / (decided - 1.0);
        all += decided;
        for (value, times) in here {
            *values.entry(value).or_default() += times;
        }
    }
    let alike_by_chance: f64 = values.values().map(|times| times * (times - 1.0)).sum();
    (all > 0.0).then(|| (differing / all, (all * (all - 1.0) - alike_by_chance) / (all * (all - 1.0))))
}

fn count(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What these tests compare with: scikit-learn 1.9.1 `cohen_kappa_score(a, b)`, krippendorff 0.9.0
    /// `alpha(reliability_data=[a, b], level_of_measurement="nominal")` and NLTK 3.10.4 `AnnotationTask(data).kappa()`
    /// and `.alpha()`; `python3 -m venv v && v/bin/pip install scikit-learn krippendorff nltk`.
    fn near(found: Option<f64>, expect: f64) {
        assert!(found.is_some_and(|found| (found - expect).abs() < 1e-9), "{found:?} {expect}");
    }

    fn units(both: usize, first: usize, second: usize, neither: usize) -> Vec<Decisions> {
        let mut units = vec![vec![Some(true), Some(true)]; both];
        units.extend(vec![vec![Some(true), Some(false)]; first]);
        units.extend(vec![vec![Some(false), Some(true)]; second]);
        units.extend(vec![vec![Some(false), Some(false)]; neither]);
        units
    }

    #[test]
    fn kappa_is_what_is_counted_by_hand_and_by_scikit_learn() {
        // By hand: po = 15/20, pe = (10·11 + 10·9)/400 = 0.5, so (0.75 - 0.5)/0.5 = 0.5.
        let two = TwoReaders::of(&units(8, 2, 3, 7), 0, 1);
        assert_eq!((two.units(), two.agreed(), two.given()), (20, 15, 21));
        near(two.kappa(), 0.5);
        // A rare code: 18 of 20 agree, and still kappa is low.
        near(TwoReaders::of(&units(1, 1, 1, 17), 0, 1).kappa(), 0.444_444_444_444_444_4);
    }

    #[test]
    fn where_chance_agrees_on_all_kappa_says_nothing() {
        for (both, neither) in [(0, 0), (0, 9), (9, 0)] {
            assert_eq!(TwoReaders::of(&units(both, 0, 0, neither), 0, 1).kappa(), None);
        }
        assert_eq!(TwoReaders::of(&units(0, 1, 0, 0), 0, 1).kappa(), Some(0.0));
    }

    #[test]
    fn alpha_is_what_krippendorff_and_nltk_say() {
        near(alpha(&units(8, 2, 3, 7)), 0.511_278_195_488_721_8);
        near(alpha(&units(1, 1, 1, 17)), 0.458_333_333_333_333_37);
        assert_eq!(alpha(&units(0, 0, 0, 5)), None);
        assert_eq!(alpha(&Vec::<Decisions>::new()), None);
    }

    #[test]
    fn what_a_reader_did_not_read_counts_for_nothing() {
        let (y, n, m) = (Some(true), Some(false), None);
        let rows = [[y, y, n, n, m, y, n, y, m, n], [y, n, n, n, y, y, m, y, m, n], [m, y, n, y, y, y, n, m, y, m]];
        let units: Vec<Decisions> = (0..10).map(|unit| rows.iter().map(|row| row[unit]).collect()).collect();
        near(alpha(&units), 0.65);
        near(TwoReaders::of(&units, 0, 1).kappa(), 0.72);
        near(TwoReaders::of(&units, 0, 2).kappa(), 0.615_384_615_384_615_4);
        near(TwoReaders::of(&units, 1, 2).kappa(), 0.285_714_285_714_285_7);
    }

    #[test]
    fn several_codes_together_agree_no_more_than_each_of_them() {
        // A code that both give to nine of ten, and one that both give to one of ten, each without more than chance:
        // po = 0.82, pe = 0.9·0.9 + 0.1·0.1 = 0.82, kappa 0. Taken for one code of 200 units the two would have
        // po = 0.82 and pe = 0.5: 0.64.
        let (often, seldom) = (units(81, 9, 9, 1), units(1, 9, 9, 81));
        let two = |units: &[Decisions]| TwoReaders::of(units, 0, 1);
        near(two(&[&often[..], &seldom[..]].concat()).kappa(), 0.64);
        near(overall_kappa([two(&often), two(&seldom)]), 0.0);
        // By hand: kappas 0.5 (1 - pe = 0.5) and 0 (1 - pe = 0.25); (0.25 + 0) / (0.5 + 0.25) = 1/3.
        let (place, family) = (units(2, 1, 0, 1), units(0, 0, 1, 3));
        near(overall_kappa([two(&place), two(&family)]), 1.0 / 3.0);
        // Do = 1/4 twice; De = 30/56 and 14/56: 1 - (28/56)/(44/56) = 16/44.
        near(overall_alpha([&place, &family]), 16.0 / 44.0);
        // A code on which chance alone agrees adds nothing, and alone says nothing.
        let nobody = units(0, 0, 0, 4);
        near(overall_kappa([two(&place), two(&nobody)]), 0.5);
        assert_eq!((overall_kappa([two(&nobody)]), overall_alpha([&nobody])), (None, None));
        assert_eq!((overall_kappa([]), overall_alpha::<&Vec<Decisions>, bool>([])), (None, None));
    }

    #[test]
    fn krippendorffs_own_example_of_four_observers() {
        // Twelve units; a star where an observer said nothing.
        let rows = ["123321412***", "1233224125*3", "*3332342251*", "12332441251*"];
        let value = |row: &str, unit: usize| row.chars().nth(unit).filter(|value| *value != '*');
        let units: Vec<Vec<Option<char>>> =
            (0..12).map(|unit| rows.iter().map(|row| value(row, unit)).collect()).collect();
        near(alpha(&units), 0.743_421_052_631_579);
    }
}
