//! Values of SciPy 1.16 and NumPy; the command that made each stands above it. Those with R's name
//! are printed in R's own manual pages.

use super::*;

fn table(columns: usize, cells: &[u64]) -> Contingency {
    Contingency::new(columns, cells)
}

#[track_caller]
fn near(found: f64, expect: f64) {
    let far = (found - expect).abs();
    assert!(far <= 1e-9 * expect.abs().max(1.0) && far <= 1e-9, "{found} is not {expect}");
}

#[test]
fn chi_square_with_and_without_yates() {
    // from scipy.stats import chi2_contingency; chi2_contingency(T, correction=C)
    let check = |columns, cells: &[u64], corrected: (f64, f64), plain: (f64, f64), df| {
        let table = table(columns, cells);
        let found = chi_square(&table).unwrap();
        near(found.statistic, plain.0);
        near(found.p, plain.1);
        assert_eq!(found.df, df);
        if table.is_two_by_two() {
            let found = yates(&table).unwrap();
            near(found.statistic, corrected.0);
            near(found.p, corrected.1);
        }
    };
    let a = ((3.7515789473684213, 0.05275765250271962), (4.631578947368421, 0.03138866437727422));
    check(2, &[24, 14, 20, 30], a.0, a.1, 1);
    let sex = ((0.07090909090909091, 0.7900177149962111), (0.4237037037037037, 0.5150947298147847));
    check(2, &[22, 22, 3, 5], sex.0, sex.1, 1);
    // The General Social Survey's gender by party, the example of R's ?chisq.test.
    let gss = (30.070149095754672, 2.9535891832117595e-07);
    check(3, &[762, 327, 468, 484, 239, 477], gss, gss, 2);
    assert_eq!(chi_square(&table(2, &[3, 0, 4, 0])), None, "nobody in a column");
    assert_eq!(chi_square(&table(2, &[3, 4])), None, "one row");
    // Yates never turns a difference round: expected 2 each, |1 - 2| - 0.5.
    near(yates(&table(2, &[3, 1, 1, 3])).unwrap().statistic, 0.5);
    near(yates(&table(2, &[3, 3, 3, 3])).unwrap().statistic, 0.0);
}

#[test]
fn small_p_values_keep_their_digits() {
    // from scipy.stats import chi2; chi2.sf(x, df)
    for (x, df, expect) in [
        (3.841458820694124, 1, 0.04999999999999989),
        (0.5, 8, 0.999866630349486),
        (50.0, 1, 1.537459794428033e-12),
        (200.0, 8, 6.389887702238276e-39),
    ] {
        let found: f64 = chi_square::upper_tail(x, df).unwrap();
        assert!((found / expect - 1.0).abs() < 1e-9, "{found} is not {expect}");
    }
}

#[test]
fn cramers_v_is_from_the_uncorrected_chi_square() {
    // from scipy.stats.contingency import association; association(T, method="cramer")
    near(cramers_v(&table(2, &[24, 14, 20, 30])).unwrap(), 0.22941573387056177);
    near(cramers_v(&table(3, &[14, 7, 3, 5, 3, 6])).unwrap(), 0.34589428608009287);
    near(cramers_v(&table(3, &[762, 327, 468, 484, 239, 477])).unwrap(), 0.10443580235646777);
    near(cramers_v(&table(2, &[5, 0, 0, 7])).unwrap(), 1.0);
}

#[test]
fn fisher_of_two_by_two() {
    // from scipy.stats import fisher_exact; fisher_exact(T).pvalue
    for (cells, expect) in [
        ([24, 14, 20, 30], 0.0521050158342657),
        ([3, 1, 1, 3], 0.48571428571428565), // Fisher's tea: 34/70 by hand
        ([0, 19, 4, 15], 0.10501930501930502),
        ([22, 22, 3, 5], 0.7049883783300555),
    ] {
        near(fisher(&table(2, &cells)).unwrap(), expect);
    }
    near(fisher(&table(2, &[5, 0, 5, 0])).unwrap(), 1.0);
    assert_eq!(fisher(&table(3, &[1, 2, 3, 4, 5, 6])), None);
}

#[test]
fn residuals_are_adjusted() {
    // import numpy as np; (T - E) / np.sqrt(E * (1 - R / n) * (1 - C / n)), E of chi2_contingency
    let check = |columns, cells: &[u64], expect: &[f64]| {
        let found = residuals(&table(columns, cells));
        assert_eq!(found.len(), expect.len());
        found.iter().zip(expect).for_each(|(found, expect)| near(found.unwrap(), *expect));
    };
    let a = 2.1521103473958814;
    check(2, &[24, 14, 20, 30], &[a, -a, -a, a]);
    let [p, d, m] = [1.3451854182690983, 0.5225363314517706, -2.123254619828713];
    check(3, &[14, 7, 3, 5, 3, 6], &[p, d, m, -p, -d, -m]);
    assert_eq!(residuals(&table(2, &[3, 0, 4, 0])), vec![None; 4]);
    let marks = [2.58, 2.57, 1.96, 1.95, 0.0, -1.96, -2.58].map(|far| Mark::of(far).map_or("", Mark::sign));
    assert_eq!(marks, ["▲▲", "▲", "▲", "", "", "▼", "▼▼"]);
}

#[test]
fn holm_by_hand() {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02
    let found = holm(&[0.01, 0.04, 0.03, 0.005]);
    found.iter().zip([0.03, 0.06, 0.06, 0.02]).for_each(|(found, expect)| near(*found, expect));
    assert_eq!(holm(&[0.5, 0.9]), [1.0, 1.0]);
    assert!(holm(&[]).is_empty());
}

/// Each number with how often it was given.
fn given(numbers: &[f64]) -> Vec<(f64, u64)> {
    let mut ascending = numbers.to_vec();
    ascending.sort_unstable_by(f64::total_cmp);
    ascending.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(|equal| (equal[0], equal.len() as u64)).collect()
}

#[test]
fn kruskal_wallis_with_and_without_ties() {
    let check = |groups: &[&[f64]], statistic, p, df| {
        let groups: Vec<Vec<(f64, u64)>> = groups.iter().map(|group| given(group)).collect();
        let found = kruskal_wallis(&groups.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap();
        near(found.statistic, statistic);
        near(found.p, p);
        assert_eq!(found.df, df);
    };
    // from scipy.stats import kruskal; kruskal(A, B, C). The first is Hollander and Wolfe's mucociliary
    // clearance, the example of R's ?kruskal.test (H = 0.77143, p = 0.68).
    let groups: [&[f64]; 3] = [&[2.9, 3.0, 2.5, 2.6, 3.2], &[3.8, 2.7, 4.0, 2.4], &[2.8, 3.4, 3.7, 2.2, 2.0]];
    check(&groups, 0.7714285714285722, 0.6799647735788936, 2);
    let groups: [&[f64]; 4] =
        [&[1.0, 2.0, 2.0, 3.0, 5.0, 0.0], &[0.0, 0.0, 1.0, 2.0, 2.0], &[5.0, 8.0, 3.0, 3.0, 2.0, 12.0, 0.0], &[]];
    check(&groups, 5.075488694942068, 0.07904449577062478, 2);
    assert_eq!(kruskal_wallis(&[&[(1.0, 2)], &[(1.0, 1)]]), None, "all equal");
    assert_eq!(kruskal_wallis(&[&[(1.0, 1), (2.0, 1)], &[]]), None, "one group");
    assert_eq!(kruskal_wallis(&[]), None);
}

#[test]
fn quartiles_of_type_7() {
    // import numpy as np; np.quantile(D, [.25, .5, .75])  (method "linear", R's type 7)
    let check = |ascending: &[f64], expect: [f64; 3]| {
        let found = quartiles(&given(ascending)).unwrap();
        [found.lower, found.middle, found.upper]
            .into_iter()
            .zip(expect)
            .for_each(|(found, expect)| near(found, expect));
    };
    check(&[0.0, 1.0, 2.0, 2.0, 3.0, 5.0], [1.25, 2.0, 2.75]);
    check(&[7.0], [7.0; 3]);
    check(&[1.0, 2.0], [1.25, 1.5, 1.75]);
    check(&[0.0, 2.0, 3.0, 3.0, 5.0, 8.0, 12.0], [2.5, 3.0, 6.5]);
    check(&[0.1, 0.2, 0.4], [0.15000000000000002, 0.2, 0.30000000000000004]);
    assert_eq!(quartiles(&[]), None);
}

/// The exact p of a table with two rows, by going through all tables with its margins.
fn enumerated(table: &Contingency) -> f64 {
    fn choose(n: u64, k: u64) -> u128 {
        (0..k).fold(1, |ways, at| ways * u128::from(n - at) / u128::from(at + 1))
    }
    fn walk(columns: &[u64], left: u64, ways: u128, all: &mut Vec<u128>) {
        match columns.split_first() {
            Some((first, rest)) => {
                (0..=left.min(*first)).for_each(|take| walk(rest, left - take, ways * choose(*first, take), all));
            }
            None if left == 0 => all.push(ways),
            None => {}
        }
    }
    let observed: u128 =
        table.cells().iter().zip(table.columns()).map(|(count, total)| choose(*total, *count)).product();
    let mut all = Vec::new();
    walk(table.columns(), table.rows()[0], 1, &mut all);
    let hits: u128 = all.iter().filter(|ways| **ways <= observed).sum();
    hits as f64 / all.iter().sum::<u128>() as f64
}

#[test]
fn a_simulated_p_is_near_the_exact_one_and_always_the_same() {
    for (cells, exact) in [([14, 7, 3, 5, 3, 6], 0.1403998436701439), ([0, 1, 3, 19, 9, 6], 0.015931721194879213)] {
        let table = table(3, &cells);
        near(enumerated(&table), exact); // by enumeration in Python with math.lgamma
        let found = simulated(&table);
        let four_sigma = 4.0 * (exact * (1.0 - exact) / f64::from(SAMPLES)).sqrt();
        assert!((found - exact).abs() < four_sigma, "{found} is far from {exact}");
        assert_eq!(found.to_bits(), simulated(&table).to_bits());
    }
    // Never nought: not even for a table that no draw equals.
    near(simulated(&table(2, &[90, 0, 0, 90, 45, 45])), 1.0 / 10_000.0);
}

#[test]
fn the_fit_test_is_chosen() {
    let name = |columns, cells: &[u64]| association(&table(columns, cells)).map(|test| test.name);
    assert_eq!(name(2, &[24, 14, 20, 30]), Some(TestName::ChiSquareYates));
    assert_eq!(name(2, &[0, 19, 4, 15]), Some(TestName::FisherExact));
    assert_eq!(name(3, &[762, 327, 468, 484, 239, 477]), Some(TestName::ChiSquare));
    assert_eq!(name(3, &[14, 7, 3, 5, 3, 6]), Some(TestName::FisherExactSimulated));
    // An option that nobody chose and a group without answers change nothing.
    assert_eq!(name(3, &[24, 0, 14, 0, 0, 0, 20, 0, 30]), Some(TestName::ChiSquareYates));
    assert_eq!(name(2, &[5, 6, 0, 0]), None);
    assert_eq!(name(100, &[1; 2_100]), None, "too fine");
    assert_eq!(name(2, &[]), None);
    let exact = association(&table(2, &[0, 19, 4, 15])).unwrap();
    assert_eq!((exact.statistic, exact.df, exact.least_expected), (None, None, Some(2.0)));
    assert!(exact.cramers_v.is_some() && !exact.is_significant());
}

#[test]
fn odds_ratios_with_their_intervals() {
    // from scipy.stats.contingency import odds_ratio; r = odds_ratio(T, kind="sample"); r.statistic, r.confidence_interval()
    let check = |cells: &[u64], ratio: f64, lower: f64, upper: f64| {
        let found = odds_ratio(&table(2, cells)).unwrap();
        for (found, expect) in [(found.ratio, ratio), (found.lower, lower), (found.upper, upper)] {
            assert!((found - expect).abs() <= 1e-9 * expect, "{found} is not {expect}");
        }
        assert_eq!(found.is_corrected, cells.contains(&0));
    };
    check(&[7, 3, 2, 8], 9.333333333333334, 1.1934551656393486, 72.99068588340698);
    check(&[24, 14, 20, 30], 2.5714285714285716, 1.0787472517288328, 6.129558974414259);
    // By hand: (5.5 × 4.5) / (0.5 × 3.5), √(1/5.5 + 1/0.5 + 1/3.5 + 1/4.5).
    check(&[5, 0, 3, 4], 14.142857142857142, 0.568233037507618, 352.0041865932227);
    assert_eq!(odds_ratio(&table(2, &[3, 0, 4, 0])), None, "everybody has it");
    assert_eq!(odds_ratio(&table(3, &[1, 2, 3, 4, 5, 6])), None, "not two by two");
}
